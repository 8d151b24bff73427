"""What a dossier has to hold together beyond its schema; each problem with path, value and expectation."""

from collections.abc import Callable

import pytest

from claims.dossier.coherence import problems
from claims.dossier.schema import Dossier
from tests.actions.rich_case import COPY, Json, rich_case
from tests.dossiers import an_id

UNKNOWN = an_id("nobody knows it")
P1, P2, C, BANK = an_id("point", 1), an_id("point", 2), an_id("citation", "origin"), an_id("bank")


def stance(case: Json) -> Json:
    found: Json = next(each for each in case["responses"][0]["stances"] if each["point"] == P1)
    return found


def answered(case: Json) -> Json:
    found: Json = next(each for each in case["requests"] if "response" in each)
    return found


def quote(case: Json, word: str = "words") -> Json:
    found: Json = next(each for each in case["citations"] if each["id"] == an_id("citation", word))
    return found


def party(case: Json, slug: str) -> Json:
    found: Json = next(each for each in case["parties"] if each["slug"] == slug)
    return found


DANGLING: list[tuple[str, Callable[[Json], object], str]] = [
    ("claimant", lambda c: c.update(claimant=UNKNOWN), "parties"),
    ("subjects[1]", lambda c: c["subjects"].__setitem__(1, UNKNOWN), "parties"),
    ("named[0]", lambda c: c["named"].__setitem__(0, UNKNOWN), "parties"),
    ("points[1].subjects[0]", lambda c: c["points"][1].update(subjects=[UNKNOWN]), "parties"),
    ("responses[0].party", lambda c: c["responses"][0].update(party=UNKNOWN), "parties"),
    ("responses[0].spokesperson.party", lambda c: c["responses"][0]["spokesperson"].update(party=UNKNOWN), "parties"),
    ("requests[0].to", lambda c: c["requests"][0].update(to=UNKNOWN), "parties"),
    ("unasked[0].party", lambda c: c["unasked"][0].update(party=UNKNOWN), "parties"),
    ("assessments[0].author", lambda c: c["assessments"][0].update(author=UNKNOWN), "parties"),
    ("assessments[0].scale.owner", lambda c: c["assessments"][0]["scale"].update(owner=UNKNOWN), "parties"),
    ("citations_of_claim[0]", lambda c: c.update(citations_of_claim=[UNKNOWN]), "citations"),
    ("points[0].citations[0]", lambda c: c["points"][0].update(citations=[UNKNOWN]), "citations"),
    ("events[0].citations[0]", lambda c: c["events"][0].update(citations=[UNKNOWN]), "citations"),
    ("assessments[0].citations[0]", lambda c: c["assessments"][0].update(citations=[UNKNOWN]), "citations"),
    ("responses[0].passages[1].citations[0]", lambda c: c["responses"][0]["passages"][1].update(citations=[UNKNOWN]), "citations"),
    ("points[2].replaces", lambda c: c["points"][2].update(replaces=UNKNOWN), "points"),
    ("requests[0].points[0]", lambda c: c["requests"][0].update(points=[UNKNOWN]), "points"),
    ("assessments[0].points[0]", lambda c: c["assessments"][0].update(points=[UNKNOWN]), "points"),
    ("responses[1].replaces", lambda c: c["responses"][1].update(replaces=UNKNOWN), "responses"),
    ("citations[0].source", lambda c: c["citations"][0].update(source=UNKNOWN), "sources"),
    ("sources[0].relays[0]", lambda c: c["sources"][0].update(relays=[UNKNOWN]), "sources"),
]  # fmt: skip
WRONG: list[tuple[str, Callable[[Json], object], str]] = [
    ("points[1].id", lambda c: c["points"][1].update(id=P1), "an id of its own"),
    ("stances of all responses[3]", lambda c: c["responses"][2]["stances"][0].update(id=stance(c)["id"]), "not stand in this list"),
    ("responses[0].party", lambda c: c["responses"][0].update(party=an_id("agency")) or c["named"].remove(an_id("agency")),
     "a party to the case: the claimant, a subject, a named party, or one that was asked"),
    ("responses[2].stances[0].stance", lambda c: c["responses"][2]["stances"][0].update(stance="denies"), "since the response is by the claimant"),
    ("stances", lambda c: stance(c).update(stance="retracts"), "since the response is by a party other than the claimant"),
    ("stances", lambda c: [each.update(point=P1) for each in c["responses"][0]["stances"]], "one stance of this response on each point"),
    ("points[0].order", lambda c: c["points"][1].update(order=1), "a place that no other of the points has"),
    ("responses[0].order", lambda c: c["responses"][1].update(order=1), "a place that no other of the responses has"),
    ("relations[0].target", lambda c: c["relations"][0].update(target=c["id"]), "another claim than this one"),
    ("relations[1]", lambda c: c.update(relations=[c["relations"][0]] * 2), "not stand in this list"),
    ("aliases", lambda c: party(c, "bank").update(aliases=["daily COURIER"]), "an alias that party"),
    ("aliases", lambda c: party(c, "bank").update(aliases=["A", "a"]), "not stand in this list"),
    ("unasked[0].party", lambda c: c["unasked"][0].update(party=an_id("courier")), "a subject or a named party"),
    ("unasked[1]", lambda c: c.update(unasked=c["unasked"] * 2), "not stand in this list"),
    ("subjects and named: parties[2]", lambda c: c["named"].insert(0, BANK), "not stand in this list"),
    ("citations_of_claim[1]", lambda c: c.update(citations_of_claim=[C, C]), "not stand in this list"),
    ("points[0].citations[1]", lambda c: c["points"][0].update(citations=[C, C]), "not stand in this list"),
    ("requests[0].points", lambda c: c["requests"][0].update(points=[P1, P1]), "not stand in this list"),
    ("points that are replaced[1]", lambda c: c["points"][0].update(replaces=P2), "not stand in this list"),
    ("points[1].replaces", lambda c: c["points"][1].update(replaces=an_id("point", 3)), "does not lead back here"),
    ("points[0].replaces", lambda c: c["points"][0].update(replaces=P1), "does not lead back here"),
    ("affiliation", lambda c: party(c, "ministry").update(affiliation=an_id("agency")), "does not lead back here"),
    ("slugs of parties[1]", lambda c: [each.update(slug="same") for each in c["parties"][:2]], "not stand in this list"),
    ("quote.position.snapshot", lambda c: quote(c)["quote"]["position"].update(snapshot="f" * 64), "a snapshot of the cited source"),
    ("quote.position.end", lambda c: quote(c)["quote"]["position"].update(end=10), "a position after start (10)"),
    ("quote.position", lambda c: quote(c)["quote"].pop("position"), "a position, since the anchor is exact"),
    ("quote.language", lambda c: quote(c)["quote"].pop("language"), "the language of the quoted words"),
    ("snapshots[1]", lambda c: [each.update(sha256=COPY) for s in c["sources"] for each in s["snapshots"]], "not stand in this list"),
    ("responses[0].passages[0].translated_from", lambda c: c["responses"][0]["passages"][0].update(translated_from="de"), "another language"),
    (".outcome", lambda c: answered(c).pop("outcome"), "answered or declined, since a response is named"),
    (".response", lambda c: answered(c).update(to=an_id("clerk")), "a response of the party that was asked"),
    (".kind", lambda c: party(c, "clerk").update(kind="organisation"), "person, since the party is private"),
    (".public_label", lambda c: party(c, "clerk").pop("public_label"), "a public label, since the party is private"),
    ("translations.de.title", lambda c: c["translations"]["de"].pop("title"), "title and statement, or of neither"),
]  # fmt: skip


