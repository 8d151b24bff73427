"""What a change was made from: the header If-Match (RFC 9110, 13.1.1), demanded of every change.

The tag of a record is its version, ``"3"``; of a record without versions, and of lists, a hash of what is shown. A case has
two: the version of its claim, which says nothing of its parts, and the fingerprint of its whole dossier, which changes with
every one. What is decided about a whole case (handing in, approving, publishing, replacing) takes the second alone.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from claims.api.refusals import Refused
from claims.dossier.build import build
from claims.dossier.content import content_bytes, content_fingerprint
from claims.models import Claim
from claims.models.record import Record

IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "examples": ['"3"', "*"]},
    OpenApiParameter.HEADER,
    required=True,
    description="The `ETag` of the state that the change was made from, as the answer to GET has it, or several of them; "
    "`*` for whatever is there. 412 where it is another by now.",
)
IF_MATCH_CASE = OpenApiParameter(
    "If-Match",
    {"type": "string", "examples": [f'"{64 * "a"}"', "*"]},
    OpenApiParameter.HEADER,
    required=True,
    description="The `ETag` of the working dossier, as it was read: the case with every part. The version of the claim alone is "
    "not enough. `*` for whatever is there. 412 where the case is another by now.",
)
_TAG = r'(W/)?("[\x21\x23-\x7e\x80-\xff]*")'
_LIST = re.compile(rf"[\s,]*{_TAG}(?:\s*,[\s,]*{_TAG})*[\s,]*")
_FINGERPRINT = re.compile(r'"[0-9a-f]{64}"')
LONGEST = 4000


@dataclass(frozen=True)
class IfMatch:
    """``strong``: the tags of the header; weak ones never match a change. None where any state will do."""

    strong: frozenset[str] | None

    def holds(self, *tags: str) -> bool:
        return self.strong is None or not self.strong.isdisjoint(tags)


def if_match(request: Request) -> IfMatch:
    """Raise Refused (428) where the header is missing. One that holds no tag matches nothing."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        message = (
            "Say which state you change: send the ETag that GET answers with for this address, for example "
            'If-Match: "3", or If-Match: * for whatever is there.'
        )
        raise Refused("precondition-required", message, [{"header": "If-Match", "message": message}])
    if given == "*":
        return IfMatch(None)
    if len(given) > LONGEST or not _LIST.fullmatch(given):
        return IfMatch(frozenset())
    return IfMatch(frozenset(tag for weak, tag in re.findall(_TAG, given) if not weak))


def require(request: Request, tags: Iterable[str], **current: Any) -> None:
    """Raise Refused (428, 412) unless one of the tags is asked for. ``current``: what is there by now, for the answer."""
    if not if_match(request).holds(*tags):
        raise failed(**current)


def failed(**current: Any) -> Refused:
    message = (
        "What you change is another by now than If-Match says. Nothing was stored; compare it with what is current."
    )
    return Refused("precondition-failed", message, [{"header": "If-Match", "message": message}], **current)


def tag_of(record: Any, shown: Any) -> str:
    """``shown``: the record as the API shows it."""
    version = version_of(record)
    return tag_of_content(shown) if version is None else f'"{version}"'


def version_of(record: Any) -> int | None:
    """Of a record that counts its changes. A rating scale has a version that is something else."""
    return record.version if isinstance(record, Record) else None


def tag_of_content(shown: Any) -> str:
    text = json.dumps(shown, sort_keys=True, cls=DjangoJSONEncoder)
    return f'"{hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]}"'


def require_case(request: Request, claim: Claim, *, as_a_whole: bool, current: Callable[[], dict[str, Any]]) -> None:
    """Ask with the claim locked. Raise Refused (428, 412) unless the case is as If-Match says.

    ``as_a_whole``: the version of the claim is not enough, since a part may have changed that nobody looked at.
    The dossier is built only where its fingerprint was given.
    """
    asked = if_match(request)
    is_version = asked.holds(f'"{claim.version}"')
    if is_version and (not as_a_whole or asked.strong is None):
        return
    is_of_dossier = any(_FINGERPRINT.fullmatch(tag) for tag in asked.strong or ())
    if is_of_dossier and asked.holds(tag_of_dossier(claim)):
        return
    raise _only_of_the_claim(claim, current()) if is_version else failed(**current())


def _only_of_the_claim(claim: Claim, current: dict[str, Any]) -> Refused:
    address = reverse("desk-claims-dossier", args=[claim.pk])
    message = (
        "The version of the claim does not change with its points, answers and citations, so it does not say that you saw "
        f"the case as it stands. Send the ETag that GET {address} answers with."
    )
    return Refused("precondition-failed", message, [{"header": "If-Match", "message": message}], **current)


def tag_of_dossier(claim: Claim) -> str:
    return f'"{content_fingerprint(content_bytes(build(claim.pk)))}"'
