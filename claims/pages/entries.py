"""Revisions as the entries of feeds, the newest first: what readers may know of each, and the documents to compare."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from claims.dossier.schema import Dossier
from claims.models import Revision, RevisionDocument
from claims.models.listing import Listing
from claims.pages import selections
from claims.vocabulary import RevisionKind

MOST = 30
_SHOWN = Q(claim__publication__hides_revisions=False)
ALL = _SHOWN | Q(kind=RevisionKind.WITHDRAWAL)
"""Of a claim whose revisions are hidden only its withdrawal is told."""
CORRECTIVE = ALL & Q(kind__in=(RevisionKind.CORRECTION, RevisionKind.CLARIFICATION, RevisionKind.WITHDRAWAL))
"""What the site has to own up to: it said something wrong, or so that it could be misread. A typing error is neither."""

Row = dict[str, Any]


def of_claim(claim: UUID) -> Q:
    return ALL & Q(claim=claim)


def of_party(slug: str) -> Q:
    """Without claims that are hidden: that the party had to do with one would say what it was."""
    return _SHOWN & Q(claim__in=selections.under_slug(slug).values("publication"))


def of_topic(slug: str) -> Q:
    return _SHOWN & Q(claim__in=selections.topic_under_slug(slug).values("publication"))


def of_search(asked: Mapping[str, Any], now: datetime) -> Q:
    """Of the claims that are ``asked`` for now, as Listing has it."""
    return _SHOWN & Q(claim__in=Listing(now).publications(asked).values("pk"))


def latest(condition: Q, *, before: int | None = None, most: int = MOST) -> list[Row]:
    """One query, without documents. ``before``: the position in the record that they come before."""
    rows: QuerySet[Any] = Revision.objects.filter(condition).order_by("-position")
    if before is not None:
        rows = rows.filter(position__lt=before)
    found = rows.values(
        "id",
        "position",
        "number",
        "kind",
        "note",
        "published_at",
        slug=F("claim__publication__slug"),
        card=F("claim__publication__card"),
        is_hidden=F("claim__publication__hides_revisions"),
        is_redacted=F("redaction__at"),
    )
    return [dict(row) for row in found[:most]]


def dossiers(rows: list[Row]) -> dict[UUID, tuple[Dossier | None, Dossier | None]]:
    """By revision, the one before it and its own; None where there is none, or none any more. One query.

    A withdrawal has none of its own: its document is a tombstone.
    """
    earlier = RevisionDocument.objects.filter(
        revision__claim=OuterRef("revision__claim"), revision__number=OuterRef("revision__number") - 1
    )
    wanted = [row["id"] for row in rows if row["kind"] != RevisionKind.WITHDRAWAL]
    found = RevisionDocument.objects.filter(pk__in=wanted).values_list(
        "pk", Subquery(earlier.values("content")[:1]), "content"
    )
    return {pk: (_read(before), _read(content)) for pk, before, content in found}


def _read(content: Any) -> Dossier | None:
    return Dossier.from_json(bytes(content)) if content else None
