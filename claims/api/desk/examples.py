"""What a body looks like, for the description: the case that is shipped, in small."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

CLAIM = "01a20dc1-8636-700b-b468-bd98f4fb2155"
FACEBOOK = "01a20dc1-8636-700b-b468-bd9c40f12af3"
JOURNAL = "01a20dc1-8636-700b-b468-bd9b74d3b0dd"
REPORT = "01a20dc1-8637-74fc-9525-a2fd0bc98f34"
POINT = "01a20dc1-863a-77a7-9aed-d5b57fe29ca2"
RESPONSE = "01a20dc1-8640-72f2-b287-4c71c58b698c"
STANCE = "01a20dc1-863e-710c-8755-47e98b42c6c9"
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
    "relations": {"claim": CLAIM, "type": "updates", "target": "01a20dc1-8640-72f2-b287-4c72834fd56b"},
}
"""By the path of the resource: what creates one of its records."""


def of(path: str) -> list[OpenApiExample]:
    return [OpenApiExample("A new one", BODIES[path], request_only=True)] if path in BODIES else []
