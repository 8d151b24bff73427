"""What of a case a reader in another language gets in the original, or in a translation of an earlier wording."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from claims.dossier.canonical import hash_of_original
from claims.dossier.schema import Dossier, Stance, Translated


@dataclass(frozen=True)
class Gaps:
    """How many texts of each kind (``claim``, ``point``, ``passage`` …) lack a translation, or have a stale one."""

    missing: Counter[str] = field(default_factory=Counter)
    stale: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Text:
    kind: str
    language: str
    translations: Mapping[str, Translated]
    originals: dict[str, str | None]


def gaps(dossier: Dossier, language: str) -> Gaps:
    """Of the page in ``language``, a tag without a region."""
    found = Gaps()
    for text in _texts(dossier):
        if main_language(text.language) == language:
            continue
        translation = next((each for tag, each in text.translations.items() if main_language(tag) == language), None)
        if translation is None:
            found.missing[text.kind] += 1
        elif translation.of != hash_of_original(text.originals):
            found.stale[text.kind] += 1
    return found


def main_language(tag: str) -> str:
    """``en`` of ``en-GB``."""
    return tag.partition("-")[0]


def _texts(dossier: Dossier) -> Iterator[_Text]:
    tongue = dossier.language
    claim: dict[str, str | None] = {name: getattr(dossier, name) for name in ("title", "statement", "scope_note")}
    yield _Text("claim", tongue, dossier.translations, claim)
    for point in dossier.points:
        yield _Text("point", tongue, point.translations, {"text": point.text})
    for response in dossier.responses:
        if response.remark:
            yield _Text("remark", tongue, response.translations, {"remark": response.remark})
        for passage in response.passages:
            # A quotation that is itself a translation is never translated again.
            if not passage.translated_from:
                yield _Text("passage", passage.language, passage.translations, {"text": passage.text})
        yield from _of_stances(response.stances, tongue)
    for event in dossier.events:
        yield _Text("event", event.language, event.translations, {"text": event.text})
    for request in dossier.requests:
        yield _Text("request", request.language, request.translations, {"text": request.questions})
    for unasked in dossier.unasked:
        yield _Text("reason", tongue, unasked.translations, {"reason": unasked.reason})
    for topic in dossier.topics:
        yield _Text("topic", topic.language, topic.translations, {"name": topic.name})
    for source in dossier.sources:
        yield _Text("source", source.language, source.translations, {"title": source.title})


def _of_stances(stances: Iterable[Stance], tongue: str) -> Iterator[_Text]:
    """The deciding words, where there are any, and the hedges."""
    for stance in stances:
        if stance.words:
            yield _Text("words", tongue, stance.translations, {"words": stance.words})
        for hedge in stance.hedges:
            yield _Text("hedge", tongue, hedge.translations, {"words": hedge.words})
