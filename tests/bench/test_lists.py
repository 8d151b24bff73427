"""Lists over thousands of publications: each reads an index, whichever PostgreSQL would prefer on a small table."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Publication, PublishedParty, PublishedStance, party_index
from claims.pages import finding
from tests.bench.large import many_publications
from tests.bench.measuring import indexes_of, plan, tell

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
AT = datetime(2020, 6, 1, tzinfo=UTC)
COUNT = 4000


def of_responder(slug: str, word: str) -> "QuerySet[Publication]":
    party = PublishedParty.objects.filter(slug=slug).values("party_id")[:1]
    stances = PublishedStance.objects.filter(publication=OuterRef("pk"), party_id=party, stance=word)
    return Publication.objects.public().filter(Exists(stances))[:20]


LISTS: list[tuple[str, Callable[[], Any], set[str]]] = [
    ("newest first", lambda: Publication.objects.public()[:20], {"publication_newest_first"}),
    ("newest first, with standing", lambda: Publication.objects.public().with_standing(AT)[:20], {"publication_newest_first", "standingstep_one_at_a_time"}),
    ("page 100", lambda: Publication.objects.public().older_than(*a_place())[:20], {"publication_newest_first"}),
    ("search for a rare word", lambda: Publication.objects.public().matching("word4711")[:20], {"publication_search"}),
    ("search for two words", lambda: Publication.objects.public().matching("word17 word34")[:20], {"publication_search"}),
    ("a rare standing", lambda: Publication.objects.public().standing_as("conflicting", AT)[:20], {"standingstep_axis_status"}),
    ("a common standing", lambda: Publication.objects.public().standing_as("partly_denied", AT)[:20], {"publication_newest_first"}),
    ("responder and stance", lambda: of_responder("party-7", "declines"), {"publishedstance_responder", "publishedparty_slug"}),
    ("claims of a party", lambda: PublishedParty.objects.filter(slug="party-7"), {"claims_publishedparty_slug_442ddf81_like", "publishedparty_slug"}),
    ("front page: latest", lambda: finding.latest(AT, 3), {"publication_by_first"}),
    ("front page: most answered", lambda: finding.most_answered(AT, 5), {"publication_most_answered"}),
    ("front page: longest without an answer", lambda: finding.longest_unanswered(AT, 5), {"publication_unanswered", "publication_since"}),
    ("front page: changed", lambda: finding.changed(AT, 5), {"publication_changed"}),
    ("oldest first", lambda: finding.rows({}, AT).order_by("since", "claim_id")[:20], {"publication_since"}),
    ("parties from A to Z", lambda: party_index.listed_parties().order_by("key", "party_id")[:100], {"publishedparty_from_a_to_z"}),
    ("a party by a part of its name", lambda: party_index.listed_parties().filter(party_index.named_like("rty-17"))[:100], {"publishedparty_names"}),
    ("one by its slug", lambda: Publication.objects.filter(slug="claim-77"), {"claims_publication_slug_a24ac954_like", "claims_publication_slug_key"}),
]  # fmt: skip


def a_place() -> tuple[datetime, Any]:
    row = Publication.objects.public()[2000]
    return row.published_at, row.pk


def test_lists() -> None:
    many_publications(COUNT)
    for name, rows, wanted in LISTS:
        found = plan(rows())
        used = indexes_of(found)
        tell(f"{name} ({COUNT} publications)", f"{found['Execution Time']:9.1f} ms   {', '.join(sorted(used)) or '–'}")
        if not used & wanted:
            found = plan(rows(), cheaper=False)
            said = "usable" if indexes_of(found) & wanted else "NOT USABLE"
            tell(f"  {', '.join(sorted(wanted))}: {said}, not preferred", f"{found['Execution Time']:9.1f} ms")
