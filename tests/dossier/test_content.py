"""Content and the links of the chain: what is hashed, and what is not."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import rfc8785

from claims.dossier.content import chain_hash, content_bytes, content_fingerprint, content_hash, instant_text
from claims.standing import standing_of, with_standing
from tests import dossiers
from tests.dossiers import claim, points, revision

AT = datetime(2018, 8, 7, 9, 38, 5, 7, tzinfo=UTC)
LINK: dict[str, Any] = {
    "position": 2,
    "claim": dossiers.an_id("claim"),
    "number": 1,
    "kind": "first",
    "note": "",
    "content_hash": "0" * 64,
}


def test_content_holds_no_revision_url_or_standing() -> None:
    bare = dossiers.seed_like()
    shown = with_standing(bare, standing_of(bare, as_of=None, now=AT))
    stamped = shown.model_copy(
        update={"url": "https://example.org/", "revision": claim(points(1), revision("2018")).revision}
    )
    assert content_bytes(stamped) == content_bytes(bare)


def test_content_is_canonical_json_of_the_rest() -> None:
    dossier = claim(points(2))
    assert content_bytes(dossier) == rfc8785.dumps(json.loads(content_bytes(dossier)))
    assert json.loads(content_bytes(dossier))["schema"] == "dossier/1"


def test_content_hash_is_salted_and_fingerprint_is_not() -> None:
    assert content_hash(b"salt", b"content") == hashlib.sha256(b"saltcontent").hexdigest()
    assert content_fingerprint(b"content") == hashlib.sha256(b"content").hexdigest()


def test_instant_is_written_in_utc_with_microseconds() -> None:
    berlin = AT.astimezone(timezone(timedelta(hours=2)))
    assert instant_text(berlin) == instant_text(AT) == "2018-08-07T09:38:05.000007Z"
    assert instant_text(AT.replace(microsecond=0)) == "2018-08-07T09:38:05.000000Z"


def test_link_is_sha256_of_its_canonical_members() -> None:
    link = LINK | {"published_at": instant_text(AT), "previous_hash": "1" * 64}
    expected = hashlib.sha256(rfc8785.dumps(link)).hexdigest()
    assert chain_hash(**LINK, published_at=AT, previous_hash="1" * 64) == expected


def test_first_link_has_no_previous_hash() -> None:
    link = LINK | {"published_at": instant_text(AT)}
    expected = hashlib.sha256(rfc8785.dumps(link)).hexdigest()
    assert chain_hash(**LINK, published_at=AT, previous_hash="") == expected
