"""What holds for every case: random small dossiers, with undated, withdrawn, replaced and late items."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.dossier.known import as_of
from claims.dossier.schema import Dossier
from claims.standing import ClaimStanding, StandingStep, Tally, standing_of, standing_steps
from claims.vocabulary import StandingWord
from tests import dossiers

START = datetime(2018, 8, 6, tzinfo=UTC)
LATEST = datetime(2018, 12, 31, tzinfo=UTC)
PARTIES = ("water", "council", "courier")
STANCES = ("denies", "qualifies", "confirms", "declines", "stands_by", "corrects", "retracts", "disowns")
WHOLE = {"denied", "qualified", "confirmed", "declined", "retracted", "corrected", "disowned", "no_response"}

values = st.one_of(
    st.integers(0, 6).map(lambda days: f"{START + timedelta(days=days):%Y-%m-%d}"),
    st.integers(0, 12).map(lambda halves: f"{START + timedelta(hours=12 * halves):%Y-%m-%dT%H:%MZ}"),
    st.just("2018-08"),
)
moments = st.one_of(st.none(), values.map(dossiers.moment), st.just({"stated": "one day"}))
instants = st.integers(-4, 60).map(lambda quarters: START + timedelta(hours=6 * quarters))


@st.composite
def responses(draw: st.DrawFn, order: int, count: int) -> dict[str, Any]:
    party = draw(st.sampled_from(PARTIES))
    numbers = draw(st.lists(st.integers(1, max(count, 1)), unique=True, max_size=count))
    stances = [
        dossiers.stance(
            draw(st.sampled_from(STANCES)), number, directness=draw(st.sampled_from(("express", "general")))
        )
        for number in numbers
    ]
    said = dossiers.says(party, *stances, at=draw(moments), order=order)
    said["responses"][0]["withdrawn_at"] = draw(st.one_of(st.none(), moments))
    return said


@st.composite
def requests(draw: st.DrawFn, number: int, count: int) -> dict[str, Any]:
    covered = draw(st.lists(st.integers(1, max(count, 1)), unique=True, max_size=count))
    asked = dossiers.asks(draw(st.sampled_from(PARTIES)), *covered, number=number, deadline=None)
    outcome = draw(st.sampled_from((None, None, "answered", "declined", "undeliverable", "withdrawn")))
    asked["requests"][0] |= {
        "sent_at": draw(values.map(dossiers.moment)),
        "deadline": draw(moments),
        "extensions": [
            {"granted_at": dossiers.moment(draw(values)), "until": dossiers.moment(draw(values))}
            for _ in range(draw(st.integers(0, 2)))
        ],
        "outcome": outcome,
        "outcome_at": draw(moments) if outcome else None,
    }
    return asked


@st.composite
def cases(draw: st.DrawFn, is_published: bool | None = None) -> Dossier:
    count = draw(st.integers(0, 3))
    listed = dossiers.points(count)
    for point in listed["points"]:
        point["made_at"] = draw(st.one_of(st.none(), moments))
    parts = [listed]
    parts += [draw(responses(order, count)) for order in range(1, draw(st.integers(0, 5)) + 1)]
    said = [part["responses"][0] for part in parts[1:]]
    for earlier, later in pairwise(said):
        if draw(st.integers(0, 4)) == 0:
            later |= {"replaces": earlier["id"], "party": earlier["party"]}
    parts += [draw(requests(number, count)) for number in range(1, draw(st.integers(0, 3)) + 1)]
    if draw(st.booleans()) if is_published is None else is_published:
        parts.append(dossiers.revision("2018-08-10T12:00:00+00:00"))
    for part in parts:
        for request in part.get("requests", []):
            request["response"] = draw(st.sampled_from([None, None, *(item["id"] for item in said)]))
    return dossiers.claim(*parts, made_at=draw(moments))


def summary(found: ClaimStanding) -> tuple[Any, ...]:
    return (*found.summary(), found.points)


def step_at(steps: tuple[StandingStep, ...], instant: datetime) -> StandingStep:
    (found,) = [
        step
        for step in steps
        if (step.start is None or step.start <= instant) and (step.end is None or instant < step.end)
    ]
    return found


@given(cases(), st.randoms(use_true_random=False), instants)
def test_the_order_of_rows_never_matters(dossier: Dossier, shuffler: Any, instant: datetime) -> None:
    shuffled = {}
    for member in ("points", "responses", "requests", "parties"):
        shuffled[member] = list(getattr(dossier, member))
        shuffler.shuffle(shuffled[member])
    other = dossier.model_copy(update=shuffled)
    assert standing_of(other, now=instant) == standing_of(dossier, now=instant)
    assert standing_of(other, now=LATEST, as_of=instant) == standing_of(dossier, now=LATEST, as_of=instant)


@given(cases(), instants)
def test_steps_as_of_agree_with_standing_of_at_every_moment(dossier: Dossier, instant: datetime) -> None:
    steps = standing_steps(dossier).as_of
    probes = [instant, *(step.start for step in steps if step.start), *(step.end for step in steps if step.end)]
    for probe in [*probes, *(probe - timedelta(microseconds=1) for probe in probes)]:
        found = standing_of(dossier, now=LATEST, as_of=probe)
        assert step_at(steps, probe).standing.summary() == found.summary()


@given(cases(), instants)
def test_steps_now_agree_with_standing_of_at_every_moment(dossier: Dossier, instant: datetime) -> None:
    steps = standing_steps(dossier).now
    probes = [instant, *(step.start for step in steps if step.start)]
    for probe in [*probes, *(probe - timedelta(microseconds=1) for probe in probes)]:
        assert step_at(steps, probe).standing.summary() == standing_of(dossier, now=probe).summary()


@given(cases())
def test_steps_follow_each_other_without_gap_and_differ(dossier: Dossier) -> None:
    for steps in (standing_steps(dossier).now, standing_steps(dossier).as_of):
        assert steps[0].start is None
        assert steps[-1].end is None
        for earlier, later in pairwise(steps):
            assert earlier.end == later.start
            assert earlier.standing.summary() != later.standing.summary()


@given(cases(is_published=True))
def test_as_of_later_than_everything_is_now(dossier: Dossier) -> None:
    """A published dossier holds nothing undated: everything counts from its publication at the latest."""
    then = standing_of(dossier, now=LATEST, as_of=LATEST)
    assert summary(then) == summary(standing_of(dossier, now=LATEST))


@given(cases(), instants)
def test_the_case_cut_to_a_date_stands_as_it_stood_by_then(dossier: Dossier, instant: datetime) -> None:
    then = standing_of(dossier, now=LATEST, as_of=instant)
    if then.status != StandingWord.NOT_YET_MADE:
        assert summary(standing_of(as_of(dossier, instant), now=instant)) == summary(then)


@given(cases(), instants)
def test_cutting_twice_changes_nothing_more(dossier: Dossier, instant: datetime) -> None:
    once = as_of(dossier, instant)
    assert as_of(once, instant) == once


@given(cases(), st.data())
def test_a_new_answer_never_makes_an_addressed_point_unaddressed(dossier: Dossier, data: st.DataObject) -> None:
    count = len(dossier.points)
    new = data.draw(responses(9, count))["responses"]
    more = Dossier.model_validate(dossier.as_json() | {"responses": [*dossier.as_json()["responses"], *new]})
    before, after = standing_of(dossier, now=LATEST), standing_of(more, now=LATEST)
    for old, now in zip(before.points, after.points, strict=True):
        assert now.is_answered or not old.is_answered
    assert after.coverage.addressed >= before.coverage.addressed


@given(cases(), instants)
def test_a_label_never_says_more_than_the_points_support(dossier: Dossier, instant: datetime) -> None:
    found = standing_of(dossier, now=instant)
    words = [point.status for point in found.points]
    if words and found.status in WHOLE:
        assert set(words) == {found.status}
    if found.status.value.startswith("partly_") and found.status != StandingWord.PARTLY_CORRECTED:
        assert found.status.value.removeprefix("partly_") in words
        assert len(set(words)) > 1
    if found.status == StandingWord.UNANSWERED:
        assert found.coverage.addressed == found.coverage.declined == 0


@given(cases(), instants)
def test_every_decision_names_its_basis(dossier: Dossier, instant: datetime) -> None:
    found = standing_of(dossier, now=instant)
    stances = {stance.id for response in dossier.responses for stance in response.stances}
    requests_ = {request.id for request in dossier.requests}
    assert set(found.basis) <= stances | requests_
    for point in found.points:
        assert bool(point.basis) == (point.status != StandingWord.UNANSWERED)


@given(cases(), instants)
def test_coverage_and_tally_add_up(dossier: Dossier, instant: datetime) -> None:
    found = standing_of(dossier, now=instant)
    coverage = found.coverage
    assert coverage.addressed + coverage.declined + coverage.general <= coverage.points == len(found.points)
    for answer in found.tally.answers:
        figures = (answer.denies, answer.qualifies, answer.confirms, answer.declines, answer.general, answer.none)
        assert sum(figures) == coverage.points
        assert min(figures) >= 0
    assert Tally.from_json(found.tally.as_json()) == found.tally


@settings(max_examples=25)
@given(cases(), instants, instants)
def test_what_is_known_by_a_date_stays_known(dossier: Dossier, one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    then, since = as_of(dossier, earlier), as_of(dossier, later)
    assert {point.id for point in then.points} <= {point.id for point in since.points}
    assert {response.id for response in then.responses} <= {response.id for response in since.responses}
