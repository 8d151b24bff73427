DROP FUNCTION claims_blank_redacted() CASCADE;
