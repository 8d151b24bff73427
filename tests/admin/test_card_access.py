"""Who may open and send which card of the workspace, and what becomes of a wrong address."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Relation, User
from tests.admin.workspaces import NOBODY, card, opened_card, sent_card, url
from tests.factories import AssessmentFactory, CitationFactory, ClaimFactory, EventFactory, RequestFactory

AtDesk = Callable[[User], Client]


class TestAccess:
    KINDS = ("request", "assessment", "relation", "event", "citation", "unasked")

    @pytest.fixture
    def keys(self, case: Claim) -> dict[str, Any]:
        from_factory: dict[str, Any] = {
            "request": RequestFactory,
            "assessment": AssessmentFactory,
            "event": EventFactory,
        }
        made = {name: made(claim=case).pk for name, made in from_factory.items()}
        relation = Relation.objects.create(claim=case, type="updates", target=ClaimFactory())
        party = case.involvements.get().party_id
        return {**made, "relation": relation.pk, "citation": CitationFactory(claim=case).pk, "unasked": party}

    @pytest.mark.parametrize("name", KINDS)
    def test_card_opens_and_saves_unchanged(self, name: str, desk: Client, case: Claim, keys: dict[str, Any]) -> None:
        assert sent_card(desk, case, name, keys[name]).status_code == 302

    @pytest.mark.parametrize("name", KINDS)
    def test_stranger_and_contributor_are_refused(
        self, name: str, stranger: User, contributor: User, at_desk: AtDesk, case: Claim, keys: dict[str, Any]
    ) -> None:
        address = card(case, name, keys[name])
        assert "/login/" in at_desk(stranger).post(address, {"remove": "1"}).headers["Location"]
        assert at_desk(contributor).post(address, {"remove": "1"}).status_code == 403
        assert at_desk(contributor).get(url("desk", case), {"card": f"{name}:{keys[name]}"}).context["card"] is None

    @pytest.mark.parametrize("name", KINDS)
    def test_record_of_another_case_is_not_found(self, name: str, desk: Client, keys: dict[str, Any]) -> None:
        other = ClaimFactory()
        assert desk.post(card(other, name, keys[name]), {}).status_code == 404
        assert opened_card(desk, other, name, keys[name]).context["card"] is None

    @pytest.mark.parametrize("key", ["x", NOBODY])
    @pytest.mark.parametrize("name", [*KINDS, "nothing"])
    def test_unknown_card_is_not_found(self, name: str, key: str, desk: Client, case: Claim) -> None:
        assert desk.post(card(case, name, key), {}).status_code == 404
        assert opened_card(desk, case, name, key).status_code == 200

    def test_asked_for_it_leads_to_the_workspace(self, desk: Client, case: Claim) -> None:
        answer = desk.get(card(case, "event"))
        assert answer.headers["Location"] == f"{url('desk', case)}?card=event%3Anew"

    def test_what_readers_have_seen_is_marked_as_removed(self, desk: Client, case: Claim) -> None:
        event = EventFactory(claim=case, is_published=True)
        sent_card(desk, case, "event", event.pk, remove="1")
        event.refresh_from_db()
        assert event.is_removed

    def test_merging_is_in_the_menu_of_who_may(
        self, desk: Client, contributor: User, at_desk: AtDesk, case: Claim
    ) -> None:
        merge = url("merge", case).encode()
        assert merge in desk.get(url("desk", case)).content
        assert merge not in at_desk(contributor).get(url("desk", case)).content
