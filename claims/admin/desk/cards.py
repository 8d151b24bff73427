"""The cards of the workspace: what hangs on a case beside its points and answers, each edited in place, one at a time.

A card is opened by its address (``?card=request:<id>``, ``?card=request:new``) and sent to an address of its own. Where
somebody else saved meanwhile, the answer is the page of the conflict, as for every form of the desk.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from claims import rules
from claims.actions import drafts, editing, provenance
from claims.admin import conflicts, gone
from claims.admin.choices import CaseChoices
from claims.admin.desk import at_hand, conflict_pages, gone_cards, listing
from claims.admin.desk.assessments import AssessmentForm
from claims.admin.desk.card_form import CardForm
from claims.admin.desk.citations import CitationForm
from claims.admin.desk.events import EventCard
from claims.admin.desk.relations import RelationForm
from claims.admin.desk.requests import RequestForm, UnaskedForm
from claims.admin.desk.timeline import TimelineActs
from claims.admin.drafts import as_sent, kept_instead
from claims.admin.refusals import RefusedForm
from claims.errors import FactcheckError
from claims.models import Assessment, Citation, Claim, ClaimParty, Draft, Event, Relation, Request

NEW = "new"


@dataclass(frozen=True)
class Kind:
    """``part``: the section of the page in which its records are listed."""

    model: type[models.Model]
    form: type[CardForm]
    part: str
    saved: Any
    removed: Any = ""
    is_made: bool = True


KINDS: dict[str, Kind] = {
    "request": Kind(Request, RequestForm, "requests", gettext_lazy("Request saved."), gettext_lazy("Request removed.")),
    "unasked": Kind(ClaimParty, UnaskedForm, "requests", gettext_lazy("Reason saved."), is_made=False),
    "assessment": Kind(
        Assessment,
        AssessmentForm,
        "assessments",
        gettext_lazy("Assessment saved."),
        gettext_lazy("Assessment removed."),
    ),
    "relation": Kind(
        Relation, RelationForm, "relations", gettext_lazy("Relation saved."), gettext_lazy("Relation removed.")
    ),
    "event": Kind(Event, EventCard, "events", gettext_lazy("Event saved."), gettext_lazy("Event removed.")),
    "citation": Kind(
        Citation, CitationForm, "citations", gettext_lazy("Citation saved."), gettext_lazy("Citation removed."), False
    ),
}


@dataclass(frozen=True)
class Card:
    """The card that is open. ``draft``: the name under which its words are kept."""

    name: str
    kind: Kind
    key: str
    form: CardForm
    url: str
    draft: str
    kept: Draft | None = None

    @property
    def is_new(self) -> bool:
        return self.key == NEW

    @property
    def title(self) -> Any:
        return self.form.title_of_new if self.is_new else self.form.title

    @property
    def may_go(self) -> bool:
        return bool(self.kind.removed) and not self.is_new


class CardActs(TimelineActs):
    """Of the workspace; what its views share comes from there."""

    admin: Any
    _state: Callable[[HttpRequest], dict[str, str]]
    _address: Callable[[HttpRequest, Claim], str]
    render: Callable[..., HttpResponse]

    def card_urls(self, of_case: str) -> list[Any]:
        wrap = self.admin.admin_site.admin_view
        return [
            path(f"{of_case}card/<slug:name>/<slug:key>/", wrap(self.card), name="claims_claim_card"),
            path(f"{of_case}events/", wrap(self.order_of_events), name="claims_claim_event_order"),
        ]

    def card(self, request: HttpRequest, claim_id: UUID, name: str, key: str) -> HttpResponse:
        """Save or remove what the card holds. Asked for without sending anything, it is the page with the card open."""
        claim = self._changeable(request, claim_id)
        kind = KINDS.get(name)
        if kind is None:
            raise Http404
        if request.method != "POST":
            given = {**request.GET.dict(), "card": f"{name}:{key}"}
            return HttpResponseRedirect(f"{reverse('admin:claims_claim_desk', args=[claim.pk])}?{urlencode(given)}")
        if conflicts.MARK in request.POST:
            if conflicts.DRAFT in request.POST:
                return kept_instead(request, conflicts.as_typed(request.POST))
            if "remove" in request.POST and conflict_pages.keeps_theirs(request.POST):
                return HttpResponseRedirect(self._address(request, claim))
            request.POST = conflicts.chosen(request.POST)  # type: ignore[assignment]  # it can be set
        removal = gone_cards.removal_of(claim, kind.model, key)
        if removal and gone.BRING_BACK not in request.POST:
            return gone_cards.page(self.admin, request, claim, kind, removal)
        card, is_done = None, False
        try:
            with provenance.act(by=request.user, cause="event card" if name == "event" else name):
                editing.lock_case(claim)
                gone.bring_back(request, removal)
                card = self._opened(request, claim, name, key, request.POST)
                is_done = card is not None and (_remove if "remove" in request.POST else _save)(request, card)
        except RefusedForm as refused:
            if card is not None:
                card.form.refuse(refused)
        except FactcheckError as refused:  # it cannot come back
            if removal is None:
                raise
            return gone_cards.page(self.admin, request, claim, kind, removal, refused)
        if card is None:
            raise Http404
        if not is_done:
            return self._shown_again(request, claim, card)
        drafts.discard(by=request.user, form=card.draft)
        return self._back(request, claim, str(kind.removed if "remove" in request.POST else kind.saved))

    def _shown_again(self, request: HttpRequest, claim: Claim, card: Card) -> HttpResponse:
        """The page with the card as it was typed; where somebody saved in between, the choice between theirs and yours."""
        of_page = conflict_pages.of(card.form, card.form.rows, goes="remove" in request.POST)
        if conflict := conflicts.found(of_page, request.POST):
            return conflict_pages.page(
                self.admin, request, claim, conflict, back=self._address(request, claim), draft=""
            )
        request.__dict__["_desk_card"] = card
        return self.render(request, claim, status=422)

    def cards_context(self, request: HttpRequest, claim: Claim, seen: Any, cell: Any) -> dict[str, Any]:
        """For the page: the lists, the card that is open, the evidence of the open cell."""
        card = request.__dict__.get("_desk_card")
        if card is None and seen.is_changeable and ":" in (asked := request.GET.get("card", "")):
            name, key = asked.split(":", 1)
            card = self._opened(request, claim, name, key, None) if name in KINDS else None
        return {
            "card": card,
            "lists": listing.lists_of(seen),
            "evidence": listing.evidence_of(seen, cell) if cell and cell.stance.stance else None,
            "may_merge": rules.may_merge(request.user, claim),
        }

    def _opened(self, request: HttpRequest, claim: Claim, name: str, key: str, data: QueryDict | None) -> Card | None:
        """None where there is no such record in the case."""
        kind = KINDS[name]
        record = _record(request, kind, claim, key)
        if record is None:
            return None
        case = CaseChoices(claim.pk)
        case.claim = claim
        source = at_hand.source_of(self._state(request)["source"]) if data is not None and name != "request" else None
        options: dict[str, Any] = {"case": case, "published": source.published_at if source else None}
        with translation.override(settings.LANGUAGE_CODE):
            draft = reverse("admin:claims_claim_card", args=[claim.pk, name, key])
        kept = drafts.of(request.user, draft) if data is None else None
        form = kind.form(data if kept is None else as_sent(kept), instance=record, **options)
        if kept is not None:
            form.without_complaints()
        url = reverse("admin:claims_claim_card", args=[claim.pk, name, key])
        return Card(name, kind, key, form, url, draft, kept)


def _record(request: HttpRequest, kind: Kind, claim: Claim, key: str) -> Any:
    """The record, or a new one; of an unasked party ``key`` is that of the party."""
    if key == NEW:
        asked = _id(request.GET.get("to", "")) if kind.model is Request else None
        return kind.model(claim=claim, **({"to_id": asked} if asked else {})) if kind.is_made else None
    identifier = _id(key)
    if kind.model is ClaimParty:
        return ClaimParty.objects.filter(claim=claim, party=identifier).first()
    rows: Any = kind.model._default_manager.filter(claim=claim, is_removed=False, pk=identifier)
    record = rows.first()
    if record is not None:
        record.claim = claim
    return record


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _save(request: HttpRequest, card: Card) -> bool:
    if not card.form.is_valid():
        return False
    card.form.store(request)
    return True


def _remove(request: HttpRequest, card: Card) -> bool:
    if not card.may_go:
        raise Http404
    if card.form.opened is not None:
        return False
    try:
        editing.remove(by=request.user, record=card.form.instance)
    except FactcheckError as refused:
        raise RefusedForm("", refused) from refused
    return True
