"""Point by point: what each party that spoke answered."""

from dataclasses import dataclass, field, replace

from claims import wording
from claims.dossier import schema
from claims.dossier.differences import Difference
from claims.pages.presenting.amendments import Corrections
from claims.pages.presenting.case_index import CaseIndex, Ref
from claims.pages.presenting.languages import in_page_language
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.parties import PartyName
from claims.pages.presenting.passages import PassageView, Wording, passage_view, quoted, rendered, translation_of
from claims.pages.presenting.revisions import RevisionView
from claims.pages.presenting.silence import Silent, silent
from claims.pages.presenting.texts import Text, shown
from claims.standing import ClaimStanding, PartyPosition, PointStanding, Tally
from claims.vocabulary import CLAIMANT_STANCES, RESPONDENT_STANCES, StanceWord, StandingWord

MOST_COLUMNS, MOST_ROWS = 6, 12
_STRONGEST_FIRST = [*CLAIMANT_STANCES[1:], *RESPONDENT_STANCES, StanceWord.STANDS_BY]


@dataclass(frozen=True, slots=True)
class HedgeView:
    """A word that narrows: as the page can say it, and the original where that is another."""

    words: str
    kind: str
    original: str
    language: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the party had said to the same point before."""

    word: str
    when: When | None
    anchor: str
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One party on one point. ``word`` is empty where it took no position; ``beside``: points answered in the same
    words that may cover this one too."""

    party: PartyName
    word: str = ""
    is_general: bool = False
    beside: list[int] = field(default_factory=list)
    words: Wording | None = None
    translation: Wording | None = None
    is_direct: bool = False
    hedges: list[HedgeView] = field(default_factory=list)
    anchor: str = ""
    earlier: list[Earlier] = field(default_factory=list)

    @property
    def is_answer(self) -> bool:
        return bool(self.word) and not self.is_general

    @property
    def is_withdrawn(self) -> bool:
        """What the party had answered to the point it took back, and nothing else stands."""
        return not self.word and any(earlier.is_withdrawn for earlier in self.earlier)


