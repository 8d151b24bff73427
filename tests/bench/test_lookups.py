"""Finding while somebody types, among 100,000 parties, sources and claims: which plan, how long."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions import lookups
from claims.models import Claim, Party
from tests.bench.measuring import indexes_of, tell, timed

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
COUNT = 100_000

FILL = """
    -- A few words are common and most are rare, as in headlines.
    CREATE FUNCTION pg_temp.words(number int, length int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT string_agg(translate(substr(md5(rank::text), 1, 4 + rank %% 6), '0123456789', 'gnrstlmoui'), ' ')
        FROM (SELECT floor(20000 * power((hashint4(number * 97 + place) & 65535) / 65536.0, 3))::int AS rank
              FROM generate_series(1, length) AS place) AS ranks $$;
    INSERT INTO claims_party (id, version, created_at, updated_at, is_published, slug, kind, name, short_name, same_as,
                              is_private, public_label, naming_reason)
        SELECT gen_random_uuid(), 1, now(), now(), true, 'party-' || n, 'organisation', pg_temp.words(n, 3), '', '{}',
               false, '', '' FROM generate_series(1, %(count)s) AS n;
    INSERT INTO claims_source (id, version, created_at, updated_at, is_published, slug, kind, title, language, authors, url,
                               attributed_to, is_held, quotes_translated_from)
        SELECT gen_random_uuid(), 1, now(), now(), true, 'source-' || n, 'article', pg_temp.words(n, 8), 'de', '{}',
               'https://www.example.org/report/' || n || '?utm_source=feed', '{}', false, ''
        FROM generate_series(1, %(count)s) AS n;
    INSERT INTO claims_claim (id, version, created_at, updated_at, is_published, slug, language, title, statement,
                              scope_note, stage)
        SELECT gen_random_uuid(), 1, now(), now(), false, 'claim-' || n, 'de', pg_temp.words(n, 10),
               pg_temp.words(n + 1, 25), '', 'draft' FROM generate_series(1, %(count)s) AS n;
    ANALYZE claims_party; ANALYZE claims_source; ANALYZE claims_claim;
"""

LOOK_UPS: list[tuple[str, Callable[[str], Any], str, set[str]]] = [
    ("party, a wrong letter", lookups.parties, "a name misspelt", {"party_name_typed"}),
    ("party, two letters", lookups.parties, "its beginning", {"party_name_typed"}),
    ("source, two words", lookups.sources, "two words", {"source_title_typed"}),
    ("claim, two words", lookups.claims, "two words", {"claim_title_typed"}),
    ("similar claims, a title", lookups.similar_claims, "a title", {"claim_title_typed", "claim_statement_typed"}),
]


def typed(how: str) -> str:
    name = Party.objects.get(slug="party-4711").name
    title = Claim.objects.get(slug="claim-4711").title
    return {
        "a name misspelt": name[:3] + name[4:],
        "its beginning": name[:2],
        "two words": " ".join(title.split()[2:4]),
        "a title": title,
    }[how]


def explained(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"), {})
        found = cursor.fetchone()[0]
    return json.loads(found) if isinstance(found, str) else found


def told(name: str, look_up: Callable[[], Any], wanted: set[str]) -> None:
    found = timed(f"{name} ({COUNT} rows)", look_up, runs=3)
    with CaptureQueriesContext(connection) as captured:
        look_up()
    search = next(query["sql"] for query in captured if "claims_folded" in query["sql"] or "bare" in query["sql"])
    used = indexes_of(explained(search))
    count = len(found) if isinstance(found, list) else int(found is not None)
    tell(f"  {', '.join(sorted(wanted))}", f"{'used' if wanted <= used else 'NOT USED'}, {count} found")


def test_typing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"count": COUNT})
    for name, look_up, how, wanted in LOOK_UPS:
        told(name, partial(look_up, typed(how)), wanted)
    told(
        "source of an address",
        partial(lookups.source_by_url, "http://example.org/report/4711/"),
        {"source_address_typed"},
    )
