"""Passages: the words of an answer, in their language and the reader's, with the words that narrow it marked."""

from dataclasses import dataclass, field

from claims.dossier import schema
from claims.pages.presenting.case_index import CaseIndex, Ref
from claims.pages.presenting.languages import (
    direction_of,
    in_page_language,
    is_same_language,
    language_name,
    page_language,
)
from claims.pages.presenting.quoting import Narrowing, Piece, in_pieces, marks_around
from claims.pages.presenting.texts import Text, translated


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in one language, in pieces; ``opening`` and ``closing`` are empty unless they are a direct quotation."""

    pieces: list[Piece]
    language: str
    opening: str = ""
    closing: str = ""

    @property
    def is_foreign(self) -> bool:
        return not is_same_language(self.language, page_language())

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @property
    def is_narrowed(self) -> bool:
        return any(piece.kind for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a passage does: the points it answers, and those it may cover."""

    word: str
    points: list[int]
    is_general: bool = False


@dataclass(frozen=True, slots=True)
class PassageView:
    """``translation`` is there only where the original is foreign to the page; it never bears quotation marks."""

    anchor: str
    party: str
    is_direct: bool
    original: Wording
    translation: Wording | None
    source_language: str  # what was spoken, where the quotation is itself a translation
    translator: str = ""
    is_stale: bool = False
    refs: list[Ref] = field(default_factory=list)
    bearings: list[Bearing] = field(default_factory=list)

    @property
    def shown(self) -> Wording:
        """The one wording for a place with room for one."""
        return self.translation or self.original


def passage_view(index: CaseIndex, response: schema.Response, passage: schema.Passage) -> PassageView:
    stances = [stance for stance in response.stances if passage in index.passages_of(response, stance)]
    translation = translation_of(passage.text, passage.language, passage.translations)
    is_direct = passage.form == "direct"
    return PassageView(
        anchor=index.passage_anchor(response, passage),
        party=index.parties[response.party].short_name,
        is_direct=is_direct,
        original=quoted(
            passage.text,
            passage.language,
            [hedge for stance in stances for hedge in index.narrowings(passage, stance)],
            is_direct=is_direct,
        ),
        translation=rendered(translation, stances) if translation else None,
        source_language=language_name(passage.translated_from) if passage.translated_from else "",
        translator=translation.translator if translation else "",
        is_stale=bool(translation and translation.is_stale),
        refs=index.refs(passage.citations),
        bearings=_bearings(index, stances),
    )


def quoted(text: str, language: str, narrowings: list[Narrowing], *, is_direct: bool) -> Wording:
    opening, closing = marks_around(text) if is_direct else ("", "")
    return Wording(in_pieces(text, narrowings), language, opening, closing)


def rendered(translation: Text, stances: list[schema.Stance]) -> Wording:
    """A translation, with the translated words of the hedges marked in it."""
    narrowings = [
        Narrowing(rendering.words, hedge.kind)
        for stance in stances
        for hedge in stance.hedges
        if (rendering := in_page_language(hedge.translations))
    ]
    return Wording(in_pieces(translation.words, narrowings), translation.language)


def translation_of(
    text: str, language: str, translations: dict[str, schema.TextTranslation], member: str = "text"
) -> Text | None:
    if is_same_language(language, page_language()):
        return None
    return translated(text, language, translations, member)


def _bearings(index: CaseIndex, stances: list[schema.Stance]) -> list[Bearing]:
    grouped: dict[tuple[bool, str], list[str]] = {}
    for stance in stances:
        grouped.setdefault((stance.directness == "general", stance.stance), []).append(stance.point)
    return [Bearing(word, index.numbers(points), is_general) for (is_general, word), points in sorted(grouped.items())]
