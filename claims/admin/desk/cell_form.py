"""The cell of the matrix as a form: what was shown of its stance, what is stored by now, and what somebody wants it to be."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from claims.actions import history
from claims.admin.opened import UNKNOWN, Opened
from claims.fields.texts import LONG, refuse_unstorable
from claims.models import Change, Claim, Stance
from claims.vocabulary import Directness, Operation, StanceWord

EMPTY: dict[str, str] = {"stance": "", "directness": Directness.EXPRESS.value, "words": ""}
"""A cell without a stance."""
OPENED = "opened_state"
"""The field of a whole cell that tells what was seen of it."""


@dataclass(frozen=True)
class Seen:
    """What was shown of a cell: the version of its stance and the end of its id; version 0 and no id where it was empty."""

    version: int
    tail: str = ""

    def __str__(self) -> str:
        return f"{self.version}.{self.tail}" if self.tail else str(self.version)

    def is_of(self, stance: Stance) -> bool:
        """Whether the stance, or the empty cell, is still as it was seen."""
        now = seen_of(stance)
        return self.version == now.version and self.tail in ("", now.tail)


def seen_of(stance: Stance) -> Seen:
    return Seen(0) if stance._state.adding else Seen(stance.version, str(stance.pk)[-8:])


def seen_in(data: QueryDict) -> Seen | None:
    """As it was sent, whole or with an act of the cell; None where nothing tells."""
    version, _dot, tail = (data.get(OPENED) or data.get("version") or "").partition(".")
    return Seen(int(version), tail) if version.isascii() and version.isdigit() and len(version) < 10 else None


class CellForm(forms.Form):
    """Bound to all that the cell should be; compares as the forms of records do. ``stance`` is stored, or new and empty."""

    stance = forms.ChoiceField(label=gettext_lazy("Stance"), required=False)
    directness = forms.ChoiceField(label=gettext_lazy("Directness"), choices=Directness.choices)
    words = forms.CharField(
        label=gettext_lazy("Deciding words"),
        required=False,
        max_length=LONG,
        validators=[refuse_unstorable],
        widget=forms.Textarea({"rows": 2}),
    )
    carried = OPENED
    lost = None

    def __init__(self, data: Any, *, claim: Claim, stance: Stance, seen: Seen | None) -> None:
        self.instance, self.claim, self.seen = stance, claim, seen
        super().__init__(data, initial=_values(stance))
        words: Any = self.fields["stance"]
        words.choices = [("", gettext_lazy("no stance")), *StanceWord.choices]

    @cached_property
    def opened(self) -> Opened | None:
        """What was shown, where somebody changed the cell since; else None."""
        if self.seen is None or self.seen.is_of(self.instance):
            return None
        return Opened(shown_then(self.claim, self.instance, self.seen), self.seen.version)

    @cached_property
    def changed_data(self) -> list[str]:
        """What this person changed of what was shown."""
        base = self.opened.values if self.opened else self.initial
        return [
            name
            for name, field in self.fields.items()
            if _is_changed(field, base.get(name, UNKNOWN), self.data.get(name, ""))
        ]

    @property
    def last_known(self) -> Stance:
        """The stance whose history tells who changed the cell last: the one there, or the one that was taken away."""
        known = _pks(self.claim, self.instance, self.seen or Seen(0))
        is_gone = self.instance._state.adding and known
        return Stance(pk=known[0]) if is_gone else self.instance

    def state(self) -> str:
        """Never digits alone: the page of a conflict takes those for the version of a record."""
        now = seen_of(self.instance)
        return f"{now.version}.{now.tail}"


def _is_changed(field: forms.Field, base: Any, sent: str) -> bool:
    return base is UNKNOWN or bool(field.has_changed(base, sent))


def _values(stance: Stance) -> dict[str, str]:
    return dict(EMPTY) if stance._state.adding else {name: getattr(stance, name) for name in EMPTY}


def shown_then(claim: Claim, stance: Stance, seen: Seen) -> dict[str, Any]:
    """What the cell held when it was seen, by the history; nothing where that is not known. A few queries."""
    if seen.version == 0:
        return dict(EMPTY)
    for pk in _pks(claim, stance, seen):
        state = history.state_at(Stance(pk=pk), seen.version)
        if state is not None:
            return {name: state[name] for name in EMPTY if name in state}
    return {}


def evidence_then(claim: Claim, stance: Stance, seen: Seen) -> list[str]:
    """Keys of the citations that the stance had of its own when it was seen."""
    if seen.version == 0:
        return []
    for pk in _pks(claim, stance, seen):
        return history.many_to_many_at(Stance(pk=pk), seen.version)["citations"]
    return []


def _pks(claim: Claim, stance: Stance, seen: Seen) -> list[str]:
    """Stances that may have stood in the cell: the one there now, removed ones, deleted ones; those whose id fits."""
    of_cell = {"point_id": str(stance.point_id), "response_id": str(stance.response_id)}
    rows = Stance._base_manager.filter(**of_cell).order_by("is_removed", "-pk").values_list("pk", flat=True)
    gone = Change.objects.filter(
        claim_id=claim.pk,
        table=Stance._meta.db_table,
        operation=Operation.DELETE,
        **{f"before__{name}": key for name, key in of_cell.items()},
    )
    keys = [*map(str, rows), *gone.order_by("-id").values_list("row", flat=True)]
    return [key for key in keys if key.endswith(seen.tail)]
