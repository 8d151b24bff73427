"""The one byte form of a JSON value (RFC 8785), and the hashes taken of it.

Whoever hashes a value with another RFC 8785 library gets the same result. Content of a dossier holds whole numbers and
texts only, so what RFC 8785 says of floating-point numbers is not needed: such values are refused.
"""

import hashlib
import json
from typing import Any

_LARGEST = 2**53 - 1  # whole numbers beyond it do not survive every JSON reader


def canonical_bytes(value: Any) -> bytes:
    """UTF-8 JSON without white space, members in the order of their names' UTF-16 code units.

    Accepts str, int, bool, list and dict. Raises TypeError for anything else (floats and None among them) and
    ValueError for a lone surrogate or a number beyond ±(2**53 - 1).
    """
    text = json.dumps(_ordered(value, "value"), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def fingerprint(value: Any) -> str:
    """SHA-256 of the canonical bytes, in lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def hash_of_original(fields: dict[str, str | None]) -> str:
    """What a translation keeps as ``of``: the fingerprint of the original's fields that it covers, by name.

    A field without a value is left out, as it is in the dossier.
    """
    return fingerprint({name: text for name, text in fields.items() if text is not None})


def _ordered(value: Any, path: str) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError(f"{path} is a number beyond ±(2**53 - 1)")
        return value
    if isinstance(value, str):
        _utf16(value, path)
        return value
    if isinstance(value, list):
        return [_ordered(item, f"{path}[{index}]") for index, item in enumerate(value)]
    if isinstance(value, dict):
        for name in value:
            if not isinstance(name, str):
                raise TypeError(f"{path} has a member name of type {type(name).__name__}, not str")
        names = sorted(value, key=lambda name: _utf16(name, f"a member name of {path}"))
        return {name: _ordered(value[name], f"{path}.{name}") for name in names}
    raise TypeError(f"{path} is of type {type(value).__name__}, not str, int, bool, list or dict")


def _utf16(text: str, path: str) -> bytes:
    try:
        return text.encode("utf-16-be")
    except UnicodeEncodeError as refused:
        raise ValueError(f"{path} holds a lone surrogate (at position {refused.start + 1})") from refused
