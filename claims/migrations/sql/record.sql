-- The record: revisions can only be added, in one unbroken chain, and only where a published case is whole.
-- The triggers fire ALWAYS, so that session_replication_role does not switch them off.

CREATE FUNCTION claims_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record can only be added to: % of % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_record_is_append_only';
END;
$$;

-- A document may be blanked where its redaction is recorded, and changed in no other way.
CREATE FUNCTION claims_only_blanking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.revision_id = OLD.revision_id AND NEW.salt IS NULL AND NEW.content IS NULL
       AND EXISTS (SELECT 1 FROM claims_redaction WHERE revision_id = OLD.revision_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A document of the record can only be blanked, together with a redaction that says why.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_record_is_append_only';
END;
$$;

-- Gapless positions over the site, gapless numbers of a claim, each revision holding the hash of the one before it.
CREATE FUNCTION claims_next_in_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before record;
    count_of_claim integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('claims.chain', 0));
    SELECT position, hash INTO before FROM claims_revision ORDER BY position DESC LIMIT 1;
    IF NEW.position <> coalesce(before.position, 0) + 1 OR NEW.previous_hash <> coalesce(before.hash, '') THEN
        RAISE EXCEPTION 'Revision % does not continue the chain, which ends at position %.', NEW.position,
            coalesce(before.position, 0)
            USING ERRCODE = 'serialization_failure', CONSTRAINT = 'claims_revision_continues_the_chain';
    END IF;
    SELECT coalesce(max(number), 0) INTO count_of_claim FROM claims_revision WHERE claim_id = NEW.claim_id;
    IF NEW.number <> count_of_claim + 1 THEN
        RAISE EXCEPTION 'Revision % of the claim does not follow number %.', NEW.number, count_of_claim
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_revision_continues_the_chain';
    END IF;
    IF EXISTS (SELECT 1 FROM claims_revision WHERE claim_id = NEW.claim_id AND kind = 'withdrawal') THEN
        RAISE EXCEPTION 'The claim was withdrawn; nothing follows a withdrawal.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_withdrawal_is_last';
    END IF;
    RETURN NEW;
END;
$$;

-- A published claim has a point; it, each response and each stance has a citation (a stance inherits its response's).
CREATE FUNCTION claims_case_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE lacking text;
BEGIN
    IF NEW.kind = 'withdrawal' THEN
        RETURN NEW;
    END IF;
    SELECT words INTO lacking FROM (
        SELECT 'The claim has no point.' AS words WHERE NOT EXISTS (
            SELECT 1 FROM claims_point WHERE claim_id = NEW.claim_id AND NOT is_removed)
        UNION ALL
        SELECT 'The claim has no citation.' WHERE NOT EXISTS (
            SELECT 1 FROM claims_claim_citations_of_claim AS link JOIN claims_citation AS citation
                ON citation.id = link.citation_id AND NOT citation.is_removed WHERE link.claim_id = NEW.claim_id)
        UNION ALL
        SELECT format('Response %s has no citation.', response."order") FROM claims_response AS response
            WHERE response.claim_id = NEW.claim_id AND NOT response.is_removed AND NOT EXISTS (
                SELECT 1 FROM claims_passage AS passage
                    JOIN claims_passage_citations AS link ON link.passage_id = passage.id
                    JOIN claims_citation AS citation ON citation.id = link.citation_id AND NOT citation.is_removed
                    WHERE passage.response_id = response.id)
            AND (NOT EXISTS (SELECT 1 FROM claims_stance AS stance
                             WHERE stance.response_id = response.id AND NOT stance.is_removed)
                 OR EXISTS (SELECT 1 FROM claims_stance AS stance
                    WHERE stance.response_id = response.id AND NOT stance.is_removed AND NOT EXISTS (
                        SELECT 1 FROM claims_stance_citations AS link
                            JOIN claims_citation AS citation ON citation.id = link.citation_id AND NOT citation.is_removed
                            WHERE link.stance_id = stance.id)))
    ) AS lacks LIMIT 1;
    IF lacking IS NOT NULL THEN
        RAISE EXCEPTION '% It cannot be published.', lacking
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_published_case_is_whole';
    END IF;
    RETURN NEW;
END;
$$;

-- Every revision has its document, and the document is the one whose hash the chain holds.
CREATE FUNCTION claims_document_is_committed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF encode(sha256(NEW.salt || NEW.content), 'hex') IS DISTINCT FROM
       (SELECT content_hash FROM claims_revision WHERE id = NEW.revision_id) THEN
        RAISE EXCEPTION 'The document is not the one its revision commits to.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_document_is_as_committed';
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION claims_revision_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM claims_revisiondocument WHERE revision_id = NEW.id) THEN
        RAISE EXCEPTION 'The revision at position % has no document.', NEW.position
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_revision_has_its_document';
    END IF;
    RETURN NULL;
