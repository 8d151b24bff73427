"""Lists of the public API over thousands of publications: which index each reads, and how long it takes."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import F
from rest_framework.test import APIClient

from claims.api.public.parties import PartyList
from claims.api.public.points import PointList
from claims.api.public.responses import ResponseList
from claims.api.public.sources import SourceList
from claims.fields.ids import new_id
from claims.models import (
    Party,
    Publication,
    PublishedParty,
    PublishedPoint,
    PublishedResponse,
    PublishedSource,
    StandingStep,
)
from claims.models.listing import Listing
from claims.models.published_parts import when
from claims.models.standing_step import began
from tests.bench.large import FROM, many_publications
from tests.bench.measuring import analyzed, indexes_of, plan, tell, timed

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
AT = datetime(2020, 6, 1, tzinfo=UTC)
COUNT = 4000
API = "/api/v1/"
ADDRESSES = [
    "claims/", "claims/?order=-made", "claims/?order=published", "claims/?q=word4711", "claims/?q=report&order=relevance",
    "claims/?responder=party-7&stance=denies", "claims/?source_domain=host7.example.org", "claims/?made_from=2020-01-02",
    "claims/?year=2020", "claims/?party=party-7&role=subject&facets=role", "claims/?answers=none", "claims/?order=-answers",
    "claims/?facets=standing,stance,topic,language,party,source_domain,year", "points/", "points/?order=-made",
    "points/?responder=party-7", "responses/", "responses/?party=party-7", "parties/", "parties/?role=subject", "sources/",
    "sources/?source_domain=host7.example.org", "revisions/",
]  # fmt: skip


def claims(order: Any, **asked: Any) -> Any:
    return Listing(AT).publications(asked).annotate(made=when()).order_by(*order)[:21]


def parts(view: Any, order: Any, **asked: Any) -> Any:
    return view().rows(asked, AT).order_by(*order)[:21]


PLANS: list[tuple[str, Callable[[], Any], set[str]]] = [
    ("claims by time", lambda: claims(["-made", "-claim_id"]), {"publication_by_time"}),
    ("claims by first publication", lambda: claims(["-first_published_at", "-claim_id"]), {"publication_by_first"}),
    ("claims of a host", lambda: claims(["-published_at", "-claim_id"], source_domain="host7.example.org"), {"publishedsource_domain"}),
    ("claims of a year", lambda: claims(["-published_at", "-claim_id"], year=2019), {"publication_by_time"}),
    ("claims of a party in a role", lambda: claims(["-published_at", "-claim_id"], party="party-7", role="subject"), {"publishedparty_party"}),
    ("claims without an answer", lambda: claims(["-published_at", "-claim_id"], answers="none"), {"standingstep_axis_status"}),
    ("most answered claims", lambda: claims(["-answers", "-claim_id"]), {"publication_most_answered"}),
    ("points", lambda: parts(PointList, ["-publication__published_at", "-publication_id", "place"]), {"publication_newest_first"}),
    ("points by time", lambda: parts(PointList, ["-made", "-id"]), {"publishedpoint_by_time"}),
    ("responses of a party", lambda: parts(ResponseList, ["-made", "-id"], party="party-7"), {"publishedresponse_party"}),
    ("parties", lambda: PartyList().public().values("party_id").distinct().order_by("-party_id")[:21], {"publishedparty_party"}),
    ("sources", lambda: SourceList().public().values("source_id").distinct().order_by("-source_id")[:21], {"publishedsource_source"}),
    ("next deadline", lambda: StandingStep.objects.filter(axis="now").annotate(at=began()).filter(at__gt=AT).order_by("at")[:1], {"standingstep_now_began"}),
]  # fmt: skip


@pytest.fixture
def many(db: None) -> None:
    """4,000 claims with 5 points and 2 responses each, by 200 parties, out of sources of 50 hosts."""
    many_publications(COUNT)
    points, responses, sources = [], [], []
    for place, row in enumerate(
        PublishedParty.objects.select_related("publication").order_by("publication__published_at")
    ):
        of = {"publication": row.publication, "made_start": FROM, "made_end": row.publication.published_at, "card": {}}
        points += [PublishedPoint(id=new_id(), place=each, **of) for each in range(5)]
        responses += [
            PublishedResponse(id=new_id(), place=each, party_id=row.party_id, kind="statement", **of) for each in (0, 1)
        ]
        host = f"host{place % 50}.example.org"
        sources.append(PublishedSource(publication=row.publication, source_id=new_id(), slug=f"source-{place}", domain=host,
                                       card={"url": f"https://{host}/a"}))  # fmt: skip
    PublishedPoint.objects.bulk_create(points, batch_size=2000)
    PublishedResponse.objects.bulk_create(responses, batch_size=2000)
    PublishedSource.objects.bulk_create(sources, batch_size=2000)
    StandingStep.objects.update(coverage={"points": 5, "addressed": 1, "declined": 0, "general": 0})
    parties = PublishedParty.objects.order_by("party_id").distinct("party_id").values_list("party_id", "slug")
    Party.objects.bulk_create(Party(pk=pk, slug=slug, kind="organisation", name=slug) for pk, slug in parties)
    Publication.objects.update(made_start=FROM, made_end=F("published_at"))
    analyzed()


def test_plans(many: None) -> None:
    for name, rows, wanted in PLANS:
        found = plan(rows())
        used = indexes_of(found)
        tell(f"{name} ({COUNT} publications)", f"{found['Execution Time']:9.1f} ms   {', '.join(sorted(used)) or '–'}")
        if not wanted <= used:
            used = indexes_of(plan(rows(), cheaper=False))
            tell(f"  {', '.join(sorted(wanted))}", "usable, not preferred" if wanted <= used else "NOT USABLE")


def test_answers(many: None) -> None:
    client = APIClient()
    for address in ADDRESSES:
        answer = timed(f"{API}{address}", lambda address=address: client.get(API + address), runs=3)  # type: ignore[misc]  # bound at once
        assert answer.status_code == 200
        tag = answer["ETag"]
    timed("the last one, 304", lambda: client.get(API + address, headers={"If-None-Match": tag}), runs=3)
