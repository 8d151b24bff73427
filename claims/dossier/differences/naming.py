"""How parts of a dossier are named to a reader: never by their ids."""

from collections.abc import Mapping
from functools import cached_property

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.dossier import schema
from claims.fields.moment import Moment
from claims.wording.lists import date_in_words


def language_name(tag: str) -> str:
    """The language in words of the active one; a tag nobody knows stays as it is."""
    try:
        return Locale.parse(tag, sep="-").get_display_name((get_language() or "en").replace("-", "_")) or tag
    except (UnknownLocaleError, ValueError):
        return tag


class Naming:
    """``titles``: those of other claims, by id. What refers to nothing in the dossier is said to do so."""

    def __init__(self, dossier: schema.Dossier, titles: Mapping[str, str]) -> None:
        self.dossier = dossier
        self.titles = titles

    @cached_property
    def parties(self) -> dict[str, str]:
        return {party.id: party.name for party in self.dossier.parties}

    @cached_property
    def points(self) -> dict[str, int]:
        """The number that readers meet each point under."""
        ordered = sorted(self.dossier.points, key=lambda point: (point.order, point.id))
        return {point.id: number for number, point in enumerate(ordered, 1)}

    @cached_property
    def responses(self) -> dict[str, tuple[int, schema.Response]]:
        ordered = sorted(self.dossier.responses, key=lambda response: (response.order, response.id))
        return {response.id: (number, response) for number, response in enumerate(ordered, 1)}

    @cached_property
    def sources(self) -> dict[str, schema.Source]:
        return {source.id: source for source in self.dossier.sources}

    @cached_property
    def cited(self) -> dict[str, schema.Citation]:
        return {citation.id: citation for citation in self.dossier.citations}

    def party(self, identifier: str) -> str:
        return self.parties.get(identifier) or _("a party that is not in the case")

    def point(self, identifier: str) -> str:
        number = self.points.get(identifier)
        return _("point %(number)d") % {"number": number} if number else _("a point that is not in the case")

    def response(self, identifier: str) -> str:
        if identifier not in self.responses:
            return _("an answer that is not in the case")
        number, response = self.responses[identifier]
        return _("answer %(number)d, of %(party)s") % {"number": number, "party": self.party(response.party)}

    def source(self, identifier: str) -> str:
        source = self.sources.get(identifier)
        return source.title if source else _("a source that is not in the case")

    def claim(self, identifier: str, slug: str | None) -> str:
        return self.titles.get(identifier) or slug or _("another claim")

    def citation(self, identifier: str) -> str:
        """“Bericht, paragraph 4”: its source and its place there."""
        citation = self.cited.get(identifier)
        if citation is None:
            return _("a citation that is not in the case")
        return ", ".join(
            part for part in (self.source(citation.source), citation.locator, self.place(citation)) if part
        )

    @staticmethod
    def place(citation: schema.Citation) -> str:
        position = citation.quote and citation.quote.position
        if not position:
            return ""
        return _("characters %(start)d to %(end)d") % {"start": position.start + 1, "end": position.end}

    @staticmethod
    def moment(moment: Moment | None) -> str:
        if moment is None:
            return ""
        said = {
            "%(moment)s": moment.value,
            _("not before %(moment)s"): moment.not_before,
            _("by %(moment)s"): moment.not_after,
        }
        parts = [template % {"moment": date_in_words(value)} for template, value in said.items() if value]
        if moment.ongoing:
            parts.append(_("not ended"))
        if moment.zone:
            parts.append(moment.zone)
        if moment.stated:
            parts.append(_("in the words “%(words)s”") % {"words": moment.stated})
        return ", ".join(parts)
