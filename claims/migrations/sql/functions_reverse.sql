DROP FUNCTION claims_is_moment(jsonb);
DROP FUNCTION claims_is_moment_value(text);
DROP TEXT SEARCH CONFIGURATION claims_de;
DROP TEXT SEARCH CONFIGURATION claims_en;
DROP TEXT SEARCH CONFIGURATION claims_simple;
