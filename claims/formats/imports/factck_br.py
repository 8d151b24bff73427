"""FACTCK.BR (doi.org/10.1145/3323503.3361698): ClaimReviews of Brazilian fact-checkers as a table, tabs between its cells.

Nothing is quoted, and the lower end of the scale is not told. ``Author`` is an address, often a broken one; where it names
no host, the review's own address does. The column of the rating is called ``alternativeName``.
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
    "URL", "Author", "datePublished", "claimReviewed", "reviewBody", "title", "ratingValue", "bestRating", "alternativeName",
)  # fmt: skip
LANGUAGE = "pt"
_HOST = re.compile(r"^(?:https?:)?/*(?:www\.)?([\w-]+(?:\.[\w-]+)+)/?$")


def read(stream: IO[bytes], name: str) -> Iterator[Read]:
    """Raises FileRefused where the file is no such table."""
    rows = sheets.rows(opened.text(stream, name), name, delimiter="\t", needed=COLUMNS, is_quoted=False)
    yield from tables.items(rows, _item, "URL")


def _item(row: sheets.Row, cells: Cells) -> Item:
    sentence = cells.needed(
        "claimReviewed", cells.prose("claimReviewed", row["claimReviewed"]), _("No claim is given.")
    )
    url = cells.needed("URL", cells.address("URL", row["URL"]), _("The review has no address."))
    label = cells.headline("alternativeName", row["alternativeName"])
    cells.needed("alternativeName", label, _("The review gives no rating in words."))
    author = _author(row, url, cells)
    made_at = cells.moment("datePublished", row["datePublished"])
    review = Review(
        author=author,
        label=label,
        language=LANGUAGE,
        rating=cells.rating("ratingValue", row["ratingValue"], row["bestRating"]),
        made_at=made_at,
        url=url,
        reasons=cells.prose("reviewBody", row["reviewBody"]),
        document=Document(
            url, cells.headline("title", row["title"]), LANGUAGE, SourceKind.ARTICLE, author, (), made_at
        ),
    )
    return Item(
        rows=(cells.row,),
        system=SYSTEM,
        ids=(review_id(url, sentence),),
        sentence=sentence,
        language=LANGUAGE,
        reviews=(review,),
        notices=tuple(cells.notices),
    )


def _author(row: sheets.Row, url: str, cells: Cells) -> Name:
    said = cells.line("Author", row["Author"])
    found = _HOST.match(said)
    site = found[1] if found else host_of(url)
    if found is None and said:
        return Name(said, PartyKind.OUTLET, site)
    return Name(site, PartyKind.OUTLET, site)
