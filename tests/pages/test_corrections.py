"""The page of corrections: what this site got wrong and what became of it, by month."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions import publishing
from claims.models import Claim, Revision, User
from claims.pages.views import lists
from tests.factories import PointFactory, make_case
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db
PAGE = "/corrections/"


def correct(publish: Publish, kind: str = "correction", **fields: str) -> Claim:
    claim = publish(statement="The bank was asked for data.", **fields)
    claim.statement = "The bank was asked for other data."
    claim.save()
    return publish(claim=claim, kind=kind, note="The data were other ones.")


def test_a_correction_says_when_why_and_what_changed_in_words(publish: Publish, client: Client) -> None:
    correct(publish, slug="corrected")
    response = client.get(PAGE)
    text = text_of(response)
    month = Revision.objects.get(kind="correction").published_at.strftime("%B %Y")
    assert text.index(month) < text.index("Correction ·") < text.index("The data were other ones.")
    assert "The claim: statement The bank was asked for [put in: other ]data." in text
    assert "/claims/corrected/revisions/2/changes/" in links(response)
    assert "/corrections/feed/" in links(response)


def test_of_many_changes_a_few_are_told_and_the_rest_counted(publish: Publish, client: Client) -> None:
    claim = publish(slug="corrected")
    for order in range(2, 8):
        PointFactory(claim=claim, order=order)
    publish(claim=claim, kind="clarification", note="Six points were missing.")
    text = text_of(client.get(PAGE))
    assert "Clarification ·" in text
    assert "more changes" in text


def test_withdrawals_are_told_with_their_reason(publish: Publish, publisher: User, client: Client) -> None:
    shown, hidden = publish(), correct(publish)
    publishing.withdraw(by=publisher, claim_id=shown.pk, reason="It was about another bank.")
    publishing.withdraw(by=publisher, claim_id=hidden.pk, reason="It was about somebody else.", hide_revisions=True)
    text = text_of(client.get(PAGE))
    assert shown.title in text
    assert "It was about another bank." in text
    assert "A claim that was withdrawn" in text
    assert "It was about somebody else." in text
    assert hidden.title not in text
    assert "The data were other ones." not in text


@pytest.mark.parametrize("kind", ["update", "typo"])
def test_updates_and_typing_errors_are_no_corrections(publish: Publish, client: Client, kind: str) -> None:
    correct(publish, kind)
    assert "Nothing has been corrected or withdrawn." in text_of(client.get(PAGE))


def test_pages_follow_each_other_without_gap_or_repetition(
    publish: Publish, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    slugs = [correct(publish).slug for _ in range(3)]
    first = client.get(PAGE)
    [older] = [link for link in links(first) if "before=" in link]
    second = client.get(PAGE + older)
    seen = [link.split("/")[2] for page in (first, second) for link in links(page) if link.endswith("/changes/")]
    assert seen == slugs[::-1]
    assert not [link for link in links(second) if "before=" in link]
    assert "noindex" in second.text


def test_behind_the_last_one_is_a_way_back(client: Client) -> None:
    response = client.get(PAGE, {"before": "1"})
    assert "There are no earlier corrections." in text_of(response)
    assert links(response).count(PAGE) >= 2


@pytest.mark.parametrize("place", ["-1", "x", "١", "9" * 40])
def test_a_place_in_the_list_must_be_readable(client: Client, place: str) -> None:
    assert client.get(PAGE, {"before": place}).status_code == 400


def test_it_costs_the_same_for_one_and_for_five(publish: Publish, client: Client) -> None:
    costs = []
    for count in (1, 5):
        while Revision.objects.filter(kind="correction").count() < count:
            correct(publish)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        costs.append(len(queries))
    assert costs == [2, 2]


def test_a_draft_is_none(client: Client) -> None:
    make_case()
    assert "Nothing has been corrected or withdrawn." in text_of(client.get(PAGE))
