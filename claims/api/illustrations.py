"""An example for every body that the description knows, put together from examples of its members: each is written once.

They tell of the case that is shipped. What a body means as a whole is written in ``claims.api.desk.examples`` and wins.
"""

from typing import Any

from claims.api.desk.examples import BODIES, CITATION, CLAIM, FACEBOOK, JOURNAL, POINT, REPORT, RESPONSE, STANCE

PREFIX = "#/components/schemas/"
SITE = "http://localhost:8000"
PAGE = f"{SITE}/claims/facebook-bank-data/"
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_WHOLE: dict[str, Any] = {
    "Moment": {"value": "2018-08-07", "stated": "am Dienstag"},
    "Sparse": {"title": BODIES["claims"]["title"]},
}
"""By the name of a schema."""
_MEMBERS: dict[str, Any] = {
    "claim": CLAIM,
    "claims": CLAIM,
    "party": FACEBOOK,
    "to": FACEBOOK,
    "claimant": JOURNAL,
    "publisher": JOURNAL,
    "author": JOURNAL,
    "point": POINT,
    "points": POINT,
    "response": RESPONSE,
    "stance_id": STANCE,
    "source": REPORT,
    "citation": CITATION,
    "citations": CITATION,
    "citations_of_claim": CITATION,
    "relays": REPORT,
    "subjects": FACEBOOK,
    "named": FACEBOOK,
    "parties": FACEBOOK,
    "into": CLAIM,
    "slug": "facebook-bank-data",
    "title": BODIES["claims"]["title"],
    "statement": BODIES["claims"]["statement"],
    "name": "Facebook",
    "short_name": "Facebook",
    "aliases": "Facebook, Inc.",
    "language": "en",
    "url": PAGE,
    "page": PAGE,
    "api_url": f"{SITE}/api/v1/claims/facebook-bank-data/",
    "next": None,
    "previous": None,
    "text": "Facebook turned to large US banks in the past year.",
    "words": "das ist nicht wahr",
    "voices": "Facebook",
    "exact": "das ist nicht wahr",
    "quote": "das ist nicht wahr",
    "prefix": "Der Sprecher sagte: ",
    "suffix": " Mehr sagte er nicht.",
    "translated_from": "en",
    "stance": "denies",
    "directness": "express",
    "status": "partly_denied",
    "role": "subject",
    "kind": "statement",
    "username": "ada",
    "by": "ada",
    "assignee": "ada",
    "submitted_by": "ada",
    "who": "ada",
    "roles": "editor",
    "resolved_by": None,
    "resolved_at": None,
    "decided_by": None,
    "decided_at": None,
    "withdrawn_at": None,
    "translator": "factcheck desk",
    "of": HASH,
    "sha256": HASH,
    "hash": HASH,
    "content_hash": HASH,
    "schema": "dossier/1",
    "previous_hash": HASH,
    "salt": HASH,
    "content": '{"id":"…"}',
    "note": "The day of the answer was wrong.",
    "reason": "The report was retracted.",
    "remark": "By e-mail.",
    "questions": "Is it true?",
    "label": "Mostly false",
    "rating_value": "2",
    "rating_best": "5",
    "rating_worst": "1",
    "file_name": "reviews.json",
    "domain": "example.org",
    "media_type": "text/html",
    "secret": "whsec_…",
    "token": "4f1c…",
    "scope_note": BODIES["claims"]["scope_note"],
    "source_domain": "example.org",
    "zone": "Europe/Berlin",
    "event_types": "claim.corrected",
    "scopes": "read",
    "type": "claim.corrected",
    "error": "",
    "disabled_reason": "",
    "naming_reason": "holds public office",
    "public_label": "an employee",
    "snapshot": HASH,
    "start": 120,
    "end": 138,
    "value": "2",
    "best": "5",
    "worst": "1",
    "languageCode": "en",
    "version": 3,
    "state": "done",
    "format": "claimreview",
    "counts": {
        "rows": 17,
        "stored": 15,
        "unchanged": 1,
        "kept": 0,
        "refused": 1,
        "claims": 15,
        "published": 0,
        "notices": 4,
    },
    "anchor": "exact",
}
"""By the name of a member. Of a list: what it consists of."""
_FORMATS = {
    "uuid": CLAIM,
    "uri": PAGE,
    "date-time": "2018-08-07T10:15:00Z",
    "date": "2018-08-10",
    "email": "desk@example.org",
    "binary": "…",
}
_TOO_DEEP = 24


