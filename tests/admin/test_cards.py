"""The cards of the workspace: each stores what it holds, and names the field that is wrong."""

from typing import Any

import pytest
from django.test import Client

from claims.models import Assessment, Claim, Event, RatingScale, Relation
from tests.admin.workspaces import errors, sent_card, url
from tests.factories import (
    ClaimFactory,
    EventFactory,
    RatingScaleFactory,
)

ASSESSMENT = {"author": "PolitiFact", "label": "Mostly false", "made_at": "9.8.2018"}
EVENT = {"text": "The share rose.", "at": "6.8.2018"}


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
