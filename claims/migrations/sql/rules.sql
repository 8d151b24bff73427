-- Rules of the working tables that one row cannot state, kept by triggers. Messages are for the person who can mend it.
-- Two transactions cannot slip past a rule together: what a rule compares either never changes (the claim of a part of a
-- case) or is read under a lock on the claim's row.

-- A part of a case never moves to another claim, nor a part of such a part to another one.
CREATE FUNCTION claims_keep_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A part of a case cannot move elsewhere (%).', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_part_keeps_its_claim';
END;
$$;

-- The claim that a row of a table belongs to.
CREATE FUNCTION claims_claim_of(table_name text, row_id uuid) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
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

-- Both ends of a link are parts of one case. Arguments: table and column of one end, table and column of the other.
CREATE FUNCTION claims_same_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_data jsonb := to_jsonb(NEW);
    one uuid := (row_data ->> TG_ARGV[1])::uuid;
    other uuid := (row_data ->> TG_ARGV[3])::uuid;
BEGIN
    IF one IS NOT NULL AND other IS NOT NULL
       AND claims_claim_of(TG_ARGV[0], one) IS DISTINCT FROM claims_claim_of(TG_ARGV[2], other) THEN
        RAISE EXCEPTION '% and % belong to different claims (%).', TG_ARGV[1], TG_ARGV[3], TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_link_within_one_case';
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION claims_refuse_stance(word text, party_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The stance "%" cannot be taken by %: the claimant stands by, corrects, retracts or disowns, '
        'everyone else denies, qualifies, confirms or declines.', word, party_name
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_stance_fits_its_party';
END;
$$;

-- Who may answer, and with which stance: the claimant stands by, corrects, retracts or disowns; the others deny, qualify,
-- confirm or decline; a stranger to the case does not answer. Checked at the end of the transaction.
CREATE FUNCTION claims_check_case(checked uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    claimant uuid;
    wrong record;
BEGIN
    SELECT claimant_id INTO claimant FROM claims_claim WHERE id = checked FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT response.id, party.name INTO wrong FROM claims_response AS response
        JOIN claims_party AS party ON party.id = response.party_id
        WHERE response.claim_id = checked AND NOT response.is_removed
          AND response.party_id IS DISTINCT FROM claimant
          AND NOT EXISTS (SELECT 1 FROM claims_claimparty AS involved
                          WHERE involved.claim_id = checked AND involved.party_id = response.party_id)
          AND NOT EXISTS (SELECT 1 FROM claims_request AS request
                          WHERE request.claim_id = checked AND request.to_id = response.party_id
                            AND NOT request.is_removed)
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'A response by %, a stranger to the case: make it a subject or a named party, or record a request.',
            wrong.name USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_response_by_party_to_the_case';
    END IF;
    SELECT stance.stance, party.name INTO wrong FROM claims_stance AS stance
        JOIN claims_response AS response ON response.id = stance.response_id
        JOIN claims_party AS party ON party.id = response.party_id
        WHERE stance.claim_id = checked AND NOT stance.is_removed AND NOT response.is_removed
          AND (response.party_id IS NOT DISTINCT FROM claimant)
              IS DISTINCT FROM (stance.stance IN ('stands_by', 'corrects', 'retracts', 'disowns'))
        LIMIT 1;
    IF FOUND THEN
        PERFORM claims_refuse_stance(wrong.stance, wrong.name);
    END IF;
    SELECT party.name INTO wrong FROM claims_request AS request
        JOIN claims_response AS response ON response.id = request.response_id
        JOIN claims_party AS party ON party.id = request.to_id
        WHERE request.claim_id = checked AND NOT request.is_removed
          AND (response.party_id <> request.to_id OR response.is_removed)
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The request to % is marked as answered by another party, or by a removed response.', wrong.name
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_request_answered_by_whom_it_asked';
    END IF;
END;
$$;

-- The same rule for one stance: a case of thousands of stances is not read anew for each of them.
CREATE FUNCTION claims_check_stance() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE FUNCTION claims_check_case_of_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE row_data jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
    PERFORM claims_check_case(coalesce(row_data ->> 'claim_id', row_data ->> 'id')::uuid);
    RETURN NULL;
END;
$$;

-- Only what was never published can be deleted; TRUNCATE does not ask, so nobody may use it.
CREATE FUNCTION claims_keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was published (%) cannot be deleted; mark it as removed instead.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_published_is_kept';
END;
$$;

-- A published response is unaltered: its party, kind, time and words. Order, withdrawal, remark and removal may change.
CREATE FUNCTION claims_keep_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published response is unaltered. Enter a new response that replaces it.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_published_response_is_unaltered';
END;
$$;

CREATE FUNCTION claims_keep_passage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM claims_response WHERE is_published
               AND id IN (coalesce(NEW.response_id, OLD.response_id), coalesce(OLD.response_id, NEW.response_id))) THEN
        RAISE EXCEPTION 'The words of a published response are unaltered. Enter a new response that replaces it.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_published_response_is_unaltered';
    END IF;
    RETURN coalesce(NEW, OLD);
END;
$$;

-- An id names one record for good: dossiers refer by it.
CREATE FUNCTION claims_keep_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The id of a record never changes (%).', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_id_is_for_good';
END;
$$;

-- What has been published stays published.
CREATE FUNCTION claims_keep_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was published cannot be marked as never published (%).', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_published_stays_published';
END;
$$;

-- Slugs are registered for good; that of a record which was never published is free again with its deletion.
CREATE FUNCTION claims_register_slug() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner uuid;
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM claims_slug WHERE kind = TG_ARGV[0] AND record_id = OLD.id;
        RETURN OLD;
    END IF;
    INSERT INTO claims_slug (kind, slug, record_id) VALUES (TG_ARGV[0], NEW.slug, NEW.id) ON CONFLICT DO NOTHING;
    SELECT record_id INTO owner FROM claims_slug WHERE kind = TG_ARGV[0] AND slug = NEW.slug;
    IF owner IS DISTINCT FROM NEW.id THEN
        RAISE EXCEPTION 'The slug "%" is taken or was taken once; slugs are never used again.', NEW.slug
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'claims_slug_never_reused';
    END IF;
    RETURN NEW;
END;
$$;

-- The register itself: a row goes only with its record, and none changes.
CREATE FUNCTION claims_keep_slug() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_there boolean := true;
BEGIN
    IF TG_OP = 'DELETE' THEN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1)', 'claims_' || OLD.kind)
            INTO is_there USING OLD.record_id;
    END IF;
    IF is_there THEN
        RAISE EXCEPTION 'Slugs are registered for good.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_slug_is_registered_for_good';
    END IF;
    RETURN OLD;
