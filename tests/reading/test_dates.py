"""Times as articles print them and editors type them."""

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from claims.admin.widgets import normal_form
from claims.fields.moment import Moment
from claims.reading.dates import dateline, typed_date, when_said
from tests.cases.files import MAIN, objects, read

SPOKE = "2018-08-07T09:38+02:00"
BERLIN = {"zone": "Europe/Berlin"}


def said(typed: str, published: Moment | None) -> dict[str, Any]:
    return typed_date(typed, published=published).model_dump(exclude_none=True)


class TestTyped:
    def test_stated_times_of_the_case_are_what_their_words_say(self, published: Moment) -> None:
        stated = [value for _, value in objects(read(MAIN)) if "stated" in value]
        assert len(stated) >= 3
        for moment in stated:
            assert said(moment["stated"], published) == moment

    @pytest.mark.parametrize("word", ["läuft", "ongoing", "noch", "since", "Läuft noch"])
    def test_what_goes_on(self, published: Moment, word: str) -> None:
        events = [event["at"] for event in read(MAIN)["events"]]
        assert said(word, published) in events
        assert said(word, None) == {"ongoing": True}

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("6.8.2018", "2018-08-06"),
            ("06.08.2018", "2018-08-06"),
            ("6. 8. 2018", "2018-08-06"),
            ("7 Aug 2018", "2018-08-07"),
            ("7. August 2018", "2018-08-07"),
            ("7th of August 2018", "2018-08-07"),
            ("Aug. 7, 2018", "2018-08-07"),
            ("Dienstag, den 7. März 2017", "2017-03-07"),
            ("am 2. Dezember 2004", "2004-12-02"),
            ("Juli 2018", "2018-07"),
            ("July, 2018", "2018-07"),
            ("08/2018", "2018-08"),
            ("2018-07", "2018-07"),
            (" 2018 ", "2018"),
            ("2018-08-07T07:38Z", "2018-08-07T07:38Z"),
            ("2018-08-07 09:38:00 +02:00", SPOKE),
            ("2018-08-07 9:38 MESZ", SPOKE),
            ("7.8.2018, 9.38 Uhr UTC+2", SPOKE),
        ],
    )
    def test_full_dates_need_nothing_else(self, typed: str, value: str) -> None:
        assert said(typed, None) == {"value": value}

    @pytest.mark.parametrize(
        "typed", ["07.08.2018 09:38 Berlin", "2018-08-07 09:38 Europe/Berlin", "August 7, 2018 9:38 am (Berlin)"]
    )
    def test_a_zone_gives_the_offset_of_that_day(self, typed: str) -> None:
        assert said(typed, None) == {"value": SPOKE, **BERLIN}

    def test_a_time_without_a_zone_is_in_that_of_the_source(self, published: Moment) -> None:
        assert said("2018-01-07 21:38", published) == {"value": "2018-01-07T21:38+01:00", **BERLIN}

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("Monday", "2018-08-06"),
            ("late on Monday", "2018-08-06"),
            ("Wednesday", "2018-08-01"),
            ("letzten Dienstag", "2018-07-31"),
            ("gestern Abend", "2018-08-06"),
            ("late July", "2018-07"),
            ("Mitte Dezember", "2017-12"),
            ("Ende Juli 2018", "2018-07"),
            ("Anfang 2017", "2017"),
            ("last year", "2017"),
            ("im vergangenen Monat", "2018-07"),
            ("am 6. August", "2018-08-06"),
            ("Aug 9", "2017-08-09"),
            ("29. Februar", "2016-02-29"),
        ],
    )
    def test_words_count_back_from_the_source_and_stay(self, published: Moment, typed: str, value: str) -> None:
        assert said(typed, published) == {"value": value, "stated": typed, **BERLIN}

    @pytest.mark.parametrize(
        ("typed", "value"),
        [("on Tuesday", "2018-08-07"), ("heute", "2018-08-07"), ("im August", "2018-08"), ("this year", "2018")],
    )
    def test_the_source_is_the_limit_of_a_period_it_spoke_in(self, published: Moment, typed: str, value: str) -> None:
        assert said(typed, published) == {"value": value, "stated": typed, "not_after": SPOKE, **BERLIN}

    def test_a_day_of_publication_limits_no_day(self) -> None:
        assert said("am Dienstag", Moment(value="2018-08-07")) == {"value": "2018-08-07", "stated": "am Dienstag"}

    def test_the_day_of_the_source_is_that_of_its_zone(self) -> None:
        late = Moment(value="2018-08-06T22:30Z", zone="Europe/Berlin")
        assert said("heute", late)["value"] == "2018-08-07"

    def test_a_week_is_its_days(self, published: Moment) -> None:
        week = {"stated": "letzte Woche", "not_before": "2018-07-30", "not_after": "2018-08-05"}
        assert said("letzte Woche", published) == week | BERLIN

    def test_since_says_when_it_began_at_the_earliest(self, published: Moment) -> None:
        since = {"stated": "seit Ende Juli", "not_before": "2018-07", "not_after": SPOKE, "ongoing": True}
        assert said("seit Ende Juli", published) == since | BERLIN

    @pytest.mark.parametrize("published", [None, Moment(stated="one day"), Moment(value="2018"), Moment(ongoing=True)])
    @pytest.mark.parametrize("typed", ["am Dienstag", "Ende Juli", "6.8.", "seit Juli", "last year"])
    def test_words_need_the_day_of_the_source(self, typed: str, published: Moment | None) -> None:
        with pytest.raises(ValidationError, match="counts from the day of the source"):
            typed_date(typed, published=published)

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ("", "is no date that can be read here"),
            ("bald", "Type 2018-08-07"),
            ("7/8/2018", "Type 2018-08-07"),
            ("9:38", "Type 2018-08-07"),
            ("x" * 5_000, "Type 2018-08-07"),
            ("7.8.2018 und mehr", "Type 2018-08-07"),
            ("07.08.2018 09:38 Atlantis", "Type 2018-08-07"),
            ("31.02.2018", "is a date that does not exist"),
            ("2018-13", "is a date that does not exist"),
            ("31.2.", "is a date that does not exist"),
            ("0000", "is a date that does not exist"),
            ("2018-03-25 02:30", "never showed that time"),
            ("2018-10-28 02:30", "showed that time twice"),
            ("am\x00 Dienstag", "cannot be stored"),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_a_sentence(self, published: Moment, typed: str, message: str) -> None:
        with pytest.raises(ValidationError, match=message):
            typed_date(typed, published=published)

    def test_a_time_without_any_zone_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="needs an offset"):
            typed_date("7.8.2018 09:38")

    @given(st.datetimes().map(lambda at: at.replace(second=0, microsecond=0)), st.sampled_from([4, 7, 10, 16]))
    def test_what_the_widget_accepts_is_accepted(self, at: Any, size: int) -> None:
        typed = at.isoformat(sep=" ")[:size] + ("Z" if size == 16 else "")
        assert typed_date(typed).value == normal_form(typed, None)

    @given(st.text(max_size=30), st.sampled_from([None, Moment(value=SPOKE, zone="Europe/Berlin")]))
    def test_anything_else_is_a_moment_or_a_refusal(self, typed: str, published: Moment | None) -> None:
        with suppress(ValidationError):
            assert typed_date(typed, published=published).model_dump(exclude_none=True)


