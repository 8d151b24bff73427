"""Quotes: words of a source's text become a citation with their place, found whatever their typography."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from claims.actions import editing
from claims.errors import InvalidRecord, QuoteAmbiguous, QuoteNotFound
from claims.models import Citation, Claim, Snapshot
from claims.reading import anchoring, paragraphs, speech
from claims.vocabulary import Anchor, CitationRole


@dataclass(frozen=True)
class Quote:
    """Words at their place in the text of a snapshot."""

    snapshot: Snapshot
    place: anchoring.Place

    @property
    def is_direct(self) -> bool:
        return speech.is_direct(self.snapshot.text, self.place.start, self.place.end)

    @property
    def translated_from(self) -> str:
        """As it was answered once for the source; reported speech is the source's own."""
        return self.snapshot.source.quotes_translated_from if self.is_direct else ""


def quote(snapshot: Snapshot, words: str, start: int | None = None, end: int | None = None) -> Quote:
    """The words where they were selected, or where the text has them.

    Raises QuoteNotFound with the nearest passage, QuoteAmbiguous with all places, InvalidRecord where there are no words.
    """
    text = snapshot.text
    if start is not None and end is not None and 0 <= start < end <= len(text):
        start, end = speech.without_marks(text, start, end)
        if start < end and (not words.strip() or _same(text[start:end], words)):
            return Quote(snapshot, anchoring.place(text, start, end))
    if not words.strip():
        message = _("Select words in the text, or paste them.")
        raise InvalidRecord(message, {"words": message})
    places = anchoring.find(text, words.strip())
    if len(places) == 1:
        return Quote(snapshot, places[0])
    if places:
        message = _("These words stand at %(count)d places. Choose one, or select them in the text.")
        raise QuoteAmbiguous(message % {"count": len(places)}, places)
    raise QuoteNotFound(_("The text of the source does not hold these words."), anchoring.nearest(text, words.strip()))


def _same(found: str, words: str) -> bool:
    """Whether the words of a selection are those at its place; browsers change white space only."""
    return "".join(found.split()) == "".join(words.split()) or bool(anchoring.find(found, words.strip()))


def cite(*, by: Any, claim: Claim, quoted: Quote, voices: list[str], role: str = "") -> Citation:
    """The citation of these words; one that is there already for the same place serves again."""
    place, source = quoted.place, quoted.snapshot.source
    role = role or role_of(source)
    known = Citation.objects.standing().filter(
        claim=claim, snapshot=quoted.snapshot, start=place.start, end=place.end, role=role, voices=voices
    )
    found: Citation | None = known.first()
    if found:
        return found
    citation = Citation(
        claim=claim,
        source=source,
        role=role,
        exact=place.exact,
        prefix=place.prefix,
        suffix=place.suffix,
        language=source.language,
        translated_from=quoted.translated_from,
        start=place.start,
        end=place.end,
        snapshot=quoted.snapshot,
        voices=voices,
        locator=locator(claim.language, paragraphs.paragraph_at(quoted.snapshot.text, place.start)),
        anchor=Anchor.EXACT,
    )
    editing.save(by=by, record=citation)
    return citation


def role_of(source: Any) -> str:
    """A source that says whom it relays, relays."""
    return CitationRole.RELAYS if source.relays.exists() else CitationRole.ORIGIN


def locator(language: str, number: int | None) -> str:
    """The paragraph, in the language of the case where the site speaks it."""
    if number is None:
        return ""
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(spoken):
        return _("paragraph %(number)s") % {"number": number}
