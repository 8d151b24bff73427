"""A newsroom's own system enters the shipped case, record by record, and publishes it: readers get the shipped content."""

import json
from typing import Any

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from claims.actions import loading
from claims.dossier.build import build
from claims.dossier.content import content_bytes
from claims.formats import case_file
from claims.models import RevisionDocument, User
from tests.api.conftest import Client
from tests.cases.files import MAIN, Case, read

pytestmark = pytest.mark.django_db
DESK = "/api/v1/desk/"


class Entering:
    """Posts a dossier part by part. ``ids``: those of the file, and those that the desk gave."""

    def __init__(self, client: APIClient, case: Case) -> None:
        self.client, self.case = client, case
        self.ids: dict[str, Any] = {}
        self.snapshots: dict[str, Any] = {}

    def post(self, path: str, body: Case, known: str = "") -> Any:
        answer = self.client.post(f"{DESK}{path}/", body, format="json")
        assert answer.status_code == 201, (path, body, answer.content)
        made = answer.json()["id"]  # a text, or a number where records are numbered
        if known:
            self.ids[known] = made
        return made

    def patch(self, path: str, key: str, **body: Any) -> None:
        shown = self.client.get(f"{DESK}{path}/{key}/")
        headers = {"If-Match": shown["ETag"]}
        answer = self.client.patch(f"{DESK}{path}/{key}/", body, format="json", headers=headers)
        assert answer.status_code == 200, answer.content

    def own(self, keys: Any) -> list[str]:
        return [self.ids[key] for key in keys]

    def translated(self, part: Case, path: str, **owner: str | int) -> None:
        for language, translation in part.get("translations", {}).items():
            texts = {name: text for name, text in translation.items() if name != "of"}
            self.post(path, owner | {"language": language} | texts)

    def enter(self) -> str:
        self.shared()
        claim = self.claim()
        self.citations(claim)
        self.points(claim)
        for response in self.case["responses"]:
            self.response(claim, response)
        self.events(claim)
        return claim

    def shared(self) -> None:
        for party in self.case["parties"]:
            body = {name: party[name] for name in ("slug", "kind", "name", "short_name", "same_as") if name in party}
            made = self.post("parties", body, party["id"])
            for alias in party["aliases"]:
                self.post("aliases", {"party": made, "name": alias})
        for topic in self.case["topics"]:
            made = self.post("topics", {name: topic[name] for name in ("slug", "name", "language")}, topic["id"])
            self.translated(topic, "topic-translations", topic=made)
        for source in self.case["sources"]:
            self.source(source)
        for source in self.case["sources"]:
            self.patch("sources", self.ids[source["id"]], relays=self.own(source["relays"]))

    def source(self, source: Case) -> None:
        names = ("slug", "kind", "title", "language", "authors", "url", "published_at", "attributed_to")
        body = {name: source[name] for name in names if source.get(name)} | {"is_held": source["held"]}
        if "publisher" in source:
            body["publisher"] = self.ids[source["publisher"]]
        made = self.post("sources", body, source["id"])
        self.translated(source, "source-translations", source=made)
        for snapshot in source["snapshots"]:
            self.snapshots[snapshot["sha256"]] = self.post("snapshots", {"source": made, **snapshot})

    def claim(self) -> str:
        case = self.case
        names = ("slug", "language", "title", "statement", "scope_note", "made_at")
        body = {name: case[name] for name in names} | {"claimant": self.ids[case["claimant"]]}
        claim: str = self.post("claims", body | {"topics": self.own(each["id"] for each in case["topics"])}, case["id"])
        self.translated(case, "claim-translations", claim=claim)
        unasked = {each["party"]: each for each in case["unasked"]}
        for role, parties in (("subject", case["subjects"]), ("named", case["named"])):
            for order, party in enumerate(parties, start=1 if role == "subject" else 100):
                reason = unasked.get(party, {}).get("reason", "")
                row = {"claim": claim, "party": self.ids[party], "role": role, "order": order, "unasked_reason": reason}
                made = self.post("claim-parties", row)
                self.translated(unasked.get(party, {}), "claim-party-translations", involvement=made)
        return claim

    def citations(self, claim: str) -> None:
        for citation in self.case["citations"]:
            quote = dict(citation.get("quote", {}))
            position = quote.pop("position", {})
            if "snapshot" in position:
                position = position | {"snapshot": self.snapshots[position["snapshot"]]}
            members = {name: citation[name] for name in ("role", "voices", "locator", "anchor") if name in citation}
            body = {"claim": claim, "source": self.ids[citation["source"]], **members, **quote, **position}
            self.post("citations", body, citation["id"])
        self.patch("claims", claim, citations_of_claim=self.own(self.case["citations_of_claim"]))

    def points(self, claim: str) -> None:
        for point in self.case["points"]:
            body = {name: point[name] for name in ("order", "text", "made_at") if name in point}
            links = {"subjects": self.own(point["subjects"]), "citations": self.own(point["citations"])}
            made = self.post("points", {"claim": claim, **body, **links}, point["id"])
            self.translated(point, "point-translations", point=made)

    def response(self, claim: str, response: Case) -> None:
        names = ("order", "kind", "made_at", "remark")
        spokesperson = {f"spokesperson_{name}": text for name, text in response.get("spokesperson", {}).items()}
        body = {name: response[name] for name in names if name in response} | spokesperson
        made = self.post("responses", {"claim": claim, "party": self.ids[response["party"]], **body}, response["id"])
        self.translated(response, "response-translations", response=made)
        for order, passage in enumerate(response["passages"], start=1):
            words = {name: passage[name] for name in ("form", "text", "language", "translated_from") if name in passage}
            row = {"response": made, "order": order, **words, "citations": self.own(passage["citations"])}
            self.translated(passage, "passage-translations", passage=self.post("passages", row))
        for stance in response["stances"]:
            self.stance(made, stance)

    def stance(self, response: str, stance: Case) -> None:
        body: Case = {"response": response, "point": self.ids[stance["point"]]}
        body.update({name: stance[name] for name in ("stance", "directness", "words") if name in stance})
        made = self.post("stances", body | {"citations": self.own(stance["citations"])}, stance["id"])
        self.translated(stance, "stance-translations", stance=made)
        for order, hedge in enumerate(stance["hedges"], start=1):
            row = {"stance": made, "order": order, "kind": hedge["kind"], "words": hedge["words"]}
            if "citation" in hedge:
                row["citation"] = self.ids[hedge["citation"]]
            self.translated(hedge, "hedge-translations", hedge=self.post("hedges", row))

    def events(self, claim: str) -> None:
        for event in self.case["events"]:
            body = {name: event[name] for name in ("order", "at", "text", "language") if name in event}
            made = self.post("events", {"claim": claim, **body, "citations": self.own(event["citations"])}, event["id"])
            self.translated(event, "event-translations", event=made)


