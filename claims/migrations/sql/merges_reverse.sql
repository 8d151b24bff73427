CREATE OR REPLACE FUNCTION claims_keep_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published response is unaltered. Enter a new response that replaces it.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_published_response_is_unaltered';
END;
$$;
DROP FUNCTION claims_is_one_party(uuid, uuid);
