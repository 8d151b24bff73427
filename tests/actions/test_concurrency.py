"""Several connections at once: no torn dossier, no gap in the record, no change that slips past a lock."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import pytest
from django.db import connections, transaction
from psycopg.errors import LockNotAvailable

from claims.actions import chain, editing, publishing, repeatable, review
from claims.actions.verifying import verify_record
from claims.errors import ContentUnchanged, RecordChanged
from claims.models import Claim, Point, Publication, Revision, User
from tests import cast
from tests.actions import desk
from tests.databases import Database
from tests.factories import make_case

RUNS = 100


@pytest.fixture
def people(cloned_database: Database) -> tuple[User, User]:
    """An editor and a publisher, committed."""
    return cast.member("editor"), cast.member("publisher")


def on_own_connection(work: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    return run


def at_once(*works: Callable[[], Any]) -> list[Any]:
    with ThreadPoolExecutor(len(works)) as pool:
        return [done.result(timeout=300) for done in [pool.submit(on_own_connection(work)) for work in works]]


def texts(revision: Revision) -> Iterator[str]:
    return (point["text"] for point in desk.content(revision)["points"])


def write_past_the_desk(database: Database, claim: Claim, done: threading.Event) -> None:
    """Two rows that belong together, changed in one transaction, without any lock on the claim."""
    with database.connect() as raw:
        version = 0
        while not done.is_set():
            version += 1
            with raw.transaction():
                for order in (1, 2):
                    raw.execute(
                        'UPDATE claims_point SET text = %s WHERE claim_id = %s AND "order" = %s',
                        [f"Version {version}.", claim.pk, order],
                    )


def write_at_the_desk(editor: User, claim: Claim, done: threading.Event) -> None:
    version = 0
    while not done.is_set():
        version += 1
        with transaction.atomic():
            for point in Point.objects.filter(claim=claim).order_by("order"):
                point.text = f"Version {version}."
                editing.save(by=editor, record=point)


def publish_often(publisher: User, claim: Claim, runs: int, done: threading.Event) -> int:
    published = 0
    try:
        for _run in range(runs):
            try:
                desk.publish(claim, by=publisher, is_reviewed=False)
                published += 1
            except ContentUnchanged:
                pass
    finally:
        done.set()
    return published


@pytest.mark.parametrize(("writer", "runs"), [("past the desk", RUNS), ("at the desk", RUNS // 4)])
@pytest.mark.long
def test_publishing_beside_edits_never_tears_a_dossier(
    writer: str, runs: int, cloned_database: Database, people: tuple[User, User]
) -> None:
    editor, publisher = people
    claim = make_case(["denies", None])
    Point.objects.filter(claim=claim).update(text="Version 0.")
    desk.publish(claim)
    done = threading.Event()
    writes = {
        "past the desk": lambda: write_past_the_desk(cloned_database, claim, done),
        "at the desk": lambda: write_at_the_desk(editor, claim, done),
    }
    _, published = at_once(writes[writer], lambda: publish_often(publisher, claim, runs, done))
    assert published > runs // 4
    for revision in Revision.objects.select_related("document"):
        assert len(set(texts(revision))) == 1, list(texts(revision))
    assert verify_record().finding is None


def test_edit_past_the_actions_waits_for_the_claim_before_it_touches_the_publication(
    cloned_database: Database, people: tuple[User, User]
) -> None:
    editor, _ = people
    claim = make_case()
    desk.publish(claim)
    record = "INSERT INTO claims_edit (claim_id, by_id, at, what) VALUES (%s, %s, now(), 'changed the title')"
    with cloned_database.connect() as raw, transaction.atomic():
        Claim.objects.select_for_update().get(pk=claim.pk)
        raw.execute("SET lock_timeout = '100ms'")
        # The foreign key is checked at the end only; the statement itself has to wait.
        with raw.transaction(force_rollback=True), pytest.raises(LockNotAvailable):
            raw.execute(record, [claim.pk, editor.pk])


def test_publishing_many_claims_at_once_leaves_no_gap(people: tuple[User, User]) -> None:
    _, publisher = people
    claims = [make_case() for _ in range(24)]
    groups = [claims[start::6] for start in range(6)]
    at_once(
        *(
            lambda group=group: [desk.publish(each, by=publisher, is_reviewed=False) for each in group]
            for group in groups
        )
    )
    assert list(Revision.objects.values_list("position", flat=True)) == list(range(1, 25))
    verification = verify_record()
    assert (verification.revisions, verification.finding) == (24, None)


def test_publishing_one_claim_twice_at_once_makes_one_revision(people: tuple[User, User]) -> None:
    _, publisher = people
    claim = make_case()

    def publish() -> str:
        try:
            publishing.publish(by=publisher, claim_id=claim.pk, is_reviewed=False)
        except ContentUnchanged:
            return "unchanged"
        return "published"

    assert sorted(at_once(publish, publish, publish)) == ["published", "unchanged", "unchanged"]
    assert Publication.objects.get(claim=claim).revision.number == 1


def test_publication_that_others_keep_overtaking_waits_for_its_turn(
    people: tuple[User, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, publisher = people
    overtaken, others = make_case(), iter([make_case() for _ in range(10)])
    append, attempts = chain.append, list[Future[Revision]]()

    def with_another_before(**arguments: Any) -> Revision:
        if arguments["claim_id"] == overtaken.pk:
            attempts.append(pool.submit(publish_another))
            wait(attempts[-1:], timeout=60 if len(attempts) <= repeatable.HOPEFUL else 1)
        return append(**arguments)

    @on_own_connection
    def publish_another() -> Revision:
        return desk.publish(next(others), by=publisher, is_reviewed=False)

    monkeypatch.setattr(chain, "append", with_another_before)
    with ThreadPoolExecutor(4) as pool:
        revision = desk.publish(overtaken, by=publisher, is_reviewed=False)
    assert [revision.position, len(attempts)] == [repeatable.HOPEFUL + 1, repeatable.HOPEFUL + 1]
    assert attempts[-1].result().position == revision.position + 1
    assert verify_record().finding is None


def test_approval_waits_for_an_edit_under_way(people: tuple[User, User]) -> None:
    editor, publisher = people
    claim = desk.change(make_case(), by=editor, title="Courier: as handed in")
    review.submit(by=editor, claim_id=claim.pk)
    edited, approving = threading.Event(), threading.Event()

    def edit() -> None:
        with transaction.atomic():
            desk.change(claim, by=editor, title="Courier: changed since")
            edited.set()
            approving.wait(1)

    def approve() -> str:
        edited.wait(60)
        approving.set()
        try:
            review.approve(by=publisher, claim_id=claim.pk)
        except RecordChanged as refused:
            return refused.message
        return "approved"

    assert "edited after it was handed in" in at_once(edit, approve)[1]
