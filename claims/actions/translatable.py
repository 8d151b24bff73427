"""Every text of a case that readers in another language would want translated, in reading order, with its translation.

Passages that are translations themselves are among them: readers see them as they are, and a rendering, where one is given,
stands without quotation marks (see ``Text.translated_from``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from claims.actions.translatable_kinds import KINDS, PARTS, Kind
from claims.actions.translating import hash_of_fields
from claims.dossier.canonical import fingerprint
from claims.dossier.untranslated import main_language


@dataclass(frozen=True)
class Translated:
    pk: UUID
    language: str
    translator: str
    of: str
    words: Mapping[str, str]

    @property
    def seen(self) -> str:
        """Changes with every change of the translation."""
        return fingerprint([self.language, self.translator, self.of, *self.words.values()])


@dataclass(frozen=True)
class Text:
    """One record's texts to translate together. ``words``: by member of the translation, without the empty ones."""

    kind: str
    key: str
    place: tuple[Any, ...]
    language: str
    words: Mapping[str, str]
    of: str
    translated_from: str
    is_shared: bool
    """A published record of other cases too: what readers saw of it, only editors change."""
    translation: Translated | None

    @property
    def part(self) -> str:
        return KINDS[self.kind].part

    @property
    def is_stale(self) -> bool:
        return self.translation is not None and self.translation.of != self.of

    @property
    def is_missing(self) -> bool:
        """Wholly, or in one of its fields. What is a translation itself is never missing one."""
        if self.translated_from:
            return False
        return self.translation is None or any(not self.translation.words.get(name) for name in self.words)

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to look at it."""
        return self.is_missing or self.is_stale


def texts_of(claim_id: UUID, language: str) -> list[Text]:
    """Of every text that is not in ``language``, a tag without a region. About 25 queries, whatever the size of the case."""
    return sorted(
        (text for kind in KINDS for text in _of_kind(kind, KINDS[kind].of_case(claim_id), language)), key=_reading_order
    )


def text_of(claim_id: UUID, kind: str, key: str, language: str) -> Text | None:
    """One of them; None where the case has no such text (any more)."""
    spec = KINDS.get(kind)
    if spec is None:
        return None
    try:
        rows = spec.of_case(claim_id).filter(pk=spec.original._meta.pk.to_python(key))
        return next(_of_kind(kind, rows, language), None)
    except ValidationError:
        return None


def _of_kind(name: str, rows: QuerySet[Any], language: str) -> Iterator[Text]:
    kind = KINDS[name]
    optional = [each for each in (kind.translated_from, kind.is_published) if each]
    read = rows.order_by(*kind.placed_by, "pk").values(
        "pk", kind.language, *kind.members.values(), *kind.placed_by, *optional
    )
    found = [row for row in read if main_language(row[kind.language]) != language]
    translations = _translations(kind, rows, language) if found else {}
    for row in found:
        yield Text(
            kind=name,
            key=str(row["pk"]),
            place=tuple(row[each] for each in kind.placed_by),
            language=row[kind.language],
            words={member: row[field] for member, field in kind.members.items() if row[field]},
            of=hash_of_fields(kind.translation, row),
            translated_from=row[kind.translated_from] if kind.translated_from else "",
            is_shared=bool(kind.is_published and row[kind.is_published]),
            translation=translations.get(row["pk"]),
        )


def _translations(kind: Kind, rows: QuerySet[Any], language: str) -> dict[Any, Translated]:
    """By the key of the original; of several, such as en and en-GB, the one whose tag comes first, as readers get it."""
    owner = f"{kind.owner}_id"
    stored: Any = kind.translation
    found = stored.objects.filter(**{f"{kind.owner}__in": rows.order_by().values("pk")}, language__startswith=language)
    return {
        row[owner]: Translated(
            row["id"], row["language"], row["translator"], row["of"], {name: row[name] for name in kind.members}
        )
        for row in found.order_by("-language").values("id", owner, "language", "translator", "of", *kind.members)
        if main_language(row["language"]) == language
    }


def _reading_order(text: Text) -> tuple[Any, ...]:
    kinds = list(KINDS)
    if text.part != "answers":
        return (PARTS.index(text.part), 0, kinds.index(text.kind))
    # One answer after the other: its passages, then point by point its deciding words and hedges, then the remark.
    response, *rest = text.place
    step = {"passage": 0, "words": 1, "hedge": 1, "remark": 2}[text.kind]
    return (PARTS.index("answers"), response, step, *rest, kinds.index(text.kind))