END;
$$;

-- Readers are shown the latest revision, and never that of another claim.
CREATE FUNCTION claims_publication_is_current() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.revision_id IS DISTINCT FROM
       (SELECT id FROM claims_revision WHERE claim_id = NEW.claim_id ORDER BY number DESC LIMIT 1) THEN
        RAISE EXCEPTION 'A publication shows the latest revision of its claim.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_publication_shows_latest_revision';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER claims_current BEFORE INSERT OR UPDATE OF claim_id, revision_id ON claims_publication
    FOR EACH ROW EXECUTE FUNCTION claims_publication_is_current();

CREATE TRIGGER claims_1_chain BEFORE INSERT ON claims_revision FOR EACH ROW EXECUTE FUNCTION claims_next_in_chain();
CREATE TRIGGER claims_2_whole BEFORE INSERT ON claims_revision FOR EACH ROW EXECUTE FUNCTION claims_case_is_whole();
ALTER TABLE claims_revision ENABLE ALWAYS TRIGGER claims_1_chain;
ALTER TABLE claims_revision ENABLE ALWAYS TRIGGER claims_2_whole;
CREATE CONSTRAINT TRIGGER claims_document_follows AFTER INSERT ON claims_revision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_revision_is_whole();
ALTER TABLE claims_revision ENABLE ALWAYS TRIGGER claims_document_follows;

CREATE TRIGGER claims_only_blanked BEFORE UPDATE ON claims_revisiondocument
    FOR EACH ROW EXECUTE FUNCTION claims_only_blanking();
ALTER TABLE claims_revisiondocument ENABLE ALWAYS TRIGGER claims_only_blanked;
CREATE TRIGGER claims_as_committed BEFORE INSERT ON claims_revisiondocument
    FOR EACH ROW EXECUTE FUNCTION claims_document_is_committed();
ALTER TABLE claims_revisiondocument ENABLE ALWAYS TRIGGER claims_as_committed;

DO $$
DECLARE kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['revision', 'redaction', 'revisiondocument'] LOOP
        EXECUTE format('CREATE TRIGGER claims_no_delete BEFORE DELETE ON claims_%s FOR EACH ROW
            EXECUTE FUNCTION claims_append_only()', kept);
        EXECUTE format('CREATE TRIGGER claims_no_truncate BEFORE TRUNCATE ON claims_%s
            EXECUTE FUNCTION claims_append_only()', kept);
        EXECUTE format('ALTER TABLE claims_%s ENABLE ALWAYS TRIGGER claims_no_delete', kept);
        EXECUTE format('ALTER TABLE claims_%s ENABLE ALWAYS TRIGGER claims_no_truncate', kept);
        IF kept <> 'revisiondocument' THEN
            EXECUTE format('CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims_%s FOR EACH ROW
                EXECUTE FUNCTION claims_append_only()', kept);
            EXECUTE format('ALTER TABLE claims_%s ENABLE ALWAYS TRIGGER claims_no_update', kept);
        END IF;
    END LOOP;
END;
$$;
