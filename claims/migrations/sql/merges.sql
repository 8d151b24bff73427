-- A published response is unaltered, but for one thing: where two parties turned out to be one, it is that one's.

CREATE FUNCTION claims_is_one_party(one uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT one IS NOT DISTINCT FROM other OR EXISTS (
        SELECT 1 FROM claims_party
        WHERE (id = one AND merged_into_id = other) OR (id = other AND merged_into_id = one))
$$;

CREATE OR REPLACE FUNCTION claims_keep_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.kind, OLD.spokesperson_name, OLD.spokesperson_role, OLD.made_at, OLD.replaces_id)
           IS NOT DISTINCT FROM (NEW.kind, NEW.spokesperson_name, NEW.spokesperson_role, NEW.made_at, NEW.replaces_id)
       AND claims_is_one_party(OLD.party_id, NEW.party_id)
       AND claims_is_one_party(OLD.spokesperson_party_id, NEW.spokesperson_party_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A published response is unaltered. Enter a new response that replaces it.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_published_response_is_unaltered';
END;
$$;
