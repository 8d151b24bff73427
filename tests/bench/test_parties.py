"""A party of 2,000 cases among 4,000 publications: which indexes its figures read, and how long page and API take."""

from uuid import UUID

import pytest
from django.test import Client

from claims.fields.ids import new_id
from claims.models import Party, PublishedAnswer, PublishedParty, PublishedPoint, PublishedRequest
from claims.models.party_figures import answers_of, denials_of, requests_of
from claims.pages import party_selections
from tests.bench.large import FROM, many_publications
from tests.bench.measuring import analyzed, indexes_of, plan, tell, timed

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
COUNT, POINTS = 4000, 5
ANSWERS = ("denies", "qualifies", "confirms", "declines", "none")


@pytest.fixture
def large(db: None) -> list[UUID]:
    """The ids of the party that has a part in every second case."""
    many_publications(COUNT)
    rows = list(PublishedParty.objects.select_related("publication").order_by("publication__published_at"))
    often = rows[0].party_id
    PublishedParty.objects.filter(pk__in=[row.pk for row in rows[::2]]).update(
        party_id=often, slug="often", card={"id": str(often), "name": "Often"}
    )
    Party.objects.create(pk=often, slug="often", kind="organisation", name="Often", is_published=True)
    points, answers, requests = [], [], []
    for place, row in enumerate(rows):
        party = often if place % 2 == 0 else row.party_id
        of = {
            "publication": row.publication,
            "card": {"text": "So.", "language": "en"},
            "made_start": FROM,
            "made_end": FROM,
        }
        points += [PublishedPoint(id=new_id(), place=each, **of) for each in range(POINTS)]
        answers += [
            PublishedAnswer(
                publication=row.publication, point=point, party_id=party, answer=answer,
                became=["nothing"] if answer == "denies" else None, denied_in=None,
            )
            for point, answer in zip(points[-POINTS:], ANSWERS, strict=True)
        ]  # fmt: skip
        requests.append(PublishedRequest(id=new_id(), publication=row.publication, place=0, party_id=party, has_spoken=False,
                                         outcome="answered", days=place % 9, card={"sent_at": {"value": "2020-01-01"}}))  # fmt: skip
    PublishedPoint.objects.bulk_create(points, batch_size=2000)
    PublishedAnswer.objects.bulk_create(answers, batch_size=2000)
    PublishedRequest.objects.bulk_create(requests, batch_size=2000)
    analyzed()
    return [often]


def test_plans_and_pages(large: list[UUID]) -> None:
    seldom = PublishedParty.objects.exclude(slug="often").values_list("party_id", flat=True)[:1]
    for who, ids in (("of 2,000 cases", large), ("of 20 cases", list(seldom))):
        selections = {
            "answers": (answers_of(ids), "publishedanswer_party"),
            "denials": (party_selections.by_case(denials_of(ids))[:41], "publishedanswer_denials"),
            "requests": (requests_of(ids, FROM), "publishedrequest_party"),
        }
        for name, (rows, wanted) in selections.items():
            found = plan(rows)
            used = indexes_of(found)
            tell(f"{name} of a party {who}", f"{found['Execution Time']:9.1f} ms   {', '.join(sorted(used)) or '–'}")
            if wanted not in used:
                used = indexes_of(plan(rows, cheaper=False))
                tell(f"  {wanted}", "usable, not preferred" if wanted in used else "NOT USABLE")
    client = Client()
    for address in (
        "/parties/often/",
        "/parties/often/denials/",
        "/parties/often/points/?page=100",
        "/api/v1/parties/often/figures/",
    ):
        answer = timed(address, lambda address=address: client.get(address), runs=3)  # type: ignore[misc]  # bound at once
        assert answer.status_code == 200
