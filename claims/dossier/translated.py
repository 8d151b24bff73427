"""The translations in a case, of every kind at once: a query for each kind would be a third of all that a case takes."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast

from claims import models
from claims.dossier import schema
from claims.models.record import Translation

T = TypeVar("T", bound=schema.Translated)

_WIDEST = 3
"""Columns of text in the widest of the tables."""


class _Kind(NamedTuple):
    """``of``: what it translates, a column of the table. ``case``: the way from there to the claim."""

    table: type[Translation]
    of: str
    case: str
    columns: tuple[str, ...]


_OF_CASE = (
    _Kind(models.ClaimTranslation, "claim", "claim", ("title", "statement", "scope_note")),
    _Kind(models.PointTranslation, "point", "point__claim", ("text",)),
    _Kind(models.ResponseTranslation, "response", "response__claim", ("remark",)),
    _Kind(models.PassageTranslation, "passage", "passage__response__claim", ("text",)),
    _Kind(models.StanceTranslation, "stance", "stance__claim", ("words",)),
    _Kind(models.HedgeTranslation, "hedge", "hedge__stance__claim", ("words",)),
    _Kind(models.RequestTranslation, "request", "request__claim", ("text",)),
    _Kind(models.ClaimPartyTranslation, "involvement", "involvement__claim", ("reason",)),
    _Kind(models.EventTranslation, "event", "event__claim", ("text",)),
    _Kind(models.TopicTranslation, "topic", "topic__claims", ("name",)),
)
_OF_SOURCE = _Kind(models.SourceTranslation, "source", "", ("title",))


class Translations:
    """None, until some are read."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)

    def read_case(self, claim_id: UUID) -> None:
        """All but those of sources, in one query."""
        first, *others = (_texts(kind).filter(**{kind.case: claim_id}) for kind in _OF_CASE)
        self._keep(first.union(*others, all=True))

    def read_sources(self, ids: Iterable[UUID]) -> None:
        self._keep(_texts(_OF_SOURCE).filter(source__in=ids))

    def of(self, kind: str, key: Any, form: type[T], *names: str) -> dict[str, T]:
        """By language tag, in the order of the tags. ``names``: of the members that hold the columns of the table."""
        return {
            language: form(
                translator=translator, of=of, **{name: text for name, text in zip(names, texts, strict=False) if text}
            )
            for language, translator, of, *texts in sorted(self._found.get((kind, str(key)), ()))
        }

    def _keep(self, rows: Iterable[tuple[str, ...]]) -> None:
        for kind, key, *text in rows:
            self._found[kind, key].append(tuple(text))


def _texts(kind: _Kind) -> QuerySet[Any, Any]:
    """Rows of one form for all tables: what is translated, and its id; language, translator, hash; texts."""
    padding = [Value("", TextField())] * (_WIDEST - len(kind.columns))
    return kind.table._base_manager.values_list(
        Value(kind.of, TextField()), Cast(f"{kind.of}_id", TextField()), "language", "translator", "of",
        *kind.columns, *padding,
    )  # fmt: skip
