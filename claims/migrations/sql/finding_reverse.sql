DROP INDEX publishedparty_names;
DROP INDEX publishedparty_from_a_to_z;
DROP FUNCTION claims_names_of(jsonb);
DROP FUNCTION claims_sort_key(text);
DROP TRIGGER claims_words ON claims_publication;
DROP FUNCTION claims_keep_words();
DROP FUNCTION claims_words_of(jsonb);
DROP TABLE claims_publishedword;
DROP FUNCTION claims_searched(text, boolean);
