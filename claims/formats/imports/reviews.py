"""A ClaimReview of schema.org → an item. https://schema.org/ClaimReview; what pages make of it is bent into that form.

The claim is that of the author of what was reviewed, unknown where none is named. Read in part: ``Nodes`` answers for
lists, references and texts that stand for objects.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from claims.actions.import_items import Document, Item, Mention, Name, Rating, Read, Review
from claims.formats.imports import dates
from claims.formats.imports.cells import Cells, RowRefused, host_of, site_of
from claims.formats.imports.json_texts import text_of
from claims.formats.imports.nodes import Node, Nodes, first_text, texts, types
from claims.formats.imports.numbers import is_number
from claims.vocabulary import CitationRole, PartyKind, SourceKind

SYSTEM = "claimreview"
SOCIAL = (
    "facebook.com", "twitter.com", "x.com", "instagram.com", "youtube.com", "youtu.be", "tiktok.com", "t.me", "vk.com",
    "threads.net", "linkedin.com", "reddit.com", "whatsapp.com", "kwai-video.com",
)  # fmt: skip
"""Hosts whose pages are by their users: an address there is nobody's site, and a document there is a post."""


def review_id(url: str, sentence: str) -> str:
    """One review page may judge several claims, so its address alone names none of them."""
    return f"{url} {' '.join(sentence.split())}"


def items_of(found: Iterable[tuple[int, Node]], nodes: Nodes, *, language: str = "", page: str = "") -> Iterator[Read]:
    """Each review as an item of its row; those whose ``itemReviewed`` is one and the same, by its ``@id``, as one."""
    items: dict[Any, Read] = {}
    for place, (row, node) in enumerate(found):
        read = item_of(node, nodes, row=row, language=language, page=page)
        claim = text_of(nodes.one(node.get("itemReviewed")).get("@id"))
        key = (claim, read.sentence) if claim and isinstance(read, Item) else place
        known = items.get(key)
        items[key] = _joined(known, read) if isinstance(known, Item) and isinstance(read, Item) else read
    yield from items.values()


def _joined(one: Item, other: Item) -> Item:
    """One claim with the reviews of both."""
    return replace(
        one,
        rows=tuple(dict.fromkeys((*one.rows, *other.rows))),
        ids=tuple(dict.fromkeys((*one.ids, *other.ids))),
        reviews=(*one.reviews, *other.reviews),
        notices=(*one.notices, *other.notices),
    )


def item_of(node: Node, nodes: Nodes, *, row: int, language: str = "", page: str = "") -> Read:
    """``language`` and ``page``: of the document the review stands in, where it says neither itself."""
    cells = Cells(row)
    try:
        return _item(node, nodes, cells, language, page)
    except RowRefused as refused:
        return cells.refusal(refused, first_text(node, "url", "@id") or page)


def _item(node: Node, nodes: Nodes, cells: Cells, page_language: str, page: str) -> Item:
    language = cells.language("inLanguage", first_text(node, "inLanguage"), page_language)
    reviewed = nodes.one(node.get("itemReviewed"))
    said = first_text(node, "claimReviewed") or (
        first_text(reviewed, "text", "name") if "Claim" in types(reviewed) else ""
    )
    sentence = cells.needed("claimReviewed", cells.prose("claimReviewed", said), _("No claim is given."))
    url = cells.address("url", first_text(node, "url", "mainEntityOfPage") or page)
    url = cells.needed("url", url or cells.address("url", page), _("The review has no address."))
    made_at = cells.moment("itemReviewed.datePublished", first_text(reviewed, "datePublished", "dateCreated"))
    review = _review(node, nodes, cells, language, url)
    if dates.is_before(review.made_at, made_at):
        cells.notice("datePublished", _("The review is dated before the claim. Both dates were kept."))
    return Item(
        rows=(cells.row,),
        system=SYSTEM,
        ids=(review_id(url, sentence),),
        sentence=sentence,
        language=language,
        claimant=_claimant(reviewed, nodes, cells),
        made_at=made_at,
        mentions=tuple(each for each in _mentions(reviewed, nodes, cells) if each.document.url != url),
        reviews=(review,),
        topics=tuple(cells.line("keywords", each) for each in texts(node, "keywords") if "," not in each),
        notices=tuple(cells.notices),
    )


