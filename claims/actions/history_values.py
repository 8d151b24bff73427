"""A value of the history as an editor reads it: words for choices, names for records, moments as text, two texts compared."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from claims.dossier.differences.segments import Segment, word_segments
from claims.fields.moment import MomentField
from claims.wording.quotes import quoted

Names = Mapping[tuple[type[models.Model], str], str]
"""What related records are called, by model and key."""

LONGEST = 600
"""Characters of a text that are shown; of a longer one, its beginning."""
CONTEXT = 80
"""Characters of unchanged text that are shown on each side of a difference."""
_LONGEST_CHANGE = 10_000
_MARKS = {"same": "", "removed": "gone", "added": "new"}


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
        words.append(quoted(stated))
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
    pieces = [Piece(_bounded(each), _MARKS[each.share]) for each in word_segments(before, after)]
    return [_cut(piece, is_first=piece is pieces[0], is_last=piece is pieces[-1]) for piece in pieces]


def _bounded(segment: Segment) -> str:
    """A stretch that no reader compares word by word is shown by its beginning."""
    return shortened(segment.text) if segment.share != "same" and len(segment.text) > _LONGEST_CHANGE else segment.text


def _cut(piece: Piece, *, is_first: bool, is_last: bool) -> Piece:
    text = piece.text
    if piece.mark or len(text) <= 3 * CONTEXT:
        return piece
    beginning = "" if is_first else text[:CONTEXT]
    ending = "" if is_last else text[-CONTEXT:]
    return Piece(f"{beginning} … {ending}")
