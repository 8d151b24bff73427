"""What the pages read: publications and what hangs on them, each selection one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, OuterRef, Q, QuerySet

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
)
from claims.vocabulary import Axis, RevisionKind

MOST_COUNTED = 1000
MOST_RELATED = 200
HAS_A_PAGE = Q(card__private__isnull=True) | Q(card__private=False)
CORRECTIVE = (RevisionKind.CORRECTION, RevisionKind.CLARIFICATION, RevisionKind.TYPO, RevisionKind.WITHDRAWAL)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list that is ordered by publication, newest first. Written as ``2026-11-24T13:33:16.5+00:00_<id>``."""

    published_at: datetime
    claim: UUID

    def __str__(self) -> str:
        return f"{self.published_at.isoformat()}_{self.claim}"

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Raises ValueError."""
        moment, _, claim = text.partition("_")
        published_at = datetime.fromisoformat(moment.replace(" ", "+"))
        if published_at.tzinfo is None:
            raise ValueError("a moment with its zone")
        return cls(published_at, UUID(claim))


def publication(slug: str) -> Publication | None:
    """With its current revision, the document of it, and all revisions in a row each."""
    return (
        Publication.objects.filter(slug=slug)
        .select_related("revision__document", "revision__redaction")
        .with_revisions()
        .defer("search", "search_text")
        .first()
    )


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
    found = RevisionDocument.objects.filter(revision__claim_id=of.pk, revision__number=number)
    return found.select_related("revision", "revision__redaction").first()


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


def listed(*, words: str, standing: str, before: Cursor | None, at: datetime, limit: int) -> list[Publication]:
    found = Publication.objects.public().matching(words).with_standing(at)
    if standing:
        found = found.standing_as(standing, at)
    if before:
        found = found.older_than(before.published_at, before.claim)
    return list(found.defer("search", "search_text").order_by("-published_at", "-claim_id")[:limit])


def counted_by_standing(words: str, at: datetime) -> dict[str, int]:
    """How many publications stand how, counted over at most MOST_COUNTED + 1 of them."""
    found = Publication.objects.public().matching(words).order_by("-published_at", "-claim_id")
    steps = StandingStep.objects.now(at).filter(publication__in=found.values("pk")[: MOST_COUNTED + 1])
    return dict(steps.order_by().values_list("status").annotate(Count("pk")))


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


def topic_in_publications(slug: str, at: datetime) -> list[PublishedTopic]:
    return _newest_first(PublishedTopic.objects.filter(slug=slug), at)


def parties() -> list[PublishedParty]:
    """Each party once, as its newest publication shows it."""
    found = PublishedParty.objects.filter(HAS_A_PAGE, publication__in=Publication.objects.public()).exclude(slug="")
    newest = found.order_by("party_id", "-publication__published_at").distinct("party_id")
    return sorted(newest[:MOST_COUNTED], key=lambda party: party.card["name"].removeprefix("The ").casefold())


def corrections(*, before: int | None, limit: int) -> list[dict[str, Any]]:
    found = Revision.objects.filter(kind__in=CORRECTIVE)
    if before is not None:
        found = found.filter(position__lt=before)
    rows = found.order_by("-position").values(
        "position",
        "number",
        "kind",
        "note",
        "published_at",
        slug=F("claim__publication__slug"),
        card=F("claim__publication__card"),
        hides_revisions=F("claim__publication__hides_revisions"),
        is_withdrawn=F("claim__publication__is_withdrawn"),
    )[:limit]
    return [dict(row) for row in rows]


def current_slug(kind: str, slug: str) -> str:
    """Where a claim, party or source that once had this slug is now; empty where there is no page."""
    record = Slug.objects.filter(kind=kind, slug=slug).values_list("record_id", flat=True).first()
    if record is None:
        return ""
    now = _slugs_now(kind, record).first() or ""
    return "" if now == slug else now


def _slugs_now(kind: str, record: UUID) -> QuerySet[Any]:
    """The slugs that publications show for a record, the newest first; those of the survivor for a merged party."""
    newest = "-publication__published_at"
    match kind:
        case Slug.Kind.CLAIM:
            return Publication.objects.filter(pk=record).values_list("slug", flat=True)
        case Slug.Kind.PARTY:
            survivor = Party.objects.filter(pk=record).values_list("merged_into", flat=True).first() or record
            shown = PublishedParty.objects.filter(party_id=survivor).exclude(slug="")
            return shown.order_by(newest).values_list("slug", flat=True)
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
