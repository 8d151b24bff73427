"""The lists of the desk over 100,000 claims: which rows they read, which index finds them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions import importing
from claims.admin import dashboard, listing, waiting
from claims.models import Claim, Party, Source, User
from tests.bench.measuring import indexes_of, plan, tell, timed

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
COUNT = 100_000
CLAIM = ["title", "slug", "statement"]
PARTY = ["name", "short_name", "slug", "aliases__name"]
SOURCE = ["title", "slug", "url", "publisher__name"]
AT = datetime(2020, 6, 1, tzinfo=UTC)

ROWS = """
    INSERT INTO claims_party (id, version, created_at, updated_at, is_published, slug, kind, name, short_name, same_as,
                              is_private, public_label, naming_reason)
    SELECT gen_random_uuid(), 1, now(), now(), false, 'party-' || n, 'outlet', 'Paper number ' || n, '', '{}', false, '', ''
    FROM generate_series(1, 20000) AS n;
    INSERT INTO claims_source (id, version, created_at, updated_at, is_published, slug, kind, title, language, authors, url,
                               attributed_to, is_held, quotes_translated_from)
    SELECT gen_random_uuid(), 1, now(), now(), false, 'source-' || n, 'article', 'Report ' || md5(n::text), 'en', '{}', '',
           '{}', false, '' FROM generate_series(1, 20000) AS n;
    INSERT INTO claims_claim (id, version, created_at, updated_at, is_published, slug, language, title, statement,
                              scope_note, stage, claimant_id)
    SELECT gen_random_uuid(), 1, now(), now() - n * interval '1 minute', false, 'claim-' || n, 'en',
           'Courier: report ' || md5(n::text), 'It asked the bank ' || md5((n * 7)::text) || ' for data of its customers.', '',
           CASE WHEN n % 500 = 0 THEN 'in_review' ELSE 'draft' END,
           (SELECT id FROM claims_party WHERE slug = 'party-' || (n % 20000 + 1))
    FROM generate_series(1, {count}) AS n;
"""


@pytest.fixture
def many(db: None) -> None:
    tables = ("party", "source", "claim")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE claims_{table} DISABLE TRIGGER USER")
        cursor.execute(ROWS.replace("{count}", str(COUNT)))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE claims_{table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")


def searching(model: Any, columns: list[str], words: str) -> Callable[[], "QuerySet[Any]"]:
    return lambda: listing.matching(model.objects.all(), columns, words)[:50]


def lists(user: User) -> list[tuple[str, Callable[[], "QuerySet[Any]"]]]:
    return [
        ("claims, newest first", lambda: Claim.objects.all()[:50]),
        ("claims counted", lambda: Claim.objects.order_by()[: listing.COUNTED + 1]),
        ("claims, page 20", lambda: Claim.objects.all()[950:1000]),
        ("claims with a rare word", searching(Claim, CLAIM, "a87ff679a2f3e71d9181")),
        ("claims with a common word", searching(Claim, CLAIM, "courier")),
        ("claims without the word", searching(Claim, CLAIM, "zzzzzz")),
        ("parties by name", searching(Party, PARTY, "number 1777")),
        ("sources by title", searching(Source, SOURCE, "a87ff679a2f3e71d9181")),
        ("reviews waiting for me", lambda: waiting.reviews_for(user).order_by("-updated_at", "-id")[:100]),
        ("pending changes", lambda: waiting.pending().order_by("-updated_at", "-id")[:100]),
        ("unanswered", lambda: waiting.unanswered(AT).order_by("-updated_at", "-id")[:100]),
        ("requests past their deadline", lambda: waiting.overdue(AT)[:100]),
        ("quotes not found", lambda: waiting.not_found().order_by("-updated_at")[:100]),
        ("sources that changed", lambda: waiting.changed_sources()[:100]),
    ]


def test_plans(many: None, publisher: User) -> None:
    for name, rows in lists(publisher):
        found = plan(rows())
        tell(
            f"{name} ({COUNT:,})", f"{found['Execution Time']:9.1f} ms   {', '.join(sorted(indexes_of(found))) or '–'}"
        )


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/claims/claim/", "/admin/claims/claim/?q=courier", "/admin/claims/party/"]
)
def test_pages(path: str, many: None, administrator: User, client: Client) -> None:
    client.force_login(administrator)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = timed(f"{path} over {COUNT:,} claims", lambda: client.get(path))
    tell(f"{path} queries, bytes", f"{len(captured):9} {len(answer.content):9,}")
    assert len(captured) < (21 if path == "/admin/" else 15)


def test_boards(many: None, publisher: User) -> None:
    timed("boards of the first page", lambda: dashboard.boards_of(publisher), runs=3)


def test_import_of_fifty_thousand_rows(db: None, editor: User) -> None:
    """Every tenth is wrong; all of them are told, and the others stored only where that is asked for."""
    rows = [
        (line, {"slug": f"p-{line}", "kind": "alien" if line % 10 == 0 else "person", "name": "N"}, 0)
        for line in range(2, 50_002)
    ]
    report = timed("look at 50,000 rows", lambda: importing.look(by=editor, model=Party, rows=rows))
    assert report.wrong_lines == 5_000
    assert not Party.objects.exists()
    timed("store the right ones", lambda: importing.write(by=editor, model=Party, rows=rows, only_right=True))
    assert Party.objects.count() == 45_000
