-- Finding published claims and parties: what a search means, the words that are there to be misspelt, names in order.
-- What functions of indexes call is named with its schema: a restored dump builds the indexes without a search path.

-- What somebody searches for: words, "phrases" (in any quotation marks), -without, one OR (ODER) the other. Each word is
-- looked for in German, in English and as written, so that a name and a word beside it may stand in texts of two
-- languages; what must not occur must not occur in any of them. Umlauts may be written as “ae”, “oe”, “ue”, or the other
-- way round. Words that say nothing in one of the languages (“die”, “the”) count only where nothing else is asked for.
CREATE FUNCTION claims_searched(words text, with_excluded boolean DEFAULT true) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    nothing CONSTANT tsquery := ''::tsquery;
    most CONSTANT integer := 40;
    piece text[];
    term text;
    other text;
    german tsquery;
    english tsquery;
    written tsquery;
    telling tsquery := nothing;
    all_german tsquery := nothing;
    all_english tsquery := nothing;
    all_written tsquery := nothing;
    found tsquery := nothing;
    excluded tsquery := nothing;
BEGIN
    FOR piece IN
        SELECT matched FROM regexp_matches(
            words, '(-?)(?:["„“”«»]([^"„“”«»]*)["„“”«»]?|([^\s"„“”«»]+))', 'g') AS matched LIMIT most
    LOOP
        term := lower(coalesce(piece[2], piece[3]));
        IF piece[1] = '' AND piece[3] IS NOT NULL AND term IN ('or', 'oder') THEN
            found := found || CASE WHEN numnode(telling) > 0 THEN telling ELSE all_german || all_english || all_written END;
            telling := nothing;
            all_german := nothing;
            all_english := nothing;
            all_written := nothing;
            CONTINUE;
        END IF;
        german := phraseto_tsquery('claims_de', term);
        english := phraseto_tsquery('claims_en', term);
        written := phraseto_tsquery('claims_simple', term);
        IF term ~ '[äöü]' THEN
            other := replace(replace(replace(term, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue');
        ELSIF term ~ '[aou]e' THEN
            other := replace(replace(replace(term, 'ae', 'a'), 'oe', 'o'), 'ue', 'u');
        ELSE
            other := NULL;
        END IF;
        IF other IS NOT NULL AND numnode(german) > 0 AND numnode(english) > 0 THEN
            german := german || phraseto_tsquery('claims_de', other);
            english := english || phraseto_tsquery('claims_en', other);
            written := written || phraseto_tsquery('claims_simple', other);
        END IF;
        IF piece[1] = '-' THEN
            excluded := excluded || german || english || written;
            CONTINUE;
        END IF;
        all_german := all_german && german;
        all_english := all_english && english;
        all_written := all_written && written;
        IF numnode(german) > 0 AND numnode(english) > 0 THEN
            telling := telling && CASE
                WHEN german = written AND english = written THEN written
                WHEN german = english THEN german || written
                ELSE german || english || written END;
        END IF;
    END LOOP;
    found := found || CASE WHEN numnode(telling) > 0 THEN telling ELSE all_german || all_english || all_written END;
    IF NOT with_excluded OR numnode(excluded) = 0 THEN
        RETURN found;
    END IF;
    RETURN found && !!excluded;
END;
$$;

-- The words of everything that is published, so that “Zuckerburg” can be answered with “Zuckerberg”. Kept by the trigger
-- below: a word that no publication holds any more goes with the last one. `word` is written as it was found.
CREATE TABLE claims_publishedword (key text PRIMARY KEY, word text NOT NULL);
CREATE INDEX publishedword_typed ON claims_publishedword USING gin (public.claims_folded(key) public.gin_trgm_ops);

CREATE FUNCTION claims_words_of(search_text jsonb) RETURNS TABLE (key text, word text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT DISTINCT ON (lower(parsed.token)) lower(parsed.token), parsed.token
    FROM jsonb_to_recordset(search_text) AS texts(text text)
        CROSS JOIN LATERAL ts_parse('default', texts.text) AS parsed
    WHERE parsed.tokid IN (SELECT tokid FROM ts_token_type('default')
                           WHERE alias IN ('asciiword', 'word', 'hword_asciipart', 'hword_part'))
        AND length(parsed.token) BETWEEN 4 AND 40
    ORDER BY lower(parsed.token), parsed.token DESC
$$;

CREATE FUNCTION claims_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO claims_publishedword (key, word) SELECT key, word FROM claims_words_of(NEW.search_text)
            ON CONFLICT DO NOTHING;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM claims_publishedword AS kept
        USING claims_words_of(OLD.search_text) AS former
        WHERE kept.key = former.key
            AND (TG_OP = 'DELETE' OR former.key NOT IN (SELECT key FROM claims_words_of(NEW.search_text)))
            AND NOT EXISTS (SELECT FROM claims_publication AS other WHERE other.search @@ claims_searched(former.key));
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER claims_words AFTER INSERT OR DELETE OR UPDATE OF search_text ON claims_publication
    FOR EACH ROW EXECUTE FUNCTION claims_keep_words();

INSERT INTO claims_publishedword (key, word)
    SELECT words.key, words.word FROM claims_publication AS publication
        CROSS JOIN LATERAL claims_words_of(publication.search_text) AS words ORDER BY words.key
    ON CONFLICT DO NOTHING;

-- Where a name stands in a list from A to Z: without accents, quotation marks and the article that outlets begin with.
CREATE FUNCTION claims_sort_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT pg_catalog.lower(public.unaccent('public.unaccent', pg_catalog.regexp_replace(
        pg_catalog.normalize(name, 'NFKC'), '^[^[:alnum:]]*((the|der|die|das)\s+(?=\S))?', '', 'i')))
$$;

-- All the names of a party as a publication shows it, folded, for finding it by a part of one of them.
CREATE FUNCTION claims_names_of(card jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT public.claims_folded(coalesce(card ->> 'name', '') || E'\n' || coalesce(card ->> 'short_name', '') || E'\n'
        || coalesce((SELECT pg_catalog.string_agg(alias #>> '{}', E'\n')
                     FROM pg_catalog.jsonb_path_query(card, 'lax $.aliases[*]') AS alias), ''))
$$;

CREATE INDEX publishedparty_from_a_to_z
    ON claims_publishedparty (public.claims_sort_key(card ->> 'name') COLLATE "C", party_id);
CREATE INDEX publishedparty_names ON claims_publishedparty USING gin (public.claims_names_of(card) public.gin_trgm_ops);
