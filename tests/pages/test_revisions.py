"""Old revisions keep their addresses; a withdrawn claim keeps a tombstone."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from claims.actions import publishing
from claims.models import Claim, User
from tests.factories import RequestFactory, make_case
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(publish: Publish) -> Claim:
    """Two revisions, of which the second says otherwise."""
    claim = publish(slug="corrected")
    claim.statement = "The bank was asked for other data."
    claim.save()
    return publish(claim=claim, kind="correction", note="The data were other ones.")


def test_an_old_revision_says_what_the_page_said_and_that_it_is_superseded(corrected: Claim, client: Client) -> None:
    response = client.get("/claims/corrected/revisions/1/")
    text = text_of(response)

    assert "You are reading revision 1 of 2" in text
    assert "The bank was asked for the data of its customers." in text
    assert '<meta name="robots" content="noindex">' in response.text
    assert " – Revision 1 of " in response.text.partition("</title>")[0]
    assert "/api/v1/claims/corrected/revisions/1/" in links(response)


def test_the_current_revision_has_a_permanent_address(corrected: Claim, client: Client) -> None:
    response = client.get("/claims/corrected/revisions/2/")

    assert "It is the current one." in text_of(response)
    assert "noindex" not in response.text


def test_the_page_lists_its_revisions_with_notes_and_the_hash(corrected: Claim, client: Client) -> None:
    text = text_of(client.get("/claims/corrected/"))

    assert "The data were other ones." in text
    assert corrected.revisions.get(number=2).hash in text
    assert "http://localhost:8000/claims/corrected/revisions/2/" in text
    assert "/api/v1/claims/corrected/" in text


def test_revision_and_date_combine(corrected: Claim, client: Client) -> None:
    text = text_of(client.get("/claims/corrected/revisions/1/", {"as_of": "2018-08-01"}))

    assert "You are reading revision 1 of 2" in text
    assert "Not yet made" in text


def test_no_deadline_passes_on_a_revision_that_is_superseded(publish: Publish, client: Client, clock: Any) -> None:
    claim = make_case((None,))
    RequestFactory(claim=claim, deadline={"value": "2018-08-09T10:00Z"})
    publish(claim=claim)
    claim.statement = "More is known."
    claim.save()
    publish(claim=claim, kind="update", note="More is known.")
    clock.move_to(datetime(2018, 9, 1, tzinfo=UTC))

    assert "Asked, deadline running" in text_of(client.get(f"/claims/{claim.slug}/revisions/1/"))
    assert "Asked, no answer by the deadline" in text_of(client.get(f"/claims/{claim.slug}/"))


@pytest.mark.parametrize("number", [0, 3, 10**12])
def test_a_revision_that_never_was_is_not_found(corrected: Claim, client: Client, number: int) -> None:
    assert client.get(f"/claims/corrected/revisions/{number}/").status_code == 404


def test_a_withdrawn_claim_is_a_tombstone_with_its_reason(corrected: Claim, publisher: User, client: Client) -> None:
    publishing.withdraw(by=publisher, claim_id=corrected.pk, reason="It was about somebody else.")

    response = client.get("/claims/corrected/")
    text = text_of(response)

    assert response.status_code == 410
    assert "This claim was withdrawn" in text
    assert "It was about somebody else." in text
    assert "other data" not in text


def test_old_revisions_stay_readable_and_say_that_the_claim_was_withdrawn(
    corrected: Claim, publisher: User, client: Client
) -> None:
    publishing.withdraw(by=publisher, claim_id=corrected.pk, reason="It was about somebody else.")

    assert client.get("/claims/corrected/revisions/3/").status_code == 410
    response = client.get("/claims/corrected/revisions/2/")
    assert response.status_code == 200
    assert "This claim was withdrawn. What follows is what the page said before." in text_of(response)


def test_a_withdrawal_can_hide_what_was_said(corrected: Claim, publisher: User, client: Client) -> None:
    title = corrected.title
    publishing.withdraw(by=publisher, claim_id=corrected.pk, reason="It was about somebody else.", hide_revisions=True)

    for address in ("/claims/corrected/", "/claims/corrected/revisions/1/"):
        response = client.get(address)
        assert response.status_code == 410
        assert title not in response.text
        assert "Its earlier revisions are not shown." in text_of(response)
