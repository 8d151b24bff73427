-- Finding what is there by what somebody types (claims.actions.lookups): without accents, and in spite of misspellings.
-- What the functions call is named with its schema: a restored dump builds these indexes without a search path.

-- A name as it is looked for: small letters, no accents, no marks of direction, and “ae”, “oe”, “ue” like “ä”, “ö”, “ü”.
CREATE FUNCTION claims_folded(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(
        pg_catalog.translate(
            pg_catalog.lower(public.unaccent('public.unaccent', pg_catalog.normalize(name, 'NFKC'))), U&'\200E\200F', ''),
        'ae', 'a'), 'oe', 'o'), 'ue', 'u')
$$;

-- A web address without what does not tell documents apart: scheme, “www.”, fragment, tracking parameters, last slash.
CREATE FUNCTION claims_bare_address(address text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT pg_catalog.left(
        pg_catalog.lower(pg_catalog.split_part(rest, '/', 1))
            || pg_catalog.regexp_replace(pg_catalog.substr(rest, pg_catalog.length(pg_catalog.split_part(rest, '/', 1)) + 1),
                                         '/+(?=\?)|[/?&]+$', '', 'g'),
        500)
    FROM (SELECT pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.regexp_replace(
            address, '#.*$', ''),
            '^[a-z][a-z0-9+.-]*://(www\.)?', '', 'i'),
            '(?<=[?&])(utm_[a-z_]+|fbclid|gclid|mc_cid|mc_eid)=[^&]*(&|$)', '', 'gi') AS rest) AS stripped
$$;

CREATE INDEX party_name_typed ON claims_party USING gin (claims_folded(name) gin_trgm_ops);
CREATE INDEX party_short_name_typed ON claims_party USING gin (claims_folded(short_name) gin_trgm_ops);
CREATE INDEX partyalias_name_typed ON claims_partyalias USING gin (claims_folded(name) gin_trgm_ops);
CREATE INDEX source_title_typed ON claims_source USING gin (claims_folded(title) gin_trgm_ops);
CREATE INDEX topic_name_typed ON claims_topic USING gin (claims_folded(name) gin_trgm_ops);
CREATE INDEX topictranslation_name_typed ON claims_topictranslation USING gin (claims_folded(name) gin_trgm_ops);
CREATE INDEX claim_title_typed ON claims_claim USING gin (claims_folded(title) gin_trgm_ops);
CREATE INDEX claim_statement_typed ON claims_claim USING gin (claims_folded("left"(statement, 300)) gin_trgm_ops);
CREATE INDEX source_address_typed ON claims_source (claims_bare_address(url) text_pattern_ops) WHERE url <> '';
