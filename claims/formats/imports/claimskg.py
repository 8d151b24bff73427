"""ClaimsKG: reviews as its extractor harvests them from the sites of fact-checkers.

``creativeWork_author_name`` is meant to name the claimant; what the extractor found on these sites is the person who wrote
the review (whose page is in ``claimReview_author_url``), with the review's own date. To print that person as the claimant
would be wrong, so the claimant stays unknown and the person is an author of the review.
"""

import re
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from claims.actions.import_items import Document, Item, Name, Read, Review
from claims.formats.imports import opened, sheets, tables
from claims.formats.imports.cells import Cells, host_of
from claims.formats.imports.reviews import SYSTEM, review_id
from claims.vocabulary import PartyKind, SourceKind

COLUMNS = (
    "rating_ratingValue", "rating_worstRating", "rating_bestRating", "rating_alternateName", "creativeWork_author_name",
    "claimReview_author_name", "claimReview_url", "claimReview_claimReviewed", "claimReview_datePublished",
    "extra_refered_links", "extra_title", "extra_tags",
)  # fmt: skip
LANGUAGE = "en"
_BETWEEN_LINKS = re.compile(r",(?=\s*(?:https?://|mailto:|[/#]|$))")


def read(stream: IO[bytes], name: str) -> Iterator[Read]:
    """Raises FileRefused where the file is no such table."""
    rows = sheets.rows(opened.text(stream, name), name, delimiter=",", needed=COLUMNS)
    yield from tables.items(rows, _item, "claimReview_url")


def _item(row: sheets.Row, cells: Cells) -> Item:
    said = row["claimReview_claimReviewed"]
    sentence = cells.prose("claimReview_claimReviewed", said)
    cells.needed("claimReview_claimReviewed", sentence, _("No claim is given."))
    url = cells.address("claimReview_url", row["claimReview_url"])
    cells.needed("claimReview_url", url, _("The review has no address."))
    return Item(
        rows=(cells.row,),
        system=SYSTEM,
        ids=(review_id(url, sentence),),
        sentence=sentence,
        language=LANGUAGE,
        reviews=(_review(row, url, cells),),
        topics=tuple(
            dict.fromkeys(filter(None, (cells.line("extra_tags", tag) for tag in row["extra_tags"].split(","))))
        ),
        notices=tuple(cells.notices),
    )


def _review(row: sheets.Row, url: str, cells: Cells) -> Review:
    label = cells.headline("rating_alternateName", row["rating_alternateName"])
    cells.needed("rating_alternateName", label, _("The review gives no rating in words."))
    made_at = cells.moment("claimReview_datePublished", row["claimReview_datePublished"])
    site = host_of(url)
    author = Name(cells.line("claimReview_author_name", row["claimReview_author_name"]) or site, PartyKind.OUTLET, site)
    writer = cells.line("creativeWork_author_name", row["creativeWork_author_name"])
    if writer:
        notice = _("“%(name)s” wrote the review; the claimant is unknown.") % {"name": writer}
        cells.notice("creativeWork_author_name", notice)
    title = cells.headline("extra_title", row["extra_title"])
    authors = (writer,) if writer else ()
    return Review(
        author=author,
        label=label,
        language=LANGUAGE,
        rating=cells.rating(
            "rating_ratingValue", row["rating_ratingValue"], row["rating_bestRating"], row["rating_worstRating"]
        ),
        made_at=made_at,
        url=url,
        document=Document(url, title, LANGUAGE, SourceKind.ARTICLE, author, authors, made_at),
        evidence=tuple(_links(row["extra_refered_links"], cells)),
    )


def _links(text: str, cells: Cells) -> Iterator[Document]:
    """The pages that the review links to; a comma within an address does not end it."""
    seen = set()
    for part in _BETWEEN_LINKS.split(text):
        url = cells.address("extra_refered_links", part)
        if url and url not in seen:
            seen.add(url)
            yield Document(url, "")
