"""Parties of published claims. A private person has no record here, under any key."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from claims.api import listed, parameters
from claims.api.public import collection, parts, records
from claims.api.public.collection import Json
from claims.models import Party, PublishedParty, keys
from claims.models.words import party_with
from claims.vocabulary import PartyKind

WORDS = parameters.search(
    "Words of its names, aliases included, as in a search engine; accents do not matter, and “Mueller” finds “Müller”.",
    "muller -bank",
)
KIND = parameters.word("kind", "It is of this kind.", PartyKind)
ROLE = parameters.role("It has this role in a case.")


class OfParties(records.Shared):
    identity = "party_id"

    def visible(self) -> QuerySet[Any]:
        gone = Party.objects.filter(merged_into__is_published=True).values("pk")
        named = PublishedParty.objects.exclude(slug="").exclude(card__contains={"private": True})
        return named.exclude(party_id__in=gone)

    def is_one_with(self, key: Any) -> Any:
        return keys.parties(key)

    def card(self, row: Json) -> Json:
        slug, shown = row["slug"], {**row["card"]}
        for name in ("affiliation", "private", "public_label"):
            shown.pop(name, None)
        return shown | {
            "slug": slug,
            "url": f"{settings.SITE_URL}/parties/{slug}/",
            "claims": records.list_address("claims", party=slug),
            "responses": records.list_address("responses", party=slug),
        }


@collection.described("parties_list", "Parties of published claims", "Private persons are not listed.")
class PartyList(OfParties, records.SharedList):
    form, page = listed.ListedPartyCard, listed.PartyPage
    filters = (WORDS, parts.CLAIM, parts.TOPIC, KIND, ROLE)

    def conditions(self, values: Json) -> list[Any]:
        found: list[Any] = [party_with(values["q"])] if "q" in values else []
        if "kind" in values:
            found.append(Q(card__kind=values["kind"]))
        if "role" in values:
            found.append(Q(roles__contains=[values["role"]]))
        return found


@records.described("parties_retrieve", "A party, by slug or id")
class PartyDetail(OfParties, records.SharedDetail):
    form = listed.ListedPartyCard
