"""The first screen: what was reported and what was answered, as equals."""

from dataclasses import dataclass, field, replace

from claims.dossier import schema
from claims.pages.presenting.answers import response_anchor
from claims.pages.presenting.case_index import CaseIndex, Ref
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.parties import PartyName
from claims.pages.presenting.passages import PassageView, passage_view
from claims.pages.presenting.quoting import Piece, is_long, plain, shortened
from claims.pages.presenting.silence import Silent, silent
from claims.pages.presenting.texts import Text, shown
from claims.standing import ClaimStanding
from claims.vocabulary import CLAIMANT_STANCES, StanceWord

MOST_ANSWERS = 2
_STRONGEST_FIRST = [*CLAIMANT_STANCES[1:], StanceWord.DENIES, StanceWord.QUALIFIES, StanceWord.CONFIRMS,
                    StanceWord.DECLINES, StanceWord.STANDS_BY]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimVoice:
    party: PartyName | None
    when: When | None
    words: Text
    is_cut: bool
    is_held: bool  # an original of the claim is held
    relay: Ref | None


@dataclass(frozen=True, slots=True)
class AnswerVoice:
    """``passage`` is None where only the position is on record."""

    party: PartyName
    when: When | None
    word: str
    anchor: str
    passage: PassageView | None
    is_cut: bool = False
    is_claimant: bool = False
    withdrawn: When | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    claim: ClaimVoice
    answers: list[AnswerVoice]
    more: int
    silent: list[Silent] = field(default_factory=list)


def exchange(index: CaseIndex, standing: ClaimStanding) -> Exchange:
    """Both are cut at a sentence where they are long, never only one of them."""
    answers = _answers(index, standing)
    claim = _claim(index)
    shown_answers = [_cut(answer) for answer in answers[:MOST_ANSWERS]]
    return Exchange(claim, shown_answers, max(0, len(answers) - MOST_ANSWERS), silent(index, standing))


def claim_text(dossier: schema.Dossier, member: str) -> Text | None:
    """Title, statement or scope note in the page's language."""
    original = getattr(dossier, member)
    if original is None:
        return None
    covers = {"title": dossier.title, "statement": dossier.statement, "scope_note": dossier.scope_note}
    return shown(original, dossier.language, dossier.translations, member, covers)


def _claim(index: CaseIndex) -> ClaimVoice:
    dossier = index.dossier
    words = shown_statement(dossier)
    cited = [index.citations[identifier] for identifier in dossier.citations_of_claim if identifier in index.citations]
    is_held = any(citation.role == "origin" and index.sources[citation.source].held for citation in cited)
    relaying = [citation.id for citation in cited if citation.role == "relays"]
    refs = index.refs(relaying) if relaying and not is_held else []
    return ClaimVoice(
        party=index.claimant,
        when=when(dossier.made_at),
        words=replace(words, words=shortened(words.words)),
        is_cut=is_long(words.words),
        is_held=is_held,
        relay=refs[0] if refs else None,
    )


def shown_statement(dossier: schema.Dossier) -> Text:
    statement = claim_text(dossier, "statement")
    assert statement is not None  # noqa: S101  the schema requires it
    return statement


def _answers(index: CaseIndex, standing: ClaimStanding) -> list[AnswerVoice]:
    """A party each, by its strongest word on the earliest point; those whose words decided the standing first."""
    ranked: dict[str, tuple[tuple[bool, int, int], str]] = {}
    for number, point in enumerate(standing.points):
        positions = [*point.positions, *([point.claimant] if point.claimant else [])]
        for position in positions:
            if position.is_general:
                continue
            rank = (position.stance not in standing.basis, _STRONGEST_FIRST.index(position.word), number)
            if position.party not in ranked or rank < ranked[position.party][0]:
                ranked[position.party] = (rank, position.stance)
    voices = [_voice(index, stance) for _, stance in sorted(ranked.values())]
    spoken = {voice.party.id for voice in voices}
    return voices + [
        _without_position(index, response)
        for response in index.responses
        if response.party not in spoken and not spoken.add(response.party)  # type: ignore[func-returns-value]
    ]


def _voice(index: CaseIndex, identifier: str) -> AnswerVoice:
    response, stance = index.stances[identifier]
    passages = index.passages_of(response, stance)
    return AnswerVoice(
        party=index.parties[response.party],
        when=when(response.made_at),
        word=stance.stance,
        anchor=index.passage_anchor(response, passages[0]) if passages else response_anchor(index, response),
        passage=passage_view(index, response, passages[0]) if passages else None,
        is_claimant=response.party == index.dossier.claimant,
        withdrawn=when(response.withdrawn_at),
    )


def _without_position(index: CaseIndex, response: schema.Response) -> AnswerVoice:
    passage = response.passages[0] if response.passages else None
    return AnswerVoice(
        party=index.parties[response.party],
        when=when(response.made_at),
        word="",
        anchor=response_anchor(index, response),
        passage=passage_view(index, response, passage) if passage else None,
        is_claimant=response.party == index.dossier.claimant,
        withdrawn=when(response.withdrawn_at),
    )


def _cut(answer: AnswerVoice) -> AnswerVoice:
    """A long passage is cut only where that leaves every word that narrows it in place."""
    if answer.passage is None:
        return answer
    wording = answer.passage.shown
    text = plain(wording.pieces)
    kept = shortened(text)
    if kept == text or any(piece.kind for piece in _after(wording.pieces, len(kept))):
        return answer
    cut = replace(wording, pieces=_before(wording.pieces, len(kept)))
    if answer.passage.translation:
        return replace(answer, passage=replace(answer.passage, translation=cut), is_cut=True)
    return replace(answer, passage=replace(answer.passage, original=cut), is_cut=True)


def _before(pieces: list[Piece], length: int) -> list[Piece]:
    kept, position = [], 0
    for piece in pieces:
        if position >= length:
            break
        kept.append(replace(piece, words=piece.words[: length - position]))
        position += len(piece.words)
    return kept


def _after(pieces: list[Piece], length: int) -> list[Piece]:
    position, rest = 0, []
    for piece in pieces:
        if position + len(piece.words) > length:
            rest.append(piece)
        position += len(piece.words)
    return rest
