"""A case file that uses every member of the schema, with readable ids. `rich_case()` is JSON; change it as you like."""

import json
from typing import Any

from tests.dossiers import an_id

A_HASH, COPY, OLDER_COPY = "a" * 64, "b" * 64, "c" * 64
NESTED = "Er sagte: «Sie schrieb: ‹Wir haben «nie» gefragt›, und dabei bleibt es.»"
PRIVATE_NAME, PRIVATE_LABEL = "Erika Mustermann", "a bank clerk"
MINUTE = {"value": "2018-08-07T09:38+02:00", "zone": "Europe/Berlin", "stated": "am Dienstag"}
OPEN = {"value": "2018", "not_before": "2018-08-01", "not_after": "2018-08-06", "ongoing": True}

Json = dict[str, Any]


def rich_case() -> Json:
    copy: Json = json.loads(json.dumps(_rich_case()))  # no two members are one object
    return copy


def _rich_case() -> Json:
    claim = {
        "title": "Zeitung: Bank wurde gefragt",
        "statement": "Die Bank wurde gefragt.",
        "scope_note": "Ein Bericht.",
    }
    return {
        "schema": "dossier/1",
        "id": an_id("rich"),
        "slug": "rich-case",
        "language": "en",
        "title": "Courier: the bank was asked for data",
        "statement": "The bank was asked for the data of its customers.",
        "scope_note": "Drawn from two reports.",
        "claimant": an_id("courier"),
        "subjects": [an_id("bank"), an_id("clerk")],
        "named": [an_id("ministry"), an_id("agency")],
        "made_at": OPEN,
        "topics": [
            {
                "id": an_id("topic"),
                "slug": "banking",
                "name": "banking",
                "language": "en",
                "translations": said(name="Banken"),
            }
        ],
        "citations_of_claim": cited("origin"),
        "translations": said(**claim) | said("fr", **claim),
        "points": points(),
        "responses": responses(),
        "requests": requests(),
        "unasked": [
            {"party": an_id("agency"), "reason": "It was not reached.", "translations": said(reason="Nicht erreicht.")}
        ],
        "parties": parties(),
        "sources": sources(),
        "citations": citations(),
        "events": [
            {
                "id": an_id("event"),
                "order": 1,
                "at": {"value": "2018-08"},
                "text": "The share rose 4.45 %.",
                "language": "en",
                "translations": said(text="Die Aktie stieg."),
                "citations": cited("observed"),
            }
        ],
        "assessments": [
            {
                "id": an_id("assessment"),
                "author": an_id("ministry"),
                "label": "Überwiegend falsch",
                "rating": {"value": "2", "best": "5", "worst": "1"},
                "scale": {"name": "Scale", "version": "2024", "owner": an_id("ministry")},
                "language": "de",
                "points": [an_id("point", 1)],
                "reasons": "Kein Beleg.",
                "made_at": {"value": "2018-08-09"},
                "url": "https://example.org/ruling",
                "citations": cited("disputed"),
            },
        ],
        "relations": [
            {"type": "made_in_response_to", "target": an_id("elsewhere")},
            {"type": "updates", "target": an_id("earlier")},
        ],
    }


def said(language: str = "de", **texts: str) -> Json:
    return {language: {"translator": "factcheck desk", "of": A_HASH, **texts}}


def cited(*words: str) -> list[str]:
    return sorted(an_id("citation", word) for word in words)


def points() -> list[Json]:
    return [
        {"id": an_id("point", 1), "order": 1, "text": "The bank was asked.", "translations": said(text="Gefragt."),
         "subjects": [], "citations": cited("origin")},
        {"id": an_id("point", 2), "order": 2, "text": "It asked for balances.", "translations": {},
         "subjects": [an_id("bank")], "made_at": {"value": "2018-08-05"}, "citations": []},
        {"id": an_id("point", 3), "order": 3, "text": "It asked for purchases.", "translations": {},
         "subjects": [], "replaces": an_id("point", 2), "citations": cited("origin", "relayed")},
    ]  # fmt: skip


def responses() -> list[Json]:
    hedge = {"kind": "manner", "words": "nie", "citation": cited("words")[0], "translations": said("en", words="never")}
    return [
        response(1, "bank", "statement", [stance(1, "denies", words="nie", hedges=[hedge]), stance(2, "denies", "general")],
                 spokesperson={"name": "N. N.", "role": "spokeswoman", "party": an_id("agency")},
                 made_at=MINUTE, withdrawn_at={"value": "2018-08-12"}, remark="In the present tense.",
                 translations=said(remark="Im Präsens.")),
        response(2, "bank", "correction", [stance(3, "qualifies")], replaces=an_id("response", 1)),
        response(3, "courier", "statement", [stance(1, "corrects")], spokesperson={"role": "editor"}),
    ]  # fmt: skip


