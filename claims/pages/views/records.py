"""The page of a source, which cases share; for parties see ``parties``. It shows its newest published card."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.models import PublishedSource, Slug
from claims.pages import selections, source_selections
from claims.pages.answering import moved, page
from claims.pages.heads import Head
from claims.pages.presenting.source_page import OtherSource, snapshots, source_of_card, source_page
from claims.pages.presenting.sources import source_title


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponseBase:
    rows = selections.source_in_publications(slug)
    if not rows:
        return elsewhere("source-detail", Slug.Kind.SOURCE, slug, _("There is no such source."))
    ids = list({row.source_id for row in rows})
    places = source_selections.citations(ids)
    copies = [each.sha256 for each in snapshots(rows)]
    shown_source = source_page(
        rows,
        list(places[: source_selections.MOST_PLACES]),
        places.count(),
        source_selections.changes(copies),
        *_related(rows, ids),
    )
    description = _("What published cases cite from this source, where in it, and for what.")
    head = Head(shown_source.title.words, description, view="source-detail", arguments={"slug": slug})
    return page(request, "claims/source_detail.html", head, {"page": shown_source})


def _related(rows: list[PublishedSource], ids: list[UUID]) -> tuple[list[OtherSource], list[OtherSource]]:
    """Which it relays, and which relay it."""
    relayed = {each for row in rows for each in row.card.get("relays", [])}
    relays: list[OtherSource] = []
    relayed_by: list[OtherSource] = []
    for row in source_selections.related(ids, relayed):
        other = OtherSource(row.slug, source_title(source_of_card(row.card)))
        (relays if str(row.source_id) in relayed else relayed_by).append(other)
    return relays, relayed_by


def elsewhere(view: str, kind: str, slug: str, message: str) -> HttpResponseBase:
    """308 to the same view under the present slug. Raises Http404 where there is none."""
    current = selections.current_slug(kind, slug)
    if not current:
        raise Http404(message)
    return moved(reverse(view, kwargs={"slug": current}))