@dataclass(frozen=True, slots=True)
class Group:
    """The parties that answered a point alike; ``word`` as in a cell, general where it only may cover the point."""

    word: str
    cells: list[Cell]
    is_general: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` is 0 where the case has one point only. ``corrected``: what the revision that is shown corrected of it."""

    number: int
    anchor: str
    text: Text
    status: str
    headline: str
    when: When | None
    refs: list[Ref]
    cells: list[Cell]
    replaces: int = 0
    replaced_by: int = 0
    corrected: list[Difference] = field(default_factory=list)

    @property
    def groups(self) -> list[Group]:
        """By answer, the strongest first; the last are the parties that said nothing specific."""
        found: dict[tuple[int, bool, bool, str], list[Cell]] = {}
        for cell in self.cells:
            place = _STRONGEST_FIRST.index(StanceWord(cell.word)) if cell.is_answer else len(_STRONGEST_FIRST)
            found.setdefault((place, not cell.is_general, not cell.is_withdrawn, cell.word), []).append(cell)
        return [
            Group(word, cells, not is_specific, not stands)
            for (_, is_specific, stands, word), cells in sorted(found.items(), key=lambda item: item[0])
        ]


@dataclass(frozen=True, slots=True)
class PointByPoint:
    rows: list[Row]
    columns: list[PartyName]
    silent: list[Silent]
    has_several: bool  # columns enough to need a region that scrolls
    correction: RevisionView | None = None
    claimant: str = ""

    @property
    def is_single(self) -> bool:
        return len(self.rows) == 1

    @property
    def is_grouped(self) -> bool:
        """More parties than columns can be read: at each point those that answered alike stand together."""
        return len(self.columns) > MOST_COLUMNS

    @property
    def jumps(self) -> list[tuple[str, list[Row]]]:
        """The points by where they stand, for a case that is too long to be seen as a whole."""
        found: dict[str, list[Row]] = {}
        for row in self.rows if len(self.rows) > MOST_ROWS else []:
            found.setdefault(row.status, []).append(row)
        return list(found.items())


def point_by_point(index: CaseIndex, standing: ClaimStanding, corrections: Corrections | None = None) -> PointByPoint:
    columns = speaking(index)
    standings = {point.point: point for point in standing.points}
    rows = [_row(index, point, standings.get(point.id), standing.tally, columns) for point in index.points]
    if corrections:
        of_points = [corrections.of_points.get(point.id, []) for point in index.points]
        rows = [replace(row, corrected=corrected) for row, corrected in zip(rows, of_points, strict=True)]
    correction = corrections.revision if corrections else None
    claimant = index.dossier.claimant or ""
    return PointByPoint(rows, columns, silent(index, standing), len(columns) > 2, correction, claimant)


def speaking(index: CaseIndex) -> list[PartyName]:
    """The parties with a response, in the order in which they came to speak; the claimant last."""
    order = dict.fromkeys(response.party for response in index.responses)
    others = [index.parties[party] for party in order if party != index.dossier.claimant]
    return others + [index.parties[party] for party in order if party == index.dossier.claimant]


def _row(
    index: CaseIndex, point: schema.Point, standing: PointStanding | None, tally: Tally, columns: list[PartyName]
) -> Row:
    names = {identifier: party.name for identifier, party in index.parties.items()}
    number = index.point_numbers[point.id]
    positions = {position.party: position for position in standing.positions} if standing else {}
    if standing and standing.claimant:
        positions[standing.claimant.party] = standing.claimant
    return Row(
        number=number if len(index.points) > 1 else 0,
        anchor=f"point-{number}",
        text=shown(point.text, index.dossier.language, point.translations),
        status=standing.status if standing else StandingWord.UNANSWERED,
        headline=wording.point_headline(standing, tally, names) if standing else "",
        when=when(point.made_at),
        refs=index.refs(point.citations),
        cells=[_cell(index, point, column, positions.get(column.id)) for column in columns],
        replaces=index.point_numbers.get(point.replaces or "", 0),
        replaced_by=index.replacements.get(point.id, 0),
    )


def _cell(index: CaseIndex, point: schema.Point, party: PartyName, position: PartyPosition | None) -> Cell:
    if position is None:
        return Cell(party, earlier=_earlier(index, point, party, ""))
    response, stance = index.stances[position.stance]
    passages = index.passages_of(response, stance)
    passage = passage_view(index, response, passages[0]) if passages else None
    words, translation = (None, None) if position.is_general else _deciding_words(stance, response, passage, index)
    return Cell(
        party=party,
        word=position.word,
        is_general=position.is_general,
        beside=index.numbers(position.beside),
        words=words,
        translation=translation,
        is_direct=bool(passage and passage.is_direct),
        hedges=[hedge_view(hedge, words.language if words else index.dossier.language) for hedge in stance.hedges],
        anchor=passage.anchor if passage else response_anchor(index, response),
        earlier=_earlier(index, point, party, stance.id),
    )


def _deciding_words(
    stance: schema.Stance, response: schema.Response, passage: PassageView | None, index: CaseIndex
) -> tuple[Wording | None, Wording | None]:
    if stance.words is None:
        return None, None
    language = passage.original.language if passage else index.dossier.language
    hedges = [hedge for found in index.passages_of(response, stance)[:1] for hedge in index.narrowings(found, stance)]
    marked = [hedge for hedge in hedges if hedge.words in stance.words]
    original = quoted(
        stance.words,
        language,
        [type(hedge)(hedge.words, hedge.kind) for hedge in marked],
        is_direct=bool(passage and passage.is_direct),
    )
    translation = translation_of(stance.words, language, stance.translations, "words")  # type: ignore[arg-type]
    return original, rendered(translation, [stance]) if translation else None


def hedge_view(hedge: schema.Hedge, language: str) -> HedgeView:
    original = Wording([], language)
    rendering = in_page_language(hedge.translations) if original.is_foreign else None
    if rendering is None:
        return HedgeView(hedge.words, hedge.kind, "", language)
    return HedgeView(rendering.words, hedge.kind, hedge.words, language)


def response_anchor(index: CaseIndex, response: schema.Response) -> str:
    return f"answer-{index.response_numbers[response.id]}"


def _earlier(index: CaseIndex, point: schema.Point, party: PartyName, counted: str) -> list[Earlier]:
    """Express words of the same party to the same point that no longer count, or not yet; without any that counts, those
    that it took back."""
    return [
        Earlier(stance.stance, when(response.made_at), response_anchor(index, response), bool(response.withdrawn_at))
        for response, stance in index.said.get((party.id, point.id), [])
        if stance.id != counted and stance.directness == "express" and (counted or response.withdrawn_at)
    ]
