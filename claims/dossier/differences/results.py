"""Differences as they are shown: grouped by part, each field with its texts before and after."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from claims.dossier.differences.segments import Segment, word_segments


class Kind(TextChoices):
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    REMOVED = "removed", _("removed")
    REORDERED = "reordered", _("in another order")


@dataclass(frozen=True)
class FieldDifference:
    """A text is empty where there was, or is, none. Languages are empty where the desk's own words are meant."""

    name: str
    before: str
    after: str
    before_language: str = ""
    after_language: str = ""

    @property
    def is_hidden(self) -> bool:
        """The record differs, and its words as a reader meets them do not."""
        return self.before == self.after

    @cached_property
    def segments(self) -> list[Segment]:
        return word_segments(self.before, self.after)

    @property
    def is_rewritten(self) -> bool:
        """So few words stayed that the two texts are easier to read one after the other than in one."""
        stayed = sum(len(segment.text.strip()) for segment in self.segments if segment.share == "same")
        return bool(self.before and self.after) and stayed < max(len(self.before), len(self.after)) / 2

    @property
    def before_segments(self) -> list[Segment]:
        return [segment for segment in self.segments if segment.share != "added"]

    @property
    def after_segments(self) -> list[Segment]:
        return [segment for segment in self.segments if segment.share != "removed"]


@dataclass(frozen=True)
class Difference:
    """``part`` names it for readers; ``of`` is its kind in the schema (``point``), ``id`` its id there, if it has one.

    ``place``: the list of the schema that it stands in, with the ids on the way: ``("responses", id, "stances")``.
    """

    part: str
    kind: Kind
    of: str
    id: str = ""
    fields: list[FieldDifference] = field(default_factory=list)
    place: tuple[str, ...] = ()

    @property
    def is_hidden(self) -> bool:
        return all(each.is_hidden for each in self.fields)
