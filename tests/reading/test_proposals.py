"""Language, names and roles are proposed where the text is clear, and not where it is not."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.proposals import language_of, names_in, speaker_role

BANKS = ["JPMorgan Chase", "Wells Fargo", "Citigroup", "US Bancorp"]


class TestLanguage:
    def test_of_the_article(self, article: str) -> None:
        assert language_of(article) == "de"

    def test_of_wikinews(self, german_texts: dict[int, str], english_articles: list[dict[str, Any]]) -> None:
        assert {language_of(text) for text in german_texts.values()} == {"de"}
        texts = [
            " ".join(sentence for part in row["paragraphs"] for sentence in part["sentences"])
            for row in english_articles
        ]
        assert {language_of(text) for text in texts} == {"en"}

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Das ist nicht wahr", "de"),
            ("That is not true", "en"),
            ("La banque dit que ce n’est pas vrai", "fr"),
            ("El banco dice que no es cierto", "es"),
            ("", None),
            ("Facebook JPMorgan", None),
            ("die in", None),
            ("זה לא נכון", None),
        ],
    )
    def test_of_short_texts(self, text: str, language: str | None) -> None:
        assert language_of(text) == language


class TestNames:
    def test_the_banks_of_the_article(self, article: str) -> None:
        start = article.index("an große US-Geldhäuser")
        assert names_in(article[start : article.index(" gewandt habe")]) == BANKS

    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ("JPMorgan Chase, Wells Fargo, Citigroup und US Bancorp", BANKS),
            ("large banks such as JPMorgan Chase, Wells Fargo, Citigroup, and US Bancorp.", BANKS),
            ("JPMorgan Chase\nWells Fargo\nCitigroup\nUS Bancorp", BANKS),
            ("JPMorgan\nChase, Wells Fargo", ["JPMorgan Chase", "Wells Fargo"]),
            ("wie A und B", ["A", "B"]),
            ("A and B", ["A", "B"]),
            ("A & B", ["A & B"]),
            ("A, B, and C", ["A", "B", "C"]),
            ("A, B, A", ["A", "B"]),
            ("Facebook", ["Facebook"]),
            ("das «Wall Street Journal»,", ["Wall Street Journal"]),
            ("der Citigroup und die Deutsche Bank", ["Citigroup", "Deutsche Bank"]),
            ("Apple, Inc., and Procter & Gamble Co.", ["Apple, Inc.", "Procter & Gamble Co."]),
            ("Wells Fargo und andere", ["Wells Fargo"]),
            ("", []),
            (" , und ; ", []),
        ],
    )
    def test_in_enumerations(self, words: str, names: list[str]) -> None:
        assert names_in(words) == names

    @given(st.text(max_size=60))
    def test_names_are_never_blank_nor_twice(self, words: str) -> None:
        names = names_in(words)
        assert all(name == name.strip() and name for name in names)
        assert len(names) == len(set(names))


class TestRole:
    def test_of_the_spokesman_of_the_article(self, article: str) -> None:
        assert speaker_role(article, 760, 930) == "Firmensprecher"
        assert speaker_role(article, 1234, 1336) is None

    def test_of_wikinews(self, german_quotes: list[tuple[str, dict[str, Any]]]) -> None:
        """Measured on 287 direct quotations: 20 roles that belong to the speaker, 2 that do not, none for the others."""
        counts: Counter[bool] = Counter()
        for text, quote in german_quotes:
            if quote["type"] == "Direct":
                start, end = quote["quote"]["spans"][0]
                if role := speaker_role(text, start, end):
                    counts[role in quote["speaker"]["text"]] += 1
        assert counts[True] >= 20
        assert counts[False] <= 2

    @pytest.mark.parametrize(
        ("text", "role"),
        [
            ("“HERE,” said a spokesman for the bank.", "spokesman"),
            ("“HERE,” a company spokeswoman said.", "company spokeswoman"),
            ("A spokesman said: “HERE.”", "spokesman"),
            ("The lawyer said, “HERE.”", "lawyer"),
            ("«HERE», erklärte ein Firmensprecher.", "Firmensprecher"),
            ("Die Sprecherin der Stiftung, Heike van Laak, sagte dazu: „HERE“", "Sprecherin"),
            ("„HERE“, sagte er. Der Sprecher schwieg.", None),
            ("„HERE.“ Der Sprecher sagte nichts.", None),
            ("„HERE“", None),
            ("HERE", None),
        ],
    )
    def test_beside_the_quotation(self, text: str, role: str | None) -> None:
        start = text.index("HERE")
        assert speaker_role(text, start, start + 4) == role

    def test_of_nothing(self) -> None:
        assert speaker_role("", 0, 0) is None
