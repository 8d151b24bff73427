"""From which moment an item counts, and the case as known by a date."""

from datetime import UTC, datetime
from typing import Any

import pytest

from claims.dossier.known import KnownFrom, as_of, known_from, parse_as_of
from claims.dossier.schema import Dossier
from tests.dossiers import (
    an_id,
    asks,
    citation,
    claim,
    denies,
    moment,
    party_id,
    point_id,
    points,
    response_id,
    revision,
    says,
    seed_like,
    snapshot,
    source,
)


def passage(*citations: str) -> dict[str, Any]:
    cited = [an_id("citation", word) for word in citations]
    return {"form": "direct", "text": "That is not true.", "language": "en", "citations": cited}


def event(text: str, at: str | None, *citations: str) -> dict[str, Any]:
    cited = [an_id("citation", word) for word in citations]
    return {
        "events": [
            {
                "id": an_id("event", text),
                "order": 1,
                "at": moment(at),
                "text": text,
                "language": "en",
                "citations": cited,
            }
        ]
    }


def answer_known_from(*parts: dict[str, Any], at: Any = "2018-08-31", **members: Any) -> datetime | None:
    dossier = claim(points(1), says("water", denies(1), at=at, **members), *parts)
    return known_from(dossier, dossier.responses[0])


# --- Known from ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "known"),
    [
        ("2018-08-07T09:38+02:00", datetime(2018, 8, 7, 7, 38, tzinfo=UTC)),
        ("2018-08-07", datetime(2018, 8, 7, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2018-08", datetime(2018, 8, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2018", datetime(2018, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
        ({"value": "2018-08-07", "not_after": "2018-08-07T09:38+02:00"}, datetime(2018, 8, 7, 7, 38, tzinfo=UTC)),
        ({"stated": "one day"}, None),
        (None, None),
    ],
)
def test_a_moment_counts_from_the_end_of_its_period(at: Any, known: datetime | None) -> None:
    assert answer_known_from(at=at) == known


def test_a_response_counts_from_the_publication_of_a_source_of_its_passage() -> None:
    carrier = (source("article", "2018-08-07T09:00Z"), citation("words", of="article"))
    assert answer_known_from(*carrier, passages=[passage("words")]) == datetime(2018, 8, 7, 9, tzinfo=UTC)


def test_a_response_counts_from_the_source_of_one_of_its_stances() -> None:
    cited = [denies(1)[0] | {"citations": [an_id("citation", "words")]}]
    carrier = (source("article", "2018-08-07T09:00Z"), citation("words", of="article"))
    dossier = claim(points(1), says("water", cited, at=None), *carrier)
    assert known_from(dossier, dossier.responses[0]) == datetime(2018, 8, 7, 9, tzinfo=UTC)


def test_a_source_counts_from_its_first_capture_where_that_is_earlier() -> None:
    captures = [snapshot("2018-08-08T09:00Z"), snapshot("2018-08-07T12:00Z")]
    carrier = (source("article", "2018-08", snapshots=captures), citation("words", of="article"))
    assert answer_known_from(*carrier, passages=[passage("words")]) == datetime(2018, 8, 7, 12, tzinfo=UTC)


def test_a_source_without_a_date_counts_from_the_one_that_relays_it() -> None:
    relaying = source("article", "2018-08-07T09:00Z", relays=[an_id("source", "wire")])
    wire = source("wire", relays=[an_id("source", "statement")])
    carrier = (relaying, wire, source("statement"), citation("words", of="statement", role="origin"))
    assert answer_known_from(*carrier, passages=[passage("words")]) == datetime(2018, 8, 7, 9, tzinfo=UTC)


def test_sources_that_relay_each_other_end() -> None:
    one = source("one", relays=[an_id("source", "other")])
    other = source("other", "2018-08-07T09:00Z", relays=[an_id("source", "one")])
    assert answer_known_from(one, other, citation("words", of="one"), passages=[passage("words")]) is not None


def test_everything_counts_from_the_publication_at_the_latest() -> None:
    assert answer_known_from(revision("2018-08-08T10:00:00+02:00"), at=None) == datetime(2018, 8, 8, 8, tzinfo=UTC)


@pytest.mark.parametrize("role", ["supports", "disputes", "context"])
def test_what_is_only_about_a_claim_does_not_carry_it(role: str) -> None:
    old = (source("register", "2015"), citation("entry", of="register", role=role))
    dossier = claim(points(1), *old, {"citations_of_claim": [an_id("citation", "entry")]})
    assert known_from(dossier) == datetime(2018, 8, 6, 23, 59, 59, 999_999, tzinfo=UTC)


def test_a_point_without_moment_and_citation_counts_from_those_of_the_claim() -> None:
    carrier = (source("article", "2018-08-06T09:00Z"), citation("words", of="article"))
    dossier = claim(points(1), *carrier, {"citations_of_claim": [an_id("citation", "words")]})
    assert known_from(dossier, dossier.points[0]) == datetime(2018, 8, 6, 9, tzinfo=UTC)


def test_a_request_is_closed_with_the_response_that_answered_it() -> None:
    asked = asks("water", outcome="answered", outcome_at=moment("2018-08-31"), response=response_id("water"))
    dossier = claim(points(1), says("water", at="2018-08-07T10:00Z"), asked)
    assert KnownFrom(dossier).outcome(dossier.requests[0]) == datetime(2018, 8, 7, 10, tzinfo=UTC)


# --- The case as of ------------------------------------------------------------------------------------------------------


def cut(dossier: Dossier, date: str) -> Dossier:
    return as_of(dossier, parse_as_of(date))


def test_a_later_response_is_left_out_and_comes_with_its_moment() -> None:
    assert cut(seed_like(), "2018-08-07T09:37+02:00").responses == []
    assert len(cut(seed_like(), "2018-08-07T09:38+02:00").responses) == 1


def test_before_a_claim_was_made_its_head_remains() -> None:
    before = cut(seed_like(), "2018-08-05")
    assert (before.points, before.responses) == ([], [])
    assert (before.title, before.claimant) == (seed_like().title, party_id("courier"))


def test_a_later_point_takes_its_stances_along() -> None:
    later = {"id": point_id(2), "order": 2, "text": "A point.", "made_at": moment("2018-08-09")}
    before = cut(claim(points(1), {"points": [later]}, says("water", denies(1, 2))), "2018-08-08")
    assert [stance.point for stance in before.responses[0].stances] == [point_id(1)]


def test_a_request_about_later_points_alone_does_not_become_one_about_all() -> None:
    later = {"id": point_id(2), "order": 2, "text": "A point.", "made_at": moment("2018-08-09")}
    assert cut(claim(points(1), {"points": [later]}, asks("water", 2)), "2018-08-08").requests == []


def test_a_later_withdrawal_has_not_happened() -> None:
    dossier = claim(points(1), says("water", withdrawn_at=moment("2018-08-09")))
    assert cut(dossier, "2018-08-08").responses[0].withdrawn_at is None
    assert cut(dossier, "2018-08-09").responses[0].withdrawn_at is not None


def test_later_extension_outcome_and_response_of_a_request_are_left_out() -> None:
    extension = {"granted_at": moment("2018-08-09"), "until": moment("2018-08-12")}
    asked = asks(
        "water",
        extensions=[extension],
        outcome="answered",
        outcome_at=moment("2018-08-11"),
        response=response_id("water"),
    )
    (request,) = cut(claim(points(1), says("water", at="2018-08-11"), asked), "2018-08-08").requests
    assert (request.extensions, request.outcome, request.outcome_at, request.response) == ([], None, None, None)


def test_later_events_are_left_out_with_their_citations_and_sources() -> None:
    carrier = (source("report", "2018-08-10"), citation("fact", of="report", role="context"))
    dossier = claim(points(1), event("The share fell.", "2018-08-10", "fact"), *carrier)
    before = cut(dossier, "2018-08-09")
    assert (before.events, before.citations, before.sources) == ([], [], [])


def test_an_event_announced_beforehand_is_known_beforehand() -> None:
    carrier = (source("report", "2018-08-07"), citation("fact", of="report", role="context"))
    assert len(cut(claim(points(1), event("A hearing.", "2018-08-20", "fact"), *carrier), "2018-08-08").events) == 1


def test_a_known_response_keeps_only_citations_of_known_sources() -> None:
    carriers = (
        source("article", "2018-08-07"),
        source("book", "2018-12"),
        citation("words", of="article"),
        citation("again", of="book", role="repeats"),
    )
    dossier = claim(points(1), says("water", passages=[passage("words", "again")]), *carriers)
    before = cut(dossier, "2018-08-07")
    assert before.responses[0].passages[0].citations == [an_id("citation", "words")]
    assert [item.slug for item in before.sources] == ["article"]


def test_parties_without_a_part_are_left_out_and_subjects_stay() -> None:
    before = cut(claim(points(1), says("council", denies(1))), "2018-08-06")
    assert {party.id for party in before.parties} == {party_id("courier"), party_id("water")}


def test_a_draft_has_no_moment_for_what_bears_no_date() -> None:
    assert cut(claim(points(1), says("water", at=None)), "9999").responses == []


# --- Dates asked for -----------------------------------------------------------------------------------------------------
