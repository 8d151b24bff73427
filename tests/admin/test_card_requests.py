"""The card of a request for comment, and the one that asks why nobody asked."""

from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, ClaimParty, Party, Request
from claims.vocabulary import PartyRole
from tests.admin.workspaces import NOBODY, card_fields, errors, opened_card, sent_card, url
from tests.factories import ClaimPartyFactory, RequestFactory

REQUEST = {
    "to": "Acme Ltd",
    "questions": "Did you ask for the data?",
    "sent_at": "6.8.2018 10:00 Berlin",
    "deadline": "7.8.2018 18:00 Berlin",
}
EXTENSION = {"extensions-0-granted_at": "7.8.2018 12:00 Berlin", "extensions-0-until": "9.8.2018 18:00 Berlin"}


class TestRequests:
    def test_request_is_entered_with_an_extension(self, desk: Client, case: Claim) -> None:
        assert sent_card(desk, case, "request", **REQUEST, **EXTENSION).status_code == 302
        request = Request.objects.get(claim=case)
        assert request.to == Party.objects.get(name="Acme Ltd")
        assert (request.sent_at.value, request.sent_at.zone) == ("2018-08-06T10:00+02:00", "Europe/Berlin")
        assert request.extensions.get().until.value == "2018-08-09T18:00+02:00"

    def test_all_of_it_is_one_act_that_is_taken_back(self, desk: Client, case: Claim) -> None:
        sent_card(desk, case, "request", **REQUEST, **EXTENSION)
        desk.post(url("take_back", case))
        assert not Request.objects.exists()
        assert not Party.objects.filter(name="Acme Ltd").exists()

    def test_what_is_not_typed_anew_stays(self, desk: Client, case: Claim) -> None:
        stated = {"value": "2018-08-07", "stated": "on Tuesday", "zone": "Europe/Berlin", "not_after": "2018-08-07"}
        request = RequestFactory(claim=case, deadline=stated, language="sv")
        assert sent_card(desk, case, "request", request.pk, questions="And why?").status_code == 302
        request.refresh_from_db()
        assert request.deadline.model_dump(exclude_none=True) == stated
        assert (request.questions, request.language) == ("And why?", "sv")

    def test_second_row_extends_again_and_the_first_goes(self, desk: Client, case: Claim) -> None:
        sent_card(desk, case, "request", **REQUEST, **EXTENSION)
        request = Request.objects.get()
        more = {name.replace("-0-", "-1-"): text.replace("9.8.", "12.8.") for name, text in EXTENSION.items()}
        assert sent_card(desk, case, "request", request.pk, **more).status_code == 302
        assert request.extensions.count() == 2
        assert sent_card(desk, case, "request", request.pk, **{"extensions-0-DELETE": "on"}).status_code == 302
        assert request.extensions.get().until.value == "2018-08-12T18:00+02:00"

    def test_outcome_names_the_answer(self, desk: Client, case: Claim) -> None:
        request = RequestFactory(claim=case)
        answer = case.responses.get()
        sent_card(desk, case, "request", request.pk, outcome="answered", response=str(answer.pk))
        request.refresh_from_db()
        assert request.response == answer
        page = desk.get(url("desk", case))
        assert page.context["lists"].requests[0].state == "answered, A1"

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [
            ("to", {"to": ""}),
            ("questions", {"questions": " "}),
            ("sent_at", {"sent_at": "7/8/2018"}),
            ("deadline", {"deadline": "5.8.2018"}),
            ("outcome", {"outcome_at": "7.8.2018"}),
            ("language", {"language": "xx"}),
            ("points", {"points": [NOBODY]}),
            ("response", {"response": NOBODY}),
            ("questions", {"questions": "With \x00."}),
            ("to", {"to": "Acme \u202e"}),
        ],
        ids=["to", "questions", "sent", "deadline", "outcome", "language", "points", "response", "nul", "bidi"],
    )
    def test_wrong_field_is_named(self, field: str, wrong: dict[str, Any], desk: Client, case: Claim) -> None:
        assert field in errors(sent_card(desk, case, "request", **{**REQUEST, **wrong}))
        assert not Request.objects.exists()

    def test_half_an_extension_is_refused_at_its_row(self, desk: Client, case: Claim) -> None:
        page = sent_card(desk, case, "request", **REQUEST, **{"extensions-0-until": "9.8.2018"})
        assert page.status_code == 422
        assert "granted_at" in page.context["card"].form.rows.errors[0]
        assert not Request.objects.exists()

    @pytest.mark.parametrize(
        ("until", "state"),
        [("2018-08-09", "deadline running: 9 August 2018"), ("2018-08-07", "deadline passed: 7 August 2018")],
        ids=["running", "passed"],
    )
    def test_list_says_how_it_stands(self, until: str, state: str, desk: Client, case: Claim, clock: Any) -> None:
        RequestFactory(claim=case, deadline={"value": until})
        assert desk.get(url("desk", case)).context["lists"].requests[0].state == state


class TestUnasked:
    @pytest.fixture
    def named(self, case: Claim) -> ClaimParty:
        involved: ClaimParty = ClaimPartyFactory(claim=case, role=PartyRole.NAMED)
        return involved

    def test_reason_is_asked_where_nobody_asked(self, desk: Client, case: Claim, named: ClaimParty) -> None:
        page = desk.get(url("desk", case))
        assert [row.party for row in page.context["lists"].unheard] == [str(named.party_id)]
        sent_card(desk, case, "unasked", named.party_id, unasked_reason="Named as an example.")
        named.refresh_from_db()
        assert named.unasked_reason == "Named as an example."

    def test_party_that_was_asked_is_not_listed(self, desk: Client, case: Claim, named: ClaimParty) -> None:
        RequestFactory(claim=case, to=named.party)
        assert not desk.get(url("desk", case)).context["lists"].unheard

    def test_request_can_begin_with_it(self, desk: Client, case: Claim, named: ClaimParty) -> None:
        page = opened_card(desk, case, "request", to=str(named.party_id))
        assert card_fields(page)["to"] == named.party.name
