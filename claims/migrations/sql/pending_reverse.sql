DROP FUNCTION claims_edit_is_pending() CASCADE;
DROP FUNCTION claims_publication_takes_edits_in() CASCADE;
