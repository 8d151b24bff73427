"""Where a reader may look back to: each moment at which something changed, and the ways from one to the next."""

from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

from claims.dossier.known import as_of as cut
from claims.dossier.known import parse_as_of
from claims.dossier.schema import Dossier
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.stops import Stops, stops_of
from claims.standing import standing_of
from tests.dossiers import asks, citation, claim, confirms, denies, points, says, source
from tests.pages.reading import links

NOW = datetime(2018, 9, 1, tzinfo=UTC)

CASE = claim(
    points(2),
    asks("water", 1, deadline="2018-08-07"),
    says("council", confirms(2), at="2018-08-08"),
    says("water", denies(1), at="2018-08-09T10:30+02:00", order=2),
)


def stops(dossier: Dossier = CASE, as_of: str = "", now: datetime = NOW) -> Stops:
    return stops_of(CaseIndex(dossier), parse_as_of(as_of) if as_of else None, now)


def test_each_moment_at_which_something_changed_is_a_stop() -> None:
    assert [(stop.asked, [news.kind for news in stop.news]) for stop in stops().listed] == [
        ("2018-08-06", ["claimed", "asked"]),
        ("2018-08-08T00:00Z", ["passed"]),
        ("2018-08-08", ["answered"]),
        ("", ["answered"]),
    ]


def test_a_stop_says_how_the_claim_stood_from_then_on() -> None:
    assert [stop.headline for stop in stops().listed] == [
        "No answer on record",
        "No answer on record",
        "Confirmed in part by Sampletown council",
        "Denied in part by Example Water",
    ]


@pytest.mark.parametrize(
    ("as_of", "shown", "earlier", "later"),
    [
        ("", 3, "2018-08-08", None),
        ("2018-08-05", -1, None, "2018-08-06"),
        ("2018-08-06", 0, None, "2018-08-08T00:00Z"),
        ("2018-08-08T12:00Z", 1, "2018-08-06", "2018-08-08"),
        ("2018-08-08", 2, "2018-08-08T00:00Z", ""),
        ("2030", 3, "2018-08-08", None),
    ],
)
def test_the_stop_that_is_shown_and_those_beside_it(
    as_of: str, shown: int, earlier: str | None, later: str | None
) -> None:
    found = stops(as_of=as_of)

    assert found.shown == shown
    assert (found.earlier.asked if found.earlier else None) == earlier
    assert (found.later.asked if found.later else None) == later


def test_what_has_not_happened_yet_is_no_stop() -> None:
    found = stops(claim(points(1), asks("water", deadline="2018-08-20")), now=datetime(2018, 8, 10, tzinfo=UTC))

    assert [stop.asked for stop in found.listed] == [""]


def test_what_was_known_before_the_claim_belongs_to_its_stop() -> None:
    dossier = claim(
        points(1),
        source("early", "2018-08-01", held=True),
        citation("c", "early", role="context"),
        events=[{"id": "6f6a1f2e-7a53-4c1c-9f2b-0d5a3c1b9e11", "order": 1, "text": "A leak.", "language": "en",
                 "at": {"value": "2018-07"}}],
    )  # fmt: skip

    assert [stop.since for stop in stops(dossier).listed] == ["6 August 2018"]


def test_a_minute_is_told_by_the_clock_of_its_source() -> None:
    dossier = claim(
        points(1), says("water", denies(1), at={"value": "2018-08-07T09:38+02:00", "zone": "Europe/Berlin"})
    )

    assert stops(dossier).listed[-1].since == "7 August 2018, 09:38 (Berlin)"


def test_the_page_at_each_stop_stands_as_the_stop_says() -> None:
    for stop in stops().listed:
        at = parse_as_of(stop.asked) if stop.asked else NOW
        assert standing_of(cut(CASE, at), now=NOW, as_of=at).status == stop.status


def test_the_links_lead_to_the_first_the_one_before_the_next_and_the_page() -> None:
    html = render_to_string(
        "claims/_stop_moves.html", {"stops": stops(as_of="2018-08-08"), "here": "/x/", "as_of": "2018-08-08"}
    )

    assert links(html) == ["/x/?as_of=2018-08-06", "/x/?as_of=2018-08-08T00%3A00Z", "/x/", "/x/"]
