"""A party in figures: what is on record here about its claims, its answers, what followed its denials, and requests to it.

Each figure counts the rows of one selection, and the lists behind it show the same rows: both are taken from here. Merged
parties count as one; withdrawn claims, and those that were merged into another, count nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import (
    Aggregate,
    Case,
    Count,
    Exists,
    F,
    FloatField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, ExtractYear

from claims.models.listing import named_parties
from claims.models.publication import Publication, PublishedParty
from claims.models.published_answers import PublishedAnswer, PublishedRequest
from claims.models.published_parts import PublishedResponse
from claims.vocabulary import Became, PointAnswer, RequestState

Ids = Iterable[UUID]
PARTS = ("about", "made", "named")
"""The strongest part that a party has in a case: the claimant's, else a subject's, else any other."""
TO_ANSWER = (RequestState.ANSWERED, RequestState.DECLINED, RequestState.ELSEWHERE, RequestState.NO_RESPONSE)
NO_SPECIFIC = (PointAnswer.GENERAL, PointAnswer.NONE)


class _Median(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class PartyFigures:
    """``claims`` by part, ``answers`` by PointAnswer, ``became`` by Became, ``requests`` by RequestState: all words are there.

    ``denials``: how many ``became`` speaks of; they add up to more where several things followed one. ``years``: answers
    by the year in which the point was made, None where it is not known. ``median_days`` of ``timed`` answers to requests.
    """

    claims: Mapping[str, int]
    responses: int
    answers: Mapping[str, int]
    years: Mapping[int | None, Mapping[str, int]]
    denials: int
    became: Mapping[str, int]
    requests: Mapping[str, int]
    median_days: float | None
    timed: int
    changes_at: datetime | None
    """When a deadline next passes, which changes what requests have come to."""

    @property
    def to_answer(self) -> int:
        return sum(self.requests[state] for state in TO_ANSWER)

    @property
    def no_specific_answer(self) -> int:
        return sum(self.answers[answer] for answer in NO_SPECIFIC)


def figures_of(parties: Ids, at: datetime) -> PartyFigures:
    """Of one party under all its ids. Four queries."""
    ids = list(parties)
    answers, years, became, denials = _counted(
        answers_of(ids).annotate(year=ExtractYear("point__made_end")).values_list("answer", "year", "became")
    )
    requests = _requests(ids, at)
    return PartyFigures(
        claims=_claims(ids),
        responses=responses_of(ids).count(),
        answers=answers,
        years=years,
        denials=denials,
        became=became,
        requests={state: requests[state] for state in RequestState.values},
        median_days=requests["median_days"],
        timed=requests["timed"],
        changes_at=requests["changes_at"],
    )


def answers_of(parties: Ids) -> QuerySet[PublishedAnswer]:
    return PublishedAnswer.objects.filter(_public(parties), party_id__in=parties)


def denials_of(parties: Ids, became: str = "") -> QuerySet[PublishedAnswer]:
    """The points that it ever denied; with ``became``, those of which that is on record."""
    found = answers_of(parties).filter(became__isnull=False)
    return found.filter(became__contains=[became]) if became else found


def requests_of(parties: Ids, at: datetime) -> QuerySet[Any]:
    """With ``state``, a word of RequestState, as of ``at``."""
    has_passed = Q(deadline_end__lt=at)
    state = Case(
        When(~Q(outcome=""), then=F("outcome")),
        When(has_passed & Q(has_spoken=True), then=Value(str(RequestState.ELSEWHERE))),
        When(has_passed, then=Value(str(RequestState.NO_RESPONSE))),
        default=Value(str(RequestState.AWAITING)),
    )
    return PublishedRequest.objects.filter(_public(parties), party_id__in=parties).annotate(state=state)


def responses_of(parties: Ids) -> QuerySet[PublishedResponse]:
    return valid_responses().filter(_public(parties), party_id__in=parties)


def valid_responses() -> QuerySet[PublishedResponse]:
    """Without those that another one replaces: these were entered in error, and are no answers."""
    replacing = PublishedResponse.objects.annotate(replaces=KT("card__replaces")).filter(
        publication=OuterRef("publication"),
        replaces=Cast(OuterRef("pk"), TextField()),
        card__has_key="replaces",  # as the index has it
    )
    return PublishedResponse.objects.filter(~Exists(replacing))


def claims_of(parties: Ids) -> QuerySet[Any, Any]:
    """``publication`` and ``part``, one row a case; a case that names it under two ids is one."""
    roles = PublishedParty.objects.filter(_named(parties), publication__in=Publication.objects.public())
    by_case = roles.order_by().values("publication")
    is_claimant, is_subject = Q(roles__contains=["claimant"]), Q(roles__contains=["subject"])
    parts = by_case.annotate(makes=BoolOr(is_claimant), is_in=BoolOr(is_subject))
    part = Case(When(makes=True, then=Value("made")), When(is_in=True, then=Value("about")), default=Value("named"))
    return parts.annotate(part=part)


def _named(parties: Ids) -> Q:
    return Q(party_id__in=parties) & ~Q(slug="") & ~Q(card__contains={"private": True})


def _public(parties: Ids) -> Q:
    """Of rows that have a ``publication``: it is in the lists, and names the party there under this name of it."""
    named = named_parties("publication_id").filter(party_id__in=list(parties))
    return Q(Exists(named), publication__is_withdrawn=False, publication__merged_into_slug="")


def _claims(ids: list[UUID]) -> dict[str, int]:
    found = claims_of(ids).aggregate(**{f"in_{part}": Count("publication", filter=Q(part=part)) for part in PARTS})
    return {part: found[f"in_{part}"] for part in PARTS}


def _counted(rows: Any) -> tuple[dict[str, int], dict[int | None, dict[str, int]], dict[str, int], int]:
    """Added up here, since what followed a denial are several words in one row."""
    answers, became, denials = Counter[str](), Counter[str](), 0
    years: dict[int | None, Counter[str]] = {}
    for answer, year, followed, count in rows.order_by().annotate(count=Count("pk")):
        answers[answer] += count
        years.setdefault(year, Counter())[answer] += count
        denials += 0 if followed is None else count
        became.update(dict.fromkeys(followed or (), count))
    all_answers = {word: answers[word] for word in PointAnswer.values}
    return all_answers, {year: dict(each) for year, each in years.items()}, _words(became), denials


def _words(became: Counter[str]) -> dict[str, int]:
    return {word: became[word] for word in Became.values}


def _requests(ids: list[UUID], at: datetime) -> dict[str, Any]:
    states: dict[str, Any] = {state: Count("pk", filter=Q(state=state)) for state in RequestState.values}
    return requests_of(ids, at).aggregate(
        **states,
        median_days=_Median("days"),
        timed=Count("days"),
        changes_at=Min("deadline_end", filter=Q(outcome="", deadline_end__gte=at)),
    )
