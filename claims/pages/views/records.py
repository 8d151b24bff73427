"""Pages of the records that cases share: a party, a source. Each shows its newest published card."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.models import Slug
from claims.pages import selections
from claims.pages.answering import moved, page
from claims.pages.heads import Head
from claims.pages.presenting.records import party_page, source_page


@require_safe
def party(request: HttpRequest, slug: str) -> HttpResponseBase:
    now = timezone.now()
    rows = selections.party_in_publications(slug, now)
    if not rows:
        return elsewhere("party-detail", Slug.Kind.PARTY, slug, _("There is no such party."))
    shown_party = party_page(rows)
    head = Head(
        shown_party.party.name,
        _("What %(name)s claimed, and how it answered what was reported.") % {"name": shown_party.party.name},
        view="party-detail",
        arguments={"slug": slug},
        section="parties",
        feed="party-feed",
    )
    return page(request, "claims/party_detail.html", head, {"page": shown_party}, now=now)


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponseBase:
    now = timezone.now()
    rows = selections.source_in_publications(slug, now)
    if not rows:
        return elsewhere("source-detail", Slug.Kind.SOURCE, slug, _("There is no such source."))
    shown_source = source_page(rows)
    head = Head(shown_source.title.words, view="source-detail", arguments={"slug": slug})
    return page(request, "claims/source_detail.html", head, {"page": shown_source}, now=now)


def elsewhere(view: str, kind: str, slug: str, message: str) -> HttpResponseBase:
    """308 to the same view under the present slug. Raises Http404 where there is none."""
    current = selections.current_slug(kind, slug)
    if not current:
        raise Http404(message)
    return moved(reverse(view, kwargs={"slug": current}))
