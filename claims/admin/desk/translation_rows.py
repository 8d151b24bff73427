"""The rows of the page of translations: original and translation side by side, what is missing, what changed since."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from claims.actions.translatable import Text
from claims.actions.translatable_kinds import KINDS, PARTS
from claims.dossier.differences.segments import Segment, word_segments
from claims.dossier.untranslated import main_language
from claims.fields.texts import SHORT
from claims.models import Claim, Draft

MOST_ROWS, MOST_CHARACTERS = 60, 80_000
"""Of one page, so that it stays under 1 MB in any script."""


@dataclass(frozen=True)
class Acted:
    """What somebody just tried to save, and why it was not stored."""

    kind: str
    key: str
    typed: Mapping[str, str]
    of: str
    message: str
    fields: Mapping[str, str] = field(default_factory=dict)
    is_conflict: bool = False


@dataclass(frozen=True)
class Field:
    """One field of a row. ``since``: how the original was changed since it was translated, or since it was opened."""

    name: str
    label: str
    original: str
    value: str
    theirs: str
    error: str
    since: Sequence[Segment]
    is_short: bool


@dataclass(frozen=True)
class Row:
    text: Text
    place: str
    fields: list[Field]
    is_changeable: bool
    kept: Draft | None = None
    acted: Acted | None = None

    @property
    def id(self) -> str:
        return f"{self.text.kind}-{self.text.key}"

    @property
    def of(self) -> str:
        """The original that the words in the form are a translation of: after a conflict, the one that is shown."""
        return str(self._kept("of") or self.text.of)

    @property
    def seen(self) -> str:
        stored = self.text.translation.seen if self.text.translation else ""
        return stored if self.acted or not self.kept else str(self._kept("seen"))

    @property
    def spoken(self) -> str:
        """The name of the language that was spoken, where the original is a translation itself."""
        return name_of(self.text.translated_from) if self.text.translated_from else ""

    def _kept(self, name: str) -> str:
        return "" if self.acted or not self.kept else "".join(self.kept.fields.get(name, []))


@dataclass(frozen=True)
class PartCount:
    part: str
    name: str
    open: int
    all: int


def name_of(tag: str) -> str:
    """A language by its name, or its tag where that is all that is known."""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag


def part_names() -> dict[str, str]:
    return {
        "claim": _("Claim"),
        "points": _("Points"),
        "answers": _("Answers"),
        "requests": _("Requests for comment"),
        "events": _("Events"),
        "sources": _("Sources"),
    }


def counted(texts: Iterable[Text]) -> list[PartCount]:
    """The parts that hold a text, and how many of them somebody has still to look at."""
    everything = list(texts)
    open_ones, all_ones = (
        Counter(text.part for text in everything if text.is_open),
        Counter(text.part for text in everything),
    )
    names = part_names()
    return [PartCount(part, names[part], open_ones[part], all_ones[part]) for part in PARTS if all_ones[part]]


def pages(texts: Iterable[Text]) -> list[list[Text]]:
    """In reading order, cut where a page is full."""
    found: list[list[Text]] = [[]]
    length = 0
    for text in texts:
        size = sum(map(len, text.words.values())) + sum(
            map(len, text.translation.words.values() if text.translation else ())
        )
        if found[-1] and (len(found[-1]) == MOST_ROWS or length + size > MOST_CHARACTERS):
            found.append([])
            length = 0
        found[-1].append(text)
        length += size
    return found


def draft_of(claim_id: Any, language: str, text: Text) -> str:
    """The name under which the words of a row are kept."""
    return f"translations/{claim_id}/{language}/{text.kind}/{text.key}"


def row_of(
    text: Text, *, is_changeable: bool, kept: Draft | None, acted: Acted | None, earlier: Mapping[str, str] | None
) -> Row:
    model = KINDS[text.kind].translation
    drafted = {name: values[-1] for name, values in (kept.fields if kept else {}).items() if values}
    stored = text.translation.words if text.translation else {}
    if all(drafted.get(f"words-{name}", "") == stored.get(name, "") for name in text.words):
        kept = None  # it is stored by now
    fields = []
    for name, original in text.words.items():
        theirs = stored.get(name, "")
        typed = acted.typed.get(name, "") if acted else drafted.get(f"words-{name}", theirs)
        before = (earlier or {}).get(name)
        fields.append(
            Field(
                name=name,
                label=capfirst(str(model._meta.get_field(name).verbose_name)),  # type: ignore[union-attr]  # a field of ours
                original=original,
                value=typed,
                theirs=theirs if acted and acted.is_conflict and theirs != typed else "",
                error=acted.fields.get(name, "") if acted else "",
                since=word_segments(before, original) if before is not None and before != original else (),
                is_short=model._meta.get_field(name).max_length == SHORT,  # type: ignore[union-attr]
            )
        )
    return Row(text, place_of(text), fields, is_changeable, kept, acted)


def place_of(text: Text) -> str:
    """What the workspace calls the place: P2, A1.3."""
    place = text.place
    match text.kind:
        case "point":
            return f"P{place[0]}"
        case "event":
            return f"E{place[0]}"
        case "passage":
            return f"A{place[0]}.{place[1]}"
        case "words":
            return _("A%(answer)d × P%(point)d, deciding words") % {"answer": place[0], "point": place[1]}
        case "hedge":
            return _("A%(answer)d × P%(point)d, hedge") % {"answer": place[0], "point": place[1]}
        case "remark":
            return _("A%(answer)d, remark") % {"answer": place[0]}
        case "reason":
            return _("%(party)s: why nobody asked") % {"party": place[1]}
        case "request":
            return _("To %(party)s") % {"party": place[0]}
        case "topic":
            return _("Topic")
        case "source":
            return _("Title of a source")
        case _:
            return _("Claim")


def languages_for(claim: Claim) -> list[str]:
    """The languages of the site; that of the case last, which only what was said in another one needs."""
    codes = [code for code, _name in settings.LANGUAGES]
    return sorted(codes, key=lambda code: main_language(claim.language) == code)


def direction_of(tag: str) -> str:
    """``rtl`` or ``ltr``, as browsers need it for an empty field."""
    return "rtl" if main_language(tag) in ("ar", "he", "fa", "ur", "yi", "ps", "dv", "ckb") else "ltr"
