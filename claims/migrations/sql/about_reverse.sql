-- Back to what the rules of the database said.

DROP TRIGGER claims_history ON claims_abouttext;
DROP TRIGGER claims_history_of_truncation ON claims_abouttext;

CREATE OR REPLACE FUNCTION claims_claim_of(table_name text, row_id uuid) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE found uuid;
BEGIN
    IF table_name = 'claims_claim' THEN
        RETURN row_id;
    ELSIF table_name = 'claims_passage' THEN
        SELECT response.claim_id INTO found FROM claims_passage AS passage
            JOIN claims_response AS response ON response.id = passage.response_id WHERE passage.id = row_id;
    ELSIF table_name = 'claims_hedge' THEN
        SELECT stance.claim_id INTO found FROM claims_hedge AS hedge
            JOIN claims_stance AS stance ON stance.id = hedge.stance_id WHERE hedge.id = row_id;
    ELSE
        EXECUTE format('SELECT claim_id FROM %I WHERE id = $1', table_name) INTO found USING row_id;
    END IF;
    RETURN found;
END;
$$;
