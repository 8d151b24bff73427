"""All revisions of a claim, and what a reader sees differently in one of them than in another."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.dossier.schema import Dossier
from claims.pages import selections
from claims.pages.answering import moved, page, refused
from claims.pages.asking import Offer, Unanswerable
from claims.pages.heads import Head
from claims.pages.presenting.cards import card_of
from claims.pages.presenting.changes import Version, changes_between
from claims.pages.presenting.revisions import revision_rows
from claims.pages.views.gone import Readable, elsewhere, of_a_revision, readable, revisions_of, tombstone

MOST_DIGITS = 6


@require_safe
def revisions(request: HttpRequest, slug: str) -> HttpResponseBase:
    """With ``since`` and ``number`` (the form on the page) it leads to the comparison of the two. Two queries."""
    publication = selections.publication(slug)
    if publication is None:
        return elsewhere(request, slug)
    if publication.is_withdrawn and publication.hides_revisions:
        return tombstone(request, publication)
    views = revisions_of(publication)
    if "since" in request.GET or "number" in request.GET:
        return _chosen(request, slug, _texts(request, "since"), _texts(request, "number"), len(views))
    rows = revision_rows(views, selections.readable_numbers(publication))
    title = card_of(slug, publication.card, None).title
    context = {
        "slug": slug,
        "title": title,
        "rows": rows[::-1],
        "comparable": [row.view for row in rows if row.is_readable],
        "is_withdrawn": publication.is_withdrawn,
    }
    head = Head(
        _("Revisions: %(title)s") % {"title": title.words},
        _("Each revision of this claim with its note, its hash and what it changed."),
        view="claim-revision-list",
        arguments={"slug": slug},
        is_indexed=not publication.is_withdrawn,
        section="claims",
        feed="claim-feed",
    )
    return page(request, "claims/revision_list.html", head, context)


@require_safe
@of_a_revision
def changes(request: HttpRequest, found: Readable) -> HttpResponseBase:
    """Against the revision of ``since``, or the last one before it that can be read. At most four queries."""
    asked, number, views = _texts(request, "since"), found.revision.number, found.views
    since = _number(asked)
    if asked and not 0 < since < number:
        return _chosen(request, found.publication.slug, asked, str(number), len(views))
    earlier = _earlier(request, found, since)
    following = views[earlier.revision.number : number]
    shown = changes_between(
        Version(earlier.dossier, following[0].published),  # as it stood when it was superseded
        Version(found.dossier, found.view.published),
        selections.titles(_targets(earlier.dossier) | _targets(found.dossier)),
    )
    query = {"since": asked} if asked else {}
    address = reverse("claim-revision-changes", kwargs={"slug": found.publication.slug, "number": number})
    context = {
        "slug": found.publication.slug,
        "permanent": f"{settings.SITE_URL}{address}?since={earlier.revision.number}",
        "changes": shown,
        "earlier": earlier.view,
        "later": found.view,
        "following": following,
        "is_one_step": len(following) == 1,
        "comparable": views,
        "is_withdrawn": found.publication.is_withdrawn,
    }
    head = Head(
        _("What changed in revision %(number)d: %(title)s") % {"number": number, "title": shown.title.words},
        found.view.note,
        view="claim-revision-changes",
        arguments={"slug": found.publication.slug, "number": number},
        query=query,
        named=query,
        is_indexed=False,
        section="claims",
        feed="claim-feed",
    )
    return page(request, "claims/changes.html", head, context)


def _chosen(request: HttpRequest, slug: str, one: str, other: str, count: int) -> HttpResponseBase:
    """308 to the comparison of two of the revisions, whichever was named first. ``count``: how many there are."""
    since, number = sorted((_number(one), _number(other)))
    instead = [Offer("", reverse("claim-revision-list", kwargs={"slug": slug}), _("All revisions"))]
    if count == 1:
        message = _("This claim has one revision, and there is none to compare it with.")
    elif not 0 < since <= number <= count:
        message = _(
            "“since” and “number” in the address are to be two revisions, by their numbers from 1 to %(count)d."
        )
        message %= {"count": count}
    elif since == number:
        message = _("A revision does not differ from itself: “since” and “number” are to be two different ones.")
    else:
        changes = reverse("claim-revision-changes", kwargs={"slug": slug, "number": number})
        return moved(f"{changes}?since={since}")
    return refused(request, Unanswerable(message, offers=instead))


def _earlier(request: HttpRequest, found: Readable, since: int) -> Readable:
    """Raises NotReadable, and Http404 for the first revision, which changed nothing."""
    publication = found.publication
    if since:
        return readable(request, publication, selections.document(publication, since))
    before = selections.readable_before(publication, found.revision.number)
    if before is None:
        raise Http404(_("Before this revision there is none that could be read."))
    return readable(request, publication, before)


def _targets(dossier: Dossier) -> set[str]:
    return {relation.target for relation in dossier.relations}


def _texts(request: HttpRequest, name: str) -> str:
    """What stands in the address by this name; more than one text is no number."""
    return ",".join(request.GET.getlist(name))


def _number(text: str) -> int:
    """0 where it is none that a revision could have."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0
