"""What published claims can be asked for, and the query that answers. One query, whatever is asked.

Lists, feeds and exports all take it from here; each surface reads its own parameters.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from claims.models import keys
from claims.models.publication import (
    Publication,
    PublicationQuerySet,
    PublishedParty,
    PublishedSource,
    PublishedTopic,
)
from claims.models.published_parts import PublishedStance, when
from claims.models.standing_step import StandingStep
from claims.vocabulary import Axis, StandingWord

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Listing:
    """``at`` and ``axis`` say by which step of a standing claims are chosen and shown: as of now, or as known by then."""

    at: datetime
    axis: Axis = Axis.NOW

    def publications(self, asked: Values) -> PublicationQuerySet:
        """Public ones that are as asked, in no order; ``step`` is the relation to the step of their standing.

        ``asked``, all optional: ``q`` (words), ``standing``, ``stance`` and ``language`` (words of the vocabulary, a tag),
        ``party``, ``claimant``, ``responder``, ``topic``, ``source`` and ``claim`` (slug or id), ``source_domain`` (host),
        ``made_from`` and ``made_until``, ``published_…``, ``updated_…`` (moments, both ends included), ``year`` (in which
        it was made, by the latest moment that is possible), ``role`` (of the ``party``), ``answers`` (``none``: no answer
        of others on record). ``responder`` and ``stance`` together ask for one and the same stance. What else it holds is
        not looked at.
        """
        holds = Q(steps__axis=self.axis, steps__period__contains=self.at)
        found = (
            Publication.objects.public()
            .matching(asked.get("q", ""))
            .annotate(step=FilteredRelation("steps", condition=holds))
            .filter(_standing(asked.get("standing")))
        )
        for condition in _conditions(asked):
            found = found.filter(condition)
        return found.filter(self._unanswered()) if "answers" in asked else found

    def _unanswered(self) -> Any:
        """No response of others than the claimant is known by then, and the claimant has not taken anything back."""
        if self.axis == Axis.NOW:
            return Q(answers=0, step__status__in=WITHOUT_ANSWER)
        steps = StandingStep.objects.filter(publication=OuterRef("pk"), axis=self.axis, period__contains=self.at)
        spoken = [Q(answers__answers__contains=[{kind: True}]) for kind in ("has_answered", "has_withdrawn")]
        return Exists(steps.filter(~(spoken[0] | spoken[1]), status__in=WITHOUT_ANSWER))


def related(asked: Values) -> Q:
    """Of ``topic`` and ``claim`` alone, for rows that have a ``publication``."""
    found = Q()
    if topic := asked.get("topic"):
        found &= Q(Exists(_topics(topic, "publication_id")))
    if claim := asked.get("claim"):
        found &= Q(publication__in=keys.claims(claim))
    return found


def named_parties(publication: str = "pk") -> QuerySet[PublishedParty]:
    """The parties of the publication of the outer query that can be looked for: private persons cannot."""
    found = PublishedParty.objects.filter(publication=OuterRef(publication))
    return found.exclude(slug="").exclude(card__contains={"private": True})


def of_party(key: keys.Key, column: str) -> Q:
    """For rows that have a ``publication``: the party of the column is this one, and no private person there."""
    named = named_parties("publication_id").filter(party_id=OuterRef(column))
    return Q((f"{column}__in", keys.parties(key))) & Q(Exists(named))


def with_stance(asked: Values, **of_row: OuterRef) -> Q:
    """For rows that have a ``publication``: ``responder`` and ``stance``, both of one and the same stance.

    ``of_row`` ties a stance to the row, such as ``point_id=OuterRef("pk")``.
    """
    responder, stance = asked.get("responder"), asked.get("stance")
    taken = PublishedStance.objects.filter(**of_row)
    if stance:
        taken = taken.filter(stance=stance)
    if responder:
        named = named_parties("publication_id").filter(party_id=OuterRef("party_id"))
        taken = taken.filter(Exists(named), party_id__in=keys.parties(responder))
    return Q(Exists(taken)) if responder or stance else Q()


def _standing(word: str | None) -> Q:
    """Claims that had not been made by then are listed only where just those are asked for."""
    if word:
        return Q(step__status=word)
    return Q(step__status__in=[each for each in StandingWord.values if each != StandingWord.NOT_YET_MADE])


_RANGES = {
    "made_from": "made_start__gte",
    "made_until": "made_end__lte",
    "published_from": "first_published_at__gte",
    "published_until": "first_published_at__lte",
    "updated_from": "published_at__gte",
    "updated_until": "published_at__lte",
}
WITHOUT_ANSWER = (StandingWord.UNANSWERED, StandingWord.AWAITING, StandingWord.NO_RESPONSE)
_CONDITIONS: dict[str, Callable[[Any], Any]] = {
    "language": lambda tag: Q(language=tag),
    "topic": lambda topic: Exists(_topics(topic, "pk")),
    "claim": lambda claim: Q(pk__in=keys.claims(claim)),
    "claimant": lambda party: Exists(_party(party).filter(roles__contains=["claimant"])),
    "source": lambda source: Exists(
        PublishedSource.objects.filter(publication=OuterRef("pk"), source_id__in=keys.sources(source))
    ),
    "source_domain": lambda host: Exists(PublishedSource.objects.filter(publication=OuterRef("pk"), domain=host)),
}


def _conditions(asked: Values) -> Iterator[Any]:
    for name, lookup in _RANGES.items():
        if name in asked:
            yield Q((lookup, asked[name]))
    for name, condition in _CONDITIONS.items():
        if name in asked:
            yield condition(asked[name])
    if "year" in asked:
        yield _within_year(asked["year"])
    if "party" in asked:
        has_role = Q(roles__contains=[asked["role"]]) if "role" in asked else Q()
        yield Exists(_party(asked["party"]).filter(has_role))
    responder, stance = asked.get("responder"), asked.get("stance")
    taken = PublishedStance.objects.filter(publication=OuterRef("pk"), stance=stance)
    if responder and stance:
        yield Exists(taken.filter(party_id__in=keys.parties(responder)))
        yield Exists(_party(responder))
    elif responder:
        yield Exists(_party(responder).filter(roles__contains=["responder"]))
    elif stance:
        yield Exists(taken)


def _within_year(year: int) -> Any:
    """By the expression of an index; what has no time is in no year, not even in the first of all."""
    first, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    return Q(GreaterThanOrEqual(when(), first), LessThanOrEqual(when(), last), made_end__isnull=False)


def _party(key: keys.Key) -> QuerySet[PublishedParty]:
    return named_parties().filter(party_id__in=keys.parties(key))


def _topics(key: keys.Key, publication: str) -> QuerySet[PublishedTopic]:
    return PublishedTopic.objects.filter(publication=OuterRef(publication), topic_id__in=keys.topics(key))
