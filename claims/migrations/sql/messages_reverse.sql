DROP TRIGGER claims_message_kept ON claims_message;
DROP FUNCTION claims_keep_message();
