"""Two people saved one record: what it was, theirs and yours side by side, and the way back into the same form.

The page carries everything that was sent. A choice puts theirs into it where theirs was chosen, says which version was
seen, and goes the way of any other form: if somebody saved once more, this page returns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.actions import history
from claims.admin.conflict_marks import Marks, of_field, of_whole
from claims.admin.opened import UNKNOWN, columns_of, in_seconds, posted
from claims.admin.showing import as_text, shown
from claims.models import Change

MARK = "_conflict"
CHOICE, THEIRS, KEYS, SEEN, BOTH = "_choice:", "_theirs:", "_keys:", "_seen:", "_both:"
REMOVED_BY_YOU, REMOVED_BY_THEM = "-removed-by-you", "-removed-by-them"
ALL, DRAFT = "_all_theirs", "_keep_draft"
BRING_BACK, ROW_BACK = "_bring_back", "_row_back"
OF_THE_PAGE = (
    MARK,
    CHOICE,
    THEIRS,
    KEYS,
    SEEN,
    BOTH,
    ALL,
    DRAFT,
    BRING_BACK,
    ROW_BACK,
    "_draft",
    "csrfmiddlewaretoken",
)


@dataclass(frozen=True)
class Line:
    """One choice. ``chosen`` is “theirs”, “yours”, or empty where a person has to decide."""

    name: str
    label: str
    base: str
    theirs: str
    yours: str
    chosen: str
    hidden: list[tuple[str, str]]
    marks: Marks


@dataclass(frozen=True)
class Part:
    """One record that both changed. ``hidden`` says which state of it was seen."""

    kind: str
    title: str
    saved: Change | None
    opened_version: int | None
    version: int | None
    lines: list[Line]
    hidden: list[tuple[str, str]]


@dataclass(frozen=True)
class Conflict:
    parts: list[Part]
    carried: list[tuple[str, str]] = field(default_factory=list)

    @property
    def open_lines(self) -> int:
        return sum(not line.chosen for part in self.parts for line in part.lines)


def found(context: Mapping[str, Any], data: QueryDict) -> Conflict | None:
    """What is in conflict among the forms of a page that was sent; None where nothing is."""
    parts = [part for form, goes in _forms(context) if (part := part_of(form, goes))]
    if not parts:
        return None
    return Conflict(parts, [(key, value) for key, values in as_typed(data).items() for value in values])


def as_typed(data: QueryDict) -> dict[str, list[str]]:
    """The fields of the form, as they were sent, without those of this page."""
    return {key: data.getlist(key) for key in data if not key.startswith(OF_THE_PAGE)}


def _forms(context: Mapping[str, Any]) -> Iterator[tuple[Any, bool]]:
    """Every form of the page, and whether its row is to be removed."""
    yield context["adminform"].form, bool(context.get("goes"))
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        for form in formset.forms:
            yield form, bool(formset.can_delete and formset._should_delete_form(form))


def part_of(form: Any, goes: bool = False, *, has_act: bool = False) -> Part | None:
    """``has_act``: something is done beside the fields of the form, so it counts though none of them was changed."""
    opened = getattr(form, "opened", None)
    if opened is None or not (goes or has_act or form.has_changed()) or (goes and form.lost is not None):
        return None
    record = form.lost or form.instance
    stored = None if form.lost is not None else _stored(record)
    lines = [_whole(form, goes)] if stored is None or goes else list(_lines(form))
    return Part(
        kind=capfirst(str(record._meta.verbose_name)),
        title=str(stored or ""),
        saved=_saved(getattr(form, "last_known", record)),
        opened_version=opened.version,
        version=getattr(stored, "version", None) if opened.version else None,
        lines=lines,
        hidden=[] if stored is None else [(SEEN + (form.prefix or ""), form.state())],
    )


def part_alone(form: Any) -> Part:
    """Of a record that nobody else changed, for lines about what belongs to it."""
    record = form.instance
    title, hidden = ("" if record._state.adding else str(record)), [(SEEN + (form.prefix or ""), form.state())]
    return Part(capfirst(str(record._meta.verbose_name)), title, _saved(record), None, None, [], hidden)


def _stored(record: models.Model) -> models.Model:
    """As it is by now; what is not stored, such as an empty cell, as it is."""
    return record if record._state.adding else type(record)._base_manager.get(pk=record.pk)


def _saved(record: models.Model) -> Change | None:
    return Change.objects.filter(history.of_row(record)).select_related("actor").order_by("-id").first()


def _lines(form: Any) -> Iterator[Line]:
    """The fields that are not the same on all three sides."""
    for bound in form:
        name = bound.name
        if name not in form.initial or bound.field.disabled or bound.is_hidden:
            continue
        theirs = form.initial[name]
        base = form.opened.values.get(name, UNKNOWN)
        theirs_changed = base is UNKNOWN or posted(form, name, base) != posted(form, name, theirs)
        differs = bool(bound.field.has_changed(in_seconds(theirs), bound.data))
        if not differs or not (theirs_changed or name in form.changed_data):
            continue
        yours_changed = base is UNKNOWN or name in form.changed_data
        chosen = "" if theirs_changed and yours_changed else "theirs" if theirs_changed else "yours"
        key, sent = bound.html_name, posted(form, name, theirs)
        yield Line(
            name=key,
            label=capfirst(str(bound.label)),
            base=_("not known any more") if base is UNKNOWN else shown(bound.field, base),
            theirs=shown(bound.field, theirs),
            yours=as_text(bound) or _("(empty)"),
            chosen=chosen,
            hidden=_as_hidden(key, sent),
            marks=Marks() if base is UNKNOWN else of_field(bound, base, theirs, both_changed=not chosen),
        )


def _as_hidden(name: str, sent: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """What the choice of theirs puts into the form."""
    return [(KEYS + name, key) for key in sent] + [
        (f"{THEIRS}{name}:{key}", value) for key, values in sent.items() for value in values
    ]


def _whole(form: Any, goes: bool) -> Line:
    """One choice for a row that one side removed and the other changed."""
    name, fields = form.prefix or "", [form[each] for each, _column in columns_of(form)]
    now = {key: values for bound in fields for key, values in posted(form, bound.name, bound.initial).items()}
    base = _listed(form, form.opened.values)
    theirs = _listed(form, form.initial) if goes else _("Removed")
    yours = _("Removed") if goes else _listed(form, {bound.name: as_text(bound) for bound in fields}, is_text=True)
    return Line(
        name=name,
        label=_("The whole row"),
        base=base,
        theirs=theirs,
        yours=yours,
        chosen="",
        hidden=[(KEYS + name, REMOVED_BY_YOU), *_as_hidden(name, now)] if goes else [(KEYS + name, REMOVED_BY_THEM)],
        marks=of_whole(base, theirs, yours, is_removed_by_you=goes),
    )


def _listed(form: Any, values: Mapping[str, Any], *, is_text: bool = False) -> str:
    """One line a field that is not empty."""
    return "\n".join(
        f"{capfirst(str(form[name].label))}: {value if is_text else shown(form.fields[name], value)}"
        for name, value in values.items()
        if name in form.fields and value not in (None, "", _("(empty)")) and value != []
    )


def chosen(data: QueryDict) -> QueryDict:
    """The form as it was sent first, with theirs where theirs was chosen. Undecided records keep the version they had."""
    sent = data.copy()
    for key in data:
        if key.startswith(OF_THE_PAGE):
            del sent[key]
    undecided = set()
    for marker in [key for key in data if key.startswith(KEYS)]:
        name = marker.removeprefix(KEYS)
        choice = "theirs" if ALL in data else data.get(CHOICE + name, "")
        if choice not in ("theirs", "yours", "both"):
            undecided.add(name)
        elif choice == "both":
            _put(sent, name, data.getlist(BOTH + name))
        elif REMOVED_BY_THEM in data.getlist(marker):
            _give_up_row(sent, name, is_kept=choice == "yours")
        elif choice == "theirs":
            sent.pop(f"{name}-DELETE", None)
            for key in data.getlist(marker):
                if key != REMOVED_BY_YOU:
                    _put(sent, key, data.getlist(f"{THEIRS}{name}:{key}"))
    for marker in [key for key in data if key.startswith(SEEN)]:
        prefix = marker.removeprefix(SEEN)
        if not any(_belongs(name, prefix, data) for name in undecided):
            seen = "".join(data.getlist(marker))
            field_name = "opened_version" if seen.isdigit() else "opened_state"
            sent[f"{prefix}-{field_name}" if prefix else field_name] = seen
    return sent


def _belongs(name: str, prefix: str, data: QueryDict) -> bool:
    """Whether the choice is about the form with this prefix; that of the page itself has none."""
    if prefix:
        return name == prefix or name.startswith(f"{prefix}-")
    rows = [key.removeprefix(SEEN) for key in data if key.startswith(SEEN) and key != SEEN]
    return not any(name == row or name.startswith(f"{row}-") for row in rows)


def _put(sent: QueryDict, key: str, values: list[str]) -> None:
    sent.setlist(key, values)
    if not values:
        del sent[key]


def _give_up_row(sent: QueryDict, prefix: str, *, is_kept: bool) -> None:
    """The row is gone: it stays so, or comes back before the form is read."""
    if is_kept:
        sent.appendlist(ROW_BACK, prefix)
    else:
        sent[f"{prefix}-DELETE"] = "on"
