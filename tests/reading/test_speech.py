"""Direct speech is told by its marks, and the marks by what stands beside them."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading import marks
from claims.reading.speech import is_direct, without_marks
from tests.cases.files import SLUGS, read


def direct(text: str, words: str) -> bool:
    start = text.index(words)
    return is_direct(text, start, start + len(words))


@pytest.mark.parametrize("slug", SLUGS)
def test_passages_of_the_case_files_have_the_form_they_say(article: str, slug: str) -> None:
    case = read(slug)
    quoted = {citation["id"]: citation.get("quote") for citation in case["citations"]}
    passages = [passage for response in case["responses"] for passage in response["passages"]]
    for passage in passages:
        for quote in filter(None, (quoted[citation] for citation in passage["citations"])):
            span = quote["position"]["start"], quote["position"]["end"]
            assert is_direct(article, *span) == (passage["form"] == "direct")


def test_most_quotations_are_told_as_annotators_did(german_quotes: list[tuple[str, dict[str, Any]]]) -> None:
    """Measured: 285 of 288 direct ones; of the 1,059 others 4, each within a longer direct quotation."""
    counts: Counter[str] = Counter()
    for text, quote in german_quotes:
        for start, end in quote["quote"]["spans"]:
            kind = "direct" if quote["type"] == "Direct" else "nested" if quote["is_nested"] else "other"
            counts[kind] += 1
            counts[f"{kind} as direct"] += is_direct(text, start, end)
    assert counts["direct"] == 288
    assert counts["direct as direct"] >= 285
    assert counts["other"] > 1_000
    assert counts["other as direct"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "«Das ist wahr», sagte er.",
        "»Das ist wahr«, sagte er.",
        "„Das ist wahr“, sagte er.",
        "“Das ist wahr,” he said.",
        '"Das ist wahr", sagte er.',
        "Er sagte:„Das ist wahr.“",
        "‹Das ist wahr›, sagte er.",
        "« Das ist wahr », dit-il.",
        "‚Das ist wahr‘, sagte er.",
        "'Das ist wahr', sagte er.",
        "«Der «Bericht» sagt: Das ist wahr», sagte er.",
        "«Er rief: «Das ist wahr»», sagte er.",
        "„Er rief: ‚Das ist wahr‘“, sagte er.",
        "“It’s the users’ data. Das ist wahr,” he said.",
    ],
)
def test_words_within_marks_are_direct(text: str) -> None:
    assert direct(text, "Das ist wahr")
    assert not is_direct(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Das «Wall Street Journal» berichtete, Facebook frage", "Das «Wall Street Journal» berichtete"),
        ("Das «Wall Street Journal» berichtete", "Wall Street Journal"),
        ("«Ja», sagte er, das ist wahr, «gewiss».", "das ist wahr"),
        ("„A“ und das ist wahr und „B“", "das ist wahr"),
        ("Das „A“-Wort und das ist wahr und das „B“-Wort", "das ist wahr"),
        ("Er sagte: „Das ist wahr.", "Das ist wahr"),
        ("Das ist wahr“, sagte er.", "Das ist wahr"),
        ("The users' data, the banks' data", "data, the banks"),
        ("don't say it isn't", "t say it isn"),
        ("„Auf\n\nDas ist wahr\n\nzu“", "Das ist wahr"),
        ("«Das ist» wahr", "Das ist» wahr"),
    ],
)
def test_words_outside_marks_are_not(text: str, words: str) -> None:
    assert not direct(text, words)


def test_a_quotation_may_go_on_in_the_next_paragraph() -> None:
    text = "“First part.\n\n“Second part,” he said.\n\nThird."
    assert direct(text, "First part.")
    assert direct(text, "Second part")
    assert direct(text, "First part.\n\n“Second part")
    assert not direct(text, "Third")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 5), (90, 99)])
def test_an_empty_span_is_not_direct(start: int, end: int) -> None:
    assert not is_direct("«Ja» «Nein»", start, end)
    assert not is_direct("", start, end)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        (" «Ja, «gewiss» doch» ", "Ja, «gewiss» doch"),
        ("„Ja“", "Ja"),
        ("« Ja »", "Ja"),
        ("«A» und «B»", "«A» und «B»"),
        ("«Die Geschichte des «WSJ»", "Die Geschichte des «WSJ»"),
        ("nicht wahr»", "nicht wahr"),
        ("„nicht wahr", "nicht wahr"),
        ("the users’", "the users’"),
        ("'the users'", "the users"),
        ("„“", ""),
        ("„", ""),
        (" \n", ""),
        ("", ""),
    ],
)
def test_marks_around_words_are_left_out(text: str, bare: str) -> None:
    start, end = without_marks(text, 0, len(text))
    assert text[start:end] == bare


@given(st.text(alphabet=st.sampled_from("ab .,-\n" + "".join(sorted(marks.MARKS))), max_size=40), st.data())
def test_any_marks_in_any_order(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    is_direct(text, start, end)
    first, last = without_marks(text, start, end)
    assert start <= first <= last <= end
    found = marks.paired(text, 0, len(text))
    used = [at for pair in found.pairs for at in pair] + found.alone
    assert len(used) == len(set(used))


def test_marks_that_never_close_cost_no_more_than_their_number() -> None:
    """Each closing mark looks at DEEPEST open ones at most."""
    found = marks.paired("„ " * 50_000 + "» " * 50_000, 0, 200_000)
    assert not found.pairs
    assert len(found.alone) == 100_000
