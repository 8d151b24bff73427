"""The cards of the workspace: each stores what it holds, names the field that is wrong, and is open to few."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.models import Assessment, Claim, ClaimParty, Event, Party, RatingScale, Relation, Request, User
from claims.vocabulary import PartyRole
from tests.admin.workspaces import card, card_fields, opened_card, sent_card, url
from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    ClaimFactory,
    ClaimPartyFactory,
    EventFactory,
    RatingScaleFactory,
    RequestFactory,
)

AtDesk = Callable[[User], Client]
NOBODY = "01a20dc1-0000-7000-8000-000000000000"
REQUEST = {
    "to": "Acme Ltd",
    "questions": "Did you ask for the data?",
    "sent_at": "6.8.2018 10:00 Berlin",
    "deadline": "7.8.2018 18:00 Berlin",
}
EXTENSION = {"extensions-0-granted_at": "7.8.2018 12:00 Berlin", "extensions-0-until": "9.8.2018 18:00 Berlin"}
ASSESSMENT = {"author": "PolitiFact", "label": "Mostly false", "made_at": "9.8.2018"}
EVENT = {"text": "The share rose.", "at": "6.8.2018"}


def errors(page: Any) -> dict[str, Any]:
    assert page.status_code == 422
    return dict(page.context["card"].form.errors)


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
        [("2018-08-09", "deadline running: 2018-08-09"), ("2018-08-07", "deadline passed: 2018-08-07")],
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


class TestAssessments:
    def test_assessment_is_entered_with_a_new_scale(self, desk: Client, case: Claim) -> None:
        scale = {"scale_name": "Truth-O-Meter", "scale_version": "2024"}
        point, citation = case.points.get(order=1), case.citations.get()
        chosen = {"points": [str(point.pk)], "citations": [str(citation.pk)]}
        assert sent_card(desk, case, "assessment", **ASSESSMENT, **scale, **chosen).status_code == 302
        made = Assessment.objects.get(claim=case)
        assert (made.label, str(made.scale), made.scale.owner) == ("Mostly false", "Truth-O-Meter 2024", made.author)  # type: ignore[union-attr]
        assert (made.points.get(), made.citations.get()) == (point, citation)

    def test_same_scale_is_not_made_twice(self, desk: Client, case: Claim) -> None:
        for _time in range(2):
            sent_card(desk, case, "assessment", **ASSESSMENT, scale_name="truth-o-meter", scale_version="2024")
        assert RatingScale.objects.count() == 1
        assert case.assessments.count() == 2

    def test_scale_is_chosen(self, desk: Client, case: Claim) -> None:
        scale = RatingScaleFactory()
        sent_card(desk, case, "assessment", **ASSESSMENT, scale=str(scale.pk))
        assert Assessment.objects.get().scale == scale

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [
            ("label", {"label": ""}),
            ("made_at", {"made_at": "soon"}),
            ("url", {"url": "https://example.org/" + "a" * 2174}),
            ("scale_version", {"scale_name": "Truth-O-Meter"}),
            ("scale_name", {"scale_version": "2024"}),
            ("scale", {"scale": "9" * 30}),
            ("citations", {"citations": ["x"]}),
        ],
        ids=["label", "made", "address", "version", "name", "scale", "citations"],
    )
    def test_wrong_field_is_named(self, field: str, wrong: dict[str, Any], desk: Client, case: Claim) -> None:
        assert field in errors(sent_card(desk, case, "assessment", **{**ASSESSMENT, **wrong}))
        assert not Assessment.objects.exists()


class TestRelations:
    def test_relation_is_made_by_title_and_removed(self, desk: Client, case: Claim) -> None:
        other = ClaimFactory(title="Facebook: bank data is used for nothing else")
        sent_card(desk, case, "relation", type="contradicts", target=other.title)
        relation = Relation.objects.get(claim=case)
        assert (relation.type, relation.target) == ("contradicts", other)
        assert desk.get(url("desk", case)).context["lists"].relations[0].title == other.title
        assert sent_card(desk, case, "relation", relation.pk, remove="1").status_code == 302
        assert not Relation.objects.exists()

    def test_address_names_it_too(self, desk: Client, case: Claim) -> None:
        ClaimFactory(title="Twice"), ClaimFactory(title="Twice", slug="the-other")
        assert "target" in errors(sent_card(desk, case, "relation", type="updates", target="Twice"))
        assert sent_card(desk, case, "relation", type="updates", target="the-other").status_code == 302

    def test_itself_is_refused(self, desk: Client, case: Claim) -> None:
        page = sent_card(desk, case, "relation", type="updates", target=case.slug)
        assert "itself" in str(errors(page)["target"])

    def test_second_time_is_refused(self, desk: Client, case: Claim) -> None:
        other = ClaimFactory()
        for _time in range(2):
            page = sent_card(desk, case, "relation", type="updates", target=other.slug)
        assert "target" in errors(page)

    def test_unknown_title_offers_those_like_it(self, desk: Client, case: Claim) -> None:
        ClaimFactory(title="Facebook: bank data is used for nothing else")
        page = sent_card(desk, case, "relation", type="updates", target="Facebook: bank data")
        assert "used for nothing else" in str(errors(page)["target"])


class TestEvents:
    def test_event_is_edited_in_place(self, desk: Client, case: Claim) -> None:
        event, citation = EventFactory(claim=case), case.citations.get()
        sent_card(desk, case, "event", event.pk, text="It fell.", citations=[str(citation.pk)])
        event.refresh_from_db()
        assert (event.text, event.citations.get(), str(event.at)) == ("It fell.", citation, "2018-08-07")

    def test_new_event_is_the_last(self, desk: Client, case: Claim) -> None:
        EventFactory(claim=case, order=1)
        sent_card(desk, case, "event", **EVENT)
        assert Event.objects.get(text="The share rose.").order == 2

    def test_event_moves_up_and_down(self, desk: Client, case: Claim) -> None:
        first, second = (EventFactory(claim=case, order=order) for order in (1, 2))
        order = [str(first.pk), str(second.pk)]
        assert desk.post(url("event_order", case), {"order": order, "down": order[0]}).status_code == 302
        assert list(case.events.order_by("order")) == [second, first]

    def test_order_without_an_event_is_refused(self, desk: Client, case: Claim) -> None:
        first, _second = (EventFactory(claim=case, order=order) for order in (1, 2))
        assert desk.post(url("event_order", case), {"order": [str(first.pk)]}).status_code == 422
        assert desk.post(url("event_order", case), {"order": ["x"]}).status_code == 404


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
