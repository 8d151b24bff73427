DROP FUNCTION claims_append_only() CASCADE;
DROP FUNCTION claims_only_blanking() CASCADE;
DROP FUNCTION claims_next_in_chain() CASCADE;
DROP FUNCTION claims_case_is_whole() CASCADE;
DROP FUNCTION claims_document_is_committed() CASCADE;
DROP FUNCTION claims_revision_is_whole() CASCADE;
DROP FUNCTION claims_publication_is_current() CASCADE;
