-- Announcements: whatever changes what a published claim answers, in one order without gaps, written in the transaction
-- that changes it, whoever wrote. The lock is that of the chain, held to the end of the transaction: numbers become
-- visible in their order. The triggers fire ALWAYS, so that session_replication_role does not switch them off.

CREATE FUNCTION claims_announce(what text, of_claim uuid, of_revision uuid, target uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('claims.chain', 0));
    INSERT INTO claims_announcement (number, id, kind, claim_id, revision_id, merged_into_id, at)
    VALUES (coalesce((SELECT max(number) FROM claims_announcement), 0) + 1, gen_random_uuid(), what, of_claim, of_revision,
            target, moment);
END;
$$;

CREATE FUNCTION claims_announce_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_announce(NEW.kind, NEW.claim_id, NEW.id, NULL, NEW.published_at);
    RETURN NULL;
END;
$$;

CREATE FUNCTION claims_announce_redaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_announce('redaction', (SELECT claim_id FROM claims_revision WHERE id = NEW.revision_id),
                            NEW.revision_id, NULL, clock_timestamp());
    RETURN NULL;
END;
$$;

CREATE FUNCTION claims_announce_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.merged_into_slug = '' THEN
        PERFORM claims_announce('separation', NEW.claim_id, NEW.revision_id, NULL, clock_timestamp());
    ELSE
        PERFORM claims_announce('merge', NEW.claim_id, NEW.revision_id,
                                (SELECT merged_into_id FROM claims_claim WHERE id = NEW.claim_id), clock_timestamp());
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER claims_announced AFTER INSERT ON claims_revision FOR EACH ROW EXECUTE FUNCTION claims_announce_revision();
ALTER TABLE claims_revision ENABLE ALWAYS TRIGGER claims_announced;
CREATE TRIGGER claims_announced AFTER INSERT ON claims_redaction FOR EACH ROW EXECUTE FUNCTION claims_announce_redaction();
ALTER TABLE claims_redaction ENABLE ALWAYS TRIGGER claims_announced;
CREATE TRIGGER claims_announced AFTER UPDATE OF merged_into_slug ON claims_publication FOR EACH ROW
    WHEN (OLD.merged_into_slug IS DISTINCT FROM NEW.merged_into_slug) EXECUTE FUNCTION claims_announce_merge();
ALTER TABLE claims_publication ENABLE ALWAYS TRIGGER claims_announced;

CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims_announcement FOR EACH ROW EXECUTE FUNCTION claims_append_only();
CREATE TRIGGER claims_no_delete BEFORE DELETE ON claims_announcement FOR EACH ROW EXECUTE FUNCTION claims_append_only();
CREATE TRIGGER claims_no_truncate BEFORE TRUNCATE ON claims_announcement EXECUTE FUNCTION claims_append_only();
ALTER TABLE claims_announcement ENABLE ALWAYS TRIGGER claims_no_update;
ALTER TABLE claims_announcement ENABLE ALWAYS TRIGGER claims_no_delete;
ALTER TABLE claims_announcement ENABLE ALWAYS TRIGGER claims_no_truncate;
