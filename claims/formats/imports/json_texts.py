"""JSON as others write it, without trust: no member twice, no depth that breaks the reader, numbers kept as written."""

import json
import re
from typing import Any

from django.utils.translation import gettext as _

_COMMENT = re.compile(r"\A\s*(<!--|(//)?\s*<!\[CDATA\[)|(-->|(//)?\s*\]\]>)\s*\Z")


class NotJson(Exception):
    """The text is no JSON that could be read; the message says why."""


class Number(str):
    """A number as it was written: ``4.50`` stays that, and 5,000 digits cost nothing."""


def parse(text: str, *, strict: bool = True) -> Any:
    """Values of JSON, numbers as Number. ``strict=False`` also takes line breaks within texts. Raises NotJson."""
    try:
        return json.loads(
            text,
            strict=strict,
            object_pairs_hook=_once,
            parse_constant=_refuse,
            parse_int=Number,
            parse_float=Number,
        )
    except json.JSONDecodeError as broken:
        reason = _("no JSON: line %(line)d, column %(column)d") % {"line": broken.lineno, "column": broken.colno}
    except RecursionError:
        reason = _("lists or objects within each other without end")
    except ValueError as broken:
        reason = str(broken)
    raise NotJson(reason)


def parse_block(text: str) -> Any:
    """The content of a script element: like ``parse``, less strict, and without the comment some pages put around it."""
    return parse(_COMMENT.sub("", text), strict=False)


def text_of(value: Any) -> str:
    """A scalar as text; empty for what is none."""
    return value if isinstance(value, str) else ""


def members(value: Any) -> list[Any]:
    """A list as it is, another value as a list of one, nothing as an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("member “%(name)s” stands twice in one object") % {"name": twice[:100]})
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(_("%(constant)s is no JSON") % {"constant": constant})
