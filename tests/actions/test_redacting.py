"""Redacting: the text is gone from the record and from all that was made of it; hash, place and reason stay."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions import publishing, redacting
from claims.actions.verifying import verify_record
from claims.errors import InvalidRecord, NotPermitted
from claims.models import Announcement, Claim, Notice, Publication, Redaction, User
from claims.models.site_state import site_state
from tests.actions import desk
from tests.pages.reading import text_of

pytestmark = pytest.mark.django_db
REASON = "It named a person who is protected by law."


@pytest.fixture
def claim(editor: User) -> Claim:
    """Published twice; the second revision says the same in other words."""
    claim = desk.loaded(by=editor)
    desk.publish(claim)
    desk.change(claim, by=editor, title="Courier: a xylophone title")
    desk.publish(claim)
    return Claim.objects.get(pk=claim.pk)


def redact(claim: Claim, by: User, *numbers: int) -> list[Redaction]:
    return redacting.redact(by=by, claim_id=claim.pk, numbers=numbers, reason=REASON)


def read_side() -> str:
    """All that the tables of the read side hold, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("claims_publi", "claims_standingstep", "claims_revisiondocument")):
                cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} AS t")  # noqa: S608  our names
                found.append(cursor.fetchone()[0] or "")
    return " ".join(found)


def test_current_text_is_gone_from_all_that_was_made_of_it(claim: Claim, administrator: User) -> None:
    assert "xylophone" in read_side()
    redact(claim, administrator, 1, 2)
    left = Publication.objects.get(claim=claim)
    assert (left.slug, left.is_redacted, left.title, left.card, left.search) == (claim.slug, True, "", {}, "")
    for word in ("xylophone", "rich", claim.points.first().text):  # type: ignore[union-attr]  # of a whole case
        assert word not in read_side().replace(claim.slug, "")
    assert not Publication.objects.public().exists()


def test_pages_answer_410_with_the_reason(claim: Claim, administrator: User, client: Client) -> None:
    redact(claim, administrator, 1, 2)
    for address in (f"/claims/{claim.slug}/", f"/claims/{claim.slug}/revisions/1/", f"/de/claims/{claim.slug}/"):
        answer = client.get(address)
        assert (answer.status_code, REASON in text_of(answer)) == (410, True)


def test_old_revision_goes_alone(claim: Claim, administrator: User, client: Client) -> None:
    redact(claim, administrator, 1)
    assert client.get(f"/claims/{claim.slug}/revisions/1/").status_code == 410
    assert "xylophone" in text_of(client.get(f"/claims/{claim.slug}/"))
    assert Publication.objects.public().get() == Publication.objects.get(claim=claim, is_redacted=False)


def test_case_published_anew_is_found_again(claim: Claim, administrator: User, client: Client) -> None:
    redact(claim, administrator, 1, 2)
    desk.change(claim, by=administrator, title="Courier: another title")
    desk.publish(claim, kind="correction")
    assert "another title" in text_of(client.get(f"/claims/{claim.slug}/"))
    assert "another title" in text_of(client.get("/claims/?q=another"))


def test_withdrawn_claim_loses_its_title_too(claim: Claim, administrator: User, client: Client) -> None:
    publishing.withdraw(by=administrator, claim_id=claim.pk, reason="A mistake.")
    assert "xylophone" in text_of(client.get(f"/claims/{claim.slug}/"))
    redact(claim, administrator, 2)
    for address in (f"/claims/{claim.slug}/", "/corrections/", "/feed/", f"/claims/{claim.slug}/feed/"):
        answer = client.get(address)
        assert answer.status_code in (200, 410)
        assert "xylophone" not in answer.text


def test_lists_and_feeds_say_that_there_was_text(claim: Claim, administrator: User, client: Client) -> None:
    desk.change(claim, by=administrator, title="Courier: a third xylophone")
    desk.publish(claim, kind="correction")
    redact(claim, administrator, 1, 2, 3)
    for address in ("/corrections/", "/feed/", f"/claims/{claim.slug}/feed/"):
        assert "A claim whose text was removed" in client.get(address).text


def test_record_still_fits(claim: Claim, administrator: User) -> None:
    redact(claim, administrator, 1)
    verification = verify_record()
    assert (verification.revisions, verification.redacted, verification.finding) == (2, 1, None)


def test_each_is_announced_once_and_caches_learn_of_it(claim: Claim, administrator: User) -> None:
    now = datetime.now(UTC)
    before = site_state(now).mark
    redact(claim, administrator, 1, 2)
    told = Announcement.objects.filter(kind="redaction").values_list("revision__number", flat=True)
    assert list(told.order_by("number")) == [1, 2]
    assert site_state(now).mark != before


def test_it_takes_its_turn_before_it_holds_a_publication(claim: Claim, administrator: User) -> None:
    """As publishing and merging do: in another order two of them would wait for each other."""
    with CaptureQueriesContext(connection) as queries:
        redact(claim, administrator, 2)
    asked = [query["sql"] for query in queries]
    turn = next(place for place, sql in enumerate(asked) if "pg_advisory_xact_lock" in sql)
    held = next(place for place, sql in enumerate(asked) if sql.startswith('UPDATE "claims_publication"'))
    assert turn < held


def test_who_works_on_the_case_is_told(claim: Claim, administrator: User, editor: User) -> None:
    redact(claim, administrator, 1)
    notice = Notice.objects.get(kind="redacted")
    assert (notice.to, notice.text) == (editor, REASON)


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "stranger"])
def test_only_administrators_may(role: str, claim: Claim, request: pytest.FixtureRequest) -> None:
    user = User.objects.filter(username=role).first() or request.getfixturevalue(role)
    with pytest.raises(NotPermitted):
        redact(claim, user, 1)


@pytest.mark.parametrize("numbers", [(), (3,), (1, 3), (-1,)], ids=str)
def test_what_has_no_text_is_refused_by_number_and_nothing_goes(
    numbers: tuple[int, ...], claim: Claim, administrator: User
) -> None:
    with pytest.raises(InvalidRecord) as refused:
        redact(claim, administrator, *numbers)
    assert set(refused.value.fields) == {"numbers"}
    assert not Redaction.objects.exists()


def test_nothing_is_redacted_twice_and_a_withdrawal_holds_no_text(claim: Claim, administrator: User) -> None:
    publishing.withdraw(by=administrator, claim_id=claim.pk, reason="A mistake.")
    redact(claim, administrator, 1)
    for number in (1, 3):
        with pytest.raises(InvalidRecord):
            redact(claim, administrator, number)


@pytest.mark.parametrize("reason", ["", "  "])
def test_reason_is_asked_for(reason: str, claim: Claim, administrator: User) -> None:
    with pytest.raises(InvalidRecord) as refused:
        redacting.redact(by=administrator, claim_id=claim.pk, numbers=[1], reason=reason)
    assert set(refused.value.fields) == {"reason"}
