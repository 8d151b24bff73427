"""Where in the workspace a part of the case is looked at and changed: addresses for pages that speak of parts."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from claims.dossier.differences import Difference, Kind
from claims.dossier.schema import Dossier
from claims.dossier.untranslated import main_language

_CARDS = ("request", "unasked", "event", "assessment", "citation")
_SECTIONS = {
    "claim": "desk-claim",
    "party": "desk-claim",
    "topic": "desk-claim",
    "point": "desk-matrix-title",
    "response": "desk-answers",
    "passage": "desk-answers",
    "request": "desk-requests",
    "unasked": "desk-requests",
    "event": "desk-events",
    "assessment": "desk-assessments",
    "relation": "desk-relations",
    "citation": "desk-citations",
    "source": "desk-citations",
}
"""The part of the page in which those are listed that have no address of their own."""


def link_to(difference: Difference, dossier: Dossier) -> str:
    """The place of what differs, in the working state; empty where it is no more."""
    if difference.kind == Kind.REMOVED:
        return ""
    claim = UUID(dossier.id)
    if difference.of == "translation":
        language = main_language(difference.id)
        is_offered = language in dict(settings.LANGUAGES)
        return reverse("admin:claims_claim_translations", args=[claim, language]) if is_offered else ""
    query, section = _place(difference, dossier)
    return "".join(
        [
            reverse("admin:claims_claim_desk", args=[claim]),
            f"?{urlencode(query)}" if query else "",
            f"#{section}" if section else "",
        ]
    )


def _place(difference: Difference, dossier: Dossier) -> tuple[dict[str, str], str]:
    """The query and the fragment of the address."""
    of, part, section = difference.of, difference.id, _SECTIONS.get(difference.of, "")
    if of in _CARDS and part:
        return {"card": f"{of}:{part}"}, section
    if of == "source" and part:
        return {"source": part}, ""
    if of == "point" and part:
        return {}, f"point-{part}"
    if of == "stance":
        return _cell(part, dossier)
    if of in ("response", "passage") and part:
        response = part if of == "response" else difference.place[1]
        return {"response": response}, f"answer-{response}"
    return {}, section


def _cell(stance: str, dossier: Dossier) -> tuple[dict[str, str], str]:
    for response in dossier.responses:
        for each in response.stances:
            if each.id == stance:
                return {"response": response.id, "cell": f"{each.point}:{response.id}"}, "desk-cell-title"
    return {}, "desk-matrix-title"
