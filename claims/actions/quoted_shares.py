"""How much of each source a case would publish: its passages, deciding words and what they cite, in the source's text."""

from collections import defaultdict
from dataclasses import dataclass, field

from claims.dossier.schema import Citation, Dossier
from claims.models import Snapshot
from claims.reading.anchoring import find, share_of

MOST_SEARCHED = 200_000
"""Characters of a source in which words without a place are still looked for."""


@dataclass
class _Quoted:
    """Of one source: places by the hash of the copy they count in, and words whose place is not known."""

    places: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    words: set[str] = field(default_factory=set)


def quoted_shares(dossier: Dossier) -> dict[str, float]:
    """0 to 1 by the id of each source that has a text; of several copies, the one most of which is quoted. One query."""
    quoted = _quoted(dossier)
    copies = Snapshot.objects.filter(source__in=list(quoted)).exclude(text="")
    shares: dict[str, float] = {}
    for source, sha256, text in copies.values_list("source_id", "sha256", "text"):
        of_source = quoted[str(source)]
        spans = [*of_source.places.get(sha256, []), *_found(text, of_source.words)]
        shares[str(source)] = max(shares.get(str(source), 0.0), share_of(text, spans))
    return shares


def _quoted(dossier: Dossier) -> dict[str, _Quoted]:
    citations = {citation.id: citation for citation in dossier.citations}
    quoted: dict[str, _Quoted] = defaultdict(_Quoted)
    for citation in dossier.citations:
        if citation.quote and citation.quote.exact:
            _note(quoted[citation.source], citation, citation.quote.exact)
    for response in dossier.responses:
        for passage in response.passages:
            for citation in (citations[each] for each in passage.citations if each in citations):
                _note(quoted[citation.source], citation, passage.text)
    return quoted


def _note(of_source: _Quoted, citation: Citation, words: str) -> None:
    position = citation.quote and citation.quote.position
    if position:
        of_source.places[position.snapshot].append((position.start, position.end))
    else:
        of_source.words.add(words)


def _found(text: str, words: set[str]) -> list[tuple[int, int]]:
    if len(text) > MOST_SEARCHED:
        return []
    return [(place.start, place.end) for each in sorted(words) for place in find(text, each)[:1]]
