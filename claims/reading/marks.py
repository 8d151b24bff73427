"""Which quotation marks belong together.

The same character opens in one language and closes in another: “…” and „…“, «…» and »…«. So a mark is read from what stands
beside it, and from its own habit only where that does not tell. An apostrophe is no quotation mark.
"""

from dataclasses import dataclass

DEEPEST = 8
"""Marks that may be open at once; text that opens more is not quoting."""

_CLOSED_BY = {
    "„": '“”"‟', "“": '”“"', "”": "”", "‟": "”", '"': '"“”', "«": "»", "»": "«",
    "‚": "‘’'", "‘": "’'", "'": "'’", "‹": "›", "›": "‹",
}  # fmt: skip
MARKS = frozenset(_CLOSED_BY) | {"’"}
SINGLE = frozenset("'’‘")
_ALWAYS_OPEN = frozenset("„‚")
_OPEN_BY_HABIT = frozenset("„‚“«‹‘\"'")
_BEFORE_OPENING = frozenset("([{<-–—/|")
_AFTER_CLOSING = frozenset(")]}>-–—/|.,;:!?…")


@dataclass(frozen=True)
class Pairing:
    """Positions of marks that belong together, in the order of the closing ones, and of those that stand alone."""

    pairs: list[tuple[int, int]]
    alone: list[int]


def paired(text: str, start: int, end: int) -> Pairing:
    """The marks of ``text[start:end]``, which is read as if nothing stood around it. Linear."""
    pairs: list[tuple[int, int]] = []
    alone: list[int] = []
    opened: list[int] = []
    just_opened = -1
    for at in range(start, end):
        if text[at] not in MARKS or _is_apostrophe(text, at, start, end):
            continue
        match = _opener_of(text, at, opened)
        is_after_opening = just_opened == at - 1
        if _opens(text, at, (start, end), can_close=match is not None, is_after_opening=is_after_opening):
            just_opened = at
            opened.append(at)
            if len(opened) > DEEPEST:
                alone.append(opened.pop(0))
        elif match is None:
            alone.append(at)
        else:
            pairs.append((opened[match], at))
            alone += opened[match + 1 :]
            del opened[match:]
    return Pairing(pairs, sorted(alone + opened))


def outermost(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the pairs that stand within no other."""
    outer: list[tuple[int, int]] = []
    for opening, closing in sorted(pairs):
        if not outer or opening > outer[-1][1]:
            outer.append((opening, closing))
    return outer


def _is_apostrophe(text: str, at: int, start: int, end: int) -> bool:
    is_within = start < at < end - 1
    return text[at] in SINGLE and is_within and text[at - 1].isalnum() and text[at + 1].isalnum()


def _opener_of(text: str, at: int, opened: list[int]) -> int | None:
    """The innermost open mark that this one closes."""
    for index in reversed(range(len(opened))):
        if text[at] in _CLOSED_BY[text[opened[index]]]:
            return index
    return None


def _opens(text: str, at: int, within: tuple[int, int], *, can_close: bool, is_after_opening: bool) -> bool:
    mark = text[at]
    if mark in _ALWAYS_OPEN:
        return True
    if mark == "’":
        return False
    before = text[at - 1] if at > within[0] else " "
    after = text[at + 1] if at + 1 < within[1] else " "
    may_open = before.isspace() or before in _BEFORE_OPENING or is_after_opening
    may_close = after.isspace() or after in _AFTER_CLOSING or (after in MARKS and not may_open)
    if may_open != may_close:
        return may_open
    return mark in _OPEN_BY_HABIT and not can_close
