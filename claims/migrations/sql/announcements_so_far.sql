-- What was published before announcements were kept: the record in its order, then what holds beside it today.

INSERT INTO claims_announcement (number, id, kind, claim_id, revision_id, merged_into_id, at)
SELECT row_number() OVER (ORDER BY part, position, at), gen_random_uuid(), kind, claim_id, revision_id, target, at FROM (
    SELECT 1 AS part, position, kind, claim_id, id AS revision_id, NULL::uuid AS target, published_at AS at
        FROM claims_revision
    UNION ALL
    SELECT 2, 0, 'redaction', revision.claim_id, revision.id, NULL, redaction.at
        FROM claims_redaction AS redaction JOIN claims_revision AS revision ON revision.id = redaction.revision_id
    UNION ALL
    SELECT 3, 0, 'merge', publication.claim_id, publication.revision_id, claim.merged_into_id, now()
        FROM claims_publication AS publication JOIN claims_claim AS claim ON claim.id = publication.claim_id
        WHERE publication.merged_into_slug <> ''
) AS told
WHERE NOT EXISTS (SELECT 1 FROM claims_announcement);
