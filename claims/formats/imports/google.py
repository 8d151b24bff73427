"""Answers of Google's Fact Check Tools API, ``claims:search``, as its discovery document describes them (v1alpha1).

One answer, or a list of them. A row is the place of the claim. The claims are those of the ClaimReviews that Google read,
so they share their external ids. Absent members are unknown; ``claimant`` says who, and not what kind of party that is.
"""

from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from claims.actions.import_items import Document, Item, Name, Read, Refusal, Review
from claims.formats.imports import json_texts, opened
from claims.formats.imports.cells import Cells, RowRefused, host_of, site_of
from claims.formats.imports.json_texts import NotJson
from claims.formats.imports.reviews import SYSTEM, review_id
from claims.vocabulary import PartyKind, SourceKind


def read(stream: IO[bytes], name: str) -> Iterator[Read]:
    """Raises FileRefused where the file is no such answer."""
    text = opened.text(stream, name)
    try:
        answers = json_texts.members(json_texts.parse(text))
    except NotJson as refused:
        raise opened.refused(name, str(refused), _("an answer of claims:search in JSON")) from refused
    if not all(
        isinstance(answer, dict) and isinstance(answer.get("claims", []), list) for answer in answers
    ) or not any("claims" in answer for answer in answers):
        raise opened.refused(name, _("no list of claims"), _("an answer of claims:search in JSON"))
    row = 0
    for answer in answers:
        for claim in answer.get("claims", []):
            row += 1
            yield _claim(claim, row)


def _claim(claim: Any, row: int) -> Read:
    if not isinstance(claim, dict):
        return Refusal(row, "", "", _("A claim has to be an object."))
    cells = Cells(row)
    reviews = [each for each in json_texts.members(claim.get("claimReview")) if isinstance(each, dict)]
    try:
        return _item(claim, reviews, cells)
    except RowRefused as refused:
        return cells.refusal(refused, json_texts.text_of(reviews[0].get("url")) if reviews else "")


def _item(claim: dict[str, Any], given: list[dict[str, Any]], cells: Cells) -> Item:
    sentence = cells.needed("text", cells.prose("text", claim.get("text")), _("No claim is given."))
    if not given:
        raise RowRefused("claimReview", _("The claim has no review."))
    reviews = tuple(_review(each, cells, f"claimReview[{place}]") for place, each in enumerate(given))
    claimant = cells.line("claimant", claim.get("claimant"))
    return Item(
        rows=(cells.row,),
        system=SYSTEM,
        ids=tuple(dict.fromkeys(review_id(review.url, sentence) for review in reviews)),
        sentence=sentence,
        language=reviews[0].language,
        claimant=Name(claimant, PartyKind.PERSON) if claimant else None,
        made_at=cells.moment("claimDate", claim.get("claimDate")),
        reviews=reviews,
        notices=tuple(cells.notices),
    )


def _review(given: dict[str, Any], cells: Cells, field: str) -> Review:
    url = cells.address(f"{field}.url", given.get("url"))
    cells.needed(f"{field}.url", url, _("The review has no address."))
    label = cells.headline(f"{field}.textualRating", given.get("textualRating"))
    cells.needed(f"{field}.textualRating", label, _("The review gives no rating in words."))
    publisher = given.get("publisher") if isinstance(given.get("publisher"), dict) else {}
    site = site_of(cells.line(f"{field}.publisher.site", (publisher or {}).get("site")), host_of(url))
    name = cells.line(f"{field}.publisher.name", (publisher or {}).get("name")) or site
    author = Name(name, PartyKind.OUTLET, site)
    language = cells.language(f"{field}.languageCode", given.get("languageCode"))
    made_at = cells.moment(f"{field}.reviewDate", given.get("reviewDate"))
    title = cells.headline(f"{field}.title", given.get("title"))
    return Review(
        author=author,
        label=label,
        language=language,
        made_at=made_at,
        url=url,
        document=Document(url, title, language, SourceKind.ARTICLE, author, (), made_at),
    )
