"""Parties as a page names them."""

from dataclasses import dataclass
from typing import Any

from claims.dossier import schema


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
    return PartyName(str(card["id"]), name, short_name, slug, card.get("kind", ""))
