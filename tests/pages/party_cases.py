"""A generated set of cases: eight parties answer four outlets, over five years, in every way the record knows.

Seeded, so that each run has the same. Stored past the desk and the record's triggers, and published as publishing does:
what readers get is real, what an editor would have typed is not there.
"""

import random
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import connection

from claims.actions import chain, publications
from claims.dossier.content import content_bytes
from claims.dossier.schema import Dossier
from claims.models import Claim, Party, Revision, RevisionDocument, User
from tests.dossiers import an_id
from tests.factories import PartyFactory

Json = dict[str, Any]
SEED = 20180807
FROM = datetime(2014, 1, 1, tzinfo=UTC)
SPEAKERS = ("harbour", "water", "council", "ministry", "railway", "clinic", "bank", "bank-group")
OUTLETS = ("courier", "gazette", "herald", "herald-online")
OTHERS = ("court", "checkers")
PERSON = "clerk"
ALL = (*SPEAKERS, *OUTLETS, *OTHERS, PERSON)


def party(word: str) -> str:
    return an_id("party of the set", word)


class Cases:
    """``document(n)``: the n-th case as a dossier in JSON, the same for the same seed."""

    def __init__(self, seed: int = SEED) -> None:
        self.random = random.Random(seed)

    def document(self, number: int) -> Json:
        draw, made = self.random, FROM + timedelta(days=self.random.randrange(1800))
        claimant = draw.choice((*OUTLETS, *OUTLETS, "council"))
        subjects = draw.sample([each for each in SPEAKERS if each != claimant], draw.choice((1, 1, 2, 3)))
        points = [self._point(number, place, subjects) for place in range(1, draw.choice((1, 2, 3, 5)) + 1)]
        case: Json = {
            "schema": "dossier/1", "id": an_id("case", number), "slug": f"case-{number}", "language": "en",
            "title": f"Report {number}", "statement": "It was so.", "claimant": party(claimant),
            "subjects": [party(each) for each in subjects], "made_at": self._moment(made),
            "named": [party(draw.choice((*OTHERS, PERSON)))], "points": points, "responses": [], "requests": [],
            "sources": [self._source(number, made)],
            "citations": [{"id": an_id("citation", number), "source": an_id("source", number),
                           "role": draw.choice(("origin", "context")), "anchor": "not_held"}],
        }  # fmt: skip
        for order in range(1, draw.choice((0, 1, 2, 4, 6)) + 1):
            speaker = draw.choice([*subjects, *subjects, claimant, draw.choice(SPEAKERS)])
            case["responses"].append(self._response(number, order, speaker, claimant, made, points))
        self._mark_mistakes(case)
        case["requests"] = [self._request(number, place, made, case) for place in range(draw.choice((0, 0, 1, 2)))]
        case["assessments"] = [
            self._assessment(number, place, made, case) for place in range(draw.choice((0, 0, 0, 1, 2)))
        ]
        case["parties"] = [self._party(each) for each in ALL]
        return case

    def _point(self, number: int, place: int, subjects: list[str]) -> Json:
        point: Json = {"id": an_id("point", number, place), "order": place, "text": f"Point {place}."}
        if self.random.random() < 0.15:
            point["subjects"] = [party(self.random.choice(subjects))]
        return point

    def _response(
        self, number: int, order: int, speaker: str, claimant: str, made: datetime, points: list[Json]
    ) -> Json:
        draw, identifier = self.random, an_id("response", number, order)
        words = ("denies", "denies", "qualifies", "confirms", "declines")
        if speaker == claimant:
            words = ("stands_by", "corrects", "retracts", "disowns", "stands_by")
        chosen = draw.sample(points, draw.randrange(len(points) + 1))
        response: Json = {
            "id": identifier, "order": order, "party": party(speaker), "kind": "statement",
            "passages": [{"form": "direct", "text": f"Words {order}.", "language": "en",
                          "citations": [an_id("citation", number)] if draw.random() < 0.2 else []}],
            "stances": [{"id": an_id("stance", identifier, point["id"]), "point": point["id"], "stance": draw.choice(words),
                         "directness": "general" if draw.random() < 0.12 else "express"} for point in chosen],
        }  # fmt: skip
        said = made + timedelta(days=draw.choice((0, 0, 1, 1, 2, 20, 400)), hours=draw.randrange(24))
        if draw.random() < 0.9:
            response["made_at"] = self._moment(said)
        if draw.random() < 0.08:
            response["withdrawn_at"] = self._moment(said + timedelta(days=9))
        return response

    def _mark_mistakes(self, case: Json) -> None:
        for earlier, later in zip(case["responses"], case["responses"][1:], strict=False):
            if earlier["party"] == later["party"] and self.random.random() < 0.15:
                later["replaces"] = earlier["id"]

    def _request(self, number: int, place: int, made: datetime, case: Json) -> Json:
        draw, sent = self.random, made + timedelta(hours=draw_hours(self.random))
        request: Json = {
            "id": an_id("request", number, place), "to": draw.choice(case["subjects"]), "channel": "email",
            "language": "en", "questions": "What do you say?", "sent_at": self._moment(sent),
        }  # fmt: skip
        if draw.random() < 0.85:  # some deadlines run for years yet
            request["deadline"] = self._moment(sent + timedelta(days=draw.choice((2, 3, 9000))))
        if draw.random() < 0.2:
            request["extensions"] = [{"granted_at": self._moment(sent), "until": self._moment(sent + timedelta(days=draw.choice((5, 9000))))}]  # fmt: skip
        outcome = draw.choice((None, None, "answered", "answered", "declined", "undeliverable", "withdrawn"))
        own = [each["id"] for each in case["responses"] if each["party"] == request["to"]]
        if outcome:
            request["outcome"] = outcome
            if draw.random() < 0.8:
                request["outcome_at"] = self._moment(sent + timedelta(days=draw.randrange(7)))
        if own and outcome in (None, "answered") and draw.random() < 0.4:
            request["response"] = draw.choice(own)
        return request

    def _assessment(self, number: int, place: int, made: datetime, case: Json) -> Json:
        draw = self.random
        author = draw.choice((None, *OTHERS, *SPEAKERS, "courier"))
        item: Json = {"id": an_id("assessment", number, place), "label": "Partly so", "language": "en"}
        if author:
            item["author"] = party(author)
        if draw.random() < 0.8:
            item["made_at"] = self._moment(made + timedelta(days=draw.choice((-3, 0, 1, 30, 500))))
        if draw.random() < 0.4:
            item["points"] = [draw.choice(case["points"])["id"]]
        return item

    def _source(self, number: int, made: datetime) -> Json:
        return {"id": an_id("source", number), "slug": f"source-{number}", "kind": "article", "title": "Report",
                "language": "en", "held": False, "published_at": self._moment(made + timedelta(days=1))}  # fmt: skip

    def _moment(self, at: datetime) -> Json:
        """At one precision or another."""
        value = self.random.choice(
            (at.strftime("%Y-%m-%dT%H:%MZ"), at.date().isoformat(), at.date().isoformat(), at.strftime("%Y-%m"))
        )
        return {"value": value}

    def _party(self, word: str) -> Json:
        card = {"id": party(word), "kind": "organisation", "name": word.capitalize()}
        return card | ({"private": True} if word == PERSON else {"slug": word})