def test_rich_case_is_coherent() -> None:
    assert problems(Dossier.model_validate(rich_case())) == []


@pytest.mark.parametrize(("path", "change", "kind"), DANGLING)
def test_reference_that_leads_nowhere_is_named(path: str, change: Callable[[Json], object], kind: str) -> None:
    case = rich_case()
    change(case)
    found = [(each.path, each.value, each.expected) for each in problems(Dossier.model_validate(case))]
    assert (path, UNKNOWN, f"the id of one of this file's {kind}") in found


@pytest.mark.parametrize("member", ["point", "citations", "citation"])
def test_stance_and_hedge_refer_to_what_the_file_holds(member: str) -> None:
    case = rich_case()
    part = stance(case)["hedges"][0] if member == "citation" else stance(case)
    part[member] = [UNKNOWN] if member == "citations" else UNKNOWN
    (problem,) = problems(Dossier.model_validate(case))
    assert problem.path.startswith("responses[0].stances[")
    assert f".{member}" in problem.path
    assert problem.value == UNKNOWN


@pytest.mark.parametrize(("path", "change", "expected"), WRONG)
def test_what_does_not_fit_is_named(path: str, change: Callable[[Json], object], expected: str) -> None:
    case = rich_case()
    change(case)
    found = problems(Dossier.model_validate(case))
    assert any(path in each.path and expected in each.expected for each in found), list(map(str, found))
