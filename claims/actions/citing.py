"""What a citation is evidence for: one picked quote may serve the claim and several of its points, passages, stances,
events and assessments. And the evidence of one stance: its own citations, or those of its response.
"""

from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from claims.actions import editing, provenance, quoting
from claims.errors import InvalidRecord
from claims.models import Assessment, Citation, Claim, Event, Passage, Point, Source, Stance
from claims.reading import anchoring
from claims.vocabulary import Anchor

TARGETS: dict[str, type[models.Model]] = {
    "claim": Claim,
    "point": Point,
    "passage": Passage,
    "stance": Stance,
    "event": Event,
    "assessment": Assessment,
}
"""What may be cited for, by the word that names it together with its id."""


def field_of(model: type[models.Model]) -> str:
    return "citations_of_claim" if model is Claim else "citations"


@provenance.recorded("evidence")
def serve(*, by: Any, citation: Citation, added: set[str], removed: set[str]) -> None:
    """Make it evidence for what is ``added``, and no longer for what is ``removed``; each a key such as ``point:<id>``.

    Raises InvalidRecord (field ``serves``) where one of them is not, or no more, part of the case.
    """
    editing.lock_case(citation)
    for key in sorted(added | removed):
        target = _target(citation.claim, key)
        known = set(_linked(target))
        wanted = known | {citation} if key in added else known - {citation}
        if wanted != known:
            editing.save(by=by, record=target, links={field_of(type(target)): wanted})


def _target(claim: Claim, key: str) -> models.Model:
    kind, _colon, identifier = key.partition(":")
    found: models.Model | None = None
    if kind in TARGETS:
        try:
            found = TARGETS[kind]._base_manager.filter(pk=UUID(identifier)).first()
        except ValueError:
            found = None
    if found is None or editing.case_of(found) != claim or getattr(found, "is_removed", False):
        message = _("What you chose is no longer part of the case. Reload the page.")
        raise InvalidRecord(message, {"serves": message})
    return found


def _linked(target: models.Model) -> list[Citation]:
    return list(getattr(target, field_of(type(target))).all())


@provenance.recorded("own evidence of a stance")
def give_own(*, by: Any, stance: Stance, citation: Citation) -> Stance:
    """The stance is cited to these words themselves, beside any others of its own; it inherits none from then on.

    Raises InvalidRecord for a foreign citation.
    """
    if citation.claim_id != stance.claim_id or citation.is_removed:
        message = _("Choose one of the citations of the case.")
        raise InvalidRecord(message, {"own": message})
    return _cite(by, stance, {*_own(stance), citation})


@provenance.recorded("own evidence of a stance taken away")
def take_own(*, by: Any, stance: Stance, citation_id: str = "") -> Stance:
    """Without this citation of its own; without any where none is named. Then it inherits those of its response."""
    kept = {each for each in _own(stance) if citation_id and str(each.pk) != citation_id}
    return _cite(by, stance, kept)


def _own(stance: Stance) -> set[Citation]:
    editing.lock_case(stance)
    stance.refresh_from_db()
    return set(stance.citations.all())


def _cite(by: Any, stance: Stance, citations: set[Citation]) -> Stance:
    editing.save(by=by, record=stance, links={"citations": citations})
    return stance


def place_in(citation: Citation, source: Source) -> None:
    """Have the citation stand in another source: its words are looked for in that text. Stores nothing."""
    citation.source, citation.snapshot, citation.start, citation.end = source, None, None, None
    citation.prefix = citation.suffix = ""
    held = source.snapshots.exclude(text="").order_by("-pk").first()
    if held is None or not citation.exact:
        citation.anchor = Anchor.APPROXIMATE if source.is_held and not citation.exact else Anchor.NOT_HELD
        return
    places = anchoring.find(held.text, citation.exact)
    if len(places) != 1:
        citation.anchor = Anchor.NOT_FOUND
        return
    place = quoting.Quote(held, places[0]).place
    citation.snapshot, citation.start, citation.end = held, place.start, place.end
    citation.exact, citation.prefix, citation.suffix = place.exact, place.prefix, place.suffix
    citation.anchor = Anchor.EXACT
