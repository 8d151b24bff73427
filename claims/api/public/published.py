"""Finding what is published under an address, or the reason why it is not there."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, FilteredRelation, Q
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import chain
from claims.api.refusals import Refused
from claims.dossier.content import instant_text
from claims.dossier.schema import Dossier
from claims.models import Publication, Redaction, Revision, Slug
from claims.vocabulary import Axis, RevisionKind

BLANKED = ExpressionWrapper(Q(document__content__isnull=True), output_field=BooleanField())
"""Of a revision: whether its document was taken off the record."""

_CURRENT_IS_BLANKED = ExpressionWrapper(Q(revision__document__content__isnull=True), output_field=BooleanField())


class Elsewhere(Exception):
    """The claim has another slug by now, or was merged into the claim of that slug."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def publication(key: str, *, at: datetime | None = None, of_revisions: bool = False) -> Any:
    """By slug, past or present, or by id: one query, two for what is not under its present slug.

    Its revision knows whether its document was blanked, ``is_blanked``, without the document. With ``at``:
    ``step_began`` and ``step_ends``, the bounds of the step in which the standing of now is. Raises Elsewhere, Http404,
    and Refused where the claim is withdrawn. With ``of_revisions`` a merged or withdrawn claim is still given, since its
    revisions stay where they are, unless the withdrawal hides them.
    """
    found = next(_by_slug_or_id(key, at), None)
    if found is None:
        record = Slug.objects.filter(kind=Slug.Kind.CLAIM, slug=key).values("record_id")
        moved = Publication.objects.filter(pk__in=record).values_list("slug", flat=True).first()
        if moved is None:
            raise Http404
        raise Elsewhere(moved)
    if found.merged_into_slug and not of_revisions:
        raise Elsewhere(found.merged_into_slug)
    if found.is_withdrawn and (found.hides_revisions or not of_revisions):
        raise withdrawn(found.revision)
    return found


def _by_slug_or_id(key: str, at: datetime | None) -> Iterator[Any]:
    wanted = Q(slug=key)
    with suppress(ValueError):
        wanted |= Q(pk=UUID(key))
    rows = Publication.objects.filter(wanted).select_related("revision").defer("search", "search_text", "card")
    if at:
        holds = Q(steps__axis=Axis.NOW, steps__period__contains=at)
        rows = rows.annotate(step=FilteredRelation("steps", condition=holds)).annotate(period=F("step__period"))
    for row in sorted(rows.annotate(is_blanked=_CURRENT_IS_BLANKED), key=lambda row: row.slug != key):
        found: Any = row
        found.revision.is_blanked = found.is_blanked
        if at and found.period:
            found.step_began, found.step_ends = found.period.lower, found.period.upper
        yield found


def withdrawn(revision: Revision) -> Refused:
    return Refused("withdrawn", revision.note, withdrawn_at=instant_text(revision.published_at))


def dossier(revision: Revision) -> Dossier:
    """As published, with its stamp. Raises Refused where it was redacted, or where the revision is a withdrawal."""
    if revision.kind == RevisionKind.WITHDRAWAL:
        raise withdrawn(revision)
    return Dossier.from_json(content(revision)).model_copy(update={"revision": chain.stamp(revision)})


def require_document(revision: Any) -> None:
    """Raise Refused where the document of a revision that was found here was blanked. A query, in that case alone."""
    if revision.is_blanked:
        redaction = Redaction.objects.filter(revision=revision.pk).first()
        raise Refused("redacted", redaction.reason if redaction else "The document was taken off the record.")


def require_dossier(revision: Any) -> None:
    """And where it is no dossier, but says that the claim was withdrawn."""
    if revision.kind == RevisionKind.WITHDRAWAL:
        raise withdrawn(revision)
    require_document(revision)


def content(revision: Revision) -> bytes:
    """The bytes that were hashed. Raises Refused where they were blanked."""
    document = revision.document
    if document.content is None:
        redaction = getattr(revision, "redaction", None)
        raise Refused("redacted", redaction.reason if redaction else "The document was taken off the record.")
    return bytes(document.content)


def moved(request: Request, key: str, slug: str) -> Response:
    """308 to the same address under the present slug, with its parameters."""
    path = request.path.replace(f"/claims/{key}/", f"/claims/{slug}/", 1)
    query = request.META.get("QUERY_STRING", "")
    location: Any = f"{path}?{query}" if query else path
    return Response(status=308, headers={"Location": location, "Cache-Control": "public, max-age=60"})
