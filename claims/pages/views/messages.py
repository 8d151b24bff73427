"""Readers write to the desk: an error, a reply on behalf of a party, a claim to look at; and see what became of it."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.actions import messages
from claims.errors import AlreadySent, FactcheckError, TooManyMessages
from claims.models import Message, Publication, Slug
from claims.pages import selections
from claims.pages.answering import moved, never_stored
from claims.pages.heads import Head
from claims.pages.messages import forms, gate, networks
from claims.pages.presenting.cards import Card, card_of
from claims.pages.presenting.texts import shown

HOUR = 3600  # seconds
REFUSED = 422


class SeeOther(HttpResponseRedirect):
    status_code = 303


@dataclass(frozen=True)
class Case:
    """What a message is about; ``card`` is None where readers may no longer see it."""

    slug: str
    claim: UUID
    card: Card | None
    points: forms.Points


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _of_case(request, slug, forms.ErrorForm, _("Report an error"), "claim-report")


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _of_case(request, slug, forms.ReplyForm, _("Send a reply on behalf of a party"), "claim-reply")


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponseBase:
    return _written(request, forms.SuggestionForm, Head(_("Suggest a claim"), view="suggest-claim", is_indexed=False))


@require_safe
def receipts(request: HttpRequest) -> HttpResponseBase:
    """What became of a message, for whoever knows its number; not what it says."""
    form = forms.ReceiptForm(request.GET if "number" in request.GET else None)
    message = messages.by_receipt(form.cleaned_data["number"]) if form.is_valid() else None
    if form.is_bound and form.is_valid() and message is None:
        form.add_error("number", _("No message has this number. Compare it with the one you were shown."))
    context = {
        "form": forms.ReceiptForm() if message else form,
        "message": message,
        "card": _public_card(message),
        "kind": message.get_kind_display() if message else "",
    }
    status = 404 if form.errors else 200
    head = Head(_("What became of your message"), view="receipts", is_indexed=False)
    return never_stored("claims/messages/receipt.html", head, context, status=status)


def _of_case(
    request: HttpRequest, slug: str, form_class: type[forms.MessageForm], title: str, view: str
) -> HttpResponseBase:
    publication = selections.publication(slug)
    slug_now = publication.merged_into_slug if publication else selections.current_slug(Slug.Kind.CLAIM, slug)
    if slug_now:
        return moved(reverse(view, kwargs={"slug": slug_now}))
    if publication is None:
        raise Http404(_("There is no such claim."))
    head = Head(title, view=view, arguments={"slug": slug}, is_indexed=False, section="claims")
    return _written(request, form_class, head, _case(publication))


def _case(publication: Publication) -> Case:
    """A withdrawn claim can be written about, too; its points are no longer shown."""
    dossier = None if publication.is_withdrawn else selections.dossier_of(publication.revision)
    points = (
        [(point.id, shown(point.text, dossier.language, point.translations)) for point in dossier.points]
        if dossier
        else []
    )
    card = card_of(publication.slug, publication.card, None) if dossier else None
    return Case(publication.slug, publication.pk, card, points)


def _written(
    request: HttpRequest, form_class: type[forms.MessageForm], head: Head, case: Case | None = None
) -> HttpResponseBase:
    points = case.points if case else ()
    if request.method != "POST":
        return _page(head, case, form_class(points=points))
    if not gate.is_from_here(request):
        raise PermissionDenied
    form = form_class(request.POST, points=points)
    try:
        sent_with = gate.admit(request, form.kind)
        if not form.is_valid():
            return _page(head, case, form, token=request.POST["token"], status=REFUSED)
        message = _received(request, form, sent_with, case)
    except AlreadySent as refused:
        return _page(head, case, form, refusal=refused.message, receipt=refused.receipt, status=REFUSED)
    except TooManyMessages as refused:
        answer = _page(head, case, form, refusal=refused.message, status=429)
        answer.headers["Retry-After"] = str(HOUR)
        return answer
    except FactcheckError as refused:
        return _page(head, case, form, refusal=refused.message, status=REFUSED)
    return SeeOther(f"{reverse('receipts')}?{urlencode({'number': message.receipt})}")


def _received(request: HttpRequest, form: forms.MessageForm, sent_with: str, case: Case | None) -> Message:
    now = timezone.now()
    fields = {name: value for name, value in form.cleaned_data.items() if name != "points"}
    return messages.receive(
        sender=messages.Sender(networks.sender_of(request, at=now), sent_with),
        kind=form.kind,
        claim_id=case.claim if case else None,
        points=[UUID(point) for point in form.cleaned_data.get("points", [])],
        language=get_language() or "en",
        **fields,
    )


def _page(
    head: Head,
    case: Case | None,
    form: forms.MessageForm,
    *,
    token: str = "",
    refusal: str = "",
    receipt: str = "",
    status: int = 200,
) -> HttpResponse:
    """``token``: that of the form at hand where it still holds; else a new one is made."""
    context = {
        "case": case,
        "form": form,
        "kind": form.kind.value,
        "token": token or gate.issue(form.kind),
        "trap": gate.TRAP,
        "refusal": refusal,
        "receipt": receipt,
    }
    return never_stored("claims/messages/form.html", head, context, status=status)


def _public_card(message: Message | None) -> Card | None:
    """Of the case that the message is about, or that was begun from it, where readers can see it."""
    publication = getattr(message and message.claim, "publication", None)
    if publication is None or publication.is_withdrawn or publication.merged_into_slug:
        return None
    return card_of(publication.slug, publication.card, None)
