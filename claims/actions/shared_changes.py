"""Changes of what a case shares with others: its parties, sources, topics and scales, with all that these lead to.

They change what readers of the case will see, so whoever made them counts as an author of it.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import connection

from claims.models import Claim

# What the case refers to is what its dossier holds, see claims.dossier.closure. That something was published, or counted
# a version, is no change of it.
_QUERY = """
    WITH RECURSIVE cited(id) AS (
        SELECT source_id FROM claims_citation WHERE claim_id = %(claim)s AND NOT is_removed
        UNION SELECT link.to_source_id FROM claims_source_relays AS link JOIN cited ON cited.id = link.from_source_id
    ), scales(id, owner_id) AS (
        SELECT scale.id, scale.owner_id FROM claims_assessment AS assessment
            JOIN claims_ratingscale AS scale ON scale.id = assessment.scale_id
            WHERE assessment.claim_id = %(claim)s AND NOT assessment.is_removed
    ), named(id) AS (
        SELECT claimant_id FROM claims_claim WHERE id = %(claim)s
        UNION SELECT party_id FROM claims_claimparty WHERE claim_id = %(claim)s
        UNION SELECT subject.party_id FROM claims_point AS point
            JOIN claims_point_subjects AS subject ON subject.point_id = point.id
            WHERE point.claim_id = %(claim)s AND NOT point.is_removed
        UNION SELECT unnest(ARRAY[party_id, spokesperson_party_id]) FROM claims_response
            WHERE claim_id = %(claim)s AND NOT is_removed
        UNION SELECT to_id FROM claims_request WHERE claim_id = %(claim)s AND NOT is_removed
        UNION SELECT author_id FROM claims_assessment WHERE claim_id = %(claim)s AND NOT is_removed
        UNION SELECT owner_id FROM scales
        UNION SELECT source.publisher_id FROM claims_source AS source JOIN cited ON cited.id = source.id
    ), parties(id) AS (
        SELECT id FROM named
        UNION SELECT party.affiliation_id FROM claims_party AS party JOIN parties ON parties.id = party.id
    ), used(owner_table, owner) AS (
        SELECT 'claims_source', id::text FROM cited
        UNION ALL SELECT 'claims_party', id::text FROM parties
        UNION ALL SELECT 'claims_topic', topic_id::text FROM claims_claim_topics WHERE claim_id = %(claim)s
        UNION ALL SELECT 'claims_ratingscale', id::text FROM scales
    )
    SELECT change.actor_id, max(change.at) FROM claims_change AS change JOIN used USING (owner_table, owner)
    WHERE change.actor_id IS NOT NULL AND change.at > %(since)s
      AND NOT (change.operation = 'update' AND change.after - '{is_published,version}'::text[] = '{}')
    GROUP BY change.actor_id
"""


class SharedChanges(NamedTuple):
    actors: frozenset[int]
    last_at: datetime | None


def shared_changes(claim: Claim, since: datetime | None = None) -> SharedChanges:
    """Who changed what the case shares after ``since``, by default since the case was begun, and when last. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, {"claim": claim.pk, "since": since or claim.created_at})
        rows = cursor.fetchall()
    return SharedChanges(frozenset(actor for actor, _at in rows), max((at for _actor, at in rows), default=None))
