"""What the database would refuse of single parts, said before with the path: lists without repetition, parts that fit."""

from collections.abc import Hashable, Iterable, Iterator, Mapping

from claims.dossier.schema import Dossier, Party
from claims.errors import FileProblem
from claims.vocabulary import Anchor, PartyKind, RequestOutcome

Listed = tuple[str, Iterable[Hashable]]


def doubled(dossier: Dossier) -> Iterator[FileProblem]:
    """What stands twice in a list that names each thing once."""
    for path, values in _lists(dossier):
        seen: set[Hashable] = set()
        for index, value in enumerate(values):
            if value in seen:
                shown = " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
                yield FileProblem(f"{path}[{index}]", shown, "what does not stand in this list already")
            seen.add(value)


def _lists(dossier: Dossier) -> Iterator[Listed]:
    yield "citations_of_claim", dossier.citations_of_claim
    yield "subjects and named: parties", [*dossier.subjects, *dossier.named]
    yield "topics", [topic.id for topic in dossier.topics]
    yield "unasked", [each.party for each in dossier.unasked]
    yield "relations", [(each.type, each.target) for each in dossier.relations]
    yield "stances of all responses", [stance.id for each in dossier.responses for stance in each.stances]
    for name in ("points", "responses"):
        replaced = [part.replaces for part in getattr(dossier, name) if part.replaces]
        yield f"{name} that are replaced", replaced
    for name in ("parties", "sources", "topics"):
        yield f"slugs of {name}", [part.slug for part in getattr(dossier, name) if part.slug]
    for name in ("points", "events", "assessments"):
        for i, part in enumerate(getattr(dossier, name)):
            yield f"{name}[{i}].citations", part.citations
    for name, member in (
        ("points", "subjects"),
        ("requests", "points"),
        ("assessments", "points"),
        ("sources", "relays"),
    ):
        for i, part in enumerate(getattr(dossier, name)):
            yield f"{name}[{i}].{member}", getattr(part, member)
    for i, source in enumerate(dossier.sources):
        yield f"sources[{i}].snapshots", [each.sha256 for each in source.snapshots]
    for i, party in enumerate(dossier.parties):
        yield f"parties[{i}].aliases", [alias.lower() for alias in party.aliases]
    for i, response in enumerate(dossier.responses):
        for j, passage in enumerate(response.passages):
            yield f"responses[{i}].passages[{j}].citations", passage.citations
        for j, stance in enumerate(response.stances):
            yield f"responses[{i}].stances[{j}].citations", stance.citations


def misfits(dossier: Dossier) -> Iterator[FileProblem]:
    yield from _quotes(dossier)
    yield from _requests(dossier)
    yield from _private(dossier.parties)
    for language, text in dossier.translations.items():
        for name in ("title", "statement"):
            if getattr(text, name) is None:
                path = f"translations.{language}.{name}"
                yield FileProblem(path, "nothing", "a translation of title and statement, or of neither")
    for name, follows in (("points", "replaces"), ("responses", "replaces"), ("parties", "affiliation")):
        followed = {part.id: getattr(part, follows) for part in getattr(dossier, name)}
        for i, part in enumerate(getattr(dossier, name)):
            if _leads_back(part.id, followed):
                yield FileProblem(f"{name}[{i}].{follows}", followed[part.id] or "", "what does not lead back here")


def _leads_back(start: str, followed: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    current = followed.get(start)
    while current and current not in seen:
        if current == start:
            return True
        seen.add(current)
        current = followed.get(current)
    return False


def _quotes(dossier: Dossier) -> Iterator[FileProblem]:
    for i, citation in enumerate(dossier.citations):
        quote = citation.quote
        if quote and quote.exact and not quote.language:
            yield FileProblem(f"citations[{i}].quote.language", "nothing", "the language of the quoted words")
        if citation.anchor == Anchor.EXACT and not (quote and quote.position):
            yield FileProblem(f"citations[{i}].quote.position", "nothing", "a position, since the anchor is exact")
    for i, response in enumerate(dossier.responses):
        for j, passage in enumerate(response.passages):
            if passage.translated_from == passage.language:
                path = f"responses[{i}].passages[{j}].translated_from"
                yield FileProblem(path, passage.language, "another language than that of the passage")


def _requests(dossier: Dossier) -> Iterator[FileProblem]:
    parties = {response.id: response.party for response in dossier.responses}
    for i, request in enumerate(dossier.requests):
        if request.response is None:
            continue
        if request.outcome not in (RequestOutcome.ANSWERED, RequestOutcome.DECLINED):
            found = request.outcome or "nothing"
            yield FileProblem(f"requests[{i}].outcome", found, "answered or declined, since a response is named")
        if parties.get(request.response, request.to) != request.to:
            yield FileProblem(f"requests[{i}].response", request.response, "a response of the party that was asked")


def _private(parties: Iterable[Party]) -> Iterator[FileProblem]:
    for i, party in enumerate(parties):
        if party.private and party.kind != PartyKind.PERSON:
            yield FileProblem(f"parties[{i}].kind", party.kind, "person, since the party is private")
        if party.private and not party.public_label:
            yield FileProblem(f"parties[{i}].public_label", "nothing", "a public label, since the party is private")
