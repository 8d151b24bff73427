"""Revisions that can be read, and what is answered where one cannot: another address, a tombstone, a removed text."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.dossier.schema import Dossier
from claims.models import Publication, Redaction, Revision, RevisionDocument, Slug
from claims.pages import selections
from claims.pages.answering import moved, page
from claims.pages.heads import Head
from claims.pages.presenting.cards import card_of
from claims.pages.presenting.revisions import RevisionView, revision_view
from claims.vocabulary import RevisionKind


@dataclass(frozen=True)
class Readable:
    """A revision whose text is there, of a claim whose revisions are shown."""

    publication: Publication
    revision: Revision
    dossier: Dossier
    previous: bytes | None = None
    """The document of the revision before, as it is stored; None where there is none to be read."""

    @property
    def views(self) -> list[RevisionView]:
        """All revisions of the claim, the first one first."""
        return revisions_of(self.publication)

    @property
    def view(self) -> RevisionView:
        return self.views[self.revision.number - 1]


class NotReadable(Exception):
    """What to answer instead."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__()
        self.response = response


def of_a_revision(view: Callable[[HttpRequest, Readable], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For views at an address with ``slug`` and ``number``: they get what is there to be read. Two queries."""

    @wraps(view)
    def run(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
        publication = selections.publication(slug)
        if publication is None:
            return elsewhere(request, slug)
        try:
            return view(request, readable(request, publication, selections.document(publication, number)))
        except NotReadable as refusal:
            return refusal.response

    return run


def readable(request: HttpRequest, publication: Publication, document: RevisionDocument | None) -> Readable:
    """Raises NotReadable, and Http404 where no such revision ever was."""
    if publication.is_withdrawn and publication.hides_revisions:
        raise NotReadable(tombstone(request, publication))
    if document is None:
        raise Http404(_("There is no such revision."))
    if document.revision.kind == RevisionKind.WITHDRAWAL:
        raise NotReadable(tombstone(request, publication))
    dossier = selections.dossier_of(document.revision)
    if dossier is None:
        raise NotReadable(blanked(request, publication, document.revision))
    previous: bytes | None = getattr(document, "previous", None)  # where the selection asked for it
    return Readable(publication, document.revision, dossier, previous)


def revisions_of(publication: Publication) -> list[RevisionView]:
    """All of a publication that was read with them, the first one first."""
    return [revision_view(row) for row in publication.revisions]  # type: ignore[attr-defined]  # annotated


def elsewhere(request: HttpRequest, slug: str) -> HttpResponseBase:
    """308 to the address that was asked for, under the present slug of the claim. Raises Http404 where there is none."""
    current = selections.current_slug(Slug.Kind.CLAIM, slug)
    match = request.resolver_match
    if not current or match is None:
        raise Http404(_("There is no such claim."))
    query = request.META.get("QUERY_STRING", "")
    return moved(reverse(match.view_name, kwargs={**match.kwargs, "slug": current}) + (f"?{query}" if query else ""))


def tombstone(request: HttpRequest, publication: Publication) -> HttpResponseBase:
    """The reason stays; old revisions only where the withdrawal lets them stand, the title also where it was not redacted."""
    revisions = revisions_of(publication)
    hidden = publication.hides_revisions
    has_title = not hidden and not publication.is_redacted
    context: dict[str, Any] = {
        "slug": publication.slug,
        "card": card_of(publication.slug, publication.card, None) if has_title else None,
        "withdrawal": revisions[-1],
        "revisions": [] if hidden else revisions[:-1],
    }
    head = Head(
        _("This claim was withdrawn"),
        view="claim-detail",
        arguments={"slug": publication.slug},
        is_indexed=False,
        section="claims",
    )
    return page(request, "claims/tombstone.html", head, context, status=410)


def blanked(request: HttpRequest, publication: Publication, revision: Revision) -> HttpResponseBase:
    redaction = Redaction.objects.filter(revision=revision).first()
    head = Head.of_request(request, _("The text of this revision was removed"))
    context = {"slug": publication.slug, "revision": revision, "redaction": redaction}
    return page(request, "claims/blanked.html", head, context, status=410)
