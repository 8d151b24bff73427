"""The card that other sites show of a claim: who said what, where it stands, and who answered which point how."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from claims import wording
from claims.dossier import schema
from claims.pages.presenting.cards import attributed_title
from claims.pages.presenting.case import StandingView, names, standing_view
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.parties import reported_briefly
from claims.pages.presenting.revisions import RevisionView
from claims.pages.presenting.texts import Text, shown
from claims.pages.presenting.voices import claim_text
from claims.standing import ClaimStanding, PointStanding, standing_of
from claims.standing.results import GENERAL
from claims.vocabulary import StanceWord

MOST_POINTS = 5


@dataclass(frozen=True, slots=True)
class PointAnswer:
    """``mark``: a word of the notation. ``note``: by what general answer the point may be covered, where by any."""

    text: Text
    headline: str
    mark: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EmbeddedCard:
    """``more``: how many points are on the page alone. ``reported``: by whom they were, “The WSJ reported”."""

    slug: str
    title: Text
    reported: str
    standing: StandingView
    points: list[PointAnswer]
    more: int
    revision: RevisionView


def point_answers(dossier: schema.Dossier, standing: ClaimStanding, parties: Mapping[str, str]) -> list[PointAnswer]:
    """Each point, and who answered it how."""
    texts = {point.id: shown(point.text, dossier.language, point.translations) for point in dossier.points}
    numbers = {point.point: number for number, point in enumerate(standing.points, 1)}
    answers = []
    for point in standing.points:
        note = wording.possibly_covered(point, numbers)
        headline = wording.point_headline(point, standing.tally, parties)
        answers.append(PointAnswer(texts[point.point], headline, _mark(point), note))
    return answers


def _mark(point: PointStanding) -> str:
    """The mark of a general answer is that of a denial, dashed: another general answer has none of its own."""
    denies = any(position.word == StanceWord.DENIES for position in point.positions)
    return GENERAL if denies and not point.is_answered else point.status


def embedded_card(dossier: schema.Dossier, revision: RevisionView, now: datetime) -> EmbeddedCard:
    index, standing, parties = CaseIndex(dossier), standing_of(dossier, now=now), names(dossier)
    title = claim_text(dossier, "title")
    assert title is not None  # noqa: S101  the schema requires it
    answers = point_answers(dossier, standing, parties)
    return EmbeddedCard(
        slug=dossier.slug,
        title=attributed_title(title, index.claimant),
        reported=reported_briefly(index.claimant),
        standing=standing_view(standing, parties),
        points=answers[:MOST_POINTS],
        more=max(0, len(answers) - MOST_POINTS),
        revision=revision,
    )
