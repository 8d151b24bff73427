"""What a dossier must hold together beyond its schema: every reference resolves, everybody speaks in their own role."""

from collections import Counter
from collections.abc import Iterable, Iterator

from claims.dossier.coherence_of_parts import doubled, misfits
from claims.dossier.schema import Dossier
from claims.errors import FileProblem
from claims.vocabulary import CLAIMANT_STANCES, RESPONDENT_STANCES

Reference = tuple[str, str | None]


def problems(dossier: Dossier) -> list[FileProblem]:
    """Everything that is wrong, each with its path, the value found, and what was expected. Empty where all is well."""
    return [
        *_repeated(dossier),
        *_dangling(dossier),
        *_strangers(dossier),
        *_stances(dossier),
        *_orders(dossier),
        *_relations(dossier),
        *doubled(dossier),
        *misfits(dossier),
    ]


def _repeated(dossier: Dossier) -> Iterator[FileProblem]:
    for name in ("points", "responses", "requests", "parties", "sources", "citations", "events", "assessments"):
        seen: set[str] = set()
        for index, part in enumerate(getattr(dossier, name)):
            if part.id in seen:
                yield FileProblem(f"{name}[{index}].id", part.id, "an id of its own; this one stands above already")
            seen.add(part.id)
    aliases: dict[str, str] = {}
    for index, party in enumerate(dossier.parties):
        for place, alias in enumerate(party.aliases):
            other = aliases.setdefault(alias.lower(), party.id)
            if other != party.id:
                yield FileProblem(
                    f"parties[{index}].aliases[{place}]", alias, f"an alias that party {other} does not have too"
                )


def _check(references: Iterable[Reference], known: set[str], kind: str) -> Iterator[FileProblem]:
    for path, value in references:
        if value is not None and value not in known:
            yield FileProblem(path, value, f"the id of one of this file's {kind}")


def _each(path: str, values: Iterable[str]) -> Iterator[Reference]:
    return ((f"{path}[{index}]", value) for index, value in enumerate(values))


def _dangling(dossier: Dossier) -> Iterator[FileProblem]:
    yield from _check(_party_references(dossier), {party.id for party in dossier.parties}, "parties")
    yield from _check(_citation_references(dossier), {citation.id for citation in dossier.citations}, "citations")
    yield from _check(_point_references(dossier), {point.id for point in dossier.points}, "points")
    yield from _check(_source_references(dossier), {source.id for source in dossier.sources}, "sources")
    responses = {response.id for response in dossier.responses}
    of_requests = ((f"requests[{i}].response", request.response) for i, request in enumerate(dossier.requests))
    replaced = ((f"responses[{i}].replaces", response.replaces) for i, response in enumerate(dossier.responses))
    yield from _check((*of_requests, *replaced), responses, "responses")
    snapshots = {(source.id, each.sha256) for source in dossier.sources for each in source.snapshots}
    for index, citation in enumerate(dossier.citations):
        position = citation.quote and citation.quote.position
        if position and (citation.source, position.snapshot) not in snapshots:
            path = f"citations[{index}].quote.position.snapshot"
            yield FileProblem(path, position.snapshot, "the SHA-256 of a snapshot of the cited source")
        if position and position.start >= position.end:
            path = f"citations[{index}].quote.position.end"
            yield FileProblem(path, str(position.end), f"a position after start ({position.start})")


def _party_references(dossier: Dossier) -> Iterator[Reference]:
    yield "claimant", dossier.claimant
    yield from _each("subjects", dossier.subjects)
    yield from _each("named", dossier.named)
    for i, point in enumerate(dossier.points):
        yield from _each(f"points[{i}].subjects", point.subjects)
    for i, response in enumerate(dossier.responses):
        yield f"responses[{i}].party", response.party
        yield f"responses[{i}].spokesperson.party", response.spokesperson.party if response.spokesperson else None
    yield from ((f"requests[{i}].to", request.to) for i, request in enumerate(dossier.requests))
    yield from ((f"unasked[{i}].party", each.party) for i, each in enumerate(dossier.unasked))
    yield from ((f"parties[{i}].affiliation", party.affiliation) for i, party in enumerate(dossier.parties))
    yield from ((f"sources[{i}].publisher", source.publisher) for i, source in enumerate(dossier.sources))
    for i, assessment in enumerate(dossier.assessments):
        yield f"assessments[{i}].author", assessment.author
        yield f"assessments[{i}].scale.owner", assessment.scale.owner if assessment.scale else None


