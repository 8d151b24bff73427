-- Recording a redaction blanks the document, and takes a claim that showed it from the lists: none is ever there without
-- the others. (What lists and search took from the document is blanked by claims.actions.redacting.)
-- The trigger fires ALWAYS, so that session_replication_role does not switch it off.

CREATE FUNCTION claims_blank_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE claims_revisiondocument SET salt = NULL, content = NULL WHERE revision_id = NEW.revision_id;
    UPDATE claims_publication SET is_redacted = true WHERE revision_id = NEW.revision_id;
    RETURN NULL;
END;
$$;
CREATE TRIGGER claims_blanks AFTER INSERT ON claims_redaction FOR EACH ROW EXECUTE FUNCTION claims_blank_redacted();
ALTER TABLE claims_redaction ENABLE ALWAYS TRIGGER claims_blanks;
