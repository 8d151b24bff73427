"""Translating one text of a case: beside its original, refused where either changed meanwhile."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from claims.actions import editing, provenance
from claims.actions.translatable import Text, text_of
from claims.actions.translatable_kinds import KINDS
from claims.actions.translating import hash_of_fields
from claims.errors import InvalidRecord, RecordChanged
from claims.models import Change, Claim
from claims.models.record import Translation
from claims.vocabulary import Operation

MOST_CHANGES = 2000
"""How far back the history is searched for earlier wordings, in changes of the texts at hand."""
_QUOTED = re.compile(r"^\s*[\"“„«»‚‘]")


@provenance.recorded("translation")
def translate(
    *, by: Any, claim: Claim, kind: str, key: str, language: str, words: Mapping[str, str], of: str, seen: str
) -> Translation | None:
    """Store the translation of a text, or take it away where ``words`` are all blank; None then.

    ``of``: the hash of the original as the translator saw it; ``seen``: that of the translation there was, empty for none.
    RecordChanged where either is another by now. Raises NotPermitted, and InvalidRecord with the fields by name.
    """
    editing.lock_case(claim)
    spec = KINDS.get(kind)
    text = text_of(claim.pk, kind, key, language)
    if spec is None or text is None:
        raise InvalidRecord(_("The case has this text no more."))
    original = spec.original.objects.select_for_update(of=("self",)).get(pk=text.key)
    text = text_of(claim.pk, kind, key, language) or text  # as it is now that nobody else can change it
    typed = {name: words.get(name, "").strip() for name in text.words}
    _refuse_what_changed(text, typed, of, seen)
    stored: Any = spec.translation
    row = stored.objects.filter(pk=text.translation.pk).first() if text.translation else None
    if not any(typed.values()):
        if row is None:
            raise InvalidRecord(_("There is nothing to save yet."), {next(iter(typed)): _("Type a translation.")})
        editing.remove(by=by, record=row)
        return None
    _refuse_quotation_marks(text, typed)
    row = row or stored(**{spec.owner: original, "language": language})
    if text.translation is None or any(text.translation.words.get(name, "") != typed[name] for name in typed):
        row.translator = by.get_full_name() or by.get_username()
    for name, value in typed.items():
        setattr(row, name, value)
    saved = editing.save(by=by, record=row)
    assert isinstance(saved, Translation)  # noqa: S101  narrows the type
    return saved


def _refuse_what_changed(text: Text, typed: Mapping[str, str], of: str, seen: str) -> None:
    if of != text.of:
        raise RecordChanged(_("The original was changed while you translated. Your words are kept; look at both."))
    if seen != (text.translation.seen if text.translation else ""):
        raise RecordChanged(_("Somebody else translated this meanwhile. Your words are kept; compare them."))


def _refuse_quotation_marks(text: Text, typed: Mapping[str, str]) -> None:
    if not text.translated_from:
        return
    message = _("A quotation that is itself a translation is not quoted again. Leave out the quotation marks.")
    fields = {name: message for name, value in typed.items() if _QUOTED.match(value)}
    if fields:
        raise InvalidRecord(message, fields)


def earlier_wordings(claim: Claim, texts: Iterable[Text], wanted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """By the key of each text, its words when their hash was ``wanted[key]``, where the history knows. One query."""
    found = {str(text.key): text for text in texts if wanted.get(text.key) not in (None, "", text.of)}
    if not found:
        return {}
    changes = Change.objects.filter(_of_rows(claim, found.values()), operation=Operation.UPDATE).order_by("-id")
    states: dict[str, dict[str, Any]] = {key: _fields(text) for key, text in found.items()}
    earlier: dict[str, dict[str, str]] = {}
    for row, before in changes.values_list("row", "before")[:MOST_CHANGES]:
        if row in earlier or row not in states or not before:
            continue
        spec = KINDS[found[row].kind]
        states[row] |= {field: before[field] for field in spec.members.values() if field in before}
        if hash_of_fields(spec.translation, states[row]) == wanted[row]:
            earlier[row] = {name: states[row][field] or "" for name, field in spec.members.items()}
    return earlier


def _of_rows(claim: Claim, texts: Iterable[Text]) -> Q:
    """Changes of the very rows of these texts: of the case by its index, of shared records by that of their own history."""
    of_case, of_shared = Q(), Q()
    for text in texts:
        spec = KINDS[text.kind]
        row = Q(table=spec.original._meta.db_table, row=text.key)
        if spec.is_published:
            of_shared |= row & Q(owner_table=spec.original._meta.db_table, owner=text.key)
        else:
            of_case |= row
    return (Q(claim_id=claim.pk) & of_case if of_case else Q()) | of_shared


def _fields(text: Text) -> dict[str, Any]:
    """The fields of the original as they are now."""
    return {field: text.words.get(name, "") for name, field in KINDS[text.kind].members.items()}
