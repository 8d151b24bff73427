"""Two editors at one record: the second chooses between theirs and yours, and loses nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions import drafts
from claims.models import Claim, Draft, User
from tests.admin.conflicting import lines, opened
from tests.admin.forms import change_url, fields_of

AtDesk = Callable[[User], Client]


@pytest.fixture
def desk(editor: User, at_desk: AtDesk) -> Client:
    return at_desk(editor)


def test_same_field_is_not_decided_beforehand(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title="Mine")
    before = case.title
    saves(case, title="Theirs")
    assert lines(desk.post(change_url(case), mine)) == {"title": (before, "Theirs", "Mine", "")}
    assert Claim.objects.get().title == "Theirs"


def test_different_fields_are_filled_in_and_one_button_saves_both(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title="Mine")
    saves(case, scope_note="Theirs.")
    refused = desk.post(change_url(case), mine)
    assert {name: line[3] for name, line in lines(refused).items()} == {"title": "yours", "scope_note": "theirs"}

    assert desk.post(change_url(case), fields_of(refused)).status_code == 302
    case.refresh_from_db()
    assert (case.title, case.scope_note, case.version) == ("Mine", "Theirs.", 3)


@pytest.mark.parametrize(("choice", "title"), [("theirs", "Theirs"), ("yours", "Mine")])
def test_choice_is_saved(desk: Client, saves: Any, case: Claim, choice: str, title: str) -> None:
    mine = opened(desk, case, title="Mine", statement="My statement.")
    saves(case, title="Theirs")
    page = fields_of(desk.post(change_url(case), mine))
    assert desk.post(change_url(case), {**page, "_choice:title": choice}).status_code == 302
    case.refresh_from_db()
    assert (case.title, case.statement) == (title, "My statement.")


def test_without_a_choice_the_page_returns(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title="Mine")
    saves(case, title="Theirs")
    page = fields_of(desk.post(change_url(case), mine))
    assert lines(desk.post(change_url(case), page))["title"][1:] == ("Theirs", "Mine", "")


def test_third_save_meanwhile_returns_with_it(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title="Mine")
    saves(case, title="Theirs")
    page = fields_of(desk.post(change_url(case), mine))
    saves(case, title="A third")
    again = desk.post(change_url(case), {**page, "_choice:title": "yours"})
    assert lines(again)["title"] == ("Theirs", "A third", "Mine", "")


def test_all_of_theirs_keeps_the_rest_of_the_form(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title="Mine", **{"points-1-text": "My point."})
    saves(case, title="Theirs")
    page = fields_of(desk.post(change_url(case), mine))
    assert desk.post(change_url(case), {**page, "_all_theirs": "1"}).status_code == 302
    assert Claim.objects.get().title == "Theirs"
    assert case.points.get(order=2).text == "My point."


def test_mine_are_kept_as_a_draft_and_restored(desk: Client, editor: User, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title="Mine")
    saves(case, title="Theirs")
    page = fields_of(desk.post(change_url(case), mine))
    assert desk.post(change_url(case), {**page, "_keep_draft": "1"}).status_code == 302
    kept = Draft.objects.get(user=editor)
    assert (kept.fields["title"], kept.base_version, kept.claim) == (["Mine"], 1, case)

    restored = desk.post(change_url(case), {**fields_of(desk.get(change_url(case))), "_draft_restore": "1"})
    assert lines(restored)["title"][1:3] == ("Theirs", "Mine")


def test_who_saved_is_said(desk: Client, publisher: User, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title="Mine")
    saves(case, title="Theirs")
    page = desk.post(change_url(case), mine).content.decode()
    assert f"Saved by {publisher}" in page
    assert "You opened version 1; it is now version 2." in page


def test_page_in_german(desk: Client, saves: Any, case: Claim) -> None:
    mine = opened(desk, case, title="Meiner")
    saves(case, title="Ihrer")
    page = desk.post(f"/de{change_url(case)}", mine)
    assert page.status_code == 409
    assert 'lang="de"' in page.content.decode()


def test_draft_is_forgotten_once_the_form_is_saved(desk: Client, editor: User, case: Claim) -> None:
    drafts.keep(by=editor, form=change_url(case), fields={"title": ["Mine"]}, claim_id=case.pk)
    desk.post(change_url(case), opened(desk, case, title="Mine"))
    assert not Draft.objects.exists()
