"""What selected words can become: for each kind its form, what the text proposes for it, and the action that stores it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from claims.actions import curating, evidence, positions
from claims.actions.quoting import Quote
from claims.admin.desk import forms
from claims.admin.desk.claim_form import ClaimForm, words_of
from claims.errors import InvalidRecord
from claims.fields.moment import Moment
from claims.models import Claim, Response, Source, Stance
from claims.reading import dates, proposals
from claims.vocabulary import PartyRole


@dataclass(frozen=True)
class Setting:
    """Where an act takes place: who acts on which case, beside which source, at which answer and cell."""

    by: Any
    claim: Claim
    source: Source | None
    response: Response | None
    stance: Stance | None

    @property
    def published(self) -> Moment | None:
        return self.source.published_at if self.source else None

    @property
    def subjects(self) -> list[str]:
        rows = self.claim.involvements.filter(role=PartyRole.SUBJECT).select_related("party")
        return [row.party.name for row in rows]


@dataclass(frozen=True)
class Kind:
    """``is_of_answer``: what it becomes belongs to the answer at hand, which therefore has to be there."""

    form: type[forms.DeskForm]
    propose: Callable[[Setting, Quote | None], dict[str, Any]]
    make: Callable[[Setting, Quote | None, dict[str, Any]], Any]
    done: Callable[[Any], str]
    is_of_answer: bool = False


def _words(quoted: Quote | None) -> str:
    return quoted.place.exact if quoted else ""


def _claim(setting: Setting, quoted: Quote | None) -> dict[str, Any]:
    """What is known of the claim, or what the text says of it; the claimant is the publisher of the source that is relayed."""
    claim = setting.claim
    if claim.title != evidence.UNTITLED:
        return {**words_of(claim), "subjects": ", ".join(setting.subjects)}
    relayed = setting.source.relays.select_related("publisher").first() if setting.source else None
    origin = relayed or setting.source
    return {
        "statement": _words(quoted),
        "claimant": origin.publisher.name if origin and origin.publisher else "",
        "made_at": forms.shown(origin.published_at if origin else None),
    }


def _save_claim(setting: Setting, quoted: Quote | None, data: dict[str, Any]) -> Claim:
    return curating.write_claim(
        by=setting.by,
        claim=setting.claim,
        version=setting.claim.version,
        title=data["name"],
        statement=data["statement"],
        scope_note=data["scope_note"],
        claimant=data["claimant"],
        made_at=data["made_at"],
        claimant_kind=data["claimant_kind"],
        subjects=data["subjects"],
        subjects_kind=data["subjects_kind"],
        topics=data["topics"],
        quoted=quoted,
    )


def _answer(setting: Setting, quoted: Quote | None) -> dict[str, Any]:
    subjects = setting.subjects
    found: dict[str, Any] = {"party": subjects[0] if len(subjects) == 1 else ""}
    if quoted:
        text, place = quoted.snapshot.text, quoted.place
        said = dates.when_said(text, place.start, place.end, published=setting.published)
        found["spokesperson_role"] = proposals.speaker_role(text, place.start, place.end) or ""
        found["made_at"] = forms.shown(said)
        found["translated_from"] = quoted.snapshot.source.quotes_translated_from
    return found


def _event(setting: Setting, quoted: Quote | None) -> dict[str, Any]:
    if quoted is None:
        return {}
    place = quoted.place
    said = dates.when_said(quoted.snapshot.text, place.end, place.end, published=setting.published)
    return {"text": place.exact, "at": forms.shown(said)}


def _own_claim(setting: Setting, quoted: Quote | None, data: dict[str, Any]) -> Claim:
    if setting.response is None:
        message = _("First make the answer that says it: select its words and press R.")
        raise InvalidRecord(message, {"name": message})
    return curating.add_own_claim(
        by=setting.by,
        claim=setting.claim,
        response=setting.response,
        title=data["name"],
        statement=data["statement"],
        quoted=quoted,
    )


def _hedge(setting: Setting, quoted: Quote | None, data: dict[str, Any]) -> Any:
    if setting.stance is None or setting.stance._state.adding or quoted is None:
        message = _("Open a cell with a stance first; the hedge belongs to it.")
        raise InvalidRecord(message, {"kind": message})
    return positions.add_hedge(by=setting.by, stance=setting.stance, kind=data["kind"], quoted=quoted)


def _relayed(setting: Setting, quoted: Quote | None, data: dict[str, Any]) -> Source:
    if setting.source is None:
        message = _("Choose the source that relays it first.")
        raise InvalidRecord(message, {"publisher": message})
    return evidence.add_relayed(
        by=setting.by,
        claim=setting.claim,
        relaying=setting.source,
        publisher=data["publisher"],
        publisher_kind=data["publisher_kind"],
        published_at=data["published_at"],
        title=data["headline"],
    )


def _text(setting: Setting, quoted: Quote | None, data: dict[str, Any]) -> Any:
    if setting.source is None:
        message = _("Choose the source first.")
        raise InvalidRecord(message, {"text": message})
    return evidence.hold(by=setting.by, source=setting.source, text=data["text"])


KINDS: dict[str, Kind] = {
    "text": Kind(forms.TextForm, lambda setting, quoted: {}, _text, lambda made: _("The desk has the text now.")),
    "claim": Kind(ClaimForm, _claim, _save_claim, lambda made: _("Claim saved.")),
    "point": Kind(
        forms.PointForm,
        lambda setting, quoted: {"text": _words(quoted)},
        lambda setting, quoted, data: curating.add_point(by=setting.by, claim=setting.claim, quoted=quoted, **data),
        lambda made: _("Point %(order)d added.") % {"order": made.order},
    ),
    "parties": Kind(
        forms.PartiesForm,
        lambda setting, quoted: {"names": "\n".join(proposals.names_in(_words(quoted)))},
        lambda setting, quoted, data: curating.add_parties(by=setting.by, claim=setting.claim, **data),
        lambda made: _("Parties: %(names)s.") % {"names": ", ".join(party.name for party in made)},
    ),
    "answer": Kind(
        forms.AnswerForm,
        _answer,
        lambda setting, quoted, data: curating.add_answer(by=setting.by, claim=setting.claim, quoted=quoted, **data),
        lambda made: _("Answer %(order)d added.") % {"order": made.order},
    ),
    "event": Kind(
        forms.EventForm,
        _event,
        lambda setting, quoted, data: curating.add_event(by=setting.by, claim=setting.claim, quoted=quoted, **data),
        lambda made: _("Event added."),
    ),
    "own-claim": Kind(
        forms.OwnClaimForm,
        lambda setting, quoted: {"statement": _words(quoted)},
        _own_claim,
        lambda made: _("Draft added: %(title)s.") % {"title": made.title},
        is_of_answer=True,
    ),
    "hedge": Kind(
        forms.HedgeForm,
        lambda setting, quoted: {},
        _hedge,
        lambda made: _("Hedge added: %(words)s.") % {"words": made.words},
        is_of_answer=True,
    ),
    "relayed": Kind(
        forms.RelayedForm,
        lambda setting, quoted: {},
        _relayed,
        lambda made: _("Source added: %(title)s.") % {"title": made.title},
    ),
}
