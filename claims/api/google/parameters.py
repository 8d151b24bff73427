"""The parameters of ``claims:search`` as the discovery document lists them, read as strictly as Google reads them."""

import base64
import binascii
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import QueryDict

from claims.api.google.errors import invalid
from claims.api.parameters import NO_TEXT
from claims.dossier.cards import domain_of
from claims.models.constraints import LANGUAGE_TAG

DEFAULT_ROWS, MOST_ROWS = 10, 100
MOST_CHARACTERS = 1000
MOST_DAYS = 100_000  # nothing is older
OF_ALL_METHODS = frozenset(
    [
        "$.xgafv",
        "access_token",
        "alt",
        "callback",
        "fields",
        "key",
        "oauth_token",
        "prettyPrint",
        "quotaUser",
        "uploadType",
        "upload_protocol",
    ]
)
OWN = ("query", "reviewPublisherSiteFilter", "languageCode", "maxAgeDays", "pageSize", "pageToken", "offset")
_WHOLE = {"maxAgeDays": "max_age_days", "pageSize": "page_size", "offset": "offset"}
Place = tuple[datetime, UUID]


@dataclass(frozen=True)
class Search:
    """``language``: without region. ``after``: the last claim of the page before."""

    query: str
    site: str
    language: str
    days: int
    rows: int
    offset: int
    after: Place | None
    bound: str

    def since(self, now: datetime) -> datetime | None:
        return now - timedelta(days=self.days) if 0 < self.days <= MOST_DAYS else None

    def token(self, place: Place) -> str:
        packed = json.dumps([self.bound, place[0].isoformat(), str(place[1])]).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read(given: QueryDict) -> Search:
    """Raises Refused that names every wrong parameter."""
    wrong = {name: _unknown(name) for name in given if name not in OWN and name not in OF_ALL_METHODS}
    if given.get("alt", "json") not in ("json", "media"):
        wrong["alt"] = "Answers are JSON. Leave alt out, or give alt=json."
    numbers = {name: _number(name, given, wrong) for name in _WHOLE}
    for name in ("query", "reviewPublisherSiteFilter", "languageCode", "pageToken"):
        text = given.get(name, "")
        if "\x00" in text or NO_TEXT in text or len(text) > MOST_CHARACTERS:
            wrong[name] = f"Give at most {MOST_CHARACTERS} characters, in UTF-8 and without U+0000."
    query, site = given.get("query", "").strip(), given.get("reviewPublisherSiteFilter", "").strip()
    if not query and not site:
        wrong.setdefault("query", "Request must contain either query or reviewPublisherSiteFilter.")
    language = given.get("languageCode", "").strip().replace("_", "-").partition("-")[0].lower()
    if language and not re.fullmatch(LANGUAGE_TAG, language):
        wrong["languageCode"] = "Give a BCP-47 language code, such as en-US or sr-Latn."
    bound = _bound(given)
    after = _place(given.get("pageToken", ""), bound, wrong)
    if wrong:
        raise invalid(wrong)
    return Search(
        query=query,
        site=_host(site),
        language=language,
        days=numbers["maxAgeDays"],
        rows=min(numbers["pageSize"] or DEFAULT_ROWS, MOST_ROWS),
        offset=0 if after else numbers["offset"],
        after=after,
        bound=bound,
    )


def _host(site: str) -> str:
    return domain_of(site if "//" in site else f"https://{site}") if site else ""


def _number(name: str, given: QueryDict, wrong: dict[str, str]) -> int:
    text = given.get(name, "").strip()
    if not text:
        return 0
    if not re.fullmatch(r"[+-]?[0-9]{1,10}", text, re.ASCII) or abs(int(text)) >= 2**31:
        wrong[name] = f"Invalid value at '{_WHOLE[name]}' (TYPE_INT32), \"{text[:40]}\""
        return 0
    if int(text) < 0:
        wrong[name] = f"{name} must not be negative."
        return 0
    return int(text)


def _unknown(name: str) -> str:
    shown = name[:80]
    return (
        f"Invalid JSON payload received. Unknown name \"{shown}\": Cannot bind query parameter. Field '{shown}' could not be "
        "found in request message."
    )


def _bound(given: QueryDict) -> str:
    kept = [(name, given.get(name, "")) for name in OWN if name not in ("pageToken", "offset")]
    return hashlib.sha256(json.dumps(kept).encode()).hexdigest()[:12]


def _place(token: str, bound: str, wrong: dict[str, str]) -> Place | None:
    if not token:
        return None
    try:
        padded = token.encode("ascii") + b"=" * (-len(token) % 4)
        of: Any
        of, at, claim = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        place = datetime.fromisoformat(at), UUID(claim)
        if place[0].tzinfo is None:
            raise ValueError
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError):
        wrong["pageToken"] = "This is no nextPageToken of an answer."
        return None
    if of != bound:
        wrong["pageToken"] = (
            "All other parameters must have the same values as in the request that gave this pageToken."
        )
        return None
    return place
