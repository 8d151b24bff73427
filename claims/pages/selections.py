"""What the pages read: publications and what hangs on them, each selection one query."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import OuterRef, Q, QuerySet, Subquery

from claims.dossier.schema import Dossier, RevisionStamp
from claims.models import (
    Party,
    Publication,
    PublishedParty,
    PublishedSource,
    PublishedTopic,
    Revision,
    RevisionDocument,
    Slug,
    Source,
    StandingStep,
    Topic,
)
from claims.vocabulary import Axis, RevisionKind

MOST_RELATED = 200
HAS_A_PAGE = Q(card__private__isnull=True) | Q(card__private=False)


def publication(slug: str, *, with_previous: bool = False) -> Publication | None:
    """With its current revision, the document of it, and all revisions in a row each.

    ``with_previous``: also ``previous``, the document of the revision before, None where there is none.
    """
    found = (
        Publication.objects.filter(slug=slug)
        .select_related("revision__document", "revision__redaction")
        .with_revisions()
        .defer("search", "search_text")
    )
    if with_previous:
        found = found.annotate(previous=_content(OuterRef("pk"), OuterRef("revision__number") - 1))
    return found.first()


def dossier_of(revision: Revision) -> Dossier | None:
    """The document as published, with the stamp of its revision; None where it was blanked."""
    content = revision.document.content
    if content is None:
        return None
    stamp = RevisionStamp(
        number=revision.number,
        position=revision.position,
        kind=revision.kind,
        note=revision.note,
        published_at=revision.published_at.isoformat(),
        content_hash=revision.content_hash,
        hash=revision.hash,
        previous_hash=revision.previous_hash or None,
    )
    return Dossier.from_json(bytes(content)).model_copy(update={"revision": stamp})


def document(of: Publication, number: int) -> RevisionDocument | None:
    """With ``previous``, the document of the revision before."""
    found = RevisionDocument.objects.filter(revision__claim_id=of.pk, revision__number=number)
    found = found.annotate(previous=_content(of.pk, number - 1))
    return found.select_related("revision", "revision__redaction").first()


def _content(claim: Any, number: Any) -> Subquery:
    """The document of a revision as it is stored, as a part of another query; none of a withdrawal, which holds no case."""
    found = RevisionDocument.objects.filter(revision__claim=claim, revision__number=number)
    return Subquery(found.exclude(revision__kind=RevisionKind.WITHDRAWAL).values("content")[:1])


def readable_numbers(of: Publication) -> set[int]:
    """The revisions whose text is there: neither removed nor a notice that the claim was withdrawn."""
    return set(_readable(of).values_list("revision__number", flat=True))


def readable_before(of: Publication, number: int) -> RevisionDocument | None:
    """The last revision before this one whose text is there."""
    return _readable(of).filter(revision__number__lt=number).order_by("-revision__number").first()


def _readable(of: Publication) -> QuerySet[RevisionDocument]:
    found = RevisionDocument.objects.filter(revision__claim_id=of.pk, content__isnull=False)
    return found.exclude(revision__kind=RevisionKind.WITHDRAWAL).select_related("revision")


def titles(claims: set[str]) -> dict[str, str]:
    """Of those that are published, by id."""
    if not claims:
        return {}
    found = Publication.objects.public().filter(pk__in=map(UUID, claims)).values_list("pk", "title")
    return {str(pk): title for pk, title in found}


def related(of: Publication, dossier: Dossier, now: datetime, as_of: datetime | None) -> list[Publication]:
    """Publications that this one names as related, and those that name it, with their standing; as known by ``as_of``.

    ``incoming``: the types of the relations that they name.
    """
    targets = [relation.target for relation in dossier.relations]
    incoming = Q(relations__target_id=of.pk)
    found = Publication.objects.public()
    if as_of:
        found = found.filter(known_from__lte=as_of)
    return list(
        found.filter(Q(pk__in=targets) | incoming)
        .exclude(pk=of.pk)
        .annotate(incoming=ArrayAgg("relations__type", filter=incoming, distinct=True, default=[]))
        .with_standing(as_of or now, axis=Axis.AS_OF if as_of else Axis.NOW)
        .defer("search", "search_text")
        .order_by("first_published_at", "pk")[:MOST_RELATED]
    )


def under_slug(slug: str) -> QuerySet[PublishedParty]:
    """A party with those that were merged into it; none for one whose page is that of another by now."""
    survivors = PublishedParty.objects.filter(slug=slug).values("party_id")
    merged = Party.objects.filter(merged_into__in=survivors).values("pk")
    gone = Party.objects.filter(merged_into__is_published=True).values("pk")
    own = Q(slug=slug) & ~Q(party_id__in=gone)
    return PublishedParty.objects.filter(HAS_A_PAGE, own | Q(party_id__in=merged))


def source_in_publications(slug: str) -> list[PublishedSource]:
    """With those that were merged into it, and first the rows under this very slug; none for a source whose page is that of another by now."""
    survivors = PublishedSource.objects.filter(slug=slug).values("source_id")
    merged = Source.objects.filter(merged_into__in=survivors).values("pk")
    gone = Source.objects.filter(merged_into__is_published=True).values("pk")
    found = PublishedSource.objects.filter((Q(slug=slug) & ~Q(source_id__in=gone)) | Q(source_id__in=merged))
    shown = found.filter(publication__in=Publication.objects.public())
    newest = list(shown.order_by("-publication__published_at", "-publication_id")[:MOST_RELATED])
    return sorted(newest, key=lambda row: row.slug != slug)


def topic_under_slug(slug: str) -> QuerySet[PublishedTopic]:
    """A topic with those that were merged into it; none for one whose page is that of another by now."""
    survivors = PublishedTopic.objects.filter(slug=slug).values("topic_id")
    merged = Topic.objects.filter(merged_into__in=survivors).values("pk")
    gone = Topic.objects.filter(merged_into__is_published=True).values("pk")
    return PublishedTopic.objects.filter((Q(slug=slug) & ~Q(topic_id__in=gone)) | Q(topic_id__in=merged))


def topic_in_publications(slug: str, at: datetime) -> list[PublishedTopic]:
    """The rows under this very slug first."""
    return sorted(_newest_first(topic_under_slug(slug), at), key=lambda row: row.slug != slug)


def current_slug(kind: str, slug: str) -> str:
    """Where a claim, party, source or topic that once had this slug is now; empty where there is no page."""
    record = Slug.objects.filter(kind=kind, slug=slug).values_list("record_id", flat=True).first()
    if record is None:
        return ""
    now = _slugs_now(kind, record).first() or ""
    return "" if now == slug else now


def _slugs_now(kind: str, record: UUID) -> QuerySet[Any]:
    """The slugs that publications show for a record, the newest first; those of the survivor for a merged one."""
    newest = "-publication__published_at"
    match kind:
        case Slug.Kind.CLAIM:
            return Publication.objects.filter(pk=record).values_list("slug", flat=True)
        case Slug.Kind.PARTY:
            survivor = Party.objects.filter(pk=record).values_list("merged_into", flat=True).first() or record
            shown = PublishedParty.objects.filter(party_id=survivor).exclude(slug="")
            return shown.order_by(newest).values_list("slug", flat=True)
        case Slug.Kind.TOPIC:
            survivor = Topic.objects.filter(pk=record).values_list("merged_into", flat=True).first() or record
            shown_topics = PublishedTopic.objects.filter(topic_id=survivor)
            return shown_topics.order_by(newest).values_list("slug", flat=True)
        case _:
            survivor = Source.objects.filter(pk=record).values_list("merged_into", flat=True).first() or record
            shown_sources = PublishedSource.objects.filter(source_id=survivor)
            return shown_sources.order_by(newest).values_list("slug", flat=True)


def _newest_first(rows: QuerySet[Any], at: datetime) -> list[Any]:
    """Rows of shared records with the publications that show them, ``publication.step`` included."""
    found = list(
        rows.filter(publication__in=Publication.objects.public())
        .select_related("publication")
        .defer("publication__search", "publication__search_text")
        .annotate(step=StandingStep.objects.said_at(at, of=OuterRef("publication_id")))
        .order_by("-publication__published_at", "-publication_id")[:MOST_RELATED]
    )
    for row in found:
        row.publication.step = row.step
    return found
