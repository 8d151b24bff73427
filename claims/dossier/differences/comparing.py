"""Two dossiers, part by part."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.dossier.differences import answers, evidence, statements
from claims.dossier.differences.description import Part, Values
from claims.dossier.differences.naming import Naming
from claims.dossier.differences.results import Difference, FieldDifference, Kind
from claims.dossier.schema import Dossier

Place = tuple[str, ...]
Parts = dict[tuple[Place, str], Part]

_ORDERS = {
    "point": gettext_lazy("the order of the points"),
    "response": gettext_lazy("the order of the answers"),
    "passage": gettext_lazy("the order of the passages"),
    "event": gettext_lazy("the order of the events"),
}


def differences(before: Dossier | None, after: Dossier, *, titles: Mapping[str, str] | None = None) -> list[Difference]:
    """From the claim to the topics, in the order of the page. Without ``before`` everything is added.

    ``titles``: those of related claims, by id; a dossier does not hold them.
    """
    earlier_keys, keys = answers.passage_keys(before or after, after)
    unchanged = answers.unchanged_stances(before, after) if before else set()
    old = _parts(before, earlier_keys, titles or {}, unchanged) if before else {}
    new = _parts(after, keys, titles or {}, unchanged)
    return [*_of_parts(old, new), *_of_orders(old, new)]


def _parts(dossier: Dossier, keys: answers.Keys, titles: Mapping[str, str], unchanged: set[tuple[str, str]]) -> Parts:
    naming = Naming(dossier, titles)
    described: tuple[Callable[[Dossier, Naming], Iterator[Part]], ...] = (
        statements.claim,
        statements.points,
        partial(answers.responses, keys=keys, unchanged=unchanged),
        answers.requests,
        statements.events,
        statements.assessments,
        evidence.sources,
        evidence.citations,
        evidence.parties,
        evidence.topics,
        statements.relations,
    )
    return {(part.place, part.id): part for describe in described for part in describe(dossier, naming)}


def _of_parts(old: Parts, new: Parts) -> Iterator[Difference]:
    for key in [*new, *(key for key in old if key not in new)]:
        before, after = old.get(key), new.get(key)
        part = after or before
        if part is None:
            continue
        fields = list(_of_values(before.values if before else {}, after.values if after else {}))
        if fields or not (before and after):
            kind = Kind.CHANGED if before and after else Kind.ADDED if after else Kind.REMOVED
            yield Difference(part.label, kind, part.of, part.id, fields, part.place)


def _of_values(old: Values, new: Values) -> Iterator[FieldDifference]:
    for place in sorted(old.keys() | new.keys()):
        before, after = old.get(place), new.get(place)
        known = after or before
        if known and (before and before.raw) != (after and after.raw):
            yield FieldDifference(
                known.name,
                before.text if before else "",
                after.text if after else "",
                before.language if before else "",
                after.language if after else "",
            )


def _of_orders(old: Parts, new: Parts) -> Iterator[Difference]:
    """The parts that both have, where they stand in another order; one that came or went changes no order."""
    for place in dict.fromkeys(part.place for part in new.values() if part.rank is not None):
        before, after = _ranked(old, place), _ranked(new, place)
        common = before.keys() & after.keys()
        was, becomes = _names(old, before, common, place), _names(new, after, common, place)
        moved = [each for each in before if each in common] != [each for each in after if each in common]
        renumbered = before.keys() == after.keys() and before != after
        if moved or renumbered:
            of = next(part.of for part in new.values() if part.place == place)
            shown = FieldDifference(_("order"), was, becomes)
            yield Difference(str(_ORDERS[of]), Kind.REORDERED, of, "", [shown], place)


def _ranked(parts: Parts, place: Place) -> dict[str, int]:
    ranks = [(part.rank, part.id) for part in parts.values() if part.place == place and part.rank is not None]
    return {identifier: rank for rank, identifier in sorted(ranks)}


def _names(parts: Parts, ranks: dict[str, int], common: set[str], place: Place) -> str:
    named = [parts[place, each].leading for each in ranks if each in common]
    return "\n".join(f"{number}. {name}" for number, name in enumerate(named, 1))
