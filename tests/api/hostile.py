"""Requests that mean harm, to every address of the API, made from its description: a new address gets its own by itself."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from claims.api.documentation import described

FORM = "multipart/form-data"
SPLIT = f"{FORM}; boundary=|"
ID = "0198c0de-0000-7000-8000-000000000000"
NEVER_TEXT = {"NUL": "a%00b", "lone surrogate": "a%ED%A0%80b"}
"""No text at all, percent-encoded: refused in every parameter."""
NO_VALUE = {"5,000 digits": "9" * 5_000, "an object": quote('{"a": [1]}')}
"""Refused in every parameter that is more than text."""
SYNTAX = {
    "100,000 deep": b"[" * 100_000,
    "100,000 deep, and closed": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "a doubled key": b'{"a": 1, "a": 2}',
    "5,000 digits": b'{"a": ' + b"9" * 5_000 + b"}",
    "bytes that are no text": b'{"a": "\xed\xa0\x80"}',
}
MEMBERS = {"NUL": b'"a\\u0000b"', "lone surrogate": b'"a\\ud800b"', "another type": b'[[{"a": 1.5}]]'}


@dataclass(frozen=True)
class Hostile:
    about: str
    method: str
    address: str
    body: bytes = b""
    names: str = ""
    """The parameter or member that the refusal has to name; empty where it is enough that there is one."""
    is_text: bool = False
    """Whether this may be a value after all: then any answer but an error of ours will do."""
    media_type: str = "application/json"


def requests(ids: dict[str, list[str]], any_id: str) -> Iterator[Hostile]:
    """``ids`` of records, by the address without its last variable; the others are asked for ``any_id``."""
    for path, methods in described()["paths"].items():
        known = (ids.get(path.split("{")[0]) or [any_id])[0]
        address = path.replace("{id}", known).replace("{key}", known).replace("{number}", "1")
        for method, operation in methods.items():
            yield from _in_parameters(method, address, operation.get("parameters", []))
            contents = operation.get("requestBody", {}).get("content", {})
            if content := contents.get("application/json"):
                yield from _in_body(method, address, content["schema"])
            if content := contents.get(FORM):
                yield from _in_form(method, address, content["schema"])


def _in_parameters(method: str, address: str, parameters: list[dict[str, Any]]) -> Iterator[Hostile]:
    queried = [each for each in parameters if each["in"] == "query"]
    for each in queried:
        others = "".join(f"&{other['name']}={ID}" for other in queried if other.get("required") and other != each)
        for what, value in (NEVER_TEXT | NO_VALUE).items():
            is_text = what in NO_VALUE and _is_plain_text(each["schema"])
            about = f"{method} {address}: {what} in {each['name']}"
            yield Hostile(about, method, f"{address}?{each['name']}={value}{others}", b"", each["name"], is_text)


def _in_body(method: str, address: str, schema: dict[str, Any]) -> Iterator[Hostile]:
    for what, body in SYNTAX.items():
        yield Hostile(f"{method} {address}: {what}", method, address, body)
    name = next(iter(_resolved(schema)["properties"]))
    for what, value in MEMBERS.items():
        body = b"{%s: %s}" % (json.dumps(name).encode(), value)
        yield Hostile(f"{method} {address}: {what} in {name}", method, address, body, name)


def _in_form(method: str, address: str, schema: dict[str, Any]) -> Iterator[Hostile]:
    name, *_ = _resolved(schema)["properties"]
    for what, (body, names) in FORMS.items():
        sent, told = body.replace(b"{name}", name.encode()), names.format(name=name)
        yield Hostile(f"{method} {address}: {what}", method, address, sent, told, media_type=SPLIT)


def _part(head: bytes, value: bytes = b"{}") -> bytes:
    return b"--|\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + value + b"\r\n"


def _form(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--|--\r\n"


_FILE = b'name="file"; filename="a.json"'
FORMS = {
    "another boundary": (_form(_part(_FILE)).replace(b"--|", b"--another"), ""),
    "no part": (_form(), ""),
    "no end": (_part(_FILE)[:-20], ""),
    "no form": (b"\x00\xff" * 1_000, ""),
    "a part without a name": (_form(_part(b"")), ""),
    "NUL in the name of a file": (_form(_part(b'name="file"; filename="a\x00.json"')), "file"),
    "an encoded NUL in the name of a file": (_form(_part(b"name=\"file\"; filename*=UTF-8''a%00.json")), "file"),
    "a name of 100,000 letters": (_form(_part(b'name="' + b"n" * 100_000 + b'"')), ""),
    "an unknown name": (_form(_part(b'name="colour"')), "colour"),
    "10,001 members": (_form(*[_part(b'name="colour"')] * 10_001), ""),
    "101 files": (_form(*[_part(_FILE)] * 101), ""),
    "a long member": (_form(_part(b'name="{name}"', b"x" * 3_000_000)), ""),
    "a doubled member": (_form(*[_part(b'name="{name}"')] * 2), "{name}"),
    "a doubled file": (_form(*[_part(_FILE)] * 2), "file"),
    "NUL": (_form(_part(b'name="{name}"', b"a\x00b")), "{name}"),
    "bytes that are no text": (_form(_part(b'name="{name}"', b"a\xed\xa0\x80b")), "{name}"),
    "a file where none is taken": (_form(_part(b'name="{name}"; filename="a.json"')), "{name}"),
    "gzip of the whole form": (gzip.compress(_form(_part(_FILE))), ""),
}
"""Each body, and what the refusal has to name; ``{name}`` is the first member of the form."""


def _is_plain_text(schema: dict[str, Any]) -> bool:
    return (
        set(_resolved(schema)) <= {"type", "minLength", "maxLength", "description", "title", "examples"}
        and schema.get("type") == "string"
    )


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = described()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema
