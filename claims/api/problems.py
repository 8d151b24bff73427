"""Every refusal of the API as a problem document (RFC 9457): what is wrong, where, and what would be right."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from pydantic import BaseModel, Field
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from claims import errors
from claims.api.refusals import Refused

MEDIA_TYPE = "application/problem+json"
FAR_TOO_SLOW = "57014"  # PostgreSQL: query_canceled, by the statement timeout


class ProblemError(BaseModel):
    """One thing to mend: the member of the body, the parameter, the header, or the path in the dossier, and a sentence."""

    field: str | None = None
    parameter: str | None = None
    header: str | None = None
    path: str | None = None
    message: str


class Problem(BaseModel):
    """Why a request was refused (RFC 9457)."""

    type: str = Field(description="address of the description of this kind of problem")
    title: str
    status: int
    detail: str = Field(description="a sentence for the person who can mend it")
    errors: list[ProblemError] = []
    withdrawn_at: str | None = Field(default=None, description="where a withdrawn claim was asked for")
    current_version: int | None = Field(default=None, description="where somebody else saved first: the version by now")
    current: dict[str, Any] | None = Field(default=None, description="and the record as it is stored by now")


@dataclass(frozen=True)
class Kind:
    status: HTTPStatus
    title: str


KINDS = {
    "invalid-request": Kind(HTTPStatus.BAD_REQUEST, "The body of the request cannot be read"),
    "invalid-parameter": Kind(HTTPStatus.BAD_REQUEST, "A parameter of the address is wrong"),
    "invalid-record": Kind(HTTPStatus.BAD_REQUEST, "The record breaks a rule; nothing was stored"),
    "invalid-header": Kind(HTTPStatus.BAD_REQUEST, "A header of the request is wrong"),
    "token-required": Kind(HTTPStatus.UNAUTHORIZED, "A valid token is needed"),
    "not-permitted": Kind(HTTPStatus.FORBIDDEN, "The right for this is missing"),
    "scope-missing": Kind(HTTPStatus.FORBIDDEN, "The token is not made for this"),
    "not-found": Kind(HTTPStatus.NOT_FOUND, "There is nothing under this address"),
    "method-not-allowed": Kind(HTTPStatus.METHOD_NOT_ALLOWED, "This address does not take that method"),
    "not-acceptable": Kind(HTTPStatus.NOT_ACCEPTABLE, "The answer is not available in that format"),
    "record-changed": Kind(HTTPStatus.CONFLICT, "Somebody else saved the record"),
    "case-exists": Kind(HTTPStatus.CONFLICT, "The case is there already, and differs"),
    "content-unchanged": Kind(HTTPStatus.CONFLICT, "There is nothing to publish"),
    "already-withdrawn": Kind(HTTPStatus.CONFLICT, "The claim is withdrawn"),
    "withdrawn": Kind(HTTPStatus.GONE, "The claim was withdrawn"),
    "redacted": Kind(HTTPStatus.GONE, "The document was taken off the record"),
    "precondition-failed": Kind(HTTPStatus.PRECONDITION_FAILED, "The condition of the request does not hold"),
    "precondition-required": Kind(HTTPStatus.PRECONDITION_REQUIRED, "A change has to say what it was made from"),
    "too-large": Kind(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body of the request is too large"),
    "unsupported-media-type": Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body has another media type than this address takes"
    ),
    "not-publishable": Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "The case lacks what a published case needs"),
    "not-a-dossier": Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "The dossier breaks its schema; nothing was stored"),
    "key-reused": Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "The key belongs to another request"),
    "too-many-requests": Kind(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests"),
    "failed": Kind(HTTPStatus.INTERNAL_SERVER_ERROR, "Something failed on our side"),
    "busy": Kind(HTTPStatus.SERVICE_UNAVAILABLE, "The answer took too long"),
}

_OF_ACTIONS: dict[type[errors.FactcheckError], tuple[str, str]] = {
    errors.NotPermitted: ("not-permitted", "field"),
    errors.RecordChanged: ("record-changed", "field"),
    errors.ContentUnchanged: ("content-unchanged", "field"),
    errors.AlreadyWithdrawn: ("already-withdrawn", "field"),
    errors.KeyReused: ("key-reused", "header"),
    errors.NotPublishable: ("not-publishable", "path"),
    errors.InvalidRecord: ("invalid-record", "field"),
}
_OF_FRAMEWORK: dict[type[Exception], str] = {
    exceptions.NotAuthenticated: "token-required",
    exceptions.AuthenticationFailed: "token-required",
    exceptions.PermissionDenied: "not-permitted",
    PermissionDenied: "not-permitted",
    exceptions.NotFound: "not-found",
    Http404: "not-found",
    exceptions.MethodNotAllowed: "method-not-allowed",
    exceptions.NotAcceptable: "not-acceptable",
    exceptions.UnsupportedMediaType: "unsupported-media-type",
    exceptions.Throttled: "too-many-requests",
    exceptions.ParseError: "invalid-request",
}
_SENTENCES = {
    "token-required": "Send the header “Authorization: Bearer <token>” with a token that is valid.",
    "not-found": "Nothing is published or recorded under this address. Check its spelling.",
    "not-acceptable": "This address answers in application/json. Leave the header Accept out, or allow that.",
    "unsupported-media-type": "Send the body as JSON with the header “Content-Type: application/json”.",
}


def handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Django REST framework's ``EXCEPTION_HANDLER``. None, for what is a fault of ours, lets the exception through."""
    refused = _refused(exc, context.get("view"))
    if refused is None:
        return None
    set_rollback()
    headers = {}
    if getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = exc.auth_header  # type: ignore[attr-defined]  # set by the framework
    if getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(exc.wait) + 1)  # type: ignore[attr-defined]  # of Throttled
    return answer(refused, headers)


