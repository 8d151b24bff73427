-- Following the merges of topics comes to an end, as it does for claims, parties and sources.
CREATE TRIGGER claims_no_circle_merged_into_id BEFORE INSERT OR UPDATE OF merged_into_id ON claims_topic FOR EACH ROW
    WHEN (NEW.merged_into_id IS NOT NULL AND NEW.merged_into_id <> NEW.id)
    EXECUTE FUNCTION claims_no_circle('merged_into_id');