END;
$$;

-- Following merges, replacements or affiliations comes to an end. Argument: the column that is followed.
CREATE FUNCTION claims_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE leads_back boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('claims.circle.' || TG_TABLE_NAME || TG_ARGV[0], 0));
    EXECUTE format('WITH RECURSIVE followed(id) AS (
            SELECT ($1).%2$I UNION SELECT next.%2$I FROM %1$I AS next JOIN followed ON next.id = followed.id
        ) SELECT EXISTS (SELECT 1 FROM followed WHERE id = ($1).id)', TG_TABLE_NAME, TG_ARGV[0]) INTO leads_back USING NEW;
    IF leads_back THEN
        RAISE EXCEPTION 'This would lead in a circle (% of %).', TG_ARGV[0], TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claims_no_circle';
    END IF;
    RETURN NEW;
END;
$$;

-- A position counts in a snapshot of the cited source. Checked at the end of the transaction: a merge moves both.
CREATE FUNCTION claims_check_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
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

-- The search vector of a publication, from its texts: [{"language", "weight", "text"}].
CREATE FUNCTION claims_publication_vector() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry record;
    vector tsvector := ''::tsvector;
BEGIN
    FOR entry IN SELECT * FROM jsonb_to_recordset(NEW.search_text) AS texts(language text, weight text, text text) LOOP
        vector := vector || setweight(to_tsvector(
            CASE entry.language WHEN 'de' THEN 'claims_de' WHEN 'en' THEN 'claims_en' ELSE 'claims_simple' END::regconfig,
            entry.text), entry.weight::"char");
    END LOOP;
    NEW.search := vector;
    RETURN NEW;
