DROP FUNCTION claims_announce_revision() CASCADE;
DROP FUNCTION claims_announce_redaction() CASCADE;
DROP FUNCTION claims_announce_merge() CASCADE;
DROP FUNCTION claims_announce(text, uuid, uuid, uuid, timestamptz) CASCADE;
DROP TRIGGER claims_no_update ON claims_announcement;
DROP TRIGGER claims_no_delete ON claims_announcement;
DROP TRIGGER claims_no_truncate ON claims_announcement;
