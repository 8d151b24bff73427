DROP FUNCTION claims_party_words(jsonb) CASCADE;
DROP FUNCTION claims_source_words(jsonb) CASCADE;
DROP FUNCTION claims_texts_of(jsonb);
