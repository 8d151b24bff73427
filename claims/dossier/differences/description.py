"""A dossier as a list of parts, each with its fields in words: what two of them are compared by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from claims.dossier import schema
from claims.dossier.canonical import hash_of_original
from claims.dossier.differences.naming import Naming, language_name
from claims.fields.moment import Moment


class Value(NamedTuple):
    """``raw`` decides whether two are the same; ``text`` is what a reader gets."""

    name: str
    raw: Any
    text: str
    language: str = ""


@dataclass(frozen=True)
class Part:
    """Two parts of one ``place`` (a list of the schema) and one ``id`` are the same part.

    ``rank``: where it stands in a list whose order readers see; None elsewhere. ``leading``: how it is named in that order.
    """

    of: str
    place: tuple[str, ...]
    id: str
    label: str
    values: "Values" = field(default_factory=dict)
    rank: int | None = None
    leading: str = ""


Values = dict[int, Value]
"""By their place among the fields of the part: two names may be one in some language."""


def values(*found: Value) -> Values:
    """Without those that say nothing."""
    return {place: value for place, value in enumerate(found) if value.raw not in (None, "", [])}


def text(name: str, words: str | None, language: str = "") -> Value:
    return Value(name, words, words or "", language)


def texts(name: str, listed: list[str]) -> Value:
    return Value(name, listed, ", ".join(listed))


def word(name: str, choices: Any, chosen: str | None) -> Value:
    return Value(name, chosen, str(choices(chosen).label) if chosen else "")


def truth(name: str, is_true: bool | None) -> Value:
    return Value(name, is_true, "" if is_true is None else _("yes") if is_true else _("no"))


def language(name: str, tag: str | None) -> Value:
    return Value(name, tag, language_name(tag) if tag else "")


def moment(name: str, found: Moment | None) -> Value:
    return Value(name, found and found.model_dump(exclude_none=True), Naming.moment(found))


def parties(naming: Naming, name: str, *ids: str | None) -> Value:
    found = [each for each in ids if each]
    return Value(name, found, ", ".join(naming.party(each) for each in found))


def points(naming: Naming, name: str, ids: list[str], without: str) -> Value:
    """``without``: what an empty list stands for."""
    return Value(name, [without, *ids], ", ".join(naming.point(each) for each in ids) or without)


def citations(naming: Naming, ids: list[str]) -> Value:
    return Value(_("evidence"), ids, "; ".join(naming.citation(each) for each in ids))


def translations(
    owner: Part,
    by_language: Mapping[str, schema.Translated],
    members: Mapping[str, str],
    originals: Mapping[str, str | None],
) -> Iterator[Part]:
    """``members``: {member of the translation: its name for readers}; ``originals``: what was translated, by member."""
    for tag, translation in by_language.items():
        is_fresh = translation.of == hash_of_original(dict(originals))
        wording = _("the present wording") if is_fresh else _("an earlier wording")
        names = {"part": owner.label, "language": language_name(tag)}
        yield Part(
            "translation",
            (*owner.place, owner.id, "translations"),
            tag,
            _("%(part)s: translation into %(language)s") % names,
            values(
                *(text(name, getattr(translation, member), tag) for member, name in members.items()),
                text(_("translator"), translation.translator),
                Value(_("made from"), translation.of, wording),
            ),
        )


def kept(of: Iterable[schema.Part]) -> list[dict[str, Any]]:
    """Plain values, to be compared."""
    return [each.model_dump(mode="json", exclude_none=True) for each in of]
