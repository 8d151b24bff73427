"""Data feeds of ClaimReviews, as the Data Commons fact-check feed has them: https://datacommons.org/factcheck/download.

A ``DataFeed`` with ``dataFeedElement``, a list of its items, or one item. A row is the place of the item in the feed.
"""

from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from claims.actions.import_items import Read, Refusal
from claims.formats.imports import json_texts, opened
from claims.formats.imports.json_texts import NotJson
from claims.formats.imports.nodes import Nodes, first_text
from claims.formats.imports.reviews import items_of


def read(stream: IO[bytes], name: str) -> Iterator[Read]:
    """Raises FileRefused where the file is no feed."""
    text = opened.text(stream, name)
    try:
        feed = json_texts.parse(text)
    except NotJson as refused:
        raise opened.refused(name, str(refused), _("a data feed in JSON")) from refused
    if isinstance(feed, dict) and "dataFeedElement" in feed:
        elements = json_texts.members(feed["dataFeedElement"])
    elif isinstance(feed, dict) and "item" not in feed:
        raise opened.refused(name, _("no dataFeedElement"), _("a data feed in JSON"))
    else:
        elements = json_texts.members(feed)
    for row, element in enumerate(elements, 1):
        yield from _element(element, row)


def _element(element: Any, row: int) -> Iterator[Read]:
    if not isinstance(element, dict):
        yield Refusal(row, "", "", _("An element of the feed has to be an object."))
        return
    address = first_text(element, "url")
    if deleted := first_text(element, "dateDeleted"):
        yield Refusal(row, address, "dateDeleted", _("Its publisher withdrew it on %(day)s.") % {"day": deleted[:40]})
        return
    nodes = Nodes(json_texts.members(element.get("item")))
    reviews = nodes.of_type("ClaimReview")
    if not reviews:
        yield Refusal(row, address, "item", _("There is no ClaimReview in this element."))
    yield from items_of(((row, node) for node in reviews), nodes, page=address)
