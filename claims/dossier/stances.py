"""The stances of a case, read as plain rows: there may be thousands of them, and behind models they cost ten times as much.

What hangs on them is asked for by the case. Their ids would make queries longer than the answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from claims import models
from claims.dossier import schema
from claims.dossier.parts import identifier
from claims.dossier.translated import Translations


class StanceRows:
    """Those that the next revision will hold, with evidence and hedges. Three queries, one where none is taken."""

    def __init__(self, claim_id: UUID, texts: Translations) -> None:
        rows = models.Stance.objects.standing().filter(
            claim=claim_id, point__is_removed=False, response__is_removed=False
        )
        taken = list(rows.order_by("pk").values_list("response", "pk", "point", "stance", "directness", "words"))
        self._taken = _grouped(taken)
        self._texts, self._is_any = texts, bool(taken)
        cited = models.Stance.citations.through.objects.filter(stance__claim=claim_id)
        self._cited = self._read(cited.values_list("stance", "citation"))
        hedges = models.Hedge.objects.filter(stance__claim=claim_id).order_by("stance", "order")
        self._hedges = self._read(hedges.values_list("stance", "pk", "kind", "words", "citation"))

    def of(self, response_id: UUID) -> list[schema.Stance]:
        """Of one response, in the order of their ids."""
        return [self._stance(*row) for row in self._taken.get(response_id, ())]

    def _read(self, rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[tuple[Any, ...]]]:
        return _grouped(rows) if self._is_any else {}

    def _stance(self, pk: UUID, point: UUID, stance: str, directness: str, words: str) -> schema.Stance:
        return schema.Stance(
            id=str(pk),
            point=str(point),
            stance=stance,
            directness=directness,
            words=words or None,
            translations=self._texts.of("stance", pk, schema.WordsTranslation, "words"),
            citations=sorted(str(citation) for (citation,) in self._cited.get(pk, ())),
            hedges=list(self._hedges_of(pk)),
        )

    def _hedges_of(self, stance: UUID) -> Iterator[schema.Hedge]:
        for pk, kind, words, citation in self._hedges.get(stance, ()):
            yield schema.Hedge(
                kind=kind,
                words=words,
                citation=identifier(citation),
                translations=self._texts.of("hedge", pk, schema.WordsTranslation, "words"),
            )


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[tuple[Any, ...]]]:
    """By their first column, in their order, each without it."""
    found: defaultdict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for of, *rest in rows:
        found[of].append(tuple(rest))
    return found
