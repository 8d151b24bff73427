import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.paragraphs import paragraph_at, paragraphs
from tests.cases.files import SLUGS, quotes, read


def parts(text: str) -> list[str]:
    return [text[part.start : part.end] for part in paragraphs(text)]


@pytest.mark.parametrize("slug", SLUGS)
def test_locators_of_the_case_files_name_the_paragraph(article: str, slug: str) -> None:
    case = read(slug)
    assert quotes(case)
    for citation in case["citations"]:
        if "quote" in citation:
            number = paragraph_at(article, citation["quote"]["position"]["start"])
            assert citation["locator"] == f"Absatz {number}"


def test_blank_lines_separate() -> None:
    assert parts("\n  eins\nnoch eins \n \u00a0\n\n zwei\r\n\r\ndrei\n") == ["eins\nnoch eins", "zwei", "drei"]


def test_lines_separate_where_there_is_no_blank_one() -> None:
    assert parts("\n\neins \n zwei\rdrei\n\n") == ["eins", "zwei", "drei"]


def test_numbers_count_from_one() -> None:
    text = "eins\n\nzwei"
    assert [paragraph_at(text, offset) for offset in (-1, 0, 3, 4, 5, 6, 9, 10)] == [None, 1, 1, None, None, 2, 2, None]


@pytest.mark.parametrize("text", ["", " \n\n \t"])
def test_no_words_are_no_paragraph(text: str) -> None:
    assert paragraphs(text) == []
    assert paragraph_at(text, 0) is None


@given(st.text(alphabet=st.sampled_from("ab \n\r\t\u00a0\u2029"), max_size=40))
def test_every_character_that_shows_is_in_one_paragraph(text: str) -> None:
    for offset, char in enumerate(text):
        assert char.isspace() or paragraph_at(text, offset) is not None
    assert all(part == part.strip() for part in parts(text))
