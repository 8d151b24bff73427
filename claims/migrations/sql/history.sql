-- The history of the working tables: one row of claims_change for each row that any statement changed, whoever wrote it.
-- The application says who acts, as which act, through which door and why, in settings of the transaction
-- (claims.actions.provenance); what comes without them came from outside and carries the user of the database.

-- Arguments: the table of the record whose history shows the change, and the column that names it; none where it is the row.
CREATE FUNCTION claims_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    becomes jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    whole jsonb := coalesce(becomes, was);
    key_name text := CASE WHEN whole ? 'id' THEN 'id' ELSE 'claim_id' END;
    owner_table text := coalesce(TG_ARGV[0], TG_TABLE_NAME);
    owner_id text := whole ->> coalesce(TG_ARGV[1], key_name);
    of_claim uuid;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- Only what changed; that the row was touched alone is no change.
        SELECT jsonb_object_agg(key, value), jsonb_object_agg(key, becomes -> key) INTO was, becomes
            FROM jsonb_each(was) WHERE value IS DISTINCT FROM becomes -> key AND key <> 'updated_at';
        IF was IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    of_claim := CASE
        WHEN owner_table = 'claims_claim' THEN owner_id::uuid
        WHEN whole ? 'claim_id' THEN (whole ->> 'claim_id')::uuid
        WHEN owner_table IN ('claims_party', 'claims_source', 'claims_topic', 'claims_ratingscale', 'claims_desksettings')
            THEN NULL
        WHEN owner_table = 'claims_claimparty' THEN
            (SELECT claim_id FROM claims_claimparty WHERE id = owner_id::bigint)
        ELSE claims_claim_of(owner_table, owner_id::uuid)
    END;
    INSERT INTO claims_change (at, act, actor_id, through, cause, database_user, program, operation, "table", "row",
                               owner_table, owner, claim_id, before, after)
    VALUES (clock_timestamp(), nullif(current_setting('claims.act', true), '')::uuid,
            nullif(current_setting('claims.actor', true), '')::bigint,
            coalesce(current_setting('claims.through', true), ''), coalesce(current_setting('claims.cause', true), ''),
            session_user, left(coalesce(current_setting('application_name', true), ''), 100), lower(TG_OP), TG_TABLE_NAME,
            whole ->> key_name, owner_table, owner_id, of_claim, was, becomes);
    RETURN NULL;
END;
$$;

CREATE FUNCTION claims_note_truncation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claims_change (at, actor_id, through, cause, database_user, program, operation, "table", "row", owner_table,
                               owner)
    VALUES (clock_timestamp(), nullif(current_setting('claims.actor', true), '')::bigint,
            coalesce(current_setting('claims.through', true), ''), coalesce(current_setting('claims.cause', true), ''),
            session_user, left(coalesce(current_setting('application_name', true), ''), 100), 'truncate', TG_TABLE_NAME, '',
            TG_TABLE_NAME, '');
    RETURN NULL;
END;
$$;

DO $$
DECLARE
    watched text[] := ARRAY[
        'claim', '', '', 'claim_topics', 'claim', 'claim_id', 'claim_citations_of_claim', 'claim', 'claim_id',
        'claimtranslation', 'claim', 'claim_id', 'claimparty', 'claim', 'claim_id',
        'claimpartytranslation', 'claimparty', 'involvement_id',
        'point', '', '', 'point_subjects', 'point', 'point_id', 'point_citations', 'point', 'point_id',
        'pointtranslation', 'point', 'point_id',
        'response', '', '', 'responsetranslation', 'response', 'response_id', 'passage', 'response', 'response_id',
        'passage_citations', 'passage', 'passage_id', 'passagetranslation', 'passage', 'passage_id',
        'stance', '', '', 'stance_citations', 'stance', 'stance_id', 'stancetranslation', 'stance', 'stance_id',
        'hedge', 'stance', 'stance_id', 'hedgetranslation', 'hedge', 'hedge_id',
        'request', '', '', 'request_points', 'request', 'request_id', 'requestextension', 'request', 'request_id',
        'requesttranslation', 'request', 'request_id',
        'citation', '', '', 'event', '', '', 'event_citations', 'event', 'event_id', 'eventtranslation', 'event', 'event_id',
        'assessment', '', '', 'assessment_points', 'assessment', 'assessment_id',
        'assessment_citations', 'assessment', 'assessment_id', 'ratingscale', '', '', 'relation', '', '',
        'party', '', '', 'partyalias', 'party', 'party_id', 'source', '', '', 'source_relays', 'source', 'from_source_id',
        'snapshot', 'source', 'source_id', 'sourcetranslation', 'source', 'source_id',
        'topic', '', '', 'topictranslation', 'topic', 'topic_id',
        'assignment', 'claim', 'claim_id', 'desksettings', '', ''];
    at_index integer;
    name text;
    arguments text;
BEGIN
    FOR at_index IN 1 .. array_length(watched, 1) / 3 LOOP
        name := 'claims_' || watched[at_index * 3 - 2];
        arguments := CASE WHEN watched[at_index * 3 - 1] = '' THEN ''
            ELSE format('%L, %L', 'claims_' || watched[at_index * 3 - 1], watched[at_index * 3]) END;
        EXECUTE format('CREATE TRIGGER claims_history AFTER INSERT OR UPDATE OR DELETE ON %I
            FOR EACH ROW EXECUTE FUNCTION claims_note_change(%s)', name, arguments);
        EXECUTE format('CREATE TRIGGER claims_history_of_truncation AFTER TRUNCATE ON %I
            EXECUTE FUNCTION claims_note_truncation()', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER claims_history', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER claims_history_of_truncation', name);
    END LOOP;
END;
$$;

-- The history can only be added to.
CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims_change FOR EACH ROW EXECUTE FUNCTION claims_append_only();
CREATE TRIGGER claims_no_delete BEFORE DELETE ON claims_change FOR EACH ROW EXECUTE FUNCTION claims_append_only();
CREATE TRIGGER claims_no_truncate BEFORE TRUNCATE ON claims_change EXECUTE FUNCTION claims_append_only();
ALTER TABLE claims_change ENABLE ALWAYS TRIGGER claims_no_update;
ALTER TABLE claims_change ENABLE ALWAYS TRIGGER claims_no_delete;
ALTER TABLE claims_change ENABLE ALWAYS TRIGGER claims_no_truncate;