def illustrate(schema: dict[str, Any], schemas: dict[str, Any], member: str = "", depth: int = 0) -> Any:
    """A value that fits. ``schemas``: what its references lead to."""
    if depth > _TOO_DEEP:
        return None
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(PREFIX)
        return _WHOLE[name] if name in _WHOLE else illustrate(schemas[name], schemas, member, depth + 1)
    if schema.get("examples"):
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    if member in _MEMBERS and _fits(_MEMBERS[member], schema):
        return _MEMBERS[member]
    if "enum" in schema:
        return schema["enum"][0]
    for either in ("anyOf", "oneOf", "allOf"):
        if either in schema:
            return _of_several(schema[either], schemas, member, depth)
    return _of_type(schema, schemas, member, depth)


def _of_several(branches: list[dict[str, Any]], schemas: dict[str, Any], member: str, depth: int) -> Any:
    if member in _MEMBERS and any(_fits(_MEMBERS[member], branch) for branch in branches):
        return _MEMBERS[member]
    return illustrate(branches[0], schemas, member, depth + 1)


def _of_type(schema: dict[str, Any], schemas: dict[str, Any], member: str, depth: int) -> Any:
    match _type(schema):
        case "object":
            return _of_members(schema, schemas, depth)
        case "array":
            return [illustrate(schema["items"], schemas, member, depth + 1)] if schema.get("items") else []
        case "integer" | "number":
            return schema.get("default") or schema.get("minimum") or 1
        case "boolean":
            return schema.get("default", False)
        case "null":
            return None
    return _FORMATS.get(schema.get("format", ""), "…")


def _of_members(schema: dict[str, Any], schemas: dict[str, Any], depth: int) -> dict[str, Any]:
    if members := schema.get("properties"):
        return {name: illustrate(member, schemas, name, depth + 1) for name, member in members.items()}
    values = schema.get("additionalProperties")
    if not isinstance(values, dict) or not values:
        return {}
    names = schema.get("propertyNames", {})
    names = schemas[names["$ref"].removeprefix(PREFIX)] if "$ref" in names else names
    return {names.get("enum", ["de"])[0]: illustrate(values, schemas, "", depth + 1)}


def _type(schema: dict[str, Any]) -> str:
    kind = schema.get("type", "object" if "properties" in schema else "string")
    return next((each for each in kind if each != "null"), "null") if isinstance(kind, list) else str(kind)


def _fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether the example of a member suits this one of its name."""
    kinds = schema.get("type", ())
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if value is None:
        return "null" in kinds
    if "enum" in schema and value not in schema["enum"]:
        return False
    if schema.get("format") == "uuid" and not _is_id(value):
        return False
    return {int: "integer", dict: "object"}.get(type(value), "string") in kinds


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("01a20dc1-")


def add_to(result: dict[str, Any]) -> None:
    """Give every body of the description its example, unless it has one, and every variable of an address its meaning."""
    schemas = result["components"]["schemas"]
    for methods in result["paths"].values():
        for operation in methods.values():
            bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
            for media_type, content in (
                (kind, each) for body in bodies for kind, each in body.get("content", {}).items()
            ):
                if not {"example", "examples"} & set(content):
                    content["example"] = _of_body(media_type, content["schema"], schemas)
            for parameter in operation.get("parameters", []):
                if not parameter.get("description"):
                    parameter["description"] = _VARIABLES[parameter["name"]]


def _of_body(media_type: str, schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    return _OTHER[media_type] if media_type in _OTHER else illustrate(schema, schemas)


_OTHER = {
    "text/csv": "claim,point,response,stance\nfacebook-bank-data,2,1,denies\n",
    "application/x-ndjson": '{"schema":"dossier/1","slug":"facebook-bank-data"}\n',
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "PK…",
}
_VARIABLES = {
    "id": "The id of the record.",
    "key": "The slug, the present one or an old one, or the id.",
    "number": "The number of the revision; the first one is 1.",
}
