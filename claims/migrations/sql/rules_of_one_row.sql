-- Each step by a primary key: in a join, a table that looks empty while a large case is stored is read whole for every row.
CREATE OR REPLACE FUNCTION claims_check_stance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    claimed_by uuid;
    taken claims_stance;
    answer claims_response;
BEGIN
    SELECT claimant_id INTO claimed_by FROM claims_claim WHERE id = NEW.claim_id FOR NO KEY UPDATE;
    SELECT * INTO taken FROM claims_stance WHERE id = NEW.id AND NOT is_removed;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT * INTO answer FROM claims_response WHERE id = taken.response_id AND NOT is_removed;
    IF FOUND AND (answer.party_id IS NOT DISTINCT FROM claimed_by)
            IS DISTINCT FROM (taken.stance IN ('stands_by', 'corrects', 'retracts', 'disowns')) THEN
        PERFORM claims_refuse_stance(taken.stance, (SELECT name FROM claims_party WHERE id = answer.party_id));
    END IF;
    RETURN NULL;
END;
$$;

-- The rules of a case for one response: its party belongs to the case, its stances are in words that are the party's to use,
-- and a request that it answered asked its party.
CREATE FUNCTION claims_check_response() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    claimed_by uuid;
    answer claims_response;
    by_name text;
    word text;
BEGIN
    SELECT claimant_id INTO claimed_by FROM claims_claim WHERE id = NEW.claim_id FOR NO KEY UPDATE;
    SELECT * INTO answer FROM claims_response WHERE id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT name INTO by_name FROM claims_party WHERE id = answer.party_id;
    IF NOT answer.is_removed THEN
        IF answer.party_id IS DISTINCT FROM claimed_by
                AND NOT EXISTS (SELECT 1 FROM claims_claimparty AS involved
                                WHERE involved.claim_id = answer.claim_id AND involved.party_id = answer.party_id)
                AND NOT EXISTS (SELECT 1 FROM claims_request AS request
                                WHERE request.claim_id = answer.claim_id AND request.to_id = answer.party_id
                                  AND NOT request.is_removed) THEN
            RAISE EXCEPTION 'A response by %, a stranger to the case: make it a subject or a named party, or record a request.',
                by_name USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_response_by_party_to_the_case';
        END IF;
        SELECT stance INTO word FROM claims_stance
            WHERE response_id = answer.id AND NOT is_removed
              AND (answer.party_id IS NOT DISTINCT FROM claimed_by)
                  IS DISTINCT FROM (stance IN ('stands_by', 'corrects', 'retracts', 'disowns'))
            LIMIT 1;
        IF FOUND THEN
            PERFORM claims_refuse_stance(word, by_name);
        END IF;
    END IF;
    SELECT party.name INTO by_name FROM claims_request AS request JOIN claims_party AS party ON party.id = request.to_id
        WHERE request.response_id = answer.id AND NOT request.is_removed
          AND (request.to_id <> answer.party_id OR answer.is_removed)
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The request to % is marked as answered by another party, or by a removed response.', by_name
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_request_answered_by_whom_it_asked';
    END IF;
    RETURN NULL;
END;
$$;
DROP TRIGGER claims_case_checked ON claims_response;
CREATE CONSTRAINT TRIGGER claims_case_checked AFTER INSERT OR UPDATE OF party_id, is_removed ON claims_response
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_response();

-- By the row's own key, so that a new quote does not read every citation of the desk.
CREATE OR REPLACE FUNCTION claims_check_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_wrong boolean;
BEGIN
    IF TG_TABLE_NAME = 'claims_citation' THEN
        is_wrong := EXISTS (SELECT 1 FROM claims_citation AS citation JOIN claims_snapshot AS snapshot
                            ON snapshot.id = citation.snapshot_id
                            WHERE citation.id = NEW.id AND snapshot.source_id <> citation.source_id);
    ELSE
        is_wrong := EXISTS (SELECT 1 FROM claims_citation AS citation JOIN claims_snapshot AS snapshot
                            ON snapshot.id = citation.snapshot_id
                            WHERE snapshot.id = NEW.id AND snapshot.source_id <> citation.source_id);
    END IF;
    IF is_wrong THEN
        RAISE EXCEPTION 'A citation counts in a snapshot of another source.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_citation_in_snapshot_of_its_source';
    END IF;
    RETURN NULL;
END;
$$;
