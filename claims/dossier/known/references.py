"""What a dossier refers to by id, so that a shorter one carries nothing that nobody refers to."""

from collections.abc import Callable, Iterable, Iterator

from claims.dossier import schema


def without_orphans(dossier: schema.Dossier) -> schema.Dossier:
    """Citations that serve nothing, sources that are neither cited nor relayed, and parties without a part, left out."""
    citations_used = set(_citations(dossier))
    citations = [citation for citation in dossier.citations if citation.id in citations_used]
    sources = _sources(dossier, {citation.source for citation in citations})
    shorter = dossier.model_copy(update={"citations": citations, "sources": sources})
    return shorter.model_copy(update={"parties": _parties(shorter)})


def _citations(dossier: schema.Dossier) -> Iterator[str]:
    yield from dossier.citations_of_claim
    citing: tuple[schema.Point | schema.Event | schema.Assessment, ...]
    citing = (*dossier.points, *dossier.events, *dossier.assessments)
    for item in citing:
        yield from item.citations
    for response in dossier.responses:
        for passage in response.passages:
            yield from passage.citations
        for stance in response.stances:
            yield from stance.citations
            yield from (hedge.citation for hedge in stance.hedges if hedge.citation)


def _sources(dossier: schema.Dossier, cited: set[str]) -> list[schema.Source]:
    relays = {source.id: source.relays for source in dossier.sources}
    reached = _closure(cited, lambda source: relays.get(source, []))
    return [source for source in dossier.sources if source.id in reached]


def _parties(dossier: schema.Dossier) -> list[schema.Party]:
    affiliations = {party.id: party.affiliation for party in dossier.parties}
    reached = _closure(set(_people(dossier)), lambda party: filter(None, [affiliations.get(party)]))
    return [party for party in dossier.parties if party.id in reached]


def _people(dossier: schema.Dossier) -> Iterator[str]:
    optional = [dossier.claimant, *(source.publisher for source in dossier.sources)]
    for assessment in dossier.assessments:
        optional += [assessment.author, assessment.scale.owner if assessment.scale else None]
    for response in dossier.responses:
        optional += [response.party, response.spokesperson.party if response.spokesperson else None]
    yield from filter(None, optional)
    yield from (*dossier.subjects, *dossier.named)
    for point in dossier.points:
        yield from point.subjects
    yield from (request.to for request in dossier.requests)
    yield from (unasked.party for unasked in dossier.unasked)


def _closure(start: set[str], following: Callable[[str], Iterable[str]]) -> set[str]:
    """Everything reached from ``start``; circles are walked once."""
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        if (item := waiting.pop()) not in reached:
            reached.add(item)
            waiting.extend(following(item))
    return reached
