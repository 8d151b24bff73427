"""The list of one's notices, the count in the header, and one's own settings."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Notice, User
from tests.admin.forms import fields_of, queries
from tests.conftest import NOW
from tests.factories import NoticeFactory

AtDesk = Callable[[User], Client]
pytestmark = pytest.mark.django_db
LIST, READ, ACCOUNT = "/admin/notices/", "/admin/notices/read/", "/admin/account/"


# --- Notices -----------------------------------------------------------------------------------------------------------


def test_unread_notices_come_first_and_lead_to_their_case(editor: User, at_desk: AtDesk) -> None:
    unread = NoticeFactory(to=editor, kind="approved", text="Well done.")
    read = NoticeFactory(to=editor, kind="returned", read_at=NOW)
    page = at_desk(editor).get(LIST)
    assert [entry.notice for entry in page.context["entries"]] == [unread, read]
    assert f"/admin/claims/claim/{unread.claim_id}/change/" in page.content.decode()
    assert "Well done." in page.content.decode()


def test_nobody_sees_the_notices_of_others(editor: User, administrator: User, at_desk: AtDesk) -> None:
    NoticeFactory(to=editor)
    page = at_desk(administrator).get(LIST)
    assert "There is no notice for you." in page.content.decode()


def test_all_or_one_are_marked_as_read(editor: User, publisher: User, at_desk: AtDesk) -> None:
    first, _second, _third = (NoticeFactory(to=editor) for _number in range(3))
    other = NoticeFactory(to=publisher)
    desk = at_desk(editor)
    assert desk.post(READ, {"notice": str(first.pk)}, follow=True).redirect_chain == [(LIST, 302)]
    assert Notice.objects.filter(read_at=None).count() == 3
    desk.post(READ, {"notice": str(other.pk)})
    assert "2 notices were marked as read." in desk.post(READ, follow=True).content.decode()
    assert list(Notice.objects.filter(read_at=None)) == [other]


@pytest.mark.parametrize("sent", ["x", "", "a\x00b"], ids=repr)
def test_what_is_no_id_marks_nothing(sent: str, editor: User, at_desk: AtDesk) -> None:
    NoticeFactory(to=editor)
    assert at_desk(editor).post(READ, {"notice": sent}).status_code == 403
    assert Notice.objects.filter(read_at=None).exists()


def test_unknown_notice_marks_nothing(editor: User, at_desk: AtDesk) -> None:
    NoticeFactory(to=editor)
    at_desk(editor).post(READ, {"notice": str(uuid4())})
    assert Notice.objects.filter(read_at=None).exists()


def test_marking_needs_a_post(editor: User, at_desk: AtDesk) -> None:
    assert at_desk(editor).get(READ).status_code == 405


@pytest.mark.parametrize("page", ["0", "2", "x", "", "99999999999999999999"])
def test_page_that_does_not_exist_shows_one_that_does(page: str, editor: User, at_desk: AtDesk) -> None:
    NoticeFactory(to=editor)
    assert at_desk(editor).get(LIST, {"p": page}).status_code == 200


def test_many_notices_come_in_pages(editor: User, at_desk: AtDesk) -> None:
    claim = NoticeFactory(to=editor).claim
    Notice.objects.bulk_create(Notice(to=editor, kind="due", claim=claim) for _number in range(50))
    page = at_desk(editor).get(LIST)
    assert len(page.context["entries"]) == 50
    assert "Page 1 of 2" in page.content.decode()


def test_list_takes_the_same_queries_for_one_notice_and_ten(editor: User, at_desk: AtDesk) -> None:
    NoticeFactory(to=editor)
    desk = at_desk(editor)
    one, _ = queries(desk, LIST)
    for _number in range(9):
        NoticeFactory(to=editor)
    ten, _ = queries(desk, LIST)
    assert one == ten <= 10


@pytest.mark.parametrize(("count", "shown"), [(0, "Notices"), (1, "1 new notice"), (2, "2 new notices")])
def test_header_counts_what_is_unread(count: int, shown: str, editor: User, at_desk: AtDesk) -> None:
    NoticeFactory(to=editor, read_at=NOW)
    for _number in range(count):
        NoticeFactory(to=editor)
    desk = at_desk(editor)
    with CaptureQueriesContext(connection) as captured:
        page = desk.get(LIST).content.decode()
    header = page[page.index('id="user-tools"') :]
    assert shown in header[: header.index("logout-form")]
    asked = [query for query in captured if "COUNT" in query["sql"] and '"read_at" IS NULL' in query["sql"]]
    assert len(asked) == 1


def test_login_page_counts_nothing(client: Client, db: None) -> None:
    assert "notice" not in client.get("/admin/login/").content.decode()


# --- Own settings ------------------------------------------------------------------------------------------------------


def test_everybody_sets_their_own_preferences(contributor: User, editor: User, at_desk: AtDesk) -> None:
    desk = at_desk(contributor)
    assert {"has_letter_keys", "wants_mail"} <= fields_of(desk.get(ACCOUNT)).keys()
    assert desk.post(ACCOUNT, {"wants_mail": "on"}).status_code == 302
    stored = dict(User.objects.values_list("username", "has_letter_keys"))
    assert (stored["contributor"], stored["editor"]) == (False, True)
    assert User.objects.get(username="contributor").wants_mail


def test_settings_say_where_mail_goes(editor: User, at_desk: AtDesk) -> None:
    desk = at_desk(editor)
    assert "No address is on record" in desk.get(ACCOUNT).content.decode()
    User.objects.update(email="ada@example.org")
    assert "Mails go to ada@example.org." in desk.get(ACCOUNT).content.decode()


def test_settings_change_nothing_else_of_the_account(editor: User, at_desk: AtDesk) -> None:
    at_desk(editor).post(ACCOUNT, {"username": "root", "is_superuser": "on", "email": "x@example.org"})
    stored = User.objects.get()
    assert (stored.username, stored.is_superuser, stored.email) == ("editor", False, "")


# --- Who ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [LIST, READ, ACCOUNT])
def test_pages_are_closed_to_the_public_and_to_strangers(address: str, stranger: User, client: Client) -> None:
    assert client.post(address).status_code == 302
    client.force_login(stranger)
    assert client.post(address).status_code == 302
    User.objects.update(is_staff=True)
    assert client.post(address).status_code == 403


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "administrator"])
@pytest.mark.parametrize("address", [LIST, ACCOUNT])
def test_pages_are_open_to_the_desk(role: str, address: str, at_desk: AtDesk, request: pytest.FixtureRequest) -> None:
    assert at_desk(request.getfixturevalue(role)).get(address).status_code == 200


@pytest.mark.parametrize("address", [LIST, ACCOUNT])
def test_pages_are_german_under_their_german_address(address: str, editor: User, at_desk: AtDesk) -> None:
    assert '<html lang="de"' in at_desk(editor).get("/de" + address).content.decode()
