"""The header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a POST that may be sent twice has one effect."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.answering_once import Answer, once
from claims.api.refusals import Refused

HEADER = "Idempotency-Key"
IDEMPOTENCY_KEY = OpenApiParameter(
    HEADER,
    {"type": "string", "maxLength": 255, "examples": ['"8e03978e-40d5-43dd-bc93-6894a57f9324"']},
    OpenApiParameter.HEADER,
    description="A key of your own for this request, such as a UUID. Sent again with the same body within two days, the "
    "request has no second effect and gets the first answer; with another body it is refused with 422.",
)
_QUOTED = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,255})"')
_BARE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{1,255}")
_KEPT_HEADERS = ("ETag", "Location", "Content-Type")


def key_of(request: Request) -> str | None:
    """In quotation marks, as the draft says, or without them, as many clients send it; None where there is none."""
    given = request.headers.get(HEADER)
    if given is None:
        return None
    given = given.strip()
    if quoted := _QUOTED.fullmatch(given):
        return re.sub(r"\\(.)", r"\1", quoted[1])
    if _BARE.fullmatch(given):
        return given
    message = 'Give 1 to 255 visible ASCII characters, for example "8e03978e-40d5-43dd-bc93-6894a57f9324".'
    raise Refused("invalid-header", f"{HEADER}: {message}", [{"header": HEADER, "message": message}])


def answered_once(request: Request, key: str, handler: Callable[[], Response]) -> Response:
    """The answer of the handler, or the one that this request had before. Raises Refused, KeyReused."""

    def effect() -> Answer:
        answer = handler()
        headers = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
        return Answer(answer.status_code, headers, JSONRenderer().render(answer.data).decode())

    kept = once(by=request.user, key=key, request=_fingerprint(request), effect=effect)
    data = json.loads(kept.body) if kept.body else None
    return Response(data, status=kept.status, headers=kept.headers)


def _fingerprint(request: Request) -> str:
    data = dict(request.data.lists()) if isinstance(request.data, QueryDict) else request.data
    body = json.dumps(data, sort_keys=True, separators=(",", ":"), default=_told)
    return hashlib.sha256(f"{request.method} {request.get_full_path()}\n{body}".encode()).hexdigest()


def _told(file: "UploadedFile[Any]") -> list[str | None]:
    """A file of a form, by its name and content."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return [file.name, digest.hexdigest()]


def refuse_key(request: Request, reason: str) -> None:
    """For what must not be kept."""
    if request.headers.get(HEADER) is not None:
        raise Refused("invalid-header", reason, [{"header": HEADER, "message": reason}])
