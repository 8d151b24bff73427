"""Cases of the EUvsDisinfo database: a claim seen in an outlet, and what EUvsDisinfo has against it.

The disproof is an assessment by its author, EUvsDisinfo. The table holds its length and what it cites, neither its text nor
a rating, so its label is the word the set has for it. Titles are English whatever language the outlet speaks. Outlets are
written freely (“Vremya pokazhet @Pervyi kanal, 21:55”): they are kept as the voice, and no party is made of them.
"""

import re
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from claims.actions.import_items import Document, Item, Mention, Name, Read, Review
from claims.formats.imports import dates, opened, sheets, tables
from claims.formats.imports.cells import Cells
from claims.vocabulary import CitationRole, PartyKind, SourceKind

SYSTEM = "euvsdisinfo"
COLUMNS = ("issue", "date", "outlet", "language", "origin", "source", "title", "disproof_chars", "disproof_links")
AUTHOR = Name("EUvsDisinfo", PartyKind.ORGANISATION, "euvsdisinfo.eu")
LABEL = "disproof"
LANGUAGES = {"Russian": "ru", "English": "en", "German": "de", "French": "fr", "Spanish": "es", "Arabic": "ar",
             "Czech": "cs", "Polish": "pl", "Italian": "it", "Hungarian": "hu", "Georgian": "ka", "Ukrainian": "uk"}  # fmt: skip
_TRAILING = re.compile(r"[.,;:]+$")


def read(stream: IO[bytes], name: str) -> Iterator[Read]:
    """Raises FileRefused where the file is no such table."""
    rows = sheets.rows(opened.text(stream, name), name, delimiter=";", needed=COLUMNS)
    yield from tables.items(rows, _item, "source")


def _item(row: sheets.Row, cells: Cells) -> Item:
    sentence = cells.needed("title", cells.prose("title", " ".join(row["title"].split())), _("No claim is given."))
    url = cells.address("source", row["source"], without_scheme=True)
    cells.needed("source", url, _("It is not told where the claim was seen."))
    made_at = cells.moment("date", row["date"], dates.day_first)
    outlet = cells.line("outlet", row["outlet"])
    document = Document(url, "", _language(row, cells), SourceKind.OTHER, published_at=made_at)
    return Item(
        rows=(cells.row,),
        system=SYSTEM,
        ids=(" ".join((row["issue"].strip(), row["date"].strip(), outlet, url, sentence)),),
        sentence=sentence,
        language="en",
        made_at=made_at,
        mentions=(Mention(CitationRole.ORIGIN, document, (outlet,) if outlet else ()),),
        reviews=tuple(_disproof(row, cells)),
        topics=tuple(dict.fromkeys(filter(None, (cells.line("origin", each) for each in row["origin"].split(","))))),
        notices=tuple(cells.notices),
    )


def _language(row: sheets.Row, cells: Cells) -> str:
    said = cells.line("language", row["language"])
    if said and said not in LANGUAGES:
        cells.notice("language", _("“%(word)s” is no language known here.") % {"word": said[:80]})
    return cells.language("language", LANGUAGES.get(said, ""))


def _disproof(row: sheets.Row, cells: Cells) -> Iterator[Review]:
    """None where the case has no rebuttal at all."""
    pages: dict[str, Document] = {}
    for link in row["disproof_links"].split():
        clean = _TRAILING.sub("", link)
        if clean != link:
            cells.notice("disproof_links", _("Punctuation after addresses was taken off."))
        if url := cells.address("disproof_links", clean):
            pages.setdefault(url, Document(url, ""))
    if row["disproof_chars"].strip() not in ("", "0") or pages:
        yield Review(author=AUTHOR, label=LABEL, language="en", evidence=tuple(pages.values()))
