"""The date that a reader asks for, read; and what is not yet a date to ask for."""

from datetime import UTC, datetime

import pytest

from claims.dossier.known import as_of_by, latest_day, parse_as_of
from claims.errors import InvalidRecord


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2018", datetime(2018, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2018-02", datetime(2018, 2, 28, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2018-08-06", datetime(2018, 8, 6, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2018-08-06T18:00+02:00", datetime(2018, 8, 6, 16, tzinfo=UTC)),
        ("2018-08-06T18:00 02:00", datetime(2018, 8, 6, 16, tzinfo=UTC)),
        ("2018-08-06T18:00Z", datetime(2018, 8, 6, 18, tzinfo=UTC)),
    ],
)
def test_parse_as_of_reads(text: str, instant: datetime) -> None:
    assert parse_as_of(text) == instant


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2018-13", "2018-02-30", "0000", "2018-08-06T18:00", "2018-08-06T25:00Z", "２０１８", "1" * 5000],
)
def test_parse_as_of_refuses_with_a_sentence(text: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        parse_as_of(text)
    assert refused.value.fields["as_of"].endswith(".")


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_parse_as_of_refuses_what_leaves_the_calendar(text: str) -> None:
    with pytest.raises(InvalidRecord):
        parse_as_of(text)


NOON = datetime(2018, 8, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2018-08-07", datetime(2018, 8, 7, 23, 59, 59, 999_999, tzinfo=UTC)),
        *((text, NOON) for text in ("2018-08-08", "2018-08", "2018", "2018-08-08T14:00+02:00", "2018-08-08T12:01Z")),
        ("2018-08-09", NOON),  # has begun in the Line Islands
    ],
)
def test_nothing_is_known_later_than_now(text: str, instant: datetime) -> None:
    assert as_of_by(NOON, text) == instant


@pytest.mark.parametrize(
    "text", ["2018-08-10", "2018-09", "2019", "9999", "2018-08-08T12:02Z", "2018-08-08T12:30-01:00"]
)
def test_what_has_not_come_yet_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidRecord, match=f"“as_of” asks for {text}.*: in UTC it is 2018-08-08T12:00Z"):
        as_of_by(NOON, text)


def test_a_day_can_be_asked_for_once_it_has_begun_anywhere() -> None:
    for now, latest in ((NOON, "2018-08-09"), (NOON.replace(hour=9, minute=59), "2018-08-08")):
        assert latest_day(now).isoformat() == latest
        assert as_of_by(now, latest) == now
