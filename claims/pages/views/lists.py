"""The front page, and the list of corrections."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.pages import entries, finding
from claims.pages.answering import page, refused
from claims.pages.asking import no_such_place
from claims.pages.heads import Head
from claims.pages.presenting.corrections import by_month, correction_view
from claims.pages.views.claims import cards_of

LATEST, BRIEF = 3, 5
PER_PAGE = 20


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    now = timezone.now()
    head = Head(
        settings.SITE_NAME,
        _("Who said what, who answered which part of it, and when. Not a finding of what is true."),
        view="home",
        section="home",
    )
    context = {
        "latest": cards_of(finding.latest(now, LATEST)),
        "unanswered": cards_of(finding.longest_unanswered(now, BRIEF)),
        "answered": cards_of(finding.most_answered(now, BRIEF)),
        "changed": cards_of(finding.changed(now, BRIEF)),
    }
    return page(request, "claims/home.html", head, context, now=now)


@require_safe
def corrections(request: HttpRequest) -> HttpResponseBase:
    place = request.GET.get("before", "")
    if place and not (place.isascii() and place.isdecimal() and len(place) < 19):
        return refused(request, no_such_place())
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