def response(order: int, party: str, kind: str, stances: list[Json], **members: Any) -> Json:
    passages = [
        {"form": "direct", "text": NESTED, "language": "de", "translated_from": "en",
         "translations": said("en", text="He said so."), "citations": cited("words")},
        {"form": "reported", "text": "It had not asked.", "language": "en", "translations": {}, "citations": []},
    ]  # fmt: skip
    for each in stances:
        each["id"] = an_id("stance", order, each["point"])
    listed = sorted(stances, key=lambda each: str(each["id"]))
    return {
        "id": an_id("response", order), "order": order, "party": an_id(party), "kind": kind, "translations": {},
        **members, "passages": passages, "stances": listed,
    }  # fmt: skip


def stance(point: int, word: str, directness: str = "express", **members: Any) -> Json:
    return {
        "point": an_id("point", point), "stance": word, "directness": directness, "citations": cited("words"),
        "hedges": [], "translations": said("en", words="never") if "words" in members else {}, **members,
    }  # fmt: skip


def requests() -> list[Json]:
    first = {"channel": "email", "questions": "Did you ask?", "language": "en", "translations": said(text="Gefragt?")}
    extensions = [
        {"granted_at": {"value": "2018-08-07"}, "until": {"value": "2018-08-10"}},
        {"granted_at": {"value": "2018-08-08"}, "until": {"value": "2018-08-12T12:00Z"}},
    ]
    return by_id([
        {"id": an_id("request", 1), "to": an_id("bank"), "points": [an_id("point", 1), an_id("point", 3)], **first,
         "sent_at": {"value": "2018-08-06T10:00Z"}, "deadline": {"value": "2018-08-08"}, "extensions": extensions,
         "outcome": "answered", "outcome_at": {"value": "2018-08-07"}, "response": an_id("response", 1)},
        {"id": an_id("request", 2), "to": an_id("clerk"), "points": [], **first, "channel": "in_person",
         "sent_at": {"value": "2018-08-06"}, "deadline": {"value": "2018-08-20"}, "extensions": []},
    ])  # fmt: skip


def parties() -> list[Json]:
    return by_id([
        {"id": an_id("courier"), "slug": "courier", "kind": "outlet", "name": "The Courier", "short_name": "Cour.",
         "aliases": ["Courier", "Daily Courier"], "same_as": ["https://example.org/a", "https://example.org/b"]},
        {"id": an_id("bank"), "slug": "bank", "kind": "organisation", "name": "The Bank", "aliases": [], "same_as": []},
        {"id": an_id("clerk"), "slug": "clerk", "kind": "person", "name": PRIVATE_NAME, "aliases": ["Frau M."],
         "affiliation": an_id("bank"), "same_as": ["https://example.org/clerk"], "private": True,
         "public_label": PRIVATE_LABEL},
        {"id": an_id("ministry"), "slug": "ministry", "kind": "public_body", "name": "The Ministry", "aliases": [],
         "same_as": []},
        {"id": an_id("agency"), "slug": "agency", "kind": "organisation", "name": "The Agency", "aliases": [],
         "affiliation": an_id("ministry"), "same_as": []},
    ])  # fmt: skip


def sources() -> list[Json]:
    copies = [
        {"sha256": COPY, "captured_at": {"value": "2018-08-07T12:00Z"}, "media_type": "text/html", "size": 5_000_000_000,
         "archived": ["https://web.archive.org/1"]},
        {"sha256": OLDER_COPY, "captured_at": {"value": "2018-08-07"}, "media_type": "text/html", "archived": []},
    ]  # fmt: skip
    return by_id([
        {"id": an_id("report"), "slug": "report", "kind": "article", "title": "Bericht", "language": "de",
         "translations": said("en", title="Report"), "publisher": an_id("courier"), "authors": ["Z. Z.", "A. A."],
         "url": "https://example.org/report", "published_at": MINUTE, "relays": [an_id("story")],
         "attributed_to": ["Insider"], "held": True, "snapshots": copies},
        {"id": an_id("story"), "slug": "story", "kind": "broadcast", "title": "Story", "language": "en", "translations": {},
         "authors": [], "relays": [], "attributed_to": [], "held": False, "snapshots": []},
    ])  # fmt: skip


def citations() -> list[Json]:
    quote = {"exact": NESTED, "prefix": "davor ", "suffix": " danach", "language": "de", "translated_from": "en",
             "position": {"start": 10, "end": 90, "snapshot": COPY}}  # fmt: skip
    plain = {"exact": "The bank was asked.", "language": "en"}
    return by_id([
        citation("origin", "report", "origin", quote=plain | {"position": {"start": 0, "end": 9, "snapshot": OLDER_COPY}}),
        citation("words", "report", "relays", quote=quote, voices=["a spokeswoman"], locator="paragraph 4", anchor="exact"),
        citation("relayed", "story", "repeats"),
        citation("observed", "report", "observes", quote=plain, anchor="approximate"),
        citation("disputed", "report", "disputes", anchor="not_found"),
        citation("unused", "story", "context", locator="minute 3"),
    ])  # fmt: skip


def citation(word: str, source: str, role: str, anchor: str = "not_held", **members: Any) -> Json:
    return {
        "id": an_id("citation", word),
        "source": an_id(source),
        "role": role,
        "voices": [],
        **members,
        "anchor": anchor,
    }


def by_id(listed: list[Json]) -> list[Json]:
    return sorted(listed, key=lambda each: str(each["id"]))