END;
$$;
CREATE TRIGGER claims_search BEFORE INSERT OR UPDATE OF search_text ON claims_publication
    FOR EACH ROW EXECUTE FUNCTION claims_publication_vector();

DO $$
DECLARE
    part text;
    link text[];
BEGIN
    -- parts of a case
    FOREACH part IN ARRAY ARRAY['point', 'response', 'stance', 'request', 'citation', 'assessment', 'event', 'relation'] LOOP
        EXECUTE format('CREATE TRIGGER claims_claim_kept BEFORE UPDATE OF claim_id ON claims_%s FOR EACH ROW
            WHEN (OLD.claim_id IS DISTINCT FROM NEW.claim_id) EXECUTE FUNCTION claims_keep_claim()', part);
    END LOOP;
    -- parts of such parts: table, column of what they belong to
    FOREACH link SLICE 1 IN ARRAY ARRAY[
        ['claims_claimparty', 'claim_id'], ['claims_passage', 'response_id'], ['claims_hedge', 'stance_id'],
        ['claims_requestextension', 'request_id']
    ] LOOP
        EXECUTE format('CREATE TRIGGER claims_claim_kept BEFORE UPDATE OF %2$I ON %1$I FOR EACH ROW
            WHEN (OLD.%2$I IS DISTINCT FROM NEW.%2$I) EXECUTE FUNCTION claims_keep_claim()', link[1], link[2]);
    END LOOP;
    -- everything that can be published
    FOREACH part IN ARRAY ARRAY['point', 'response', 'stance', 'request', 'citation', 'assessment', 'event', 'relation',
                                'claim', 'party', 'source', 'topic'] LOOP
        EXECUTE format('CREATE TRIGGER claims_published_kept BEFORE DELETE ON claims_%s FOR EACH ROW
            WHEN (OLD.is_published) EXECUTE FUNCTION claims_keep_published()', part);
        EXECUTE format('CREATE TRIGGER claims_published_mark_kept BEFORE UPDATE OF is_published ON claims_%s FOR EACH ROW
            WHEN (OLD.is_published AND NOT NEW.is_published) EXECUTE FUNCTION claims_keep_mark()', part);
        EXECUTE format('CREATE TRIGGER claims_id_kept BEFORE UPDATE OF id ON claims_%s FOR EACH ROW
            WHEN (OLD.id IS DISTINCT FROM NEW.id) EXECUTE FUNCTION claims_keep_id()', part);
        EXECUTE format('CREATE TRIGGER claims_no_truncate BEFORE TRUNCATE ON claims_%s
            EXECUTE FUNCTION claims_keep_published()', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['passage', 'slug'] LOOP
        EXECUTE format('CREATE TRIGGER claims_no_truncate BEFORE TRUNCATE ON claims_%s
            EXECUTE FUNCTION claims_keep_published()', part);
    END LOOP;
    -- what is followed from record to record: table, column
    FOREACH link SLICE 1 IN ARRAY ARRAY[
        ['claims_claim', 'merged_into_id'], ['claims_party', 'merged_into_id'], ['claims_source', 'merged_into_id'],
        ['claims_party', 'affiliation_id'], ['claims_point', 'replaces_id'], ['claims_response', 'replaces_id']
    ] LOOP
        EXECUTE format('CREATE TRIGGER claims_no_circle_%2$s BEFORE INSERT OR UPDATE OF %2$I ON %1$I FOR EACH ROW
            WHEN (NEW.%2$I IS NOT NULL AND NEW.%2$I <> NEW.id) EXECUTE FUNCTION claims_no_circle(%2$L)', link[1], link[2]);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['claim', 'party', 'source', 'topic'] LOOP
        EXECUTE format('CREATE TRIGGER claims_slug_registered BEFORE INSERT OR UPDATE OF slug ON claims_%s FOR EACH ROW
            EXECUTE FUNCTION claims_register_slug(%L)', part, part);
        EXECUTE format('CREATE TRIGGER claims_slug_freed AFTER DELETE ON claims_%s FOR EACH ROW
            EXECUTE FUNCTION claims_register_slug(%L)', part, part);
    END LOOP;
    -- links between parts: table, one end, its column, other end, its column
    FOREACH link SLICE 1 IN ARRAY ARRAY[
        ['claims_claim_citations_of_claim', 'claims_claim', 'claim_id', 'claims_citation', 'citation_id'],
        ['claims_point_citations', 'claims_point', 'point_id', 'claims_citation', 'citation_id'],
        ['claims_passage_citations', 'claims_passage', 'passage_id', 'claims_citation', 'citation_id'],
        ['claims_stance_citations', 'claims_stance', 'stance_id', 'claims_citation', 'citation_id'],
        ['claims_event_citations', 'claims_event', 'event_id', 'claims_citation', 'citation_id'],
        ['claims_assessment_citations', 'claims_assessment', 'assessment_id', 'claims_citation', 'citation_id'],
        ['claims_assessment_points', 'claims_assessment', 'assessment_id', 'claims_point', 'point_id'],
        ['claims_request_points', 'claims_request', 'request_id', 'claims_point', 'point_id'],
        ['claims_request', 'claims_claim', 'claim_id', 'claims_response', 'response_id'],
        ['claims_stance', 'claims_claim', 'claim_id', 'claims_response', 'response_id'],
        ['claims_stance', 'claims_claim', 'claim_id', 'claims_point', 'point_id'],
        ['claims_point', 'claims_claim', 'claim_id', 'claims_point', 'replaces_id'],
        ['claims_response', 'claims_claim', 'claim_id', 'claims_response', 'replaces_id'],
        ['claims_hedge', 'claims_stance', 'stance_id', 'claims_citation', 'citation_id']
    ] LOOP
        EXECUTE format('CREATE TRIGGER claims_same_case_%s BEFORE INSERT OR UPDATE ON %I FOR EACH ROW
            EXECUTE FUNCTION claims_same_case(%L, %L, %L, %L)', link[5], link[1], link[2], link[3], link[4], link[5]);
    END LOOP;
END;
$$;

CREATE CONSTRAINT TRIGGER claims_case_checked AFTER INSERT OR UPDATE OF party_id, is_removed ON claims_response
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_case_of_row();
CREATE CONSTRAINT TRIGGER claims_case_checked AFTER INSERT OR UPDATE OF stance, response_id, is_removed ON claims_stance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_stance();
CREATE CONSTRAINT TRIGGER claims_case_checked AFTER INSERT OR UPDATE OF to_id, response_id, is_removed OR DELETE
    ON claims_request DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_case_of_row();
CREATE CONSTRAINT TRIGGER claims_case_checked AFTER UPDATE OR DELETE ON claims_claimparty
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_case_of_row();
CREATE CONSTRAINT TRIGGER claims_case_checked AFTER UPDATE OF claimant_id ON claims_claim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_case_of_row();

CREATE TRIGGER claims_response_unaltered BEFORE UPDATE ON claims_response FOR EACH ROW
    WHEN (OLD.is_published AND (OLD.party_id, OLD.kind, OLD.spokesperson_name, OLD.spokesperson_role,
        OLD.spokesperson_party_id, OLD.made_at, OLD.replaces_id) IS DISTINCT FROM (NEW.party_id, NEW.kind,
        NEW.spokesperson_name, NEW.spokesperson_role, NEW.spokesperson_party_id, NEW.made_at, NEW.replaces_id))
    EXECUTE FUNCTION claims_keep_response();
CREATE TRIGGER claims_passage_unaltered BEFORE INSERT OR UPDATE OR DELETE ON claims_passage FOR EACH ROW
    EXECUTE FUNCTION claims_keep_passage();
CREATE TRIGGER claims_slug_kept BEFORE UPDATE OR DELETE ON claims_slug FOR EACH ROW EXECUTE FUNCTION claims_keep_slug();
CREATE CONSTRAINT TRIGGER claims_snapshot_checked AFTER INSERT OR UPDATE OF source_id, snapshot_id ON claims_citation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.snapshot_id IS NOT NULL) EXECUTE FUNCTION claims_check_snapshot();
CREATE CONSTRAINT TRIGGER claims_snapshot_checked AFTER UPDATE OF source_id ON claims_snapshot
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_snapshot();
