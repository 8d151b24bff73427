"""Words are found where they stand, whatever the typography they are typed in."""

import unicodedata
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading import letters
from claims.reading.anchoring import find, place, share_of
from tests.cases.files import SLUGS, quotes, read

MEGABYTE = 1_000_000
TEXTS = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z", "Cf")), max_size=80)


def exact(text: str, words: str) -> list[str]:
    return [found.exact for found in find(text, words)]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_quote_of_the_case_files_is_found_where_it_stands(article: str, slug: str) -> None:
    for quote in quotes(read(slug)):
        span = (quote["position"]["start"], quote["position"]["end"])
        assert span in [(found.start, found.end) for found in find(article, quote["exact"])]


def test_words_that_stand_twice_have_two_places_that_differ(article: str) -> None:
    first, second = find(article, "aktiv")
    assert second.start == 868
    assert first.prefix != second.prefix


def test_quotations_that_annotators_marked_are_found(german_quotes: list[tuple[str, dict[str, Any]]]) -> None:
    """All 1,347 pieces of 1,255 quotations, as found when this was written."""
    pieces = [(text, *span) for text, quote in german_quotes for span in quote["quote"]["spans"]]
    assert len(pieces) == 1_347
    for text, start, end in pieces:
        assert (start, end) in [(found.start, found.end) for found in find(text, text[start:end])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Er sagte: «Nein, «danke» nicht»", "„Nein, ‚danke‘ nicht“"),
        ("Er sagte: „Nein, danke“", '"Nein, danke"'),
        ("the users’ data", "the users' data"),
        ("nichts anderes - weder", "nichts anderes – weder"),
        ("Debit\u2010 und Kredit\u2011Karten", "Debit- und Kredit-Karten"),
        ("Finanz\u00adtransaktions\u00addaten", "Finanztransaktionsdaten"),
        ("Finanztransaktionsdaten", "\ufeffFinanz\u200btransaktionsdaten\u2060"),
        ("um 4,45\u00a0Prozent\u2009stieg", "um 4,45 Prozent stieg"),
        ("auf eine\nneue\r\nZeile", "auf eine neue  Zeile"),
        ("und so weiter …", "und so weiter ..."),
        ("und so weiter...", "und so weiter…"),
        ("die \ufb01nanzielle Lage", "die finanzielle Lage"),
        ("die finanzielle Lage", "die \ufb01nanzielle Lage"),
        ("Caf\u00e9 Zu\u0308rich", "Cafe\u0301 Z\u00fcrich"),
        ("a\u0323\u0302b", "a\u0302\u0323b"),
        ("❤️ is sent", "❤ is sent"),
        ("قالت «الشركة» إنها", 'قالت "الشركة" إنها'),
        ("مي\u200cخواهم بروم", "ميخواهم بروم"),
        ('צה"ל הודיע', "צה״ל הודיע"),
        ("한국은행", unicodedata.normalize("NFD", "한국은행")),
    ],
)
def test_typography_makes_no_difference(text: str, words: str) -> None:
    (found,) = find(text, words)
    assert found.exact == text[found.start : found.end]
    assert letters.fold(found.exact).letters == letters.fold(words).letters


def test_word_for_word_comes_before_alike() -> None:
    assert exact("„a“ und «a»", "«a»") == ["«a»"]


def test_outer_marks_count_only_where_the_text_has_them() -> None:
    assert exact("Facebook will nicht", " „Facebook will“\n") == ["Facebook will"]
    assert exact("«Facebook will» nicht", "„Facebook will“") == ["«Facebook will»"]


def test_case_and_superscripts_count() -> None:
    assert not find("Der Bericht", "der bericht")
    assert not find("5 m²", "5 m2")


def test_whole_words_come_before_parts_of_longer_ones() -> None:
    assert [found.start for found in find("nichts, aber nicht alles", "nicht")] == [13]
    assert exact("Kreditkarten", "karten") == ["karten"]
    assert len(find("银行说没有。银行", "银行")) == 2


def test_a_letter_is_not_found_without_its_accent() -> None:
    assert not find("Cafe\u0301", "Cafe")
    assert not find("\ufb01", "f")


