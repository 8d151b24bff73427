"""What each of two people changed of a value, marked against what it was, and both changes together where that is possible."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from claims.admin.showing import names_of
from claims.dossier.differences import word_segments
from claims.dossier.differences.segments import Segment
from claims.dossier.differences.together import together


@dataclass(frozen=True)
class Both:
    """Both changes together, for a person to accept or mend: words, or the keys of rows with their names."""

    text: str
    keys: Sequence[str] = ()


@dataclass(frozen=True)
class Marks:
    """Against what the value was; empty where there is nothing to compare word by word."""

    theirs: Sequence[Segment] = field(default_factory=list)
    yours: Sequence[Segment] = field(default_factory=list)
    both: Both | None = None


def of_field(bound: Any, base: Any, theirs: Any, *, both_changed: bool) -> Marks:
    """``base`` and ``theirs`` as the form takes them; yours is what was sent."""
    if isinstance(bound.field, forms.ModelMultipleChoiceField):
        return _of_rows(bound, _keys(base), _keys(theirs), _keys(bound.data), both_changed)
    if isinstance(bound.field, forms.CharField) and isinstance(base, str) and isinstance(theirs, str):
        texts = [_lines(text) for text in (base, theirs, str(bound.data or ""))]
        return _of_texts(*texts, is_prose=both_changed and type(bound.field) is forms.CharField)
    return Marks()


def of_whole(base: str, theirs: str, yours: str, *, is_removed_by_you: bool) -> Marks:
    """A row that one side removed and the other changed."""
    if is_removed_by_you:
        return Marks(theirs=word_segments(base, theirs))
    return Marks(yours=word_segments(base, yours))


def _of_texts(base: str, theirs: str, yours: str, *, is_prose: bool) -> Marks:
    joined = together(base, theirs, yours) if is_prose else None
    both = Both(joined) if joined is not None else None
    return Marks(_compared(base, theirs), _compared(base, yours), both)


def _compared(base: str, text: str) -> list[Segment]:
    return word_segments(base, text) if base and text else []


def _of_rows(bound: Any, base: list[str], theirs: list[str], yours: list[str], both_changed: bool) -> Marks:
    """Rows are no words: what one added and the other left alone, or took away, fits together."""
    names = names_of(bound.field, [*base, *theirs, *yours])
    every = list(dict.fromkeys([*base, *theirs, *yours]))
    kept = [key for key in every if key not in base or (key in theirs and key in yours)]
    both = Both(", ".join(names.get(key, key) for key in kept), kept)
    return Marks(
        _marked(base, theirs, names),
        _marked(base, yours, names),
        both if both_changed and set(kept) not in (set(theirs), set(yours)) else None,
    )


def _marked(before: list[str], after: list[str], names: dict[str, str]) -> list[Segment]:
    """One segment a row, with commas between them."""
    found: list[Segment] = []
    for key in dict.fromkeys([*before, *after]):
        share = "same" if key in before and key in after else "removed" if key in before else "added"
        found += [*([Segment("same", ", ")] if found else []), Segment(share, names.get(key, key))]  # type: ignore[arg-type]
    return found


def _keys(value: Any) -> list[str]:
    values = (
        value if isinstance(value, (list, tuple, set)) else list(value or []) if not isinstance(value, str) else [value]
    )
    return [str(getattr(each, "pk", each)) for each in values]


def _lines(text: str) -> str:
    """Browsers send their own ends of lines."""
    return text.replace("\r\n", "\n")
