DROP INDEX source_address_typed, claim_statement_typed, claim_title_typed, topictranslation_name_typed, topic_name_typed,
    source_title_typed, partyalias_name_typed, party_short_name_typed, party_name_typed;
DROP FUNCTION claims_bare_address(text);
DROP FUNCTION claims_folded(text);
