"""A value of the history as an editor reads it: words for choices, names for records, moments as text, two texts compared."""

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from claims.fields.moment import MomentField

Names = Mapping[tuple[type[models.Model], str], str]
"""What related records are called, by model and key."""

LONGEST = 600
"""Characters of a text that are shown; of a longer one, its beginning."""
CONTEXT = 80
"""Characters of unchanged text that are shown on each side of a difference."""
_MOST_WORDS = 3000
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``mark`` is empty where both texts have it, else gone or new."""

    text: str
    mark: str = ""


def readable(field: Any, value: Any, names: Names) -> str:
    """Empty where there is nothing."""
    if value in (None, "", [], {}):
        return ""
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.is_relation:
        return names.get((field.related_model, str(value))) or str(value)
    if isinstance(field, MomentField):
        return _moment(value)
    if isinstance(field, models.DateTimeField):
        return formats.date_format(timezone.localtime(field.to_python(value)), "DATETIME_FORMAT")
    if isinstance(field, models.DateField):
        return formats.date_format(field.to_python(value), "DATE_FORMAT")
    if isinstance(field, ArrayField):
        return ", ".join(str(each) for each in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _moment(value: dict[str, Any]) -> str:
    words = [str(value[name]) for name in ("value", "zone") if value.get(name)]
    if stated := value.get("stated"):
        words.append(f"“{stated}”")
    if earliest := value.get("not_before"):
        words.append(_("not before %(time)s") % {"time": earliest})
    if latest := value.get("not_after"):
        words.append(_("not after %(time)s") % {"time": latest})
    if value.get("ongoing"):
        words.append(_("not yet ended"))
    return ", ".join(words)


def shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return _("%(beginning)s … (%(count)d characters)") % {"beginning": text[:LONGEST], "count": len(text)}


def compared(before: str, after: str) -> list[Piece]:
    """What words went and came; unchanged stretches are cut to their ends."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    start, end = _shared_ends(old, new)
    first, last = old[:start], old[len(old) - end :]
    pieces = [Piece("".join(first))]
    pieces += _middle(old[start : len(old) - end], new[start : len(new) - end])
    pieces.append(Piece("".join(last)))
    shown = [piece for piece in pieces if piece.text]
    return [_cut(piece, is_first=piece is shown[0], is_last=piece is shown[-1]) for piece in shown]


def _shared_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many words both have at their beginning, and how many more at their end."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    return start, end


def _middle(old: list[str], new: list[str]) -> Iterator[Piece]:
    if max(len(old), len(new)) > _MOST_WORDS:
        yield Piece(shortened("".join(old)), "gone")
        yield Piece(shortened("".join(new)), "new")
        return
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if tag == "equal":
            yield Piece(gone)
        else:
            yield from (piece for piece in (Piece(gone, "gone"), Piece(come, "new")) if piece.text)


def _cut(piece: Piece, *, is_first: bool, is_last: bool) -> Piece:
    text = piece.text
    if piece.mark or len(text) <= 3 * CONTEXT:
        return piece
    beginning = "" if is_first else text[:CONTEXT]
    ending = "" if is_last else text[-CONTEXT:]
    return Piece(f"{beginning} … {ending}")
