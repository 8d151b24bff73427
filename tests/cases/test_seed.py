"""The seed case against the article it draws on, and against what it must say."""

import hashlib
import re

import pytest

from tests.cases.files import FILES, ROOT, SLUGS, Case, objects, published_words, quotes, read

SEED = ROOT.parent / "shared" / "seed"
SHA256 = "5825cdfe0c2a4902baa2c123968ab80c086f44d252c63b3513489d4987740250"
QUOTED_AT_MOST = 0.30  # of the article, by characters
RUN_AT_MOST = 40  # words of the article one after the other


@pytest.fixture(scope="module")
def article() -> str:
    if not SEED.is_dir():
        pytest.skip(
            f"the article is not shipped; put it at {SEED.relative_to(ROOT.parent)}/article_de.txt beside the repository"
        )
    return (SEED / "article_de.txt").read_bytes().decode("utf-8")


class TestAgainstTheArticle:
    def test_article_is_the_one_that_was_read(self, article: str, case: Case) -> None:
        size = len(article.encode("utf-8"))
        assert hashlib.sha256(article.encode("utf-8")).hexdigest() == SHA256
        (held,) = [source for source in case["sources"] if source["held"]]
        assert [(copy["sha256"], copy["size"]) for copy in held["snapshots"]] == [(SHA256, size)]

    def test_published_words_are_found(self, article: str, case: Case) -> None:
        for words in published_words(case):
            assert words in article

    def test_deciding_words_and_hedges_are_found_in_a_passage(self, main: Case) -> None:
        for response in main["responses"]:
            passages = [passage["text"] for passage in response["passages"]]
            for stance in response["stances"]:
                for words in [stance.get("words", ""), *(hedge["words"] for hedge in stance["hedges"])]:
                    assert any(words in passage for passage in passages), words

    def test_quotes_stand_at_their_positions(self, article: str, case: Case) -> None:
        assert quotes(case)
        for quote in quotes(case):
            start, end = quote["position"]["start"], quote["position"]["end"]
            prefix, suffix = quote.get("prefix", ""), quote.get("suffix", "")
            assert quote["position"]["snapshot"] == SHA256
            assert article[start:end] == quote["exact"]
            assert article[max(0, start - len(prefix)) : start] == prefix
            assert article[end : end + len(suffix)] == suffix

    def test_prefix_and_suffix_make_each_quote_unique(self, article: str, case: Case) -> None:
        for quote in quotes(case):
            assert article.count(quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")) == 1

    def test_locators_count_the_paragraphs(self, article: str, case: Case) -> None:
        for citation in case["citations"]:
            if "quote" in citation:
                before = article[: citation["quote"]["position"]["start"]]
                number = before.count("\n\n") + 1
                assert citation["locator"] == f"Absatz {number}"

    def test_direct_quotations_are_whole(self, article: str, main: Case) -> None:
        direct = [p["text"] for r in main["responses"] for p in r["passages"] if p["form"] == "direct"]
        assert len(direct) == 2
        for text in direct:
            assert f"«{text}»" in article

    def test_stated_times_are_words_of_the_article(self, article: str, case: Case) -> None:
        stated = [value["stated"] for _, value in objects(case) if "stated" in value]
        assert stated
        assert all(words in article for words in stated)

    def test_quoted_share_stays_small(self, article: str, case: Case) -> None:
        assert sum(map(len, published_words(case))) < QUOTED_AT_MOST * len(article)

    def test_no_long_run_of_the_article_is_shipped(self, article: str) -> None:
        """Neither as one text nor pieced together from quotes and their surroundings."""
        covered = [False] * len(article)
        for slug in SLUGS:
            text = (FILES / f"{slug}.json").read_text(encoding="utf-8")
            words = " ".join(re.findall(r"\w+", article))
            shipped = " ".join(re.findall(r"\w+", text))
            starts = [match.start() for match in re.finditer(r"\w+", words)]
            for first, beyond in zip(starts, starts[RUN_AT_MOST:], strict=False):
                assert words[first:beyond].strip() not in shipped
            for quote in quotes(read(slug)):
                start = quote["position"]["start"] - len(quote.get("prefix", ""))
                end = quote["position"]["end"] + len(quote.get("suffix", ""))
                covered[start:end] = [True] * (end - start)
        pieced = "".join(letter if held else "\0" for letter, held in zip(article, covered, strict=True))
        runs = [len(run.split()) for run in pieced.split("\0") if run]
        assert max(runs) <= RUN_AT_MOST


class TestWhatTheCaseSays:
    def test_parties(self, main: Case) -> None:
        slugs = {party["id"]: party["slug"] for party in main["parties"]}
        assert slugs[main["claimant"]] == "wall-street-journal"
        assert [slugs[party] for party in main["subjects"]] == ["facebook"]
        banks = ["jpmorgan-chase", "wells-fargo", "citigroup", "us-bancorp"]
        assert [slugs[party] for party in main["named"]] == banks
        assert [slugs[entry["party"]] for entry in main["unasked"]] == banks
        assert not main["requests"]

    def test_stances(self, main: Case) -> None:
        (response,) = main["responses"]
        order = {point["id"]: point["order"] for point in main["points"]}
        assert list(order.values()) == [1, 2, 3, 4, 5]
        stances = [(order[s["point"]], s["stance"], s["directness"]) for s in response["stances"]]
        assert stances == [(1, "qualifies", "express"), (2, "denies", "express"), (3, "denies", "general")]
        qualifies, denies, general = response["stances"]
        assert denies["words"] == "das ist nicht wahr"
        hedges = [(hedge["kind"], hedge["words"]) for hedge in denies["hedges"]]
        assert hedges == [("manner", "aktiv"), ("scope", "Finanztransaktionsdaten")]
        assert not qualifies["hedges"]
        assert not general["hedges"]

    def test_deciding_words_of_the_qualification_are_reported_speech(self, main: Case) -> None:
        (response,) = main["responses"]
        (passage,) = [p for p in response["passages"] if response["stances"][0]["words"] in p["text"]]
        assert passage["form"] == "reported"

    def test_answer(self, main: Case) -> None:
        (response,) = main["responses"]
        assert response["kind"] == "statement"
        assert response["spokesperson"] == {"role": "Firmensprecher"}
        assert response["made_at"] == {
            "value": "2018-08-07",
            "zone": "Europe/Berlin",
            "stated": "am Dienstag",
            "not_after": "2018-08-07T09:38+02:00",
        }
        assert [passage["form"] for passage in response["passages"]] == ["direct", "reported", "direct", "reported"]

    def test_times(self, main: Case) -> None:
        assert main["made_at"] == {"value": "2018-08-06"}
        at = [{name: event["at"].get(name) for name in ("value", "ongoing")} for event in main["events"]]
        assert at == [
            {"value": "2018-07", "ongoing": None},
            {"value": "2018-08-06", "ongoing": None},
            {"value": None, "ongoing": True},
        ]

    def test_sources(self, main: Case) -> None:
        report, story, statement = main["sources"]
        assert (report["held"], story["held"], statement["held"]) == (True, False, False)
        assert report["relays"] == [story["id"], statement["id"]]
        assert "publisher" not in report
        assert "url" not in report
        assert not story["attributed_to"]
