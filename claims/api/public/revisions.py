"""Revisions of a claim: what its page said, at an address for good, and what proves it."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.actions import chain
from claims.api import documents, parameters, schema
from claims.api.public import published, sparse
from claims.api.public.base import PublicView, Validity, respond
from claims.api.public.claims import stamped
from claims.dossier.addresses import revision_address
from claims.dossier.content import instant_text
from claims.dossier.schema import Dossier
from claims.models import Publication, Revision


class RevisionList(PublicView):
    refusals = (400, 404, 410)

    @extend_schema(
        operation_id="revisions_list",
        summary="All revisions of a claim, the first one first",
        responses={200: schema.document(documents.RevisionList), 304: schema.NOT_MODIFIED, 308: schema.MOVED},
    )
    def get(self, request: Request, key: str) -> HttpResponseBase:
        parameters.read(request, ())
        try:
            publication = published.publication(key, of_revisions=True)
        except published.Elsewhere as elsewhere:
            return published.moved(request, key, elsewhere.slug)
        last = publication.revision
        validity = Validity((last.hash, publication.slug), last.published_at)
        return respond(request, validity, timezone.now(), lambda: _listed(publication))


def _listed(publication: Publication) -> dict[str, Any]:
    stamps = [
        documents.ListedRevisionStamp(
            **chain.stamp(revision).model_dump(), url=revision_address(publication.slug, revision.number)
        )
        for revision in Revision.objects.filter(claim=publication.pk).order_by("number")
    ]
    listed = documents.RevisionList(id=str(publication.pk), slug=publication.slug, results=stamps)
    return listed.model_dump(mode="json", exclude_none=True)


class RevisionDetail(PublicView):
    refusals = (400, 404, 410)
    FIELDS = sparse.parameter(Dossier)

    @extend_schema(
        operation_id="revisions_retrieve",
        summary="The dossier as a revision published it",
        description=(
            "Its standing is that of the moment of its publication, or as known by `as_of`. Without `revision`, `url` "
            "and `standing` (also of its points), the document is the content that was hashed; see the proof."
        ),
        parameters=[parameters.AS_OF.described(), FIELDS.described()],
        responses={200: schema.document_or_sparse(Dossier), 304: schema.NOT_MODIFIED, 308: schema.MOVED},
    )
    def get(self, request: Request, key: str, number: int) -> HttpResponseBase:
        values = parameters.read(request, (parameters.AS_OF, self.FIELDS))
        try:
            publication, revision = _revision(key, number)
        except published.Elsewhere as elsewhere:
            return published.moved(request, key, elsewhere.slug)
        published.require_dossier(revision)

        def build() -> dict[str, Any]:
            dossier = published.dossier(revision)
            dossier = dossier.model_copy(update={"url": revision_address(publication.slug, number)})
            shown = stamped(dossier, revision.published_at, values.get("as_of"))
            document: dict[str, Any] = sparse.sparse(shown.as_json(), values.get("fields"))
            return document

        return respond(request, _validity(publication, revision, values.get("as_of")), timezone.now(), build)


class RevisionProof(PublicView):
    refusals = (400, 404, 410)

    @extend_schema(
        operation_id="revisions_proof",
        summary="What the hashes of a revision are made of",
        description="Anybody can hash it again: content_hash is SHA-256 of the bytes of salt, then those of content.",
        responses={200: schema.document(documents.Proof), 304: schema.NOT_MODIFIED, 308: schema.MOVED},
    )
    def get(self, request: Request, key: str, number: int) -> HttpResponseBase:
        parameters.read(request, ())
        try:
            publication, revision = _revision(key, number)
        except published.Elsewhere as elsewhere:
            return published.moved(request, key, elsewhere.slug)
        published.require_document(revision)
        return respond(request, _validity(publication, revision), timezone.now(), lambda: _proof(revision))


def _proof(revision: Revision) -> dict[str, Any]:
    link = {
        "position": revision.position,
        "claim": str(revision.claim_id),
        "number": revision.number,
        "kind": revision.kind,
        "note": revision.note,
        "published_at": instant_text(revision.published_at),
        "content_hash": revision.content_hash,
        "previous_hash": revision.previous_hash,
    }
    proof = documents.Proof(
        salt=bytes(revision.document.salt or b"").hex(),
        content=published.content(revision).decode(),
        content_hash=revision.content_hash,
        link={name: value for name, value in link.items() if value != "" or name == "note"},
        hash=revision.hash,
    )
    return proof.model_dump(mode="json")


def _validity(publication: Publication, revision: Revision, asked: parameters.AsOf | None = None) -> Validity:
    """A revision never changes; the address of its page follows the slug of the claim.

    As known by a day that is not over, a deadline may pass at any minute of it.
    """
    if asked and not asked.is_over:
        minute = asked.at.replace(second=0, microsecond=0)
        return Validity((revision.hash, publication.slug, minute), minute)
    return Validity((revision.hash, publication.slug), revision.published_at)


def _revision(key: str, number: int) -> tuple[Publication, Any]:
    publication = published.publication(key, of_revisions=True)
    if number == publication.revision.number:
        return publication, publication.revision
    found = Revision.objects.filter(claim=publication.pk, number=number).annotate(is_blanked=published.BLANKED).first()
    if found is None:
        raise Http404
    return publication, found