def _review(node: Node, nodes: Nodes, cells: Cells, language: str, url: str) -> Review:
    author = _publisher(node, nodes, cells, url)
    rated = nodes.one(node.get("reviewRating"))
    value = first_text(rated, "ratingValue")
    words = first_text(rated, "alternateName") or ("" if is_number(value) else value) or first_text(rated, "name")
    label = cells.headline("reviewRating.alternateName", words)
    cells.needed("reviewRating.alternateName", label, _("The review gives no rating in words."))
    made_at = cells.moment("datePublished", first_text(node, "datePublished", "dateCreated"))
    title = cells.headline("name", first_text(node, "name", "headline"))
    return Review(
        author=author,
        label=label,
        language=language,
        rating=_number(rated, value, cells),
        made_at=made_at,
        url=url,
        reasons=cells.prose("reviewBody", first_text(node, "reviewBody")),
        document=Document(url, title, language, SourceKind.ARTICLE, author, (), made_at),
    )


def _number(rated: Node, value: str, cells: Cells) -> Rating | None:
    best, worst = first_text(rated, "bestRating"), first_text(rated, "worstRating")
    return cells.rating("reviewRating", value if is_number(value) or best or worst else "", best, worst)


def _publisher(node: Node, nodes: Nodes, cells: Cells, url: str) -> Name | None:
    """Who answers for the review: its author, or where that is a person, the publisher."""
    author, publisher = nodes.one(node.get("author")), nodes.one(node.get("publisher"))
    chosen = publisher if publisher and (not author or "Person" in types(author)) else author
    name = cells.line("author.name", first_text(chosen, "name")) or host_of(url)
    own = site_of(host_of(first_text(chosen, "url")), host_of(url))
    kind = PartyKind.PERSON if "Person" in types(chosen) else PartyKind.OUTLET
    site = "" if own in SOCIAL or kind == PartyKind.PERSON else own
    return Name(name, kind, site) if name else None


def _claimant(reviewed: Node, nodes: Nodes, cells: Cells) -> Name | None:
    named = [each for each in nodes.whole(reviewed.get("author")) if first_text(each, "name")]
    if not named:
        return None
    if len(named) > 1:
        others = ", ".join(first_text(each, "name") for each in named[1:])
        cells.notice("itemReviewed.author", _("Several are named; also: %(names)s.") % {"names": others[:500]})
    author = named[0]
    name = cells.line("itemReviewed.author.name", first_text(author, "name"))
    kind = PartyKind.ORGANISATION if "Organization" in types(author) else PartyKind.PERSON
    same_as = [cells.address("itemReviewed.author.sameAs", each) for each in texts(author, "sameAs")]
    return Name(name, kind, same_as=tuple(each for each in same_as if each))


def _mentions(reviewed: Node, nodes: Nodes, cells: Cells) -> list[Mention]:
    """The first place where it appeared, and the others that repeat it.

    The address of what was reviewed is such a place, unless it is a claim with an ``@id``: then it is that record's page.
    """
    found: dict[str, Mention] = {}
    own = None if "Claim" in types(reviewed) and reviewed.get("@id") else reviewed
    first = reviewed.get("firstAppearance")
    for name, value in (("firstAppearance", first), ("url", own), ("appearance", reviewed.get("appearance"))):
        for place in _places(value, nodes):
            field = f"itemReviewed.{name}"
            url = cells.address(field, place["url"])
            if url and url not in found:
                role = CitationRole.REPEATS if found else CitationRole.ORIGIN
                found[url] = Mention(role, _document(place, cells, field, url))
    return list(found.values())


def _places(value: Any, nodes: Nodes) -> list[dict[str, Any]]:
    """Objects with an address, one for each address; a text that is one counts as such an object."""
    places = []
    for node in nodes.whole(value):
        for url in texts(node, "url") or [""]:
            address = url or text_of(node.get("name"))
            if url or address.startswith(("http://", "https://")):
                places.append({**node, "url": address})
    return places


def _document(place: Node, cells: Cells, field: str, url: str) -> Document:
    host = host_of(url)
    is_post = any(host == each or host.endswith(f".{each}") for each in SOCIAL)
    title = (
        "" if text_of(place.get("name")) == url or "Claim" in types(place) else first_text(place, "headline", "name")
    )
    published_at = cells.moment(f"{field}.datePublished", first_text(place, "datePublished"))
    return Document(
        url=url,
        title=cells.headline(f"{field}.name", title),
        language=cells.language(f"{field}.inLanguage", first_text(place, "inLanguage")),
        kind=SourceKind.POST if is_post else SourceKind.ARTICLE,
        published_at=published_at,
    )
