"""Lists: the front page, all claims with search and filter, the parties, and the corrections."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.models import Publication
from claims.pages import entries, selections
from claims.pages.answering import page, refused
from claims.pages.heads import Head
from claims.pages.presenting.cards import Card, card_of
from claims.pages.presenting.corrections import by_month, correction_view
from claims.pages.presenting.facets import facets
from claims.pages.presenting.parties import party_of_card
from claims.vocabulary import StandingWord

LATEST = 5
PER_PAGE = 20
LONGEST_SEARCH = 200  # characters; beyond it a query costs seconds (a thousand words, 12)


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    now = timezone.now()
    latest = selections.listed(words="", standing="", before=None, at=now, limit=LATEST)
    head = Head(
        "factcheck",
        _("Who said what, who answered which part of it, and when. No verdict of our own."),
        view="home",
        section="home",
    )
    context = {"cards": cards(latest)}
    return page(request, "claims/home.html", head, context, now=now)


@require_safe
def claims(request: HttpRequest) -> HttpResponseBase:
    words, standing, place = (request.GET.get(name, "").strip() for name in ("q", "standing", "before"))
    if "\x00" in words:
        return refused(request, _("The search holds a character that cannot be searched for. Type it anew."))
    if len(words) > LONGEST_SEARCH:
        message = _("The search is longer than %(count)d characters. Search for fewer words.")
        return refused(request, message % {"count": LONGEST_SEARCH})
    if standing and (standing not in StandingWord.values or standing == StandingWord.NOT_YET_MADE):
        known = ", ".join(word for word in StandingWord.values if word != StandingWord.NOT_YET_MADE)
        message = _("There is no standing of that name. Ask for one of these: %(words)s.")
        return refused(request, message % {"words": known})
    try:
        before = selections.Cursor.parse(place) if place else None
    except ValueError:
        return refused(request, _("The place in the list cannot be read. Start again at the first page."))
    now = timezone.now()
    found = selections.listed(words=words, standing=standing, before=before, at=now, limit=PER_PAGE + 1)
    asked = {name: value for name, value in (("q", words), ("standing", standing)) if value}
    context = {
        "cards": cards(found[:PER_PAGE]),
        "facets": facets(selections.counted_by_standing(words, now), words, standing),
        "words": words,
        "older": f"?{urlencode({**asked, 'before': _place_after(found)})}" if len(found) > PER_PAGE else "",
        "is_first": before is None,
    }
    head = Head(
        _("Claims about “%(words)s”") % {"words": words} if words else _("Claims and their answers"),
        view="claim-list",
        query=asked,
        is_indexed=not asked and before is None,
        section="claims",
    )
    return page(request, "claims/claim_list.html", head, context, now=now)


@require_safe
def parties(request: HttpRequest) -> HttpResponseBase:
    context = {"parties": [party_of_card({"slug": row.slug, **row.card}) for row in selections.parties()]}
    return page(request, "claims/party_list.html", Head(_("Parties"), view="party-list", section="parties"), context)


@require_safe
def corrections(request: HttpRequest) -> HttpResponseBase:
    place = request.GET.get("before", "")
    if place and not (place.isascii() and place.isdecimal() and len(place) < 19):
        return refused(request, _("The place in the list cannot be read. Start again at the first page."))
    found = entries.latest(entries.CORRECTIVE, before=int(place) if place else None, most=PER_PAGE + 1)
    rows = found[:PER_PAGE]
    dossiers = entries.dossiers(rows)
    shown = [correction_view(row, *dossiers.get(row["id"], (None, None))) for row in rows]
    context = {
        "months": by_month(shown),
        "older": f"?before={rows[-1]['position']}" if len(found) > PER_PAGE else "",
        "is_first": not place,
    }
    head = Head(
        _("Corrections"),
        _("What was corrected or withdrawn on this site, when and why."),
        view="correction-list",
        feed="correction-feed",
        is_indexed=not place,
        section="corrections",
    )
    return page(request, "claims/corrections.html", head, context)


def cards(publications: list[Publication]) -> list[Card]:
    return [card_of(found.slug, found.card, found.step) for found in publications]  # type: ignore[attr-defined]


def _place_after(found: list[Publication]) -> selections.Cursor:
    last = found[PER_PAGE - 1]
    return selections.Cursor(last.published_at, last.pk)
