"""The page of what waits to be published, and the same before each step."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from claims.actions import editing, publishing, review
from claims.admin.changes import pending_of
from claims.dossier.build import build
from claims.models import Change, Claim, Edit, Point, User
from claims.templatetags.desk import noted
from tests import cast
from tests.factories import (
    CitationFactory,
    EventFactory,
    PassageFactory,
    PointFactory,
    RequestFactory,
    ResponseFactory,
    StanceFactory,
    make_case,
)
from tests.pages.reading import links, text_of

AtDesk = Callable[[User], Client]


def address(claim: Claim, page: str = "changes", prefix: str = "") -> str:
    return f"{prefix}/admin/claims/claim/{claim.pk}/{page}/"


def read(client: Client, claim: Claim, page: str = "changes") -> str:
    response: Any = client.get(address(claim, page))
    assert response.status_code == 200
    return text_of(response)


@pytest.fixture
def published(publisher: User, case: Claim) -> Claim:
    publishing.publish(by=publisher, claim_id=case.pk, is_reviewed=False)
    return Claim.objects.get(pk=case.pk)


def change(claim: Claim, by: User, **fields: Any) -> None:
    fresh = Claim.objects.get(pk=claim.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    editing.save(by=by, record=fresh)


def test_case_that_was_never_published_is_new_to_readers(editor: User, at_desk: AtDesk, case: Claim) -> None:
    text = read(at_desk(editor), case)
    assert "Readers have never seen the case: everything is new to them." in text
    assert "Point 1 added" in text


def test_published_case_without_changes_says_so(editor: User, at_desk: AtDesk, published: Claim) -> None:
    text = read(at_desk(editor), published)
    assert "Compared with revision 1" in text
    assert "Nothing that readers see differs." in text
    assert "Nobody changed the case since." in text


def test_changed_words_stand_beside_the_public_ones(editor: User, at_desk: AtDesk, published: Claim) -> None:
    change(published, editor, statement="The bank was asked for nothing.")
    page = at_desk(editor).get(address(published)).content.decode()
    assert "<ins>nothing</ins>" in page
    assert "<del>" in page
    assert "The claim changed Statement now public" in text_of(page)
    assert f"/admin/claims/claim/{published.pk}/desk/#desk-claim" in links(page)


def test_each_difference_leads_to_its_place_in_the_workspace(editor: User, case: Claim) -> None:
    EventFactory(claim=case)
    RequestFactory(claim=case)
    stance, dossier = case.stances.get(), build(case.pk)
    led = {each.difference.of: each.url.rpartition("/desk/")[2] for each in pending_of(case, dossier).visible}
    cell = f"{stance.point_id}%3A{stance.response_id}"
    answer = f"?response={stance.response_id}#answer-{stance.response_id}"
    assert led["stance"] == f"?response={stance.response_id}&cell={cell}#desk-cell-title"
    assert led["response"] == led["passage"] == answer
    assert led["event"] == f"?card=event%3A{case.events.get().pk}#desk-events"
    assert led["request"] == f"?card=request%3A{case.requests.get().pk}#desk-requests"
    assert led["source"] == f"?source={dossier.sources[-1].id}"
    assert all(led.values())


def test_standing_that_stays_is_said_to_stay(editor: User, at_desk: AtDesk, published: Claim) -> None:
    change(published, editor, scope_note="Drawn from one report.")
    assert "The standing stays: Denied in part by" in read(at_desk(editor), published)


def test_standing_that_changes_is_shown_before_and_after(editor: User, at_desk: AtDesk, published: Claim) -> None:
    stance = StanceFactory.build(
        response=published.responses.get(), claim=published, point=Point.objects.get(order=2), stance="confirms"
    )
    editing.save(by=editor, record=stance)
    text = read(at_desk(editor), published)
    assert "Standing now Denied in part by" in text
    assert "Standing after publication" in text
    assert "confirms 1" in text


def test_page_names_who_changed_what_since_the_revision(editor: User, at_desk: AtDesk, published: Claim) -> None:
    change(published, editor, scope_note="One.")
    change(published, editor, scope_note="Two.")
    text = read(at_desk(editor), published)
    assert "Changed by: editor (2, " in text
    assert "changed: claim" in text


def test_change_from_outside_is_said(editor: User, at_desk: AtDesk, published: Claim) -> None:
    assert "from outside" not in read(at_desk(editor), published)
    Point.objects.filter(claim=published, order=1).update(text="Slipped in.")
    assert Change.objects.filter(claim_id=published.pk, actor=None).exists()
    assert "1 change was written from outside the desk." in read(at_desk(editor), published)


def test_what_only_the_record_knows_is_kept_apart(editor: User, published: Claim) -> None:
    Point.objects.filter(claim=published, order=3).update(order=30)
    pending = pending_of(published, build(published.pk))
    assert pending.visible == []
    assert [each.part for each in pending.hidden] == ["the order of the points"]


def test_warnings_stand_on_the_page(editor: User, at_desk: AtDesk, case: Claim) -> None:
    assert "German: no translation of the claim and 3 points." in read(at_desk(editor), case)


def test_page_offers_the_steps_that_the_user_may_take(
    editor: User, publisher: User, at_desk: AtDesk, case: Claim
) -> None:
    assert address(case, "submit") in links(at_desk(editor).get(address(case)))
    assert address(case, "publish") not in links(at_desk(editor).get(address(case)))
    assert address(case, "publish") in links(at_desk(publisher).get(address(case)))


def test_page_leads_to_the_preview_in_both_languages(editor: User, at_desk: AtDesk, case: Claim) -> None:
    found = links(at_desk(editor).get(address(case)))
    assert {f"/claims/{case.pk}/preview/", f"/de/claims/{case.pk}/preview/"} <= set(found)


@pytest.mark.parametrize("step", ["submit", "approve", "publish"])
def test_each_step_shows_the_changes_above_its_form(
    step: str, publisher: User, editor: User, at_desk: AtDesk, published: Claim
) -> None:
    change(published, editor, scope_note="Drawn from one report.")
    if step == "approve":
        review.submit(by=editor, claim_id=published.pk)
    text = read(at_desk(publisher), published, step)
    assert text.index("Scope note now public nothing after publication Drawn from one report.") < text.index(
        "Back to the case"
    )
    assert "Before publishing, look at" in text


def test_withdrawn_case_compares_nothing(publisher: User, at_desk: AtDesk, published: Claim) -> None:
    publishing.withdraw(by=publisher, claim_id=published.pk, reason="It was a test.")
    assert "Nothing of the last revision can be compared" in read(at_desk(publisher), published)


def test_german_page(editor: User, at_desk: AtDesk, case: Claim) -> None:
    response: Any = at_desk(editor).get(address(case, prefix="/de"))
    assert response.status_code == 200
    assert '<html lang="de"' in response.content.decode()


@pytest.mark.parametrize("role", cast.ROLES)
def test_each_role_of_the_desk_may_read_it(role: str, at_desk: AtDesk, case: Claim) -> None:
    assert at_desk(cast.member(role)).get(address(case)).status_code == 200


def test_nobody_else_may(stranger: User, client: Client, at_desk: AtDesk, case: Claim) -> None:
    for visitor in (client, at_desk(stranger)):
        response = visitor.get(address(case))
        assert response.status_code == 302
        assert "/admin/login/" in response.headers["Location"]


@pytest.mark.parametrize("claim_id", ["01a20dc1-0000-7000-8000-000000000000", "nonsense"])
def test_unknown_claim_leads_to_the_first_page(claim_id: str, editor: User, at_desk: AtDesk) -> None:
    response = at_desk(editor).get(f"/admin/claims/claim/{claim_id}/changes/")
    assert response.headers["Location"] == "/admin/"


def test_at_most_sixty_queries_whatever_the_size(editor: User, at_desk: AtDesk, published: Claim) -> None:
    desk = at_desk(editor)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(desk, published)
        return len(captured)

    def grow(times: int) -> None:
        for _ in range(times):
            point = PointFactory(claim=published)
            point.citations.add(CitationFactory(claim=published))
            response = ResponseFactory(claim=published)
            PassageFactory(response=response).citations.add(CitationFactory(claim=published))
            StanceFactory(response=response, point=point)

    grow(1)
    change(published, editor, scope_note="One.")
    few = queries()
    grow(9)
    assert few == queries() <= 60


def test_a_case_that_is_all_new_stays_a_small_page(editor: User, at_desk: AtDesk) -> None:
    claim = make_case(["denies"] * 40)
    for response in [ResponseFactory(claim=claim) for _ in range(10)]:
        for point in claim.points.all():
            StanceFactory(response=response, point=point)
    page: Any = at_desk(editor).get(address(claim))
    assert "more are not shown." in text_of(page.content.decode())
    assert len(page.content) < 1_000_000


def test_edits_stand_in_the_language_of_the_page(editor: User, case: Claim) -> None:
    with override("de"):
        editing.save(by=editor, record=case)
    [edit] = Edit.objects.filter(by=editor)
    assert edit.what == f"changed: claim {case.title}"
    with override("de"):
        assert noted(edit.what) == f"geändert: Behauptung {case.title}"
    assert noted("taken over from elsewhere") == "taken over from elsewhere"
