"""Parties as a page names them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from claims.dossier import schema
from claims.pages.presenting.languages import isolated, page_language
from claims.vocabulary import PartyKind


@dataclass(frozen=True, slots=True)
class PartyName:
    """``slug`` is empty where there is no page: a private person, or a party without one."""

    id: str
    name: str
    short_name: str
    slug: str = ""
    kind: str = ""

    def __str__(self) -> str:
        return self.name


def party_name(party: schema.Party) -> PartyName:
    return party_of_card(party.model_dump(exclude_none=True))


def party_of_card(card: dict[str, Any]) -> PartyName:
    """From the party object of a dossier or the card of a publication."""
    is_hidden = bool(card.get("private")) and not card.get("naming_reason")
    name = card.get("public_label") or card["name"] if is_hidden else card["name"]
    short_name = name if is_hidden else card.get("short_name") or name
    slug = "" if card.get("private") else card.get("slug") or ""
    return PartyName(str(card["id"]), isolated(name), isolated(short_name), slug, card.get("kind", ""))


def reported(party: PartyName | None) -> str:
    """Who said it, as the beginning of a sentence: “The Wall Street Journal reported”."""
    return _said(party, party.name if party else "")


def reported_briefly(party: PartyName | None) -> str:
    """The same in a tight place: “The WSJ reported”."""
    return _said(party, _brief(party) if party else "")


def _said(party: PartyName | None, name: str) -> str:
    if party is None:
        return _("A claimant not known said")
    if party.kind == PartyKind.OUTLET:
        return _("%(name)s reported") % {"name": name}
    return _("%(name)s said") % {"name": name}


def _brief(party: PartyName) -> str:
    """An English name that begins with an article keeps it when it is shortened."""
    takes_article = page_language().startswith("en") and party.name.startswith("The ")
    return f"The {party.short_name}" if takes_article and not party.short_name.startswith("The ") else party.short_name
