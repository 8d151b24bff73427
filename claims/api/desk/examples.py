"""What a body looks like, for the description: the case that is shipped, in small."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import OpenApiExample

CLAIM = "01a20dc1-8636-700b-b468-bd98f4fb2155"
FACEBOOK = "01a20dc1-8636-700b-b468-bd9c40f12af3"
JOURNAL = "01a20dc1-8636-700b-b468-bd9b74d3b0dd"
REPORT = "01a20dc1-8637-74fc-9525-a2fd0bc98f34"
POINT = "01a20dc1-863a-77a7-9aed-d5b57fe29ca2"
RESPONSE = "01a20dc1-8640-72f2-b287-4c71c58b698c"
STANCE = "01a20dc1-863e-710c-8755-47e98b42c6c9"
REQUEST = "01a20dc1-8641-7c11-9a52-5d7b6e0f3c21"
CITATION = "01a20dc1-8638-7c4e-8d7b-2f6f0c1f9a11"

BODIES: dict[str, dict[str, Any]] = {
    "claims": {
        "slug": "facebook-bank-data",
        "language": "en",
        "title": "WSJ report: Facebook sought data on customers from US banks",
        "statement": "In the past year Facebook approached large US banks about data on their customers.",
        "scope_note": "Drawn from one German report of 7 August 2018; others also spoke elsewhere.",
        "claimant": JOURNAL,
        "made_at": {"value": "2018-08-06"},
    },
    "claim-parties": {"claim": CLAIM, "party": FACEBOOK, "role": "subject", "order": 1},
    "parties": {"slug": "facebook", "kind": "organisation", "name": "Facebook"},
    "aliases": {"party": JOURNAL, "name": "WSJ"},
    "sources": {
        "slug": "report-2018-08-07",
        "kind": "article",
        "title": "Report of 7 August 2018",
        "language": "de",
        "published_at": {"value": "2018-08-07T09:38+02:00", "zone": "Europe/Berlin"},
    },
    "topics": {"slug": "data-protection", "name": "data protection", "language": "en"},
    "points": {"claim": CLAIM, "order": 1, "text": "Facebook turned to large US banks in the past year."},
    "responses": {
        "claim": CLAIM,
        "order": 1,
        "party": FACEBOOK,
        "kind": "statement",
        "spokesperson_role": "spokesperson",
        "made_at": {"value": "2018-08-07", "stated": "am Dienstag"},
    },
    "passages": {"response": RESPONSE, "order": 1, "form": "direct", "text": "Das ist nicht wahr.", "language": "de"},
    "stances": {"response": RESPONSE, "point": POINT, "stance": "denies", "words": "das ist nicht wahr"},
    "hedges": {"stance": STANCE, "order": 1, "kind": "manner", "words": "aktiv"},
    "citations": {"claim": CLAIM, "source": REPORT, "role": "relays", "exact": "das ist nicht wahr", "language": "de"},
    "requests": {
        "claim": CLAIM,
        "to": FACEBOOK,
        "channel": "email",
        "questions": "Is it true?",
        "language": "en",
        "sent_at": {"value": "2018-08-07"},
    },
    "events": {"claim": CLAIM, "order": 1, "at": {"value": "2018-07"}, "text": "The share fell.", "language": "en"},
    "extensions": {
        "request": REQUEST,
        "granted_at": {"value": "2018-08-09T16:00+02:00", "zone": "Europe/Berlin"},
        "until": {"value": "2018-08-13"},
    },
    "rating-scales": {"name": "Checker’s scale", "version": "2018", "owner": JOURNAL},
    "assessments": {
        "claim": CLAIM,
        "author": JOURNAL,
        "label": "Mostly false",
        "language": "en",
        "reasons": "Nobody was found who was asked for it.",
        "made_at": {"value": "2018-08-10"},
        "url": "https://checker.example.org/bank-data",
        "points": [POINT],
    },
    "snapshots": {
        "source": REPORT,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "captured_at": {"value": "2018-08-07T10:15Z"},
        "media_type": "text/html",
        "size": 48213,
        "archived": ["https://archive.example.org/2018/report"],
    },
    "relations": {"claim": CLAIM, "type": "updates", "target": "01a20dc1-8640-72f2-b287-4c72834fd56b"},
}
"""By the path of the resource: what creates one of its records."""


_TOLD = ("text", "title", "name", "words", "questions", "label", "exact", "until", "kind", "role", "type", "archived")
"""What a change is likely to be of, the likeliest first."""


def of(path: str) -> list[OpenApiExample]:
    return [example("A new one", BODIES[path])] if path in BODIES else []


def of_change(path: str, members: Iterable[str]) -> list[OpenApiExample]:
    """One of the ``members`` that may change: a change names what it changes, and nothing else."""
    body = BODIES.get(path, {})
    changed = next((name for name in _TOLD if name in body and name in members), None)
    return [example("One member", {changed: body[changed]})] if changed else []


def example(name: str, body: dict[str, Any], media_type: str = "application/json") -> OpenApiExample:
    return OpenApiExample(name, body, request_only=True, media_type=media_type)
