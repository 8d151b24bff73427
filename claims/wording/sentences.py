"""The figures of a standing as sentences: who answered how many of the points how."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.standing import Answer, ClaimantMoves, Coverage, Tally
from claims.vocabulary import StandingWord
from claims.wording.lists import MOST_NAMES, Names, date_in_words, name_of
from claims.wording.phrases import ANSWERS, MOVES, Phrase


def sentence(status: str, tally: Tally, names: Names) -> str:
    """“Facebook denies 1 of 5 points, …”, one sentence a party; beyond a handful of parties, how many more there are."""
    if len(tally.answers) <= MOST_NAMES:
        return " ".join(sentences(status, tally, names))
    more = len(tally.answers) - MOST_NAMES + 1
    rest = ngettext(
        "%(count)d more party answered or was asked.", "%(count)d more parties answered or were asked.", more
    ) % {"count": more}
    return " ".join([*sentences(status, replace(tally, answers=tally.answers[:-more]), names), rest])


def sentences(status: str, tally: Tally, names: Names) -> list[str]:
    """First the claimant, where it moved, then each party that answered or was asked."""
    if status == StandingWord.NOT_YET_MADE:
        return [_("The claim had not yet been made.")]
    said = [_claimant(tally.claimant, tally.points, names)] if tally.claimant else []
    for answer in tally.answers:
        said += _party(answer, tally.points, name_of(names, answer.party))
    return said or [_nobody(tally.points)]


def coverage_sentence(coverage: Coverage) -> str:
    """“2 of 5 points are addressed; 1 more is possibly covered.”"""
    figures = {"points": coverage.points, "count": coverage.addressed}
    said = [_addressed(coverage) % figures]
    if coverage.declined:
        said.append(_("no comment on %(count)d") % {"count": coverage.declined})
    if coverage.general:
        possibly = ngettext(
            "%(count)d more is possibly covered", "%(count)d more are possibly covered", coverage.general
        )
        said.append(possibly % {"count": coverage.general})
    return "; ".join(said) + "."


def _addressed(coverage: Coverage) -> str:
    """The noun goes with the points there are, the verb with those that are addressed."""
    if coverage.addressed == 1 < coverage.points:
        return _("%(count)d of %(points)d points is addressed")
    return ngettext(
        "%(count)d of %(points)d point is addressed", "%(count)d of %(points)d points are addressed", coverage.points
    )


def limit_line() -> str:
    return _("This shows who answered what; it is not a finding of what is true.")


def _party(answer: Answer, points: int, name: str) -> list[str]:
    said = []
    if answer.has_answered:
        figures = {key: getattr(answer, key) for key in ANSWERS if key != "unspecific"}
        said.append(_phrased(name, figures | {"unspecific": answer.general + answer.none}, ANSWERS, points))
    if answer.has_withdrawn:
        said.append(_("%(name)s withdrew the answer.") % {"name": name})
    if answer.awaiting or answer.no_response:
        said.append(_asked(answer, points, name))
    return said


def _claimant(moves: ClaimantMoves, points: int, names: Names) -> str:
    return _phrased(name_of(names, moves.party), {key: getattr(moves, key) for key in MOVES}, MOVES, points)


def _phrased(name: str, figures: dict[str, int], phrases: dict[str, Phrase], points: int) -> str:
    """“Name denies 1 of 5 points, no specific answer to 4.”; with a colon where no verb comes first."""
    said = [(phrases[key], count) for key, count in figures.items() if count]
    if not said:
        return _nobody(points)
    texts = [_phrase(phrase, count, points, is_first=not number) for number, (phrase, count) in enumerate(said)]
    template = "{} {}." if said[0][0].is_verb else "{}: {}."
    return template.format(name, ", ".join(texts))


def _phrase(phrase: Phrase, count: int, points: int, *, is_first: bool) -> str:
    whole = phrase.both if points == 2 else phrase.whole
    text = whole if count == points else phrase.first if is_first else phrase.later
    return text % {"count": count, "points": points}


def _asked(answer: Answer, points: int, name: str) -> str:
    count = answer.awaiting or answer.no_response
    asked = _("asked")
    if count < points:
        asked = ngettext(
            "asked about %(count)d of %(points)d point", "asked about %(count)d of %(points)d points", points
        )
    return f"{name}: {asked % {'count': count, 'points': points}}, {_deadline(answer)}."


def _deadline(answer: Answer) -> str:
    date = date_in_words(answer.deadline) if answer.deadline else ""
    if answer.awaiting:
        return _("deadline %(date)s") % {"date": date} if date else _("no answer yet")
    return _("no answer by the deadline (%(date)s)") % {"date": date} if date else _("no answer by the deadline")


def _nobody(points: int) -> str:
    if not points:
        return _("No point is recorded.")
    if points == 2:
        return _("No answer to either point is on record.")
    return ngettext(
        "No answer to the point is on record.", "No answer to any of the %(points)d points is on record.", points
    ) % {"points": points}
