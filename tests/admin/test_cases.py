"""The page of a case: what is saved, what is refused and how, and what it costs to open."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from claims.models import Claim, ClaimTranslation, Edit, Point, User
from tests.actions.desk import loaded
from tests.admin.forms import add_url, change_url, confirm, errors_of, fields_of, queries, row, send
from tests.factories import (
    CitationFactory,
    ClaimFactory,
    PartyFactory,
    PassageFactory,
    PointFactory,
    RequestFactory,
    ResponseFactory,
    StanceFactory,
    make_case,
)

AtDesk = Callable[[User], Client]
BAD_TEXTS = ["\x00", "a\x07b", "x" * 1_000_000, " \n "]


def test_claim_is_added_with_a_party_and_a_point(contributor: User, at_desk: AtDesk) -> None:
    party = PartyFactory()
    response = send(
        at_desk(contributor),
        add_url("claim"),
        title="Newspaper: report",
        slug="report",
        language="en",
        statement="It asked for data.",
        made_at_value="2018-08-07 09:38",
        made_at_zone="Europe/Berlin",
        claimant=str(party.pk),
        **{"involvements-TOTAL_FORMS": "1", "points-TOTAL_FORMS": "2"},
        **row("involvements", 0, party=str(party.pk), role="subject"),
        **row("points", 0, text="It asked."),
        **row("points", 1, text="It asked again."),
    )

    claim = Claim.objects.get()
    assert response.status_code == 302
    assert claim.created_by == contributor
    assert claim.made_at.value == "2018-08-07T09:38+02:00"
    assert [(point.order, point.text) for point in claim.points.all()] == [(1, "It asked."), (2, "It asked again.")]
    assert claim.involvements.get().party == party


def test_change_is_recorded_under_its_editor(editor: User, at_desk: AtDesk, case: Claim) -> None:
    send(at_desk(editor), change_url(case), title="Newspaper: a better title")

    case.refresh_from_db()
    assert case.title == "Newspaper: a better title"
    assert case.version == 2
    assert Edit.objects.filter(claim=case).values_list("by", flat=True).get() == editor.pk


def test_saving_without_a_change_changes_nothing(editor: User, at_desk: AtDesk, case: Claim) -> None:
    assert send(at_desk(editor), change_url(case)).status_code == 302
    case.refresh_from_db()
    assert case.version == 1
    assert not Edit.objects.exists()


def test_points_exchange_their_places(editor: User, at_desk: AtDesk, case: Claim) -> None:
    first, second, third = case.points.order_by("order")
    response = send(at_desk(editor), change_url(case), **{"points-0-order": "2", "points-1-order": "1"})

    assert response.status_code == 302
    assert list(case.points.order_by("order")) == [second, first, third]


def test_two_points_in_one_place_are_refused_and_nothing_is_saved(editor: User, at_desk: AtDesk, case: Claim) -> None:
    response = send(at_desk(editor), change_url(case), **{"title": "New title", "points-1-order": "1"})

    case.refresh_from_db()
    assert "Another point already has this place" in errors_of(response)
    assert case.title != "New title"
    assert fields_of(response)["title"] == "New title"


def test_removing_a_published_point_keeps_its_row(editor: User, at_desk: AtDesk, case: Claim) -> None:
    Point.objects.filter(claim=case).update(is_published=True)
    assert send(at_desk(editor), change_url(case), **{"points-2-DELETE": "on"}).status_code == 302
    assert case.points.get(order=3).is_removed


def test_removing_a_point_in_use_is_refused_on_the_page(editor: User, at_desk: AtDesk, case: Claim) -> None:
    response = send(at_desk(editor), change_url(case), **{"points-0-DELETE": "on"})
    assert "still referred to" in errors_of(response)
    assert case.points.count() == 3


def test_translation_keeps_the_hash_of_its_original(editor: User, at_desk: AtDesk, case: Claim) -> None:
    desk = at_desk(editor)
    german = row(
        "translations", 0, language="de", translator="Redaktion", title="Titel", statement="Satz", scope_note=""
    )
    assert send(desk, change_url(case), **{"translations-TOTAL_FORMS": "1"}, **german).status_code == 302
    assert "Up to date." in desk.get(change_url(case)).content.decode()
    before = ClaimTranslation.objects.get().of

    send(desk, change_url(case), title="Newspaper: changed")
    assert "Out of date" in desk.get(change_url(case)).content.decode()

    send(desk, change_url(case), **{"translations-0-title": "Geändert"})
    assert ClaimTranslation.objects.get().of != before
    assert "Up to date." in desk.get(change_url(case)).content.decode()


@pytest.mark.parametrize("text", BAD_TEXTS, ids=["nul", "control", "megabyte", "blank"])
def test_text_that_cannot_be_stored_is_an_error_of_its_field(
    text: str, editor: User, at_desk: AtDesk, case: Claim
) -> None:
    fields = ["title", "slug", "language", "points-0-text", "points-0-citations", "claimant"]
    bad = text[:300_000]  # a request has its limit too
    wrong = wrong_fields(send(at_desk(editor), change_url(case), **dict.fromkeys([*fields, "made_at_value"], bad)))
    assert set(fields) - wrong == set()
    assert ("made_at" in wrong) == bool(text.strip())  # which may be left out


def wrong_fields(response: Any) -> set[str]:
    """By the names they are sent under."""
    formsets = [each.formset for each in response.context["inline_admin_formsets"]]
    forms = [response.context["adminform"].form, *(form for formset in formsets for form in formset.forms)]
    return {form.add_prefix(name) for form in forms for name in form.errors}


def test_citation_of_another_case_cannot_be_chosen(editor: User, at_desk: AtDesk, case: Claim) -> None:
    foreign = CitationFactory()
    response = send(at_desk(editor), change_url(case), **{"points-0-citations": [str(foreign.pk)]})
    assert response.status_code == 200
    assert not case.points.get(order=1).citations.exists()


def test_search_for_citations_stays_within_the_case(editor: User, at_desk: AtDesk, case: Claim) -> None:
    CitationFactory()
    query = {"app_label": "claims", "model_name": "point", "field_name": "citations"}
    desk = at_desk(editor)
    found = desk.get("/admin/autocomplete/", {**query, "case": str(case.pk)}).json()["results"]
    assert [each["id"] for each in found] == [str(case.citations.get().pk)]
    assert desk.get("/admin/autocomplete/", {**query, "case": "no id", "term": "\x00"}).json()["results"] == []


# --- Who ---------------------------------------------------------------------------------------------------------------


def test_contributor_changes_an_own_draft(contributor: User, at_desk: AtDesk) -> None:
    own = ClaimFactory(created_by=contributor)
    assert send(at_desk(contributor), change_url(own), title="Mine: better").status_code == 302


def test_contributor_reads_the_case_of_others_and_cannot_change_it(
    contributor: User, at_desk: AtDesk, case: Claim
) -> None:
    desk = at_desk(contributor)
    page = desk.get(change_url(case))
    assert "Denied in part by" in page.content.decode()
    assert not any(name.endswith(("title", "text")) for name in fields_of(page))
    assert desk.post(change_url(case), {"title": "x"}).status_code == 403


@pytest.mark.parametrize("pk", [uuid4(), "no id", "%00"])
def test_unknown_case_leads_back_with_a_sentence(pk: Any, editor: User, at_desk: AtDesk) -> None:
    response = at_desk(editor).get(f"/admin/claims/claim/{pk}/change/", follow=True)
    assert "doesn’t exist" in response.content.decode()


def test_published_claim_cannot_be_deleted(editor: User, at_desk: AtDesk, case: Claim) -> None:
    Claim.objects.filter(pk=case.pk).update(is_published=True)
    assert at_desk(editor).post(f"/admin/claims/claim/{case.pk}/delete/", {"post": "yes"}).status_code == 403


def test_draft_is_deleted_with_its_case(editor: User, at_desk: AtDesk) -> None:
    draft = ClaimFactory()
    PointFactory(claim=draft)
    confirm(at_desk(editor), f"/admin/claims/claim/{draft.pk}/delete/")
    assert not Claim.objects.filter(pk=draft.pk).exists()


# --- Cost --------------------------------------------------------------------------------------------------------------


def test_large_case_opens_with_few_queries(editor: User, at_desk: AtDesk) -> None:
    claim = make_case([None] * 50)
    citation = claim.citations.get()
    points = list(claim.points.all())
    for number in range(1, 101):
        response = ResponseFactory(claim=claim, party=claim.involvements.get().party, order=number)
        PassageFactory(response=response, order=1).citations.add(citation)
        for point in points[number % 40 : number % 40 + 5]:
            StanceFactory(response=response, point=point)
    RequestFactory(claim=claim)

    count, size = queries(at_desk(editor), change_url(claim))
    assert count <= 60
    assert size < 1_000_000


def test_case_that_uses_every_part_opens_with_few_queries(editor: User, at_desk: AtDesk) -> None:
    count, _size = queries(at_desk(editor), change_url(loaded(by=editor)))
    assert count <= 60


@pytest.mark.parametrize("model", ["claim", "response", "citation", "point", "request", "stance"])
def test_list_costs_the_same_for_one_row_and_ten(model: str, editor: User, at_desk: AtDesk) -> None:
    desk, url = at_desk(editor), f"/admin/claims/{model}/"
    RequestFactory(claim=make_case())
    few, _ = queries(desk, url)
    for _number in range(9):
        RequestFactory(claim=make_case())
    assert queries(desk, url)[0] == few
