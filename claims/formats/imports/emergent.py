"""The Emergent set (Ferreira & Vlachos 2016): one row for each article about a rumour, with the stance of its headline.

The articles are evidence for, against or about the claim; none of them is a response. Whether the rumour was found true is
Emergent's own verdict. All rows of a claim make one item. Its dates and claimants are not told.
"""

from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from claims.actions.import_items import Document, Item, Mention, Name, Notice, Read, Refusal, Review
from claims.formats.imports import opened, sheets
from claims.formats.imports.cells import Cells, RowRefused, host_of, site_of
from claims.vocabulary import CitationRole, PartyKind

SYSTEM = "emergent"
COLUMNS = (
    "claimHeadline", "articleHeadline", "articleHeadlineStance", "articleId", "claimId", "url", "source", "claimTruth",
)  # fmt: skip
ROLES = {"for": CitationRole.SUPPORTS, "against": CitationRole.DISPUTES, "observing": CitationRole.OBSERVES}
AUTHOR = Name("Emergent", PartyKind.ORGANISATION, "emergent.info")


class _Claim:
    """What the rows so far say of one claim."""

    def __init__(self, sentence: str, truth: str) -> None:
        self.said = sentence, truth
        self.rows: list[int] = []
        self.mentions: list[Mention] = []
        self.notices: list[Notice] = []

    def item(self, claim_id: str) -> Item:
        sentence, truth = self.said
        review = Review(author=AUTHOR, label=truth, language="en")
        return Item(
            rows=tuple(self.rows),
            system=SYSTEM,
            ids=(claim_id,),
            sentence=sentence,
            language="en",
            mentions=tuple(self.mentions),
            reviews=(review,) if truth else (),
            notices=tuple(self.notices),
        )


def read(stream: IO[bytes], name: str) -> Iterator[Read]:
    """Refused rows first, then the claims in the order of the file. Raises FileRefused."""
    claims: dict[str, _Claim] = {}
    for number, row in sheets.rows(opened.text(stream, name), name, delimiter=",", needed=COLUMNS):
        if isinstance(row, Refusal):
            yield row
            continue
        cells = Cells(number)
        try:
            _add(row, cells, claims)
        except RowRefused as refused:
            yield cells.refusal(refused, row["articleId"][:100])
    for claim_id, claim in claims.items():
        yield claim.item(claim_id)


def _add(row: sheets.Row, cells: Cells, claims: dict[str, _Claim]) -> None:
    claim_id = cells.needed("claimId", cells.line("claimId", row["claimId"]), _("The id of the claim is missing."))
    sentence = cells.prose("claimHeadline", row["claimHeadline"])
    sentence = cells.needed("claimHeadline", sentence, _("No claim is given."))
    truth = cells.headline("claimTruth", row["claimTruth"])
    url = cells.address("url", row["url"], without_scheme=True)
    cells.needed("url", url, _("The article has no address."))
    stance = row["articleHeadlineStance"].strip()
    if stance not in ROLES:
        raise RowRefused("articleHeadlineStance", _("Known stances are: %(words)s.") % {"words": ", ".join(ROLES)})
    host = site_of(cells.line("source", row["source"]), host_of(url))
    document = Document(
        url=url,
        title=cells.headline("articleHeadline", row["articleHeadline"]),
        language="en",
        publisher=Name(host, PartyKind.OUTLET, host) if host else None,
    )
    claim = claims.get(claim_id) or _Claim(sentence, truth)
    if claim.said != (sentence, truth):
        raise RowRefused("claimHeadline", _("Another row gives this claim other words, or another verdict."))
    claims[claim_id] = claim
    claim.rows.append(cells.row)
    claim.mentions.append(Mention(ROLES[stance], document))
    claim.notices += [Notice(f"row {cells.row}: {each.field}", each.sentence) for each in cells.notices]
