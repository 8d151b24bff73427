"""Finding what is published under an address, or the reason why it is not there."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import chain
from claims.api.refusals import Refused
from claims.dossier.content import instant_text
from claims.dossier.schema import Dossier
from claims.models import Publication, Revision, Slug
from claims.vocabulary import RevisionKind


class Elsewhere(Exception):
    """The claim has another slug by now, or was merged into the claim of that slug."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def publication(key: str, *, of_revisions: bool = False) -> Publication:
    """By slug, past or present, or by id: one query, two for what is not under its present slug.

    Raises Elsewhere, Http404, and Refused where the claim is withdrawn. With ``of_revisions`` a merged or withdrawn claim
    is still given, since its revisions stay where they are, unless the withdrawal hides them.
    """
    found = next(_by_slug_or_id(key), None)
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


def _by_slug_or_id(key: str) -> Iterator[Publication]:
    wanted = Q(slug=key)
    with suppress(ValueError):
        wanted |= Q(pk=UUID(key))
    rows = Publication.objects.filter(wanted).select_related("revision__document", "revision__redaction")
    yield from sorted(rows.defer("search", "search_text", "card"), key=lambda row: row.slug != key)


def withdrawn(revision: Revision) -> Refused:
    return Refused("withdrawn", revision.note, withdrawn_at=instant_text(revision.published_at))


def dossier(revision: Revision) -> Dossier:
    """As published, with its stamp. Raises Refused where it was redacted, or where the revision is a withdrawal."""
    if revision.kind == RevisionKind.WITHDRAWAL:
        raise withdrawn(revision)
    return Dossier.from_json(content(revision)).model_copy(update={"revision": chain.stamp(revision)})


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
