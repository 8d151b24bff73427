-- Words by which published parties and sources are found: names with all their aliases, titles with their translations.
-- Names are folded as at the desk (claims_folded), so that “Mueller” finds “Müller”; titles are stemmed as well.
-- What the functions call is named with its schema: a restored dump builds these indexes without a search path.

CREATE FUNCTION claims_texts_of(list jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(pg_catalog.string_agg(each #>> '{}', ' '), '') FROM pg_catalog.jsonb_path_query(list, 'lax $[*]') AS each
$$;

CREATE FUNCTION claims_party_words(card jsonb) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 200 AS $$
    SELECT pg_catalog.to_tsvector('pg_catalog.simple'::regconfig, public.claims_folded(
        coalesce(card ->> 'name', '') || ' ' || coalesce(card ->> 'short_name', '') || ' '
            || public.claims_texts_of(card -> 'aliases')))
$$;

-- All words in all three ways: else “-gazette” would leave out what it does in one of them, and not in the others.
CREATE FUNCTION claims_source_words(card jsonb) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 200 AS $$
    SELECT pg_catalog.to_tsvector('pg_catalog.simple'::regconfig, public.claims_folded(words))
        || pg_catalog.to_tsvector('public.claims_de'::regconfig, words)
        || pg_catalog.to_tsvector('public.claims_en'::regconfig, words)
    FROM (SELECT coalesce(card ->> 'title', '') || ' '
              || public.claims_texts_of(pg_catalog.jsonb_path_query_array(card, '$.translations.*.title')) || ' '
              || coalesce(card ->> 'publisher_name', '') || ' ' || public.claims_texts_of(card -> 'authors') AS words) AS texts
$$;

CREATE INDEX publishedparty_words ON claims_publishedparty USING gin (claims_party_words(card));
CREATE INDEX publishedsource_words ON claims_publishedsource USING gin (claims_source_words(card));
