"""What a reader asks of the list of claims: an address, read, and the addresses of the same list asked otherwise."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from claims.models import asked as reading
from claims.models.keyset import Order
from claims.vocabulary import StandingWord

STANDINGS = [word for word in StandingWord.values if word != StandingWord.NOT_YET_MADE]
FILTERS: dict[str, Callable[[str], Any]] = {**reading.FILTERS, "standing": reading.one_of(STANDINGS)}
"""In this order they stand in an address."""
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|igshid|mc_cid|mc_eid")
"""What other sites hang on addresses that they link to; it asks for nothing."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What could be asked for instead. ``label`` is empty where the template has what readers call the ``word``."""

    word: str
    address: str
    label: str = ""


class Unanswerable(Exception):
    """What is asked for cannot be; the message says what could, or ``offers`` do. ``name``: of what they would be asked
    by. ``words``: of a search, to be shortened, beside the filters that were ``kept``."""

    def __init__(
        self,
        message: str,
        name: str = "",
        offers: Iterable[Offer] = (),
        *,
        words: str = "",
        kept: Iterable[tuple[str, str]] = (),
    ) -> None:
        super().__init__(message)
        self.name = name
        self.offers = list(offers)
        self.words = words
        self.kept = list(kept)


def no_such_place() -> Unanswerable:
    message = _("The place in the list cannot be read. Start again at the first page.")
    return Unanswerable(message, offers=[Offer("", "?", _("First page"))])


def too_long(wrong: reading.TooLong, kept: Iterable[tuple[str, str]] = ()) -> Unanswerable:
    message = _(
        "The search (“q” in the address) is too long. %(sentence)s Its beginning is in the field: shorten it there."
    )
    return Unanswerable(message % {"sentence": wrong}, words=wrong.beginning, kept=kept)


def no_such_choice(name: str, offers: Iterable[Offer]) -> Unanswerable:
    message = _("“%(name)s” in the address asks for a choice that this list does not have. It has these:")
    return Unanswerable(message % {"name": name}, name, offers)


@dataclass(frozen=True)
class Way:
    """An order of the list. ``read`` is for its first column; the second is the id of the claim."""

    order: Order
    read: Callable[[str], Any]


def instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment with its zone")
    return moment


