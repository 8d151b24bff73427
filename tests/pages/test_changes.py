"""The list of revisions, and what a reader sees differently in one of them than in another."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions import publishing
from claims.models import Claim, Redaction, RevisionDocument, Stance, User
from tests.factories import PointFactory, UserFactory, make_case
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db
LIST = "/claims/changed/revisions/"


@pytest.fixture
def changed(publish: Publish) -> Claim:
    """Three revisions: another statement, then another stance."""
    claim = make_case(slug="changed", statement="The bank was asked for data.")
    publish(claim=claim)
    claim.statement = "The bank was asked for other data."
    claim.save()
    publish(claim=claim, kind="update", note="The data are others.")
    Stance.objects.filter(response__claim=claim).update(stance="confirms")
    return publish(claim=claim, kind="correction", note="It was no denial.")


def redact(claim: Claim, number: int) -> None:
    revision = claim.revisions.get(number=number)
    Redaction.objects.create(revision=revision, reason="Names a person.", by=UserFactory())
    RevisionDocument.objects.filter(pk=revision.pk).update(content=None, salt=None)


class TestChanges:
    def test_words_that_went_and_came_are_marked_and_said(self, changed: Claim, client: Client) -> None:
        response = client.get(f"{LIST}2/changes/")
        words = " ".join(response.text.split())
        assert "The bank was asked for <ins><span" in words
        assert "[put in: other ]data." in text_of(response)
        assert "The data are others." in text_of(response)

    def test_the_standing_is_told_before_and_after(self, changed: Claim, client: Client) -> None:
        text = text_of(client.get(f"{LIST}3/changes/"))
        assert "Before Denied by Party" in text
        assert "After Confirmed by Party" in text
        assert "It was no denial." in text

    def test_a_point_tells_how_it_stands_beside_its_words(self, changed: Claim, client: Client) -> None:
        text = text_of(client.get(f"{LIST}3/changes/"))
        told = "Point 1 changed Standing [taken out: Denied][put in: Confirmed] by Party"
        assert text.index(told) < text.index("What Party")

    def test_any_two_can_be_compared(self, changed: Claim, client: Client) -> None:
        response = client.get(f"{LIST}3/changes/", {"since": "1"})
        text = text_of(response)
        assert "Revision 3 of" in text
        assert f"http://localhost:8000{LIST}3/changes/?since=1 · SHA-256" in text  # on paper
        assert f'<meta property="og:url" content="http://localhost:8000{LIST}3/changes/?since=1">' in response.text
        assert "compared with revision 1 of" in text
        assert "[put in: other ]" in text
        assert "The data are others." in text
        assert "It was no denial." in text

    def test_it_is_not_for_search_engines(self, changed: Claim, client: Client) -> None:
        assert '<meta name="robots" content="noindex">' in client.get(f"{LIST}3/changes/").text

    def test_a_part_that_came_is_told_whole_and_in_german(
        self, changed: Claim, publish: Publish, client: Client
    ) -> None:
        PointFactory(claim=changed, order=2, text="The bank refused.")
        publish(claim=changed, kind="update", note="A second point.")
        response = client.get(f"/de{LIST}4/changes/")
        assert response.status_code == 200
        assert "The bank refused." in text_of(response)

    def test_it_costs_the_same_whatever_changed(self, changed: Claim, client: Client) -> None:
        for address in (f"{LIST}2/changes/", f"{LIST}3/changes/?since=1"):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            assert len(queries) <= 4


class TestChoosing:
    @pytest.mark.parametrize("asked", [{"since": "1", "number": "3"}, {"since": "3", "number": "1"}])
    def test_the_form_leads_to_the_comparison_in_either_order(
        self, changed: Claim, client: Client, asked: dict[str, str]
    ) -> None:
        response: Any = client.get(f"/de{LIST}", asked)
        assert (response.status_code, response["Location"]) == (308, f"/de{LIST}3/changes/?since=1")

    def test_a_later_one_changes_places(self, changed: Claim, client: Client) -> None:
        response: Any = client.get(f"{LIST}1/changes/", {"since": "3"})
        assert (response.status_code, response["Location"]) == (308, f"{LIST}3/changes/?since=1")

    @pytest.mark.parametrize("since", ["2", "0", "4", "x", "-1", "٢", "9" * 30, "1.0", ["1", "1"]])
    def test_what_cannot_be_compared_is_refused_with_a_sentence(
        self, changed: Claim, client: Client, since: str | list[str]
    ) -> None:
        response = client.get(f"{LIST}2/changes/", {"since": since})
        assert response.status_code == 400
        assert "“since” and “number”" in text_of(response)
        assert LIST in links(response)

    def test_the_first_changed_nothing(self, changed: Claim, client: Client) -> None:
        assert client.get(f"{LIST}1/changes/").status_code == 404
        assert client.get(f"{LIST}4/changes/").status_code == 404


class TestList:
    def test_each_leads_to_its_page_its_changes_and_its_proof(self, changed: Claim, client: Client) -> None:
        response = client.get(LIST)
        found = links(response)
        assert {f"{LIST}{number}/" for number in (1, 2, 3)} <= set(found)
        assert {f"{LIST}{number}/changes/" for number in (2, 3)} <= set(found)
        assert f"{LIST}1/changes/" not in found
        assert f"/api/v1{LIST}2/proof/" in found
        assert all(revision.hash in response.text for revision in changed.revisions.all())
        assert text_of(response).index("Revision 3") < text_of(response).index("Revision 2")

    def test_it_costs_two_queries(self, changed: Claim, client: Client) -> None:
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        assert len(queries) == 2

    def test_a_renamed_claim_is_elsewhere_with_what_was_asked(
        self, changed: Claim, publish: Publish, client: Client
    ) -> None:
        changed.slug = "renamed"
        changed.save()
        publish(claim=changed, kind="update", note="Another address.")
        response: Any = client.get(f"{LIST}3/changes/?since=1")
        assert response["Location"] == "/claims/renamed/revisions/3/changes/?since=1"

    @pytest.mark.parametrize("tail", ["", "1/changes/", "1/cite.bib", "1/cite.json", "1/cite.ris", "1/card.png"])
    def test_unknown_ones_are_not_found(self, client: Client, tail: str) -> None:
        assert client.get(f"/claims/nowhere/revisions/{tail}").status_code == 404
        assert client.post(f"/claims/nowhere/revisions/{tail}").status_code == 405


class TestRefusals:
    READ = ("2/changes/", "2/cite.bib", "2/cite.json", "2/cite.ris")

    def test_of_a_withdrawn_claim_they_stay_where_its_revisions_do(
        self, changed: Claim, client: Client, publisher: User
    ) -> None:
        publishing.withdraw(by=publisher, claim_id=changed.pk, reason="It was about somebody else.")
        for tail in ("", *self.READ):
            assert client.get(f"{LIST}{tail}").status_code == 200
        assert "This claim was withdrawn" in text_of(client.get(f"{LIST}2/changes/"))
        assert client.get(f"{LIST}4/changes/").status_code == 410
        assert client.get(f"{LIST}2/card.png").status_code == 410

    def test_hidden_ones_are_gone(self, changed: Claim, client: Client, publisher: User) -> None:
        publishing.withdraw(
            by=publisher, claim_id=changed.pk, reason="It was about somebody else.", hide_revisions=True
        )
        for tail in ("", *self.READ, "2/card.png"):
            response = client.get(f"{LIST}{tail}")
            assert response.status_code == 410
            assert "other data" not in response.text
            assert changed.title not in response.text

    def test_a_redacted_one_is_gone_and_skipped(self, changed: Claim, client: Client) -> None:
        redact(changed, 2)
        for tail in (*self.READ, "2/card.png", "3/changes/?since=2"):
            assert client.get(f"{LIST}{tail}").status_code == 410
        assert "compared with revision 1" in text_of(client.get(f"{LIST}3/changes/"))
        assert f"{LIST}2/changes/" not in links(client.get(LIST))
