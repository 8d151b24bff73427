"""Points in the words of who answered. A point is an assertion of the claimant; it should not say what the denial says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.dossier.schema import Dossier, Point, Response

RUN = 5
"""So many words that carry meaning in one run are borrowed,"""
SHARE = 0.6
"""or so great a part of all words of the point, in one run."""
CARRYING = 4
"""Letters that a word needs at least to count as one that carries meaning. Shorter ones are mostly articles and the like."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Borrowed:
    point: Point
    response: Response
    words: str


def borrowed(dossier: Dossier, claimed: Mapping[str, Sequence[str]]) -> Iterator[Borrowed]:
    """The points that share a long run of words with a passage of an answer, and none as long with the claim's evidence.

    ``claimed``: by the id of each point, the quoted words that show where it was claimed; a published dossier has only
    their places.
    """
    answers = [response for response in dossier.responses if response.party != dossier.claimant]
    for point in dossier.points:
        own = _words(point.text)
        evidence = max((_longest(own, _words(text)) for text in claimed.get(point.id, ())), key=len, default=[])
        found = max(
            ((_longest(own, _words(passage.text)), response) for response in answers for passage in response.passages),
            key=lambda pair: len(pair[0]),
            default=None,
        )
        if found and _is_long(found[0], own) and len(found[0]) > len(evidence):
            yield Borrowed(point, found[1], " ".join(found[0]))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_long(run: list[str], own: list[str]) -> bool:
    carrying = sum(len(word) >= CARRYING for word in run)
    return carrying >= RUN or (carrying > 1 and len(run) >= SHARE * len(own))


def _longest(own: list[str], other: list[str]) -> list[str]:
    """The longest run of words that both have."""
    best, end = 0, 0
    row: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for index, word in enumerate(other):
        places.setdefault(word, []).append(index)
    for place, word in enumerate(own):
        row = {index: row.get(index - 1, 0) + 1 for index in places.get(word, ())}
        longest = max(row.values(), default=0)
        if longest > best:
            best, end = longest, place + 1
    return own[end - best : end]
