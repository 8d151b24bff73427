"""The evidence of the open cell: a citation of its own, chosen or picked in the text, or again those of its answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from claims.actions import citing, curating, provenance, quoting
from claims.actions.quoting import Quote
from claims.admin.desk import at_hand, matrix
from claims.errors import FactcheckError, InvalidRecord
from claims.models import Citation, Claim, Stance


class EvidenceActs:
    """Of the workspace; what its views share comes from there."""

    _changeable: Callable[[HttpRequest, UUID], Claim]
    _quoted: Callable[[HttpRequest], Quote | None]
    _back: Callable[[HttpRequest, Claim, str], HttpResponse]
    _refuse: Callable[[HttpRequest, Claim, FactcheckError], HttpResponse]

    def evidence(self, request: HttpRequest, claim_id: UUID) -> HttpResponse:
        """``own``: a citation of the case; ``without``: one of its own that goes; ``inherit``: all of them go; else the
        words that are selected in the text."""
        claim = self._changeable(request, claim_id)
        if request.method != "POST":
            raise Http404
        try:
            done = self._change(request, claim)
        except FactcheckError as refused:
            return self._refuse(request, claim, refused)
        return self._back(request, claim, done)

    def _change(self, request: HttpRequest, claim: Claim) -> str:
        by, data = request.user, request.POST
        point, _colon, response = data.get("cell", "").partition(":")
        stance = matrix.require_taken(at_hand.stance_of(claim, point, response))
        version = int(data["version"]) if data.get("version", "").isdecimal() else None
        if "inherit" in data or "without" in data:
            stance = citing.take_own(by=by, stance=stance, citation_id=data.get("without", ""), version=version)
            if stance.citations.exists():
                return _("The citation is no longer evidence of this stance.")
            return _("The stance inherits the citations of its answer.")
        with provenance.act(by=by, cause="own evidence of a stance"):
            citation = _chosen(claim, data["own"]) if "own" in data else self._picked(request, stance)
            citing.give_own(by=by, stance=stance, citation=citation, version=version)
        return _("The stance has a citation of its own.")

    def _picked(self, request: HttpRequest, stance: Stance) -> Citation:
        quoted = self._quoted(request)
        if quoted is None:
            message = _("Select the words in the text of the source first.")
            raise InvalidRecord(message, {"words": message})
        voices = [curating.voice_of(stance.response)]
        return quoting.cite(by=request.user, claim=stance.claim, quoted=quoted, voices=voices)


def _chosen(claim: Claim, key: str) -> Citation:
    try:
        found: Citation | None = Citation.objects.standing().filter(claim=claim, pk=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        message: Any = _("Choose one of the citations of the case.")
        raise InvalidRecord(message, {"own": message})
    return found
