"""Partial answers: ``fields=claims(text,claimReview/url),nextPageToken`` keeps only what is named."""

from typing import Any

from claims.api.google.errors import invalid

LONGEST = 500
Mask = dict[str, "Mask"]
"""Names to masks of what is below them; an empty mask keeps all of it. ``*`` stands for every name."""


def parse(text: str) -> Mask:
    """Raises Refused where the selection cannot be read."""
    mask, rest = _names(text.replace(" ", "")[:LONGEST])
    if rest or not text or len(text) > LONGEST:
        raise invalid({"fields": f"Invalid field selection {text[:80]}"})
    return mask


def keep(value: Any, mask: Mask) -> Any:
    if isinstance(value, list):
        return [keep(each, mask) for each in value]
    if not mask or not isinstance(value, dict):
        return value
    return {
        name: keep(member, mask[name] if name in mask else mask["*"])
        for name, member in value.items()
        if name in mask or "*" in mask
    }


def _names(text: str) -> tuple[Mask, str]:
    mask: Mask = {}
    while True:
        length = next((at for at, character in enumerate(text) if character in ",/()"), len(text))
        name, text = text[:length], text[length:]
        below: Mask = {}
        if not name:
            return mask, text or "?"
        if text.startswith("/"):
            below, text = _path(text[1:])
        elif text.startswith("("):
            below, text = _names(text[1:])
            if not text.startswith(")"):
                return mask, text or "?"
            text = text[1:]
        mask[name] = mask.get(name, {}) | below
        if not text.startswith(","):
            return mask, text
        text = text[1:]


def _path(text: str) -> tuple[Mask, str]:
    """One name, with what is below it."""
    length = next((at for at, character in enumerate(text) if character in ",)"), len(text))
    if "(" in text[:length]:
        length = len(text) if ")" not in text else text.index(")") + 1
    mask, rest = _names(text[:length])
    return mask, rest + text[length:]
