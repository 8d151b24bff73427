"""How far the record of the site has come: what says, without reading it, whether anything that is public has changed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

_STATE = """
    SELECT newest.position, newest.published_at,
           (SELECT max(id) FROM claims_slug),
           (SELECT count(*) FROM claims_redaction),
           (SELECT count(*) FROM claims_merge),
           (SELECT max(greatest(at, undone_at)) FROM claims_merge),
           (SELECT max(lower(period)) FROM claims_standingstep WHERE axis = 'now' AND lower(period) <= %(at)s),
           (SELECT min(lower(period)) FROM claims_standingstep WHERE axis = 'now' AND lower(period) > %(at)s)
    FROM (SELECT 1) AS always
    LEFT JOIN (SELECT position, published_at FROM claims_revision ORDER BY position DESC LIMIT 1) AS newest ON true
"""


@dataclass(frozen=True)
class SiteState:
    """``mark`` is another one whenever lists may show something else. ``changes_at``: when the next deadline passes."""

    mark: str
    changed_at: datetime | None
    changes_at: datetime | None


def site_state(at: datetime) -> SiteState:
    """One query, on indexes alone. What it names: revisions, slugs, redactions, merges, and deadlines that have passed."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE, {"at": at})
        position, published_at, slug, redactions, merges, merged_at, began, following = cursor.fetchone()
    mark = " ".join(map(str, (position, slug, redactions, merges, merged_at, began)))
    moments = [moment for moment in (published_at, merged_at, began) if moment]
    return SiteState(mark, max(moments, default=None), following)