class TestDateline:
    def test_of_the_article(self, article: str, published: Moment) -> None:
        assert dateline(article) == published

    def test_of_english_wikinews(self, english_articles: list[dict[str, Any]]) -> None:
        """19 of 21 have one, and it says the day the page was made; the two others have none."""
        found = 0
        for row in english_articles:
            text = "\n".join("\n".join(part["sentences"]) for part in row["paragraphs"])
            if moment := dateline(text):
                found += 1
                assert moment.value == row["date_created"]
        assert found >= 19

    def test_german_wikinews_has_none(self, german_texts: dict[int, str]) -> None:
        assert [dateline(text) for text in german_texts.values() if dateline(text)] == []

    @pytest.mark.parametrize(
        "line",
        [
            "7. August 2018",
            "Aug. 7, 2018",
            "August 7, 2018 9:38 am",
            "07.08.2018 09:38",
            "2018-08-07",
            "Veröffentlicht am 7.8.2018 | Lesedauer 3 Minuten",
            "Tuesday, August 7, 2018 On Monday the bank said",
            "(Reuters (London), 7 August 2018)",
            "[AP (New York), Aug. 7, 2018] The bank said",
            "Berlin (dpa), 7. August 2018",
            "LONDON (Reuters) – 7 August 2018 – The bank said",
        ],
    )
    def test_only_the_day_without_a_zone(self, line: str) -> None:
        assert dateline(f"Title\n\n{line}\n\nText") == Moment(value="2018-08-07")

    def test_with_the_zone_that_stands_there(self) -> None:
        assert dateline("August 7, 2018 9:38 am ET") == Moment(value="2018-08-07T09:38-04:00", zone="America/New_York")
        assert dateline("2018-08-07T09:38+02:00 - text") == Moment(value=SPOKE)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "7. August 2018 war ein schöner Tag",
            "Der Bericht vom 7. August 2018",
            "Der (lange) Bericht, 7. August 2018 erschienen, sagt nichts",
            "31.02.2018",
            "August 2018",
            "7. August",
            "eins\n" * 10 + "7. August 2018",
        ],
    )
    def test_no_date_line(self, text: str) -> None:
        assert dateline(text) is None


class TestWhenSaid:
    def test_answers_of_the_case(self, article: str, published: Moment) -> None:
        case = read(MAIN)
        quoted = {citation["id"]: citation.get("quote") for citation in case["citations"]}
        (response,) = case["responses"]
        for passage in response["passages"]:
            position = quoted[passage["citations"][0]]["position"]
            found = when_said(article, position["start"], position["end"], published=published)
            assert found
            assert found.model_dump(exclude_none=True) == response["made_at"]

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("Er sagte am Montag, am Dienstag: HERE", "2018-08-07"),
            ("On Monday evening a spokesman said: HERE", "2018-08-06"),
            ("Am Montag.\n\nEr sagte: HERE", "2018-08-06"),
            ("Am Donnerstag, dem 2. Dezember 2004, sagte er: HERE", "2004-12-02"),
            ("Am Montag sagte er: «Komm am Sonntag», und HERE", "2018-08-06"),
        ],
    )
    def test_the_last_day_named_before_it(self, published: Moment, text: str, value: str) -> None:
        start = text.index("HERE")
        found = when_said(text, start, start + 4, published=published)
        assert found
        assert found.value == value

    @pytest.mark.parametrize("text", ["HERE am Montag", "Am Montag.\n\nNein.\n\nHERE", "Ende Juli: HERE", "HERE"])
    def test_else_nothing(self, published: Moment, text: str) -> None:
        start = text.index("HERE")
        assert when_said(text, start, start + 4, published=published) is None

    def test_a_weekday_says_nothing_where_the_source_is_undated(self) -> None:
        assert when_said("am Montag: HERE", 11, 15, published=None) is None
