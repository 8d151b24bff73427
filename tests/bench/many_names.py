"""Parties, sources and claims by the thousand, and what somebody types to find one of them."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from claims.actions import lookups
from claims.models import Claim, Party

FILL = """
    SET LOCAL session_replication_role = replica;
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
    SET LOCAL session_replication_role = origin;
"""

LOOK_UPS: list[tuple[str, Callable[[str], Any], str, set[str]]] = [
    ("party, a wrong letter", lookups.parties, "a name misspelt", {"party_name_typed"}),
    ("party, two letters", lookups.parties, "its beginning", {"party_name_typed"}),
    ("source, two words", lookups.sources, "two words", {"source_title_typed"}),
    ("claim, two words", lookups.claims, "two words", {"claim_title_typed"}),
    ("similar claims, a title", lookups.similar_claims, "a title", {"claim_title_typed", "claim_statement_typed"}),
]
"""What is looked for, how, what is typed, and the indexes that find it."""


def many_names(count: int) -> None:
    """Triggers stay off: nothing here has a history. In a transaction, as every test has one."""
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"count": count})


def typed(how: str, row: int) -> str:
    name = Party.objects.get(slug=f"party-{row}").name
    title = Claim.objects.get(slug=f"claim-{row}").title
    return {
        "a name misspelt": name[:3] + name[4:],
        "its beginning": name[:2],
        "two words": " ".join(title.split()[2:4]),
        "a title": title,
    }[how]