def draw_hours(draw: random.Random) -> int:
    return draw.randrange(96)


def published(count: int, seed: int = SEED) -> None:
    """``count`` cases, as if published one after the other. About 20 ms each."""
    for word in ALL:
        PartyFactory(id=party(word), slug=word, name=word.capitalize(), is_published=True)
    actor = User.objects.create(username="of the set")
    cases = Cases(seed)
    dossiers = [Dossier.model_validate(cases.document(number)) for number in range(count)]
    with connection.cursor() as cursor:
        for table in ("revision", "revisiondocument", "publication", "claim"):
            cursor.execute(f"ALTER TABLE claims_{table} DISABLE TRIGGER USER")
    Claim.objects.bulk_create(
        Claim(id=each.id, slug=each.slug, language="en", title=each.title, statement=each.statement)
        for each in dossiers
    )
    revisions = Revision.objects.bulk_create(_revision(each, place, actor) for place, each in enumerate(dossiers, 1))
    RevisionDocument.objects.bulk_create(
        RevisionDocument(revision=revision, salt=b"0" * 32, content=content_bytes(dossier))
        for revision, dossier in zip(revisions, dossiers, strict=True)
    )
    for revision, dossier in zip(revisions, dossiers, strict=True):
        publications.project(revision, dossier.model_copy(update={"revision": chain.stamp(revision)}))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("revision", "revisiondocument", "publication", "claim"):
            cursor.execute(f"ALTER TABLE claims_{table} ENABLE TRIGGER USER")
    Party.objects.filter(slug=PERSON).update(is_private=True, kind="person", public_label="a clerk")


def _revision(dossier: Dossier, position: int, actor: User) -> Revision:
    return Revision(
        claim_id=dossier.id, position=position, number=1, kind="first", actor=actor, is_reviewed=True,
        published_at=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=position),
        content_hash="0" * 64, hash=sha256(str(position).encode()).hexdigest(),
    )  # fmt: skip
