"""JSON that is written while it is read from the database: the items of one list, a line each."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

ITEMS = "\x00items"  # no text of a dossier holds U+0000
COUNT = "\x00count"


def line(document: Any) -> str:
    """One line of NDJSON, or of a list."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def streamed(frame: dict[str, Any], items: Iterable[Any]) -> Iterator[str]:
    """``frame`` with the items in the place of its member ``ITEMS``, and after it their number in that of ``COUNT``."""
    before, after = line(frame).split(json.dumps(ITEMS))
    yield before + "[\n"
    count = 0
    for item in items:
        yield ("," if count else "") + line(item)
        count += 1
    yield "]" + after.replace(json.dumps(COUNT), str(count))
