-- What a reader wrote stays as it was sent. What senders say of themselves can be deleted, and not become something else.
CREATE FUNCTION claims_keep_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.id, OLD.receipt, OLD.kind, OLD.words, OLD.url, OLD.on_behalf_of, OLD.language, OLD.received_at, OLD.revision_id)
           IS NOT DISTINCT FROM
       (NEW.id, NEW.receipt, NEW.kind, NEW.words, NEW.url, NEW.on_behalf_of, NEW.language, NEW.received_at, NEW.revision_id)
       AND NEW.name IN (OLD.name, '') AND NEW.role IN (OLD.role, '') AND NEW.contact IN (OLD.contact, '') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A message from a reader stays as it was sent.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_message_is_kept';
END;
$$;

CREATE TRIGGER claims_message_kept BEFORE UPDATE ON claims_message FOR EACH ROW EXECUTE FUNCTION claims_keep_message();
ALTER TABLE claims_message ENABLE ALWAYS TRIGGER claims_message_kept;
