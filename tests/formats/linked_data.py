"""Reading JSON-LD as linked data, with the context of schema.org out of the shared data: nothing is fetched."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pyld import jsonld

SCHEMA_ORG = Path(settings.BASE_DIR).parent / "shared" / "data" / "schemaorg" / "schemaorgcontext.jsonld"
needs_context = pytest.mark.skipif(
    not SCHEMA_ORG.exists(), reason=f"schema.org's context is read from {SCHEMA_ORG}, which is not there"
)
PREFIX = "http://schema.org/"


def expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Every term as its address; what the context does not know is refused."""
    context = json.loads(SCHEMA_ORG.read_text(encoding="utf-8"))

    def load(address: str, options: Any) -> dict[str, Any]:
        assert address.rstrip("/") == "https://schema.org", f"{address} would be fetched"
        return {"contextUrl": None, "documentUrl": address, "document": context}

    found: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": load})
    return found


def members(value: Any) -> set[str]:
    """The name of every member of a document, however deep."""
    if isinstance(value, list):
        return set().union(*map(members, value))
    if not isinstance(value, dict):
        return set()
    return set(value).union(*map(members, value.values()))


def types(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(types, value))
    if not isinstance(value, dict):
        return set()
    own = value.get("@type", [])
    return set(own if isinstance(own, list) else [own]).union(*map(types, value.values()))
