"""Where in a long text a passage like given words may stand: where short pieces of the words are dense."""

from collections import Counter
from heapq import nlargest

MOST_CANDIDATES = 3
_PIECE = 4  # letters
_MARGIN = 40  # letters, beyond half the length of the words
_LOOKED_AT = 64  # best starts from which candidates that do not overlap are taken


def candidates(letters: str, words: str) -> list[tuple[int, int]]:
    """Spans of ``letters``, best first, at most MOST_CANDIDATES. A piece weighs the less, the more often it occurs."""
    if not words:
        return []
    size = min(_PIECE, max(1, len(words) // 2))
    pieces = {words[at : at + size] for at in range(len(words) - size + 1)}
    hits = [at for at in range(len(letters) - size + 1) if letters[at : at + size] in pieces]
    often = Counter(letters[at : at + size] for at in hits)
    scored = _scored([(at, 1 / often[letters[at : at + size]]) for at in hits], len(words))
    chosen: list[int] = []
    for _, at in nlargest(_LOOKED_AT, scored):
        if len(chosen) < MOST_CANDIDATES and all(abs(at - other) >= len(words) for other in chosen):
            chosen.append(at)
    return [_widened(letters, at, len(words)) for at in chosen]


def _scored(hits: list[tuple[int, float]], width: int) -> list[tuple[float, int]]:
    """For each hit the weight of the hits within ``width`` from it on, and its position. Linear."""
    scored: list[tuple[float, int]] = []
    beyond, weight = 0, 0.0
    for at, own in hits:
        while beyond < len(hits) and hits[beyond][0] < at + width:
            weight += hits[beyond][1]
            beyond += 1
        scored.append((weight, at))
        weight -= own
    return scored


def _widened(letters: str, at: int, width: int) -> tuple[int, int]:
    """With a margin on both sides, from a gap to a gap where there is one near."""
    margin = width // 2 + _MARGIN
    first, last = max(0, at - margin), min(len(letters), at + width + margin)
    gap_after, gap_before = letters.find(" ", first, at) if first else -1, letters.rfind(" ", at, last)
    whole_end = last == len(letters)
    return (gap_after + 1 or first), (last if whole_end or gap_before < at + width else gap_before)
