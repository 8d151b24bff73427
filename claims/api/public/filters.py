"""What a list of published claims can be asked for, and the query that answers. One query, whatever is asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from claims.api import parameters
from claims.api.parameters import Parameter
from claims.models import Party, Publication, PublishedParty, PublishedStance, PublishedTopic, Slug
from claims.vocabulary import Axis, StanceWord, StandingWord

_PARTY = {"type": "string", "description": "slug or id"}


def _words(choices: Any) -> dict[str, Any]:
    return {"type": "string", "enum": list(choices.values)}


FILTERS = (
    Parameter("q", "Words to search for, as in a search engine: `data -bank \"card purchases\"`.", parameters.words,
              {"type": "string", "maxLength": parameters.MOST_CHARACTERS}),
    Parameter("standing", "The claim stands like this.", parameters.one_of(StandingWord.values), _words(StandingWord)),
    Parameter("party", "This party has a part in the case.", parameters.slug_or_id, _PARTY),
    Parameter("claimant", "This party made the claim.", parameters.slug_or_id, _PARTY),
    Parameter("responder", "This party answered; with `stance`: with this stance.", parameters.slug_or_id, _PARTY),
    Parameter("stance", "Somebody takes this stance on a point; with `responder`: that party does.",
              parameters.one_of(StanceWord.values), _words(StanceWord)),
    Parameter("topic", "It belongs to this topic.", parameters.slug, {"type": "string", "description": "slug"}),
    Parameter("language", "The case is written in this language.", parameters.language),
    parameters.AS_OF,
)  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """The rows of a list, before paging; ``at`` and ``axis`` say which step of a standing they show."""

    at: datetime
    axis: Axis

    def rows(self, values: dict[str, Any]) -> QuerySet[Any]:
        holds = Q(steps__axis=self.axis, steps__period__contains=self.at)
        found: QuerySet[Any] = (
            Publication.objects.public()
            .matching(values.get("q", ""))
            .annotate(step=FilteredRelation("steps", condition=holds))
            .filter(_standing(values.get("standing")))
        )
        for condition in _conditions(values):
            found = found.filter(condition)
        return found.values(
            "claim_id",
            "slug",
            "title",
            "language",
            "published_at",
            number=F("revision__number"),
            claimant=F("card__claimant"),
            made_at=F("card__made_at"),
            status=F("step__status"),
            coverage=F("step__coverage"),
            period=F("step__period"),
        )


def _standing(word: str | None) -> Q:
    """Claims that had not been made by then are listed only where just those are asked for."""
    if word:
        return Q(step__status=word)
    return Q(step__status__in=[each for each in StandingWord.values if each != StandingWord.NOT_YET_MADE])


def _conditions(values: dict[str, Any]) -> list[Any]:
    found: list[Any] = []
    if language := values.get("language"):
        found.append(Q(language=language))
    if topic := values.get("topic"):
        found.append(Exists(PublishedTopic.objects.filter(publication=OuterRef("pk"), slug=topic)))
    for name, roles in (("party", {}), ("claimant", {"roles__contains": ["claimant"]})):
        if name in values:
            found.append(Exists(_parties(values[name]).filter(**roles)))
    responder, stance = values.get("responder"), values.get("stance")
    if responder and stance:
        taken = PublishedStance.objects.filter(publication=OuterRef("pk"), stance=stance, party_id__in=_ids(responder))
        found += [Exists(taken), Exists(_parties(responder))]
    elif responder:
        found.append(Exists(_parties(responder).filter(roles__contains=["responder"])))
    elif stance:
        found.append(Exists(PublishedStance.objects.filter(publication=OuterRef("pk"), stance=stance)))
    return found


def _parties(party: str | UUID) -> QuerySet[Any]:
    """The party in the publication of the outer query. Private persons cannot be looked for."""
    found = PublishedParty.objects.filter(publication=OuterRef("pk"), party_id__in=_ids(party))
    return found.exclude(slug="").exclude(card__contains={"private": True})


def _ids(party: str | UUID) -> Any:
    """A slug, the present one or an old one, stands for one party for good; merged ones stand for the one that is kept.

    Publications name a party as it was then: all that are one party by now are meant.
    """
    of_slug = Slug.objects.filter(kind=Slug.Kind.PARTY, slug=party).values("record_id")
    ids: Any = [party] if isinstance(party, UUID) else of_slug
    kept = Party.objects.filter(pk__in=ids).values(one=Coalesce("merged_into_id", "pk"))
    return Party.objects.filter(Q(pk__in=kept) | Q(merged_into__in=kept)).values("pk")
