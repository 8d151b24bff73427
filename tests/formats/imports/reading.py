"""What a reader makes of a file that a test writes."""

import io
import json
from typing import Any

from claims.actions.import_items import Item, Read, Refusal
from claims.formats.imports import READERS


def read(file_format: str, content: Any) -> list[Read]:
    """``content``: bytes, a text, or what is written as JSON."""
    if not isinstance(content, bytes | str):
        content = json.dumps(content)
    data = content if isinstance(content, bytes) else content.encode()
    return list(READERS[file_format](io.BytesIO(data), "the file"))


def item(file_format: str, content: Any) -> Item:
    (found,) = read(file_format, content)
    assert isinstance(found, Item), found
    return found


def refusal(file_format: str, content: Any) -> Refusal:
    (found,) = read(file_format, content)
    assert isinstance(found, Refusal), found
    return found


def review(**members: Any) -> dict[str, Any]:
    """A ClaimReview as Google's guide has it."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://checker.example/moon",
        "claimReviewed": "The moon is cheese.",
        "datePublished": "2020-06-24",
        "author": {"@type": "Organization", "name": "Checker", "url": "https://checker.example/"},
        "reviewRating": {
            "@type": "Rating", "ratingValue": "1", "bestRating": "5", "worstRating": "1", "alternateName": "False",
        },
        "itemReviewed": {"@type": "Claim", "datePublished": "2020-06-20", "author": {"@type": "Person", "name": "Jane Doe"}},
    } | members  # fmt: skip
