"""What refers to a party, a source, a topic or a claim: what moves when one is merged into another.

Cases that are withdrawn, or were merged themselves, stay as they are: nobody changes them any more.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import (
    Assessment,
    Citation,
    Claim,
    ClaimParty,
    Party,
    PartyAlias,
    Point,
    RatingScale,
    Relation,
    Request,
    Response,
    Source,
    Topic,
)
from claims.models.record import Record
from claims.vocabulary import Mergeable, Stage


@dataclass(frozen=True)
class Reference:
    """Rows of ``model`` that refer by ``field``. ``case``: the way from a row to its claim; empty for shared records.

    ``twins``: fields in which a row may not equal one of the kept record; the row is then a duplicate and dropped.
    ``owner``: the record that counts the change, where the rows are links.
    """

    model: Any
    field: str
    label: Any
    case: str = ""
    twins: tuple[str, ...] = ()
    owner: str = ""

    def rows(self, record: models.Model) -> "QuerySet[Any]":
        """Those that move."""
        found: QuerySet[Any] = self.model._base_manager.filter(**{self.field: record})
        return found.exclude(self._is_closed()) if self.case else found

    def left_behind(self, record: models.Model) -> "QuerySet[Any]":
        found: QuerySet[Any] = self.model._base_manager.filter(**{self.field: record})
        return found.filter(self._is_closed()) if self.case else found.none()

    def duplicates(self, kept: models.Model, merged: models.Model) -> "QuerySet[Any]":
        """Rows that would stand twice, or refer to themselves."""
        found = Q()
        if self.twins:
            own = self.model._base_manager.filter(**{self.field: kept})
            own = own.filter(is_removed=False) if self.is_of_case else own
            found |= Q(models.Exists(own.filter(**{twin: models.OuterRef(twin) for twin in self.twins})))
        for near in self._near_ends(kept):
            found |= Q(**{near: kept.pk})
        return self.rows(merged).filter(found) if found else self.rows(merged).none()

    def cases(self, record: models.Model) -> set[UUID]:
        return set(self.rows(record).order_by().values_list(self._claim_id, flat=True)) if self.case else set()

    def move(self, kept: models.Model, merged: models.Model) -> None:
        rows = self.rows(merged).exclude(pk__in=list(self.duplicates(kept, merged).values_list("pk", flat=True)))
        if self.owner:
            owners = self.model._meta.get_field(self.owner).related_model._base_manager
            ids = list(rows.values_list(f"{self.owner}_id", flat=True))
            owners.filter(pk__in=ids).update(version=F("version") + 1, updated_at=timezone.now())
        counted: dict[str, Any] = {}
        if issubclass(self.model, Record):
            counted = {"version": F("version") + 1, "updated_at": timezone.now()}
        rows.update(**{self.field: kept}, **counted)

    @property
    def is_of_case(self) -> bool:
        return any(field.name == "is_removed" for field in self.model._meta.fields)

    @property
    def _claim_id(self) -> str:
        return "pk" if self.case == "self" else f"{self.case}_id"

    def _is_closed(self) -> Q:
        claim = "" if self.case == "self" else f"{self.case}__"
        return Q(**{f"{claim}stage": Stage.WITHDRAWN}) | Q(**{f"{claim}merged_into__isnull": False})

    def _near_ends(self, kept: models.Model) -> list[str]:
        """Fields by which a row that moves would lead from the kept record to itself."""
        if self.model is Relation:
            return ["claim"]
        if self.field == "affiliation":
            return ["pk"]
        if self.model is Source.relays.through:
            return ["from_source" if self.field == "to_source" else "to_source"]
        return []


REFERENCES: dict[str, list[Reference]] = {
    Mergeable.PARTY: [
        Reference(Claim, "claimant", _("claims made"), case="self"),
        Reference(ClaimParty, "party", _("claims about it, or naming it"), "claim", ("claim",), owner="claim"),
        Reference(Point.subjects.through, "party", _("points about it"), "point__claim", ("point",), owner="point"),
        Reference(Response, "party", _("responses"), case="claim"),
        Reference(Response, "spokesperson_party", _("responses it spoke for"), case="claim"),
        Reference(Request, "to", _("requests for comment"), case="claim"),
        Reference(Assessment, "author", _("assessments"), case="claim"),
        Reference(Source, "publisher", _("sources it published")),
        Reference(RatingScale, "owner", _("rating scales")),
        Reference(Party, "affiliation", _("parties that belong to it")),
        Reference(PartyAlias, "party", _("other names"), owner="party"),
        Reference(Party, "merged_into", _("records merged into it earlier")),
    ],
    Mergeable.SOURCE: [
        Reference(Citation, "source", _("citations"), case="claim"),
        Reference(
            Source.relays.through, "to_source", _("sources that relay it"), twins=("from_source",), owner="from_source"
        ),
        Reference(
            Source.relays.through, "from_source", _("sources it relays"), twins=("to_source",), owner="from_source"
        ),
        Reference(Source, "merged_into", _("records merged into it earlier")),
    ],
    Mergeable.TOPIC: [
        Reference(Claim.topics.through, "topic", _("claims that belong to it"), "claim", ("claim",), owner="claim"),
        Reference(Topic, "merged_into", _("records merged into it earlier")),
    ],
    Mergeable.CLAIM: [
        Reference(Relation, "target", _("relations of other claims"), case="claim", twins=("claim", "type")),
        Reference(Claim, "merged_into", _("records merged into it earlier")),
    ],
}
STAYS = {
    "Snapshot": "moves with the citations that count in it, see claims.actions.merging_parts",
    "SourceTranslation": "a translation of the title that was merged away",
    "TopicTranslation": "a translation of the name that was merged away; it still finds the kept topic",
    "WebhookEndpoint_topics": "a webhook is told of all that are one topic by now",
    "ExternalId": "the file it was imported from still names the claim that was merged away",
    "WebhookEndpoint_parties": "a webhook is told of all that are one party by now",
    "Slug": "an address belongs to its record for good, and leads on from it",
}
"""What refers to a record that can be merged and does not move, with the reason. Of a claim: its whole case."""


def model_of(kind: str) -> type[Record]:
    models_of: dict[str, type[Record]] = {
        Mergeable.PARTY: Party,
        Mergeable.SOURCE: Source,
        Mergeable.TOPIC: Topic,
        Mergeable.CLAIM: Claim,
    }
    return models_of[Mergeable(kind)]