def whole(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise ValueError("a whole number")
    return int(text)


WAYS = {
    "relevance": Way(Order(("relevance", "claim_id")), whole),
    "-updated": Way(Order(("published_at", "claim_id")), instant),
    "-published": Way(Order(("first_published_at", "claim_id")), instant),
    "-made": Way(Order(("since", "claim_id")), instant),
    "made": Way(Order(("since", "claim_id"), is_descending=False), instant),
    "-answers": Way(Order(("answers", "claim_id")), whole),
}


@dataclass(frozen=True)
class Asked:
    """``values`` are for Listing, ``texts`` the same as they stand in an address; both without what was not asked.

    ``key``: of the row after which, or with ``is_back`` before which, the page stands.
    """

    values: Mapping[str, Any]
    texts: Mapping[str, str]
    order: str
    key: tuple[Any, UUID] | None = None
    is_back: bool = False

    @property
    def words(self) -> str:
        return str(self.values.get("q", ""))

    @property
    def is_plain(self) -> bool:
        """The list as it is, from its beginning."""
        return not self.texts and self.key is None

    @property
    def filters(self) -> dict[str, str]:
        """Which claims, in whatever order."""
        return {name: text for name, text in self.texts.items() if name in FILTERS}

    def without(self, name: str) -> "Asked":
        """Without one filter, from the beginning of the list."""
        gone = {name, *(each for each, other in reading.NEEDS.items() if other == name)}
        values = {each: value for each, value in self.values.items() if each not in gone}
        texts = {each: text for each, text in self.texts.items() if each not in gone}
        if "q" in gone and texts.get("order") == "relevance":
            del texts["order"]
        return Asked(values, texts, texts.get("order") or default_order(values))

    def address(self, **others: str) -> str:
        """The list with these filters instead, from its beginning. An empty one is left out."""
        return query({**self.texts, **others})

    def place(self, row: Any, way: str) -> str:
        """The page ``after`` or ``before`` a row of the list."""
        first, second = (getattr(row, column) for column in WAYS[self.order].order.columns)
        written = first.isoformat() if isinstance(first, datetime) else str(first)
        return query({**self.texts, way: f"{written}_{second}"})


def query(texts: Mapping[str, str]) -> str:
    given = {name: text for name, text in texts.items() if text}
    return f"?{urlencode(given)}" if given else "?"


def default_order(values: Mapping[str, Any]) -> str:
    return "relevance" if "q" in values else "-updated"


def single(address: QueryDict, names: Iterable[str]) -> dict[str, str]:
    """The texts of an address by name; empty fields of forms ask for nothing. Raises Unanswerable for any other name."""
    known = list(names)
    texts = {}
    for name, found in address.lists():
        if _TRACKING.fullmatch(name):
            continue
        if name not in known:
            message = _(
                "The address asks the list for “%(name)s”, of which it knows nothing. Begin with the whole list."
            )
            raise Unanswerable(message % {"name": name[:80]})
        if len(found) > 1:
            raise Unanswerable(_more_than_once(name))
        if "\x00" in found[0]:
            raise Unanswerable(_("The search holds a character that cannot be searched for. Type it anew."))
        if found[0].strip():
            texts[name] = found[0].strip()
    return texts


def one(address: QueryDict, name: str, offers: Iterable[Offer] = ()) -> str:
    """The text of this name, empty without one, whatever else the address holds. Raises Unanswerable where it stands twice."""
    if len(address.getlist(name)) > 1:
        raise Unanswerable(_more_than_once(name), offers=offers)
    return address.get(name, "")


def _more_than_once(name: str) -> str:
    return _("“%(name)s” stands in the address more than once. Give it once.") % {"name": name}


def read(address: QueryDict) -> Asked:
    """Raises Unanswerable: for what is unknown, given twice, or no value."""
    texts = single(address, (*FILTERS, "order", "after", "before"))
    values = {name: _value(name, reader, texts) for name, reader in FILTERS.items() if name in texts}
    for _name, _other, sentence in reading.lonely(values):
        raise Unanswerable(sentence)
    kept = {name: texts[name] for name in (*FILTERS, "order") if name in texts}
    return _placed(values, kept, texts)


def _value(name: str, reader: Callable[[str], Any], texts: Mapping[str, str]) -> Any:
    try:
        return reader(texts[name])
    except reading.NotOneOf as wrong:
        raise no_such_choice(name, _offers(name, wrong.words, texts)) from None
    except reading.TooLong as wrong:
        raise too_long(
            wrong, [(each, texts[each]) for each in (*FILTERS, "order") if each in texts and each != name]
        ) from None
    except ValueError as wrong:
        message = _("“%(name)s” in the address has a value that cannot be looked for. %(sentence)s")
        raise Unanswerable(message % {"name": name, "sentence": wrong}) from None


def _offers(name: str, words: Iterable[str], texts: Mapping[str, str]) -> list[Offer]:
    """The same list, from its beginning, with each of the words instead."""
    names = [each for each in (*FILTERS, "order") if each in texts or each == name]
    return [Offer(word, query({each: word if each == name else texts[each] for each in names})) for word in words]


def _placed(values: dict[str, Any], kept: dict[str, str], texts: dict[str, str]) -> Asked:
    order = kept.get("order") or default_order(values)
    if order not in WAYS or (order == "relevance" and "q" not in values):
        offered = [way for way in WAYS if way != "relevance" or "q" in values]
        raise Unanswerable(
            _("There is no such order of the list. It has these:"), "order", _offers("order", offered, texts)
        )
    is_back, place = ("before" in texts), texts.get("after") or texts.get("before")
    if place is None:
        return Asked(values, kept, order)
    first, _separator, claim = place.replace(" ", "+").rpartition("_")
    try:
        if "after" in texts and is_back:
            raise ValueError("both")
        key = (WAYS[order].read(first), UUID(claim))
    except (ValueError, OverflowError):
        raise no_such_place() from None
    return Asked(values, kept, order, key, is_back)