def test_positions_count_code_points() -> None:
    (found,) = find("😀👩‍👩‍👧 𝔘nd das ist nicht wahr", "das ist nicht wahr")
    assert found.start == 11
    assert found.prefix == "😀👩‍👩‍👧 𝔘nd "


@pytest.mark.parametrize("words", ["", "  \n", "\u200b", "„“", '"'])
def test_no_words_are_nowhere(words: str) -> None:
    assert find("", words) == []
    assert find("Ein Satz", words) == []


@given(TEXTS, st.integers(0, 80), st.integers(1, 30))
def test_words_taken_from_a_text_are_found_in_it(text: str, start: int, size: int) -> None:
    words = text[start : start + size]
    places = find(text, words)
    assert all(text[found.start : found.end] == found.exact for found in places)
    assert all(before.end <= after.start for before, after in pairwise(places))
    follows = text[start + size : start + size + 1]
    is_cut = bool(words) and (letters.joins(words[0]) or (bool(follows) and letters.joins(follows)))
    assert places or is_cut or not letters.fold(words).letters.strip()


@given(TEXTS)
def test_composed_or_not_is_the_same(text: str) -> None:
    forms = {letters.fold(unicodedata.normalize(form, text)).letters for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(TEXTS)
def test_every_letter_stands_for_characters_of_the_text_in_order(text: str) -> None:
    folded = letters.fold(text)
    assert len(folded.letters) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


def test_a_megabyte_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each character is looked at a fixed number of times, however often the words nearly match."""
    looked_at = 0
    clusters = letters._clusters

    def counted(text: str) -> Any:
        nonlocal looked_at
        for cluster in clusters(text):
            looked_at += 1
            yield cluster

    monkeypatch.setattr(letters, "_clusters", counted)
    assert find("„ab“ – " * (MEGABYTE // 7), "«ac»" * 100) == []
    assert looked_at <= MEGABYTE + 2 * 400


class TestPlace:
    def test_surroundings_begin_and_end_with_whole_words(self, article: str) -> None:
        found = place(article, 868, 873)
        assert (found.prefix, found.suffix) == ("dass wir Finanzdienstleister ", " nach Finanztransaktionsdaten")

    def test_surroundings_stay_in_the_line(self) -> None:
        found = place("eins\n\nzwei drei vier\nfünf", 11, 15)
        assert (found.exact, found.prefix, found.suffix) == ("drei", "zwei ", " vier")

    def test_a_long_word_is_cut_between_letters(self) -> None:
        text = "a\u0301" * 40
        found = place(text, 40, 42)
        assert found.prefix == found.suffix == "a\u0301" * 16
        assert place("b" * 31 + "e\u0301" + "x", 0, 1).suffix == "b" * 30 + "e\u0301"

    @pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 5), (4, 5)])
    def test_a_span_that_is_none_is_refused(self, start: int, end: int) -> None:
        with pytest.raises(ValueError, match="a span within the text of 4 characters"):
            place("abcd", start, end)

    @given(st.text(max_size=120), st.data())
    def test_surroundings_touch_the_words(self, text: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        if start == end:
            return
        found = place(text, start, end)
        assert text[start - len(found.prefix) : end + len(found.suffix)] == found.prefix + found.exact + found.suffix
        assert max(len(found.prefix), len(found.suffix)) <= 32
        assert len((found.prefix + "·").splitlines()) == len(("·" + found.suffix).splitlines()) == 1


class TestShare:
    def test_overlaps_count_once_and_white_space_not_at_all(self) -> None:
        assert share_of("ab cd  ef", [(0, 5), (3, 5), (0, 2)]) == pytest.approx(4 / 6)

    def test_spans_are_cut_to_the_text(self) -> None:
        assert share_of("abcd", [(-5, 1), (3, 99), (2, 1)]) == 0.5

    def test_of_nothing_is_nothing(self) -> None:
        assert share_of("", [(0, 3)]) == share_of(" \n", [(0, 1)]) == share_of("a", []) == 0.0
