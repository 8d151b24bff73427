"""A long source text in the workspace: paged, searched as a whole, opened at a place; offsets stay those of the whole text."""

from typing import Any

import pytest
from django.test import Client

from claims.actions import evidence
from claims.admin.desk.source_text import Use
from claims.admin.desk.text_pages import MOST_CHARACTERS, MOST_PARAGRAPHS, TextPage, text_page
from claims.models import Claim, Point, User
from tests.admin.forms import queries
from tests.admin.workspaces import url

SENTENCE = "The bank said nothing of it for a long time. "
LONG = "\n\n".join(f"Paragraph {number}. {SENTENCE * 20}".strip() for number in range(1, 1101))
"""About 1 MB."""


def page_of(text: str, **options: Any) -> TextPage:
    found = text_page(text, options.pop("uses", []), **options)
    assert found is not None
    return found


def words_of(page: TextPage) -> str:
    return "".join(part.text for paragraph in page.paragraphs for part in paragraph.segments)


class TestPages:
    def test_short_text_is_one_page(self) -> None:
        page = page_of("One.\n\nTwo.", uses=[Use(0, 4, "point", "P1")])
        assert (page.is_cut, page.places) == (False, [])

    def test_text_without_words_has_none(self) -> None:
        assert text_page(" \n ", []) is None

    def test_pages_hold_the_whole_text_once(self) -> None:
        starts = page_of(LONG).starts
        found = [paragraph.number for start in starts for paragraph in page_of(LONG, at=str(start)).paragraphs]
        assert found == list(range(1, 1101))

    def test_page_keeps_its_limits(self) -> None:
        for start in page_of(LONG).starts:
            assert len(words_of(page_of(LONG, at=str(start)))) <= MOST_CHARACTERS

    def test_many_short_paragraphs_are_cut_too(self) -> None:
        assert len(page_of("a\n\n" * 5_000).paragraphs) == MOST_PARAGRAPHS

    def test_text_without_a_paragraph_is_cut_between_words(self) -> None:
        text = SENTENCE * 5_000
        pages = [page_of(text, at=str(start)) for start in page_of(text).starts]
        assert "".join(map(words_of, pages)) == text.strip()
        assert all(text[page.start - 1] == " " for page in pages[1:])

    def test_text_without_a_space_is_cut_all_the_same(self) -> None:
        assert len(page_of("字" * 250_000).starts) == 3

    def test_offsets_are_those_of_the_whole_text(self) -> None:
        page = page_of(LONG, at="500000")
        for paragraph in page.paragraphs:
            assert LONG[paragraph.start :].startswith(paragraph.segments[0].text)

    @pytest.mark.parametrize("at", ["", "x", "-1", "99999999", "9" * 40, "²"])
    def test_offset_that_is_none_opens_a_page(self, at: str) -> None:
        assert page_of(LONG, at=at).paragraphs


class TestFinding:
    def test_opens_the_page_of_the_first_place(self) -> None:
        page = page_of(LONG, query="paragraph  900.")
        at = LONG.index("Paragraph 900.")
        assert page.spot == (at, at + 14)
        assert "Paragraph 900." in words_of(page)

    def test_places_after_the_one_in_hand_come_next(self) -> None:
        at = LONG.index("Paragraph 1000.") + 1
        following = LONG.index("Paragraph 1001.")
        assert page_of(LONG, query="Paragraph 10", at=str(at)).spot == (following, following + 12)

    def test_no_more_places_than_can_be_looked_at(self) -> None:
        assert len(page_of(LONG, query="bank").found) == 50

    def test_words_that_are_not_there(self) -> None:
        assert page_of(LONG, query="zebra").found == []

    def test_place_of_a_citation_is_shown(self) -> None:
        uses = [Use(500_000, 500_020, "passage", "A1.2")]
        page = page_of(LONG, uses=uses, at="500000")
        assert page.spot == (500_000, 500_020)
        assert page.places == uses


@pytest.mark.django_db
class TestWorkspace:
    @pytest.fixture
    def case(self, editor: User) -> Claim:
        return evidence.start(by=editor, text=LONG, language="en")

    def test_a_text_of_a_megabyte_stays_small(self, desk: Client, case: Claim) -> None:
        count, size = queries(desk, url("desk", case))
        assert size < 300_000
        assert count <= 40

    def test_search_without_scripts(self, desk: Client, case: Claim) -> None:
        page = desk.get(url("desk", case), {"find": "Paragraph 900."}).content.decode()
        assert f'data-spot="{LONG.index("Paragraph 900.")}"' in page

    def test_search_for_nothing_usable_is_harmless(self, desk: Client, case: Claim) -> None:
        for find in ("\x00", "(", "[a-z", "\\", " "):
            assert desk.get(url("desk", case), {"find": find}).status_code == 200

    @pytest.mark.parametrize("number", ["²", "x", "-1", "9" * 5000], ids=["superscript", "letter", "negative", "huge"])
    def test_place_that_is_no_number_is_no_failure(self, desk: Client, case: Claim, number: str) -> None:
        for name in ("snapshot", "start", "end"):
            data = {
                "snapshot": case.citations.get().source.snapshots.get().pk,
                "picked": "Paragraph 900.",
                name: number,
            }
            assert desk.post(url("make", case, "point"), data).status_code == 422

    def test_words_of_a_later_page_become_a_point_and_the_page_stays(self, desk: Client, case: Claim) -> None:
        words = f"Paragraph 900. {SENTENCE}".strip()
        start = LONG.index(words)
        snapshot = case.citations.get().source.snapshots.get()
        data = {"snapshot": snapshot.pk, "picked": words, "start": start, "end": start + len(words), "text": "It said so.",
                "source": snapshot.source_id, "at": "700000"}  # fmt: skip
        answer = desk.post(url("make", case, "point"), data)
        assert "at=700000" in answer["Location"]
        citation = Point.objects.get(claim=case).citations.get()
        assert (citation.start, citation.end) == (start, start + len(words))
        page = desk.get(url("desk", case), {"source": str(snapshot.source_id), "at": str(start)})
        assert page.context["desk"].text.spot == (start, start + len(words))
