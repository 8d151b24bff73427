-- That the case at work was changed since it was published stands beside its publication, so that what waits is found by one index.

CREATE FUNCTION claims_edit_is_pending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The claim before what hangs on it, as everywhere: the foreign key would lock it last, and two could wait for each other.
    PERFORM FROM claims_claim WHERE id = NEW.claim_id FOR KEY SHARE;
    UPDATE claims_publication SET pending_at = NEW.at
        WHERE claim_id = NEW.claim_id AND published_at < NEW.at AND (pending_at IS NULL OR pending_at < NEW.at);
    RETURN NULL;
END $$;

CREATE TRIGGER claims_pending AFTER INSERT OR UPDATE OF claim_id, at ON claims_edit
    FOR EACH ROW EXECUTE FUNCTION claims_edit_is_pending();

CREATE FUNCTION claims_publication_takes_edits_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.pending_at := (SELECT max(at) FROM claims_edit WHERE claim_id = NEW.claim_id AND at > NEW.published_at);
    RETURN NEW;
END $$;

CREATE TRIGGER claims_pending BEFORE INSERT OR UPDATE OF published_at ON claims_publication
    FOR EACH ROW EXECUTE FUNCTION claims_publication_takes_edits_in();

UPDATE claims_publication SET pending_at = edits.at FROM (
    SELECT claim_id, max(edit.at) AS at FROM claims_edit AS edit JOIN claims_publication USING (claim_id)
    WHERE edit.at > published_at GROUP BY claim_id
) AS edits WHERE edits.claim_id = claims_publication.claim_id;
