"""Points of published claims, over all cases."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from claims.api import listed, parameters
from claims.api.parameters import Parameter
from claims.api.public import collection, parts
from claims.api.public.collection import Json
from claims.models import PublishedPoint, keys
from claims.models.listing import named_parties, with_stance
from claims.vocabulary import StanceWord

PARTY = Parameter("party", "This party has a part in its case.", parameters.slug_or_id, parameters.KEY)
RESPONDER = Parameter(
    "responder", "This party takes a stance on it; with `stance`: this one.", parameters.slug_or_id, parameters.KEY
)
STANCE = parameters.word("stance", "Somebody takes this stance on it; with `responder`: that party does.", StanceWord)


@collection.described("points_list", "Points of published claims", "Those of the claim published last come first.")
class PointList(parts.PartList):
    model, form, page = PublishedPoint, listed.ListedPoint, listed.PointPage
    filters = (*parts.OF_ALL, PARTY, RESPONDER, STANCE, *parts.MADE)

    def conditions(self, values: Json) -> list[Any]:
        found = [with_stance(values, point_id=OuterRef("pk"))]
        if "party" in values:
            found.append(Q(Exists(named_parties("publication_id").filter(party_id__in=keys.parties(values["party"])))))
        return found


@parts.described("points_retrieve", "A point, by id")
class PointDetail(parts.PartDetail):
    model, form = PublishedPoint, listed.ListedPoint
