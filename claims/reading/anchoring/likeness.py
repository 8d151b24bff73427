"""The passage of a text that is most like given words, and what differs word by word.

For words that stand nowhere as they were pasted: mistyped, shortened, or changed by the publisher since. Short pieces of the
words that are rare in the text point at candidates; only those are compared, so that a long text costs one pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from claims.reading.anchoring.candidates import candidates
from claims.reading.anchoring.places import Place, place
from claims.reading.anchoring.tokens import MOST_TOKENS, Token, tokens
from claims.reading.letters import fold

LEAST_SIMILARITY = 0.4
_EDGE = 3  # words at either end of the pasted ones that are also recognised when mistyped
_NEARLY = 0.75
_LONGEST_PIECE = 200  # characters of a replaced piece that is still compared letter by letter
_GAP_COSTS = 0.5  # a character of the source between matching words, against one that matches


@dataclass(frozen=True)
class Difference:
    """``same``: in both; ``missing``: in the source, not in the pasted words; ``extra``: pasted, not in the source.

    The texts of ``same`` and ``missing`` one after the other are the exact words of the place.
    """

    kind: str
    text: str


@dataclass(frozen=True)
class Nearest:
    """``similarity`` is 0 to 1: twice the matching characters by the characters of both."""

    place: Place
    differences: list[Difference]
    similarity: float


def nearest(text: str, words: str) -> Nearest | None:
    """None where nothing is alike. Words beyond the first MOST_TOKENS are not compared."""
    pasted = list(tokens(fold(words), 0, MOST_TOKENS))
    if not pasted:
        return None
    folded = fold(text)
    best: Nearest | None = None
    for first, last in candidates(folded.letters, fold(words[: pasted[-1].end]).letters.strip()):
        source = list(tokens(folded, first, MOST_TOKENS * 3, last))
        if (found := _compared(text, words, source, pasted)) and (not best or found.similarity > best.similarity):
            best = found
    return best if best and best.similarity >= LEAST_SIMILARITY else None


def _compared(text: str, words: str, source: list[Token], pasted: list[Token]) -> Nearest | None:
    passage = _passage(source, pasted)
    if not passage:
        return None
    found = place(text, passage[0].start, passage[-1].end)
    steps = SequenceMatcher(None, [token.key for token in passage], [token.key for token in pasted]).get_opcodes()
    alike = 0.0
    differences: list[Difference] = []
    for step, i1, i2, j1, j2 in steps:
        in_source, in_pasted = _written(text, passage, i1, i2), _written(words, pasted, j1, j2)
        differences += _differences(step, in_source, in_pasted)
        alike += _alike(step, passage[i1:i2], pasted[j1:j2])
    characters = _length(passage) + _length(pasted)
    return Nearest(found, differences, round(2 * alike / characters, 4))


def _differences(step: str, in_source: str, in_pasted: str) -> Iterator[Difference]:
    if step == "equal":
        yield Difference("same", in_source)
        return
    if in_source:
        yield Difference("missing", in_source)
    if in_pasted:
        yield Difference("extra", in_pasted)


def _alike(step: str, source: list[Token], pasted: list[Token]) -> float:
    """Characters that match; a replaced piece counts in part where it is nearly the same."""
    if step == "equal":
        return _length(source)
    left, right = "".join(token.key for token in source), "".join(token.key for token in pasted)
    if not left or not right or max(len(left), len(right)) > _LONGEST_PIECE:
        return 0
    ratio = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return ratio * (len(left) + len(right)) / 2 if ratio >= _NEARLY else 0


def _passage(source: list[Token], pasted: list[Token]) -> list[Token]:
    """The run of the source whose words match best: matching characters, less what lies between them."""
    keys = _recognised([token.key for token in source], [token.key for token in pasted])
    blocks = SequenceMatcher(None, keys, [token.key for token in pasted]).get_matching_blocks()[:-1]
    best, best_run = 0.0, (0, 0)
    score, run_from, reached = 0.0, 0, 0
    for first, _, size in blocks:
        score -= _GAP_COSTS * _length(source[reached:first])
        if score <= 0:
            score, run_from = 0.0, first
        reached = first + size
        score += _length(source[first:reached])
        if score > best:
            best, best_run = score, (run_from, reached)
    return source[best_run[0] : best_run[1]]


def _recognised(source: list[str], pasted: list[str]) -> list[str]:
    """The words of the source, those that are nearly one at an edge of the pasted words in the pasted spelling."""
    known, edge = set(pasted), list(dict.fromkeys(pasted[:_EDGE] + pasted[-_EDGE:]))
    edge = [word for word in edge if len(word) > _EDGE]
    spelled: dict[str, str] = {}
    for word in set(source) - known:
        if close := get_close_matches(word, edge, 1, _NEARLY) if _EDGE < len(word) <= _LONGEST_PIECE else []:
            spelled[word] = close[0]
    return [spelled.get(word, word) for word in source]


def _written(text: str, of: list[Token], first: int, last: int) -> str:
    """These words as the text has them, with the white space after each but the last of all."""
    if first == last:
        return ""
    return text[of[first].start : of[last].start if last < len(of) else of[last - 1].end]


def _length(of: list[Token]) -> int:
    return sum(len(token.key) for token in of)