def _citation_references(dossier: Dossier) -> Iterator[Reference]:
    yield from _each("citations_of_claim", dossier.citations_of_claim)
    for name in ("points", "events", "assessments"):
        for i, part in enumerate(getattr(dossier, name)):
            yield from _each(f"{name}[{i}].citations", part.citations)
    for i, response in enumerate(dossier.responses):
        for j, passage in enumerate(response.passages):
            yield from _each(f"responses[{i}].passages[{j}].citations", passage.citations)
        for j, stance in enumerate(response.stances):
            yield from _each(f"responses[{i}].stances[{j}].citations", stance.citations)
            for k, hedge in enumerate(stance.hedges):
                yield f"responses[{i}].stances[{j}].hedges[{k}].citation", hedge.citation


def _point_references(dossier: Dossier) -> Iterator[Reference]:
    yield from ((f"points[{i}].replaces", point.replaces) for i, point in enumerate(dossier.points))
    for i, response in enumerate(dossier.responses):
        yield from ((f"responses[{i}].stances[{j}].point", each.point) for j, each in enumerate(response.stances))
    for name in ("requests", "assessments"):
        for i, part in enumerate(getattr(dossier, name)):
            yield from _each(f"{name}[{i}].points", part.points)


def _source_references(dossier: Dossier) -> Iterator[Reference]:
    yield from ((f"citations[{i}].source", citation.source) for i, citation in enumerate(dossier.citations))
    for i, source in enumerate(dossier.sources):
        yield from _each(f"sources[{i}].relays", source.relays)


def _strangers(dossier: Dossier) -> Iterator[FileProblem]:
    involved = {*dossier.subjects, *dossier.named, *(request.to for request in dossier.requests)}
    if dossier.claimant:
        involved.add(dossier.claimant)
    for i, response in enumerate(dossier.responses):
        if response.party not in involved:
            expected = "a party to the case: the claimant, a subject, a named party, or one that was asked"
            yield FileProblem(f"responses[{i}].party", response.party, expected)
    for i, each in enumerate(dossier.unasked):
        if each.party not in {*dossier.subjects, *dossier.named}:
            yield FileProblem(f"unasked[{i}].party", each.party, "a subject or a named party of the claim")


def _stances(dossier: Dossier) -> Iterator[FileProblem]:
    for i, response in enumerate(dossier.responses):
        allowed = CLAIMANT_STANCES if response.party == dossier.claimant else RESPONDENT_STANCES
        points = Counter(stance.point for stance in response.stances)
        for j, stance in enumerate(response.stances):
            if stance.stance not in allowed:
                who = "the claimant" if response.party == dossier.claimant else "a party other than the claimant"
                expected = f"one of {', '.join(allowed)}, since the response is by {who}"
                yield FileProblem(f"responses[{i}].stances[{j}].stance", stance.stance, expected)
            if points[stance.point] > 1:
                expected = "one stance of this response on each point"
                yield FileProblem(f"responses[{i}].stances[{j}].point", stance.point, expected)


def _orders(dossier: Dossier) -> Iterator[FileProblem]:
    for name in ("points", "responses"):
        orders = Counter(part.order for part in getattr(dossier, name))
        for i, part in enumerate(getattr(dossier, name)):
            if orders[part.order] > 1:
                yield FileProblem(f"{name}[{i}].order", str(part.order), f"a place that no other of the {name} has")


def _relations(dossier: Dossier) -> Iterator[FileProblem]:
    for i, relation in enumerate(dossier.relations):
        if relation.target == dossier.id:
            yield FileProblem(f"relations[{i}].target", relation.target, "another claim than this one")
