"""The timeline as a drawing: its scale, its dates, and that nothing on it overlaps, whatever the case."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from claims.fields.moment import Moment
from claims.pages.presenting import scale
from claims.pages.presenting.drawing import Drawing, drawing
from claims.pages.presenting.timeline import MomentView, _at

WIDTH = scale.NARROWEST
KINDS = ["event", "claimed", "moved", "answered", "asked", "source"]

days = st.dates(min_value=datetime(1990, 1, 1).date(), max_value=datetime(2030, 12, 31).date())  # noqa: DTZ001  days
values = st.one_of(
    days.map(lambda day: f"{day:%Y}"),
    days.map(lambda day: f"{day:%Y-%m}"),
    days.map(lambda day: f"{day:%Y-%m-%d}"),
    st.tuples(days, st.integers(0, 23)).map(lambda found: f"{found[0]:%Y-%m-%d}T{found[1]:02}:38Z"),
)
near = st.integers(0, 40).map(lambda number: f"{datetime(2018, 7, 20, tzinfo=UTC) + timedelta(days=number):%Y-%m-%d}")


def at(kind: str, value: str) -> MomentView:
    return _at(kind, Moment(value=value))


def drawn(*moments: tuple[str, str]) -> Drawing:
    found = drawing(sorted((at(*moment) for moment in moments), key=lambda each: (each.end, each.start)))
    assert found
    return found


def texts(found: Drawing, row: int) -> list[str]:
    return [tick.text for tick in found.ticks if tick.row == row]


def apart(boxes: Sequence[tuple[float, float]]) -> bool:
    return all(before[1] <= after[0] for before, after in pairwise(sorted(boxes)))


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.one_of(values, near)), min_size=2, max_size=45))
def test_no_two_labels_overlap_and_order_is_kept(listed: list[tuple[str, str]]) -> None:
    moments = sorted((at(*each) for each in listed), key=lambda each: (each.end, each.start))
    found = drawing(moments)
    assert found

    for row in (1, 2):
        boxes = [tick.box for tick in found.ticks if tick.row == row]
        assert apart(boxes)
        assert all(left >= 0 and right <= WIDTH for left, right in boxes)
    if found.is_numbered:
        for _, shapes in groupby(sorted(found.shapes, key=lambda shape: shape.y), key=lambda shape: shape.y):
            boxes = [shape.box for shape in shapes]
            assert apart(boxes)
            assert all(left >= -6 and right <= WIDTH + 6 for left, right in boxes)
    parts = scale.parts_of([(each.start, each.end) for each in moments])  # type: ignore[misc]  # all are dated
    places = [scale.place(parts, instant) for instant in sorted(each.end for each in moments if each.end)]
    assert places == sorted(places)
    assert all(scale.LEFT - 0.01 <= place <= scale.RIGHT + 0.01 for place in places)


@given(st.lists(values, min_size=2, max_size=20))
def test_every_shape_bears_the_number_of_its_first_moment(listed: list[str]) -> None:
    found = drawn(*(("answered", value) for value in listed))

    firsts = [int(re.split("[–, …]", shape.label)[0]) for shape in found.shapes]
    assert sorted(set(firsts)) == sorted(firsts)
    assert min(firsts) == 1


def test_three_days_are_told_by_the_day() -> None:
    found = drawn(("claimed", "2018-08-06"), ("answered", "2018-08-07"), ("source", "2018-08-08T10:00Z"))

    assert texts(found, 1) == ["6", "7", "8"]
    assert texts(found, 2) == ["August 2018"]
    assert not found.breaks


def test_ten_years_with_something_in_each_are_told_by_the_year() -> None:
    found = drawn(*(("answered", f"{year}-05-01") for year in range(2010, 2021)))

    assert texts(found, 1) == ["2012", "2014", "2016", "2018"]
    assert not found.breaks


def test_ten_years_with_a_long_silence_are_broken_and_the_days_stay_legible() -> None:
    found = drawn(
        ("claimed", "2010-03-01"), ("answered", "2010-03-02"), ("asked", "2010-03-03"), ("moved", "2020-05-01")
    )

    assert len(found.breaks) == 1
    assert texts(found, 1) == ["1", "2", "3"]
    assert texts(found, 2)[0] == "March 2010"
    assert "2020" in texts(found, 2)[1]


def test_a_month_is_a_band_and_a_minute_a_dot() -> None:
    found = drawn(("event", "2018-07"), ("source", "2018-08-07T09:38Z"))

    band, dot = found.shapes
    assert (band.kind, dot.kind) == ("bar", "dot")
    assert band.right - band.left > 60


def test_a_correction_is_a_diamond() -> None:
    found = drawn(("claimed", "2018-08-06"), ("moved", "2018-08-09"))

    assert [shape.kind for shape in found.shapes] == ["bar", "diamond"]
    assert found.has_corrections


def test_what_happened_at_one_time_is_one_shape_with_all_numbers() -> None:
    found = drawn(*[("answered", "2018-08-07")] * 3, ("claimed", "2018-08-06"))

    assert [shape.label for shape in found.shapes] == ["1", "2–4"]


def test_more_than_forty_moments_are_drawn_without_numbers() -> None:
    found = drawn(*(("answered", f"2018-{1 + n % 12:02}-{1 + n % 28:02}") for n in range(60)))

    assert not found.is_numbered
    assert {shape.label for shape in found.shapes} == {""}
    assert found.height < 120


@pytest.mark.parametrize(("language", "month"), [("en", "August 2018"), ("de", "August 2018")])
def test_dates_are_in_the_language_of_the_page(language: str, month: str) -> None:
    with translation.override(language):
        assert texts(drawn(("claimed", "2018-08-06"), ("answered", "2018-08-07")), 2) == [month]


def test_one_moment_is_no_drawing() -> None:
    assert drawing([at("claimed", "2018-08-06")]) is None