class ProblemsInJSON:
    """For views that answer in other formats too: a refusal is a problem document in each of them."""

    request: Any

    def handle_exception(self, exc: Exception) -> Any:
        self.request.accepted_renderer, self.request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
        return super().handle_exception(exc)  # type: ignore[misc]  # of the view


def answer(refused: Refused, headers: dict[str, str] | None = None) -> Response:
    problem = document(refused)
    return Response(problem, status=problem["status"], content_type=MEDIA_TYPE, headers=headers)


def document(refused: Refused) -> dict[str, Any]:
    kind = KINDS[refused.kind]
    return {
        "type": f"{settings.SITE_URL}/api/v1/problems/{refused.kind}/",
        "title": kind.title,
        "status": kind.status.value,
        "detail": _encodable(refused.detail),
        **refused.members,
        "errors": [{name: _encodable(text) for name, text in found.items()} for found in refused.found],
    }


def example(code: int) -> dict[str, Any]:
    """What a refusal with this status looks like, for the description of the API."""
    name, kind = next((name, kind) for name, kind in KINDS.items() if kind.status == code)
    detail = _SENTENCES.get(name, f"{kind.title}. See errors.")
    errors = [{"field": "title", "message": "This field may not be blank."}] if code in (400, 422) else []
    address = f"{settings.SITE_URL}/api/v1/problems/{name}/"
    return {"type": address, "title": kind.title, "status": code, "detail": detail, "errors": errors}


def _refused(exc: Exception, view: Any = None) -> Refused | None:
    if isinstance(exc, Refused):
        return exc
    if isinstance(exc, errors.FactcheckError):
        if isinstance(exc, errors.FileRefused):
            found = [{"path": each.path, "message": _misfit(each)} for each in exc.problems]
            return Refused("not-a-dossier", "The body is no dossier that can be stored. See errors.", found)
        kind, member = _OF_ACTIONS.get(type(exc), ("invalid-record", "field"))
        found = [_located(member, place, message) for place, message in exc.fields.items()]
        return Refused(kind, exc.message, found)
    if isinstance(exc, exceptions.ValidationError):
        return Refused("invalid-record", "Nothing was stored. See errors.", _flat(exc.detail))
    if isinstance(exc, OperationalError) and getattr(exc.__cause__, "sqlstate", None) == FAR_TOO_SLOW:
        return Refused("busy", "The database took too long. Ask for less, or try again later.")
    if isinstance(exc, exceptions.UnsupportedMediaType) and view is not None:
        taken = " or ".join(parser.media_type for parser in view.parser_classes)
        return Refused(
            "unsupported-media-type", f"Send the body as {taken}, with the header Content-Type that says so."
        )
    for known, kind in _OF_FRAMEWORK.items():
        if isinstance(exc, known):
            return Refused(kind, _SENTENCES.get(kind) or str(getattr(exc, "detail", exc)))
    return None


def _misfit(problem: errors.FileProblem) -> str:
    return f"Found {problem.value}, expected {problem.expected}."


def _located(member: str, place: str, message: str) -> dict[str, str]:
    return {"message": message} if place == "__all__" else {member: place, "message": message}


def _flat(detail: Any, path: str = "") -> list[dict[str, str]]:
    """The framework's nested messages, one entry a sentence, with dotted paths."""
    if isinstance(detail, dict):
        return [found for key in detail for found in _flat(detail[key], _within(path, key))]
    if isinstance(detail, list):
        return [found for value in detail for found in _flat(value, path)]
    return [{"field": path, "message": str(detail)} if path else {"message": str(detail)}]


def _within(path: str, key: Any) -> str:
    """``stances[1].point``: errors of a list come by the place in it."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return path if key == "non_field_errors" else f"{path}.{key}".strip(".")


def _encodable(text: str) -> str:
    """A lone surrogate of the request has no place in UTF-8; it is shown as an escape."""
    return str(text).encode("utf-8", "backslashreplace").decode("utf-8")
