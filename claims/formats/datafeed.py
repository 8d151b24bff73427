"""All claims as a schema.org ``DataFeed``: an item a claim, with its reviews; a withdrawn one says since when it is gone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from claims.dossier.addresses import claim_address
from claims.dossier.content import instant_text
from claims.dossier.schema import Dossier
from claims.formats import claimreview
from claims.formats.json_stream import ITEMS, streamed
from claims.formats.schema_org import CONTEXT, Json, present, publisher, urn


@dataclass(frozen=True)
class Item:
    """A publication. ``dossier`` is None where it is not shown any more; ``merged_into``: the slug that took its place."""

    id: str
    slug: str
    created: datetime
    modified: datetime
    deleted: datetime | None = None
    merged_into: str = ""
    dossier: Dossier | None = None


def written(items: Iterable[Item], modified: datetime | None) -> Iterator[str]:
    """``modified``: the last change of the record; None while it is empty."""
    frame = present(
        context_=CONTEXT,
        type_="DataFeed",
        name="Claims and denials",
        url=f"{settings.SITE_URL}/api/v1/exports/datafeed.json",
        publisher=publisher(),
        dateModified=instant_text(modified) if modified else None,
        dataFeedElement=ITEMS,
    )
    return streamed(frame, map(element, items))


def element(of: Item) -> Json:
    address = claim_address(of.slug)
    if of.dossier:
        described = [claimreview.claim(of.dossier), *claimreview.reviews(of.dossier)]
    else:
        same_as = claim_address(of.merged_into) if of.merged_into else None
        described = [present(type_="Claim", id_=urn(of.id), url=address, sameAs=same_as)]
    return present(
        type_="DataFeedItem",
        url=address,
        dateCreated=instant_text(of.created),
        dateModified=instant_text(of.modified),
        dateDeleted=instant_text(of.deleted) if of.deleted else None,
        item=described,
    )
