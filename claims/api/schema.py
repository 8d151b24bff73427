"""The description of the API (OpenAPI 3.1), made from its code: parameters, records, and every refusal an address may give."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from claims import vocabulary
from claims.api import illustrations, problems
from claims.api.documents import DOCUMENTS
from claims.api.listed import PAGES, Sparse
from claims.dossier.schema import Dossier

_SHOWN: tuple[type[BaseModel], ...] = (Dossier, problems.Problem, Sparse, *DOCUMENTS, *PAGES)
_PREFIX = "#/components/schemas/"
_REASONS = {
    400: "The request is wrong; `errors` says where and what would be right.",
    401: "The token is missing, unknown or expired.",
    403: "The account lacks the right.",
    404: "There is nothing under this address.",
    406: "The answer is not available in the format asked for.",
    409: "It conflicts with what is stored by now.",
    410: "It was withdrawn or taken off the record; `detail` says why.",
    412: "The condition of the request does not hold: the record has another version by now.",
    428: "The header If-Match is missing.",
    413: "The body is too large.",
    415: "The body has another media type than this address takes.",
    422: "The case lacks what a published case needs, and `errors` lists what; or the Idempotency-Key was another request's.",
    429: "Too many requests; Retry-After says when to come back.",
    503: "The answer took too long.",
}
_SHARED = set(vars(vocabulary))
"""Words that records and documents are both written in."""
NOT_MODIFIED = OpenApiResponse(description="The reader has it already (If-None-Match, If-Modified-Since).")
MOVED = OpenApiResponse(description="The claim has another slug by now, or was merged: see Location.")


def document(model: type[BaseModel]) -> OpenApiResponse:
    return OpenApiResponse(response={"$ref": _PREFIX + model.__name__}, description="")


def document_or_sparse(model: type[BaseModel]) -> OpenApiResponse:
    """Of an address that takes ``fields``."""
    either = [{"$ref": _PREFIX + model.__name__}, {"$ref": _PREFIX + Sparse.__name__}]
    return OpenApiResponse(response={"anyOf": either}, description="")


class ProblemSchema(AutoSchema):
    """Declares, beside what a view answers, how it refuses. A view adds its own codes in ``refusals``, by method or not."""

    def get_tags(self) -> list[str]:
        return ["desk"] if "/desk/" in self.path else ["public"]

    def get_description(self) -> str:  # type: ignore[override]  # of drf-spectacular, whose method takes no path
        """Docstrings are for those who work on the code; a view says in its decorator what its readers need."""
        return ""

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation:
            for code in sorted(self._refusals()):
                operation["responses"].setdefault(str(code), {"$ref": f"#/components/responses/Problem{code}"})
            if self.method == "GET" and self.view.authentication_classes:
                operation["responses"].setdefault("304", {"description": NOT_MODIFIED.description})
            operation["responses"] = dict(sorted(operation["responses"].items()))
            if needed_scope := getattr(self.view, "needed_scope", None):
                operation["security"] = [{"token": [scope] if (scope := needed_scope(self.method)) else []}]
        return operation

    def _refusals(self) -> set[int]:
        codes = {406, 412, 429, 503}
        own = getattr(self.view, "refusals", ())
        codes |= set(own.get(self.method, ()) if isinstance(own, dict) else own)
        if self.view.authentication_classes:
            codes |= {401, 403}
        if self.method in ("POST", "PATCH", "PUT"):
            codes |= {400, 409, 413, 415}
        if self.method == "POST" and getattr(self.view, "action", None) not in getattr(self.view, "unkept", {}):
            codes.add(422)
        if self.method in ("PATCH", "PUT", "DELETE") and not getattr(self.view, "is_unconditional", False):
            codes.add(428)
        if "{" in self.path:
            codes.add(404)
        return codes


class GoogleSchema(ProblemSchema):
    """Of the addresses that refuse in Google's shape."""

    def get_tags(self) -> list[str]:
        return ["google"]

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation:
            content = {"application/json": {"schema": {"$ref": _PREFIX + "GoogleRefusal"}}}
            refusals = {str(code): {"description": _REASONS[code], "content": content} for code in (400, 406, 429, 503)}
            operation["responses"] = dict(sorted((operation["responses"] | refusals).items()))
        return operation

    def _refusals(self) -> set[int]:
        return set()


def _problem(code: int) -> dict[str, Any]:
    example = problems.example(code)
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": _PREFIX + "Problem"}, "example": example}}
    return {"description": _REASONS[code], "content": content}


def with_documents(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """drf-spectacular's hook: the documents that are described by their own classes, the dossier among them."""
    _, described = models_json_schema([(model, "validation") for model in _SHOWN], ref_template=_PREFIX + "{model}")
    components = result.setdefault("components", {})
    for schema in components.get("schemas", {}).values():
        for member in schema.get("properties", {}).values():
            if "oneOf" in member:  # an empty address fits both branches, as a format is no constraint
                member["anyOf"] = member.pop("oneOf")
    if twice := set(components.get("schemas", {})) & set(described["$defs"]) - _SHARED:
        raise ValueError(f"Two shapes of one name each: {', '.join(sorted(twice))}.")
    components["schemas"] = dict(sorted((components.get("schemas", {}) | described["$defs"]).items()))
    components["responses"] = {f"Problem{code}": _problem(code) for code in _REASONS}
    illustrations.add_to(result)
    return result