def sorted_inside(value: Any) -> Any:
    """Lists without an order of their own are sorted by id in a dossier, and the ids are others here."""
    if isinstance(value, dict):
        return {name: sorted_inside(each) for name, each in value.items()}
    if isinstance(value, list):
        return sorted((sorted_inside(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def content_published(claim: str) -> Case:
    document = RevisionDocument.objects.get(revision__claim__id=claim, revision__number=1)
    content: Case = json.loads(bytes(document.content or b""))
    return content


def content_shipped(case: Case, by: User) -> Case:
    """What readers get of the shipped file; the desk forgets it again."""
    with transaction.atomic():
        loaded = loading.load(by=by, dossier=case_file.read(json.dumps(case).encode(), MAIN))
        content: Case = json.loads(content_bytes(build(loaded.claim_id)))
        transaction.set_rollback(True)
    return content


def test_case_entered_by_single_calls_has_the_content_of_the_shipped_one(
    at_desk: APIClient, client_of: Client, editor: User, publisher: User
) -> None:
    case = read(MAIN)
    shipped = content_shipped(case, editor)
    entering = Entering(at_desk, case)
    claim = entering.enter()
    path = f"{DESK}claims/{claim}/"
    assert at_desk.post(f"{path}submit/", {"note": "Please look."}, format="json").status_code == 200
    tag = client_of(publisher).get(f"{path}dossier/")["ETag"]
    done = client_of(publisher).post(f"{path}publish/", {}, format="json", headers={"If-Match": tag})
    assert (done.status_code, done.json()["number"]) == (201, 1)
    as_made = json.dumps(content_published(claim))
    for known, made in entering.ids.items():
        as_made = as_made.replace(made, known)
    assert sorted_inside(json.loads(as_made)) == sorted_inside(shipped)
