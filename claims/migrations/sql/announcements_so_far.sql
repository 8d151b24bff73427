-- What was published before announcements were kept: the record in its order, then what holds beside it today; and what
-- programs of other fact checkers ask of the assessments that are published.

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

INSERT INTO claims_publishedassessment (publication_id, site, language, newest_at)
SELECT publication.claim_id,
       left(lower(coalesce(substring(assessment ->> 'url' FROM '^[a-z]+://(?:[^/@?#]*@)?(?:www\.)?([^/:?#]+)'), '')), 253),
       split_part(assessment ->> 'language', '-', 1),
       greatest(
           CASE WHEN length(dossier -> 'made_at' ->> 'value') >= 10 THEN (dossier -> 'made_at' ->> 'value')::timestamptz END,
           CASE WHEN length(assessment -> 'made_at' ->> 'value') >= 10
                THEN (assessment -> 'made_at' ->> 'value')::timestamptz END)
FROM claims_publication AS publication
    JOIN claims_revisiondocument AS document USING (revision_id)
    CROSS JOIN LATERAL (SELECT convert_from(document.content, 'UTF8')::jsonb AS dossier) AS published
    CROSS JOIN LATERAL jsonb_array_elements(coalesce(dossier -> 'assessments', '[]'::jsonb)) AS assessment
WHERE document.content IS NOT NULL;
