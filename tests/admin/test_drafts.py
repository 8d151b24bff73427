"""What was typed and not saved: kept for its author alone, offered again, forgotten once it is saved."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions import drafts
from claims.models import Claim, Draft, User
from tests.admin.forms import add_url, change_url, fields_of
from tests.admin.workspaces import url, words

AtDesk = Callable[[User], Client]
DRAFTS = "/admin/drafts/"


@pytest.fixture
def kept(editor: User, case: Claim) -> Draft:
    fields = {"title": ["Half a ti"], "opened_version": ["1"]}
    return drafts.keep(by=editor, form=change_url(case), fields=fields, claim_id=case.pk, base_version=1)


def test_words_are_kept(editor: User, at_desk: AtDesk, case: Claim) -> None:
    body = {"_draft_form": change_url(case), "_draft_claim": str(case.pk), "title": "Half", "opened_version": "1"}
    assert at_desk(editor).post(DRAFTS, body).status_code == 204
    draft = Draft.objects.get()
    assert (draft.user, draft.claim, draft.base_version) == (editor, case, 1)
    assert draft.fields == {"title": ["Half"], "opened_version": ["1"]}


def test_later_words_replace_earlier_ones(editor: User, at_desk: AtDesk) -> None:
    for name in ("One", "Two"):
        at_desk(editor).post(DRAFTS, {"_draft_form": "/admin/claims/party/add/", "name": name})
    assert Draft.objects.get().fields == {"name": ["Two"]}


def test_passwords_and_tokens_are_not_kept(editor: User, at_desk: AtDesk) -> None:
    body = {"_draft_form": "/f/", "csrfmiddlewaretoken": "t", "password1": "secret", "name": "x"}
    at_desk(editor).post(DRAFTS, body)
    assert Draft.objects.get().fields == {"name": ["x"]}


def test_too_much_is_refused_with_a_sentence(editor: User, at_desk: AtDesk) -> None:
    refused = at_desk(editor).post(DRAFTS, {"_draft_form": "/f/", "text": "x" * 200_001})
    assert (refused.status_code, "200 KB" in refused.content.decode()) == (422, True)
    assert not Draft.objects.exists()


def test_character_that_cannot_be_stored_is_refused(editor: User, at_desk: AtDesk) -> None:
    assert at_desk(editor).post(DRAFTS, {"_draft_form": "/f/", "text": "a\x00b"}).status_code == 422


def test_anonymous_is_sent_to_sign_in(db: None, client: Client) -> None:
    assert client.post(DRAFTS, {"_draft_form": "/f/"}).status_code == 302
    assert not Draft.objects.exists()


def test_stranger_keeps_nothing(stranger: User, at_desk: AtDesk) -> None:
    assert at_desk(stranger).post(DRAFTS, {"_draft_form": "/f/"}).status_code in (302, 403)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "administrator"])
def test_each_role_keeps_words(role: str, request: pytest.FixtureRequest, at_desk: AtDesk) -> None:
    user = request.getfixturevalue(role)
    assert at_desk(user).post(DRAFTS, {"_draft_form": "/f/", "name": "x"}).status_code == 204


def test_fresh_token_for_who_signed_in_again(editor: User, at_desk: AtDesk) -> None:
    assert "csrfmiddlewaretoken" in at_desk(editor).get(DRAFTS).content.decode()


def test_form_offers_them_to_their_author_alone(
    editor: User, publisher: User, at_desk: AtDesk, case: Claim, kept: Draft
) -> None:
    assert "words that were not saved" in at_desk(editor).get(change_url(case)).content.decode()
    assert "words that were not saved" not in at_desk(publisher).get(change_url(case)).content.decode()


def test_restored_words_stand_in_the_form_and_are_not_saved(
    editor: User, at_desk: AtDesk, case: Claim, kept: Draft
) -> None:
    desk = at_desk(editor)
    page = fields_of(desk.get(change_url(case)))
    drafts.keep(by=editor, form=change_url(case), fields={name: [value] if isinstance(value, str) else value
                for name, value in {**page, "title": "Half a ti"}.items()}, claim_id=case.pk)  # fmt: skip
    restored = desk.post(change_url(case), {**page, "_draft_restore": "1"})
    assert fields_of(restored)["title"] == "Half a ti"
    assert "not saved yet" in restored.content.decode()
    assert Claim.objects.get().title == case.title
    assert Draft.objects.exists()


def test_discarded_words_are_gone(editor: User, at_desk: AtDesk, case: Claim, kept: Draft) -> None:
    answer = at_desk(editor).post(f"{DRAFTS}discard/?next={change_url(case)}", {"_draft_form": change_url(case)})
    assert (answer.status_code, answer["Location"]) == (302, change_url(case))
    assert not Draft.objects.exists()


def test_nobody_discards_the_words_of_others(publisher: User, at_desk: AtDesk, case: Claim, kept: Draft) -> None:
    at_desk(publisher).post(f"{DRAFTS}discard/", {"_draft_form": change_url(case)})
    assert Draft.objects.exists()


def test_discarding_leads_nowhere_else(editor: User, at_desk: AtDesk) -> None:
    answer = at_desk(editor).post(f"{DRAFTS}discard/?next=https://elsewhere.example/", {"_draft_form": "/f/"})
    assert answer["Location"] == "/admin/"


def test_form_is_the_same_in_german(editor: User, at_desk: AtDesk, case: Claim, kept: Draft) -> None:
    page = at_desk(editor).get(f"/de{change_url(case)}").content.decode()
    assert f'data-draft="{change_url(case)}"' in page
    assert "_draft_restore" in page


def test_new_parts_of_two_cases_are_two_forms(editor: User, at_desk: AtDesk, case: Claim) -> None:
    page = at_desk(editor).get(add_url("event", claim=case.pk)).content.decode()
    assert f'data-draft="{add_url("event", claim=case.pk)}"' in page
    assert f'data-draft-claim="{case.pk}"' in page


def typed_into(client: Client, form: str, **fields: Any) -> None:
    assert client.post(DRAFTS, {"_draft_form": form, **fields}).status_code == 204


def test_form_of_the_workspace_opens_again_with_its_words_where_signing_in_leads(desk: Client, started: Claim) -> None:
    picked = words(started, "Acme habe Daten gesucht")
    typed_into(desk, f"desk/{started.pk}/event", _draft_claim=str(started.pk), **picked, text="Half an ev", at="2018")
    page = desk.get(url("make", started, "event"), follow=True)
    opened = page.context["opened"]
    assert (opened.form["text"].value(), opened.form["at"].value()) == ("Half an ev", "2018")
    assert opened.quoted.place.exact == picked["picked"]
    assert not started.events.exists()
    board = next(each for each in desk.get("/de/admin/").context["boards"] if each.name == "drafts")
    assert [each.url for each in board.entries] == [f"/de{url('desk', started)}?form=event"]


@pytest.mark.parametrize("kind", ["make", "pick", "cell", "evidence", "order", "take_back", "event_order"])
def test_act_that_signing_in_leads_to_is_the_page(kind: str, desk: Client, started: Claim) -> None:
    address = url(kind, started, *(["words"] if kind == "pick" else ["point"] if kind == "make" else []))
    assert desk.get(address, {"cell": "x"}).headers["Location"].startswith(url("desk", started))


@pytest.mark.parametrize(
    ("form", "page", "field"),
    [
        ("/admin/claims/claim/new/", "/admin/claims/claim/new/", "text"),
        ("{case}submit/", "{case}submit/", "note"),
        ("{case}casework/comments/", "{case}casework/", "text"),
    ],
)
def test_page_that_is_no_record_keeps_words_too(form: str, page: str, field: str, desk: Client, started: Claim) -> None:
    case = f"/admin/claims/claim/{started.pk}/"
    typed_into(desk, form.format(case=case), **{field: "Words in the air"})
    shown = desk.get(page.format(case=case)).content.decode()
    assert ("Words in the air" in shown, "words that were not saved" in shown) == (True, True)
    assert f'data-draft="{form.format(case=case)}"' in shown
    assert "Words in the air" in desk.get(f"/de{page.format(case=case)}").content.decode()


def test_saved_words_are_kept_no_longer(desk: Client, started: Claim) -> None:
    case = f"/admin/claims/claim/{started.pk}/"
    for form in ("/admin/claims/claim/new/", f"{case}submit/", f"{case}casework/comments/"):
        typed_into(desk, form, text="Half", note="Half")
    desk.post("/admin/claims/claim/new/", {"text": "Whole.", "language": "en", "confirmed": "1"})
    desk.post(f"{case}casework/comments/", {"text": "Whole"})
    assert list(Draft.objects.values_list("form", flat=True)) == [f"{case}submit/"]
