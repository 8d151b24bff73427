DROP FUNCTION claims_note_change() CASCADE;
DROP FUNCTION claims_note_truncation() CASCADE;
DROP TRIGGER claims_no_update ON claims_change;
DROP TRIGGER claims_no_delete ON claims_change;
DROP TRIGGER claims_no_truncate ON claims_change;
