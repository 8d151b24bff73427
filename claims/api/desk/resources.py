"""The working records and their members: what is given at creation for good, what may change, what is only shown.

A member that stands in none of these lists does not exist for the API.
"""

from dataclasses import dataclass

from django.db import models

from claims import models as tables
from claims.models.record import CaseRecord, Record


@dataclass(frozen=True)
class Resource:
    """``fixed``: given at creation, never changed. ``own``: may change. ``links``: lists of ids that may change.
    ``shown``: read only. ``filters``: what a list can be asked for."""

    path: str
    model: type[models.Model]
    own: tuple[str, ...]
    fixed: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()

    @property
    def is_versioned(self) -> bool:
        return issubclass(self.model, Record)

    @property
    def kept(self) -> tuple[str, ...]:
        """What the desk itself keeps about a record."""
        removal = ("is_removed",) if issubclass(self.model, CaseRecord) else ()
        return ("version", "is_published", *removal, "created_at", "updated_at") if self.is_versioned else ()

    @property
    def read_only(self) -> tuple[str, ...]:
        return ("id", *self.shown, *self.kept)

    @property
    def members(self) -> tuple[str, ...]:
        return ("id", *self.fixed, *self.own, *self.links, *self.shown, *self.kept)

    @property
    def name(self) -> str:
        return f"{self.model.__name__}Record"

    @property
    def has_whole_number_ids(self) -> bool:
        return isinstance(self.model._meta.pk, models.AutoField)


def _translation(path: str, model: type[models.Model], original: str, *texts: str) -> Resource:
    return Resource(
        path, model, ("translator", *texts), fixed=(original, "language"), shown=("of",), filters=(original, "language")
    )


RESOURCES = (
    Resource(
        "claims",
        tables.Claim,
        ("slug", "language", "title", "statement", "scope_note", "claimant", "made_at"),
        links=("topics", "citations_of_claim"),
        shown=("stage", "created_by", "merged_into"),
        filters=("slug", "stage", "claimant", "language"),
    ),
    Resource(
        "claim-parties",
        tables.ClaimParty,
        ("role", "order", "unasked_reason"),
        fixed=("claim", "party"),
        filters=("claim", "party", "role"),
    ),
    Resource(
        "parties",
        tables.Party,
        (
            *("slug", "kind", "name", "short_name", "affiliation", "same_as"),
            *("is_private", "public_label", "naming_reason"),
        ),
        shown=("merged_into",),
        filters=("slug", "kind"),
    ),
    Resource("aliases", tables.PartyAlias, ("name",), fixed=("party",), filters=("party",)),
    Resource(
        "sources",
        tables.Source,
        (
            "slug",
            "kind",
            "title",
            "language",
            "publisher",
            "authors",
            "url",
            "published_at",
            "attributed_to",
            "is_held",
            "quotes_translated_from",
        ),
        links=("relays",),
        shown=("merged_into",),
        filters=("slug", "kind", "publisher"),
    ),
    Resource(
        "snapshots",
        tables.Snapshot,
        ("archived",),
        fixed=("source", "sha256", "captured_at", "media_type", "size"),
        filters=("source", "sha256"),
    ),
    Resource("topics", tables.Topic, ("slug", "name", "language"), shown=("merged_into",), filters=("slug",)),
    Resource("rating-scales", tables.RatingScale, ("name", "version", "owner"), filters=("owner",)),
    Resource(
        "points",
        tables.Point,
        ("order", "text", "made_at", "replaces"),
        fixed=("claim",),
        links=("subjects", "citations"),
        filters=("claim",),
    ),
    Resource(
        "responses",
        tables.Response,
        (
            *("order", "party", "kind", "spokesperson_name", "spokesperson_role", "spokesperson_party"),
            *("made_at", "withdrawn_at", "replaces", "remark"),
        ),
        fixed=("claim",),
        filters=("claim", "party"),
    ),
    Resource(
        "passages",
        tables.Passage,
        ("order", "form", "text", "language", "translated_from"),
        fixed=("response",),
        links=("citations",),
        filters=("response",),
    ),
    Resource(
        "stances",
        tables.Stance,
        ("stance", "directness", "words"),
        fixed=("response", "point"),
        links=("citations",),
        shown=("claim",),
        filters=("claim", "response", "point", "stance"),
    ),
    Resource("hedges", tables.Hedge, ("order", "kind", "words", "citation"), fixed=("stance",), filters=("stance",)),
    Resource(
        "requests",
        tables.Request,
        ("to", "channel", "questions", "language", "sent_at", "deadline", "outcome", "outcome_at", "response"),
        fixed=("claim",),
        links=("points",),
        filters=("claim", "to"),
    ),
    Resource("extensions", tables.RequestExtension, ("granted_at", "until"), fixed=("request",), filters=("request",)),
    Resource(
        "citations",
        tables.Citation,
        (
            *("source", "role", "exact", "prefix", "suffix", "language", "translated_from"),
            *("start", "end", "snapshot", "voices", "locator", "anchor"),
        ),
        fixed=("claim",),
        filters=("claim", "source"),
    ),
    Resource(
        "events",
        tables.Event,
        ("order", "at", "text", "language"),
        fixed=("claim",),
        links=("citations",),
        filters=("claim",),
    ),
    Resource(
        "assessments",
        tables.Assessment,
        (
            "author",
            "scale",
            "label",
            "rating_value",
            "rating_best",
            "rating_worst",
            "language",
            "reasons",
            "made_at",
            "url",
        ),
        fixed=("claim",),
        links=("points", "citations"),
        filters=("claim", "author"),
    ),
    Resource("relations", tables.Relation, ("type", "target"), fixed=("claim",), filters=("claim", "target", "type")),
    _translation("claim-translations", tables.ClaimTranslation, "claim", "title", "statement", "scope_note"),
    _translation("claim-party-translations", tables.ClaimPartyTranslation, "involvement", "reason"),
    _translation("topic-translations", tables.TopicTranslation, "topic", "name"),
    _translation("source-translations", tables.SourceTranslation, "source", "title"),
    _translation("point-translations", tables.PointTranslation, "point", "text"),
    _translation("response-translations", tables.ResponseTranslation, "response", "remark"),
    _translation("passage-translations", tables.PassageTranslation, "passage", "text"),
    _translation("stance-translations", tables.StanceTranslation, "stance", "words"),
    _translation("hedge-translations", tables.HedgeTranslation, "hedge", "words"),
    _translation("request-translations", tables.RequestTranslation, "request", "text"),
    _translation("event-translations", tables.EventTranslation, "event", "text"),
)
