-- Functions that tables and search stand on. Made before the first table.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Search configurations: stemming without regard to accents, one a language, and one for all others.
CREATE TEXT SEARCH CONFIGURATION claims_de (COPY = german);
ALTER TEXT SEARCH CONFIGURATION claims_de ALTER MAPPING FOR hword, hword_part, word WITH unaccent, german_stem;
CREATE TEXT SEARCH CONFIGURATION claims_en (COPY = english);
ALTER TEXT SEARCH CONFIGURATION claims_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION claims_simple (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION claims_simple ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;

-- A value of a Moment: YYYY, YYYY-MM, YYYY-MM-DD or a minute with an offset, and a date that exists.
CREATE FUNCTION claims_is_moment_value(value text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    IF value IS NULL THEN
        RETURN true;
    END IF;
    IF value !~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-5][0-9]))?)?)?$' OR value LIKE '0000%' THEN
        RETURN false;
    END IF;
    PERFORM make_date(substr(value, 1, 4)::int, coalesce(nullif(substr(value, 6, 2), '')::int, 1),
                      coalesce(nullif(substr(value, 9, 2), '')::int, 1));
    IF length(value) > 10 THEN
        PERFORM make_time(substr(value, 12, 2)::int, substr(value, 15, 2)::int, 0);
        RETURN substr(value, 12, 2)::int < 24
            AND (value LIKE '%Z' OR (substr(right(value, 5), 1, 2)::int < 24 AND right(value, 2)::int < 60));
    END IF;
    RETURN true;
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
    RETURN false;
END;
$$;

-- The form of a Moment (claims.fields.moment): known members only, each of its type, and at least one of them.
CREATE FUNCTION claims_is_moment(moment jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT moment IS NULL OR (
        jsonb_typeof(moment) = 'object'
        AND moment <> '{}'::jsonb
        AND moment - ARRAY['value', 'zone', 'stated', 'not_before', 'not_after', 'ongoing'] = '{}'::jsonb
        AND NOT EXISTS (
            SELECT 1 FROM jsonb_each(CASE jsonb_typeof(moment) WHEN 'object' THEN moment ELSE '{}' END) AS member
            WHERE jsonb_typeof(member.value) <> CASE member.key WHEN 'ongoing' THEN 'boolean' ELSE 'string' END
        )
        AND claims_is_moment_value(moment ->> 'value')
        AND claims_is_moment_value(moment ->> 'not_before')
        AND claims_is_moment_value(moment ->> 'not_after')
    )
$$;
