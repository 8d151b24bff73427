DROP TRIGGER claims_case_checked ON claims_response;
DROP FUNCTION claims_check_response();
CREATE CONSTRAINT TRIGGER claims_case_checked AFTER INSERT OR UPDATE OF party_id, is_removed ON claims_response
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_case_of_row();

CREATE OR REPLACE FUNCTION claims_check_stance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    PERFORM 1 FROM claims_claim WHERE id = NEW.claim_id FOR NO KEY UPDATE;
    SELECT stance.stance, party.name INTO wrong FROM claims_stance AS stance
        JOIN claims_response AS response ON response.id = stance.response_id
        JOIN claims_claim AS claim ON claim.id = stance.claim_id
        JOIN claims_party AS party ON party.id = response.party_id
        WHERE stance.id = NEW.id AND NOT stance.is_removed AND NOT response.is_removed
          AND (response.party_id IS NOT DISTINCT FROM claim.claimant_id)
              IS DISTINCT FROM (stance.stance IN ('stands_by', 'corrects', 'retracts', 'disowns'));
    IF FOUND THEN
        PERFORM claims_refuse_stance(wrong.stance, wrong.name);
    END IF;
    RETURN NULL;
END;
$$;

CREATE OR REPLACE FUNCTION claims_check_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM claims_citation AS citation JOIN claims_snapshot AS snapshot ON snapshot.id = citation.snapshot_id
               WHERE snapshot.source_id <> citation.source_id AND CASE TG_TABLE_NAME
                   WHEN 'claims_citation' THEN citation.id::text ELSE snapshot.id::text END = to_jsonb(NEW) ->> 'id') THEN
        RAISE EXCEPTION 'A citation counts in a snapshot of another source.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_citation_in_snapshot_of_its_source';
    END IF;
    RETURN NULL;
END;
$$;
