"""Responses to published claims, over all cases."""

from typing import Any

from django.db.models import OuterRef, Q

from claims.api import listed, parameters
from claims.api.parameters import Parameter
from claims.api.public import collection, parts
from claims.api.public.collection import Json
from claims.models import PublishedResponse
from claims.models.listing import of_party, with_stance
from claims.vocabulary import ResponseKind, StanceWord

PARTY = Parameter("party", "This party answered.", parameters.slug_or_id, parameters.KEY)
STANCE = parameters.word("stance", "It takes this stance on a point.", StanceWord)
KIND = parameters.word("kind", "It is of this kind.", ResponseKind)


@collection.described("responses_list", "What parties said about published claims")
class ResponseList(parts.PartList):
    model, form, page = PublishedResponse, listed.ListedResponse, listed.ResponsePage
    filters = (*parts.OF_ALL, PARTY, STANCE, KIND, *parts.MADE)

    def conditions(self, values: Json) -> list[Any]:
        found = [with_stance({"stance": values.get("stance")}, response_id=OuterRef("pk"))]
        if "party" in values:
            found.append(of_party(values["party"], "party_id"))
        if "kind" in values:
            found.append(Q(kind=values["kind"]))
        return found


@parts.described("responses_retrieve", "A response, by id")
class ResponseDetail(parts.PartDetail):
    model, form = PublishedResponse, listed.ListedResponse
