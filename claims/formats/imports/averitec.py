"""AVeriTeC (Schlichtkrull, Guo & Vlachos 2023): claims with the verdict of its annotators, reached by questions and answers.

The verdict is AVeriTeC's own; the fact-checking article it drew on is the document that carries the claim where the claim's
own address is unknown. The questions and answers are the reasons; the pages that answers were taken from are cited.
"""

from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from claims.actions.import_items import Document, Item, Mention, Name, Read, Refusal, Review
from claims.formats.imports import dates, json_texts, opened
from claims.formats.imports.cells import Cells, RowRefused
from claims.formats.imports.json_texts import NotJson, members, text_of
from claims.vocabulary import CitationRole, PartyKind

SYSTEM = "averitec"
AUTHOR = Name("AVeriTeC", PartyKind.ORGANISATION)
NO_PAGE = "Metadata"
"""Stands for the address where an answer came from what is known about the claim."""


def read(stream: IO[bytes], name: str) -> Iterator[Read]:
    """Raises FileRefused where the file is no list of claims."""
    try:
        claims = json_texts.parse(opened.text(stream, name))
    except NotJson as refused:
        raise opened.refused(name, str(refused), _("a list of claims in JSON")) from refused
    if not isinstance(claims, list):
        raise opened.refused(name, _("no list"), _("a list of claims in JSON"))
    for row, claim in enumerate(claims, 1):
        cells = Cells(row)
        try:
            yield _item(claim, cells)
        except RowRefused as refused:
            yield cells.refusal(refused)


def _item(claim: Any, cells: Cells) -> Item | Refusal:
    if not isinstance(claim, dict):
        return Refusal(cells.row, "", "", _("A claim has to be an object."))
    sentence = cells.needed("claim", cells.prose("claim", claim.get("claim")), _("No claim is given."))
    article = cells.address("fact_checking_article", claim.get("fact_checking_article"))
    place = cells.address("original_claim_url", claim.get("original_claim_url"), without_scheme=True)
    if not (article or place):
        raise RowRefused(
            "fact_checking_article", _("Neither the claim nor the article that checked it has an address.")
        )
    speaker = cells.line("speaker", claim.get("speaker"))
    made_at = cells.moment("claim_date", claim.get("claim_date"), dates.day_first)
    mention = Mention(CitationRole.ORIGIN, Document(place, "", published_at=made_at))
    return Item(
        rows=(cells.row,),
        system=SYSTEM,
        ids=(" ".join(filter(None, (article or place, sentence))),),
        sentence=sentence,
        language="en",
        claimant=Name(speaker, PartyKind.PERSON) if speaker else None,
        made_at=made_at,
        mentions=(mention,) if place else (),
        reviews=(_review(claim, article, cells),),
        notices=tuple(cells.notices),
    )


def _review(claim: dict[str, Any], article: str, cells: Cells) -> Review:
    label = cells.needed("label", cells.headline("label", claim.get("label")), _("The claim has no verdict."))
    justification = cells.prose("justification", claim.get("justification"))
    asked, evidence = _questions(claim, cells)
    return Review(
        author=AUTHOR,
        label=label,
        language="en",
        url=article,
        reasons=cells.prose("questions", "\n\n".join(filter(None, (justification, *asked)))),
        document=Document(article, "", "en") if article else None,
        evidence=tuple(evidence.values()),
    )


def _questions(claim: dict[str, Any], cells: Cells) -> tuple[list[str], dict[str, Document]]:
    """Each question with its answers as a paragraph, and the pages cited by address."""
    asked: list[str] = []
    pages: dict[str, Document] = {}
    for place, question in enumerate(each for each in members(claim.get("questions")) if isinstance(each, dict)):
        lines = [text_of(question.get("question")).strip()]
        for answer in (each for each in members(question.get("answers")) if isinstance(each, dict)):
            parts = (text_of(answer.get("answer")).strip(), text_of(answer.get("boolean_explanation")).strip())
            lines.append("– " + " ".join(filter(None, parts)))
            url = text_of(answer.get("source_url")).strip() or text_of(answer.get("cached_source_url")).strip()
            if url == NO_PAGE:
                continue
            if url := cells.address(f"questions[{place}].source_url", url, without_scheme=True):
                pages.setdefault(url, Document(url, ""))
        asked.append("\n".join(lines))
    return asked, pages
