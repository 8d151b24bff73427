"""The stance sets and tables: each with its own oddities."""

from typing import Any

import pytest

from claims.actions.import_items import Item, Refusal
from claims.errors import FileRefused
from tests.formats.imports.reading import item, read, refusal

EMERGENT = "claimHeadline,articleHeadline,articleHeadlineStance,articleId,claimId,url,source,claimTruth\n"
EUVS = "issue;date;outlet;language;origin;source;title;disproof_chars;disproof_links\n"
FACTCK = "URL\tAuthor\tdatePublished\tclaimReviewed\treviewBody\ttitle\tratingValue\tbestRating\talternativeName\n"
CLAIMSKG = (
    "rating_ratingValue,rating_worstRating,rating_bestRating,rating_alternateName,creativeWork_author_name,"
    "claimReview_author_name,claimReview_url,claimReview_claimReviewed,claimReview_datePublished,extra_refered_links,"
    "extra_title,extra_tags\n"
)


class TestEmergent:
    def test_articles_of_a_claim_are_evidence_by_their_stance(self) -> None:
        rows = "C,A1,for,1,c,http://a.example/1,a.example,true\nC,A2,against,2,c,http://b.example/2,b.example,true\n"
        found = item("emergent", EMERGENT + rows + "C,A3,observing,3,c,http://c.example/3,c.example,true\n")
        assert [each.role for each in found.mentions] == ["supports", "disputes", "observes"]
        assert (found.rows, found.ids, found.reviews[0].label) == ((2, 3, 4), ("c",), "true")

    def test_row_with_an_unknown_stance_is_refused_alone(self) -> None:
        rows = "C,A1,for,1,c,http://a.example/1,a.example,true\nC,A2,perhaps,2,c,http://b.example/2,b.example,true\n"
        wrong, right = read("emergent", EMERGENT + rows)
        assert isinstance(wrong, Refusal)
        assert (wrong.row, wrong.field) == (3, "articleHeadlineStance")
        assert isinstance(right, Item)

    def test_word_that_is_no_host_is_no_site(self) -> None:
        found = item("emergent", EMERGENT + "C,A1,for,1,c,a.example/1,twitter,true\n")
        document = found.mentions[0].document
        assert (document.url, document.publisher and document.publisher.name) == ("https://a.example/1", "a.example")
        assert "https://" in found.notices[0].sentence


class TestAveritec:
    CLAIM: dict[str, Any] = {
        "claim": "The moon is cheese.",
        "label": "Refuted",
        "justification": "It is rock.",
        "claim_date": "1-9-2020",
        "speaker": None,
        "original_claim_url": None,
        "fact_checking_article": "https://checker.example/moon",
        "questions": [
            {
                "question": "What is it made of?",
                "answers": [
                    {"answer": "Rock.", "source_url": "Metadata"},
                    {"answer": "No.", "boolean_explanation": "It is rock.", "source_url": "moon.example/rock"},
                ],
            }
        ],
    }

    def test_verdict_is_of_the_set_and_cites_the_pages_of_its_answers(self) -> None:
        found = item("averitec", [self.CLAIM])
        (verdict,) = found.reviews
        assert (verdict.author and verdict.author.name, verdict.label) == ("AVeriTeC", "Refuted")
        assert [each.url for each in verdict.evidence] == ["https://moon.example/rock"]
        assert "What is it made of?\n– Rock.\n– No. It is rock." in verdict.reasons

    def test_day_is_read_without_padding(self) -> None:
        found = item("averitec", [self.CLAIM])
        assert (found.made_at and found.made_at.value, found.claimant) == ("2020-09-01", None)

    def test_day_that_does_not_exist_is_kept_in_its_words(self) -> None:
        found = item("averitec", [self.CLAIM | {"claim_date": "31-2-2020"}])
        assert found.made_at
        assert (found.made_at.value, found.made_at.stated) == (None, "31-2-2020")
        assert next(each.field for each in found.notices) == "claim_date"

    def test_claim_without_any_address_is_refused(self) -> None:
        assert refusal("averitec", [self.CLAIM | {"fact_checking_article": None}]).field == "fact_checking_article"

    @pytest.mark.parametrize("content", [{"claim": "x"}, "3", "[NaN]"])
    def test_no_list_is_refused(self, content: Any) -> None:
        with pytest.raises(FileRefused):
            read("averitec", content)


class TestEuvsdisinfo:
    ROW = '82;03.10.2017;TV Zvezda;Russian;Ukraine, US;https://tv.example/1;"A claim\nin two lines";{chars};{links}\n'

    def test_disproof_is_an_assessment_by_its_author(self) -> None:
        found = item("euvsdisinfo", EUVS + self.ROW.format(chars=10, links="https://a.example/x/. http://b.example"))
        (disproof,) = found.reviews
        assert disproof.author
        assert disproof.author.name == "EUvsDisinfo"
        assert [each.url for each in disproof.evidence] == ["https://a.example/x/", "http://b.example"]

    def test_claim_with_a_line_break_was_seen_in_an_outlet(self) -> None:
        found = item("euvsdisinfo", EUVS + self.ROW.format(chars=10, links=""))
        (seen,) = found.mentions
        assert (found.sentence, found.language, found.topics) == ("A claim in two lines", "en", ("Ukraine", "US"))
        assert (seen.document.language, seen.voices, found.claimant) == ("ru", ("TV Zvezda",), None)

    def test_without_a_disproof_there_is_no_assessment(self) -> None:
        assert item("euvsdisinfo", EUVS + self.ROW.format(chars=0, links="")).reviews == ()


class TestFactckBr:
    ROW = (
        'https://check.example/1\thttps:www.check.example\t2019-07-22\t{said}\tO corpo "\tTítulo\t{number}\t5\tfalso\n'
    )

    def test_quotes_mean_nothing_and_entities_are_decoded(self) -> None:
        found = item("factck_br", FACTCK + self.ROW.format(said="&#39;Sim&#39;", number=1))
        assert (found.sentence, found.reviews[0].reasons) == ("'Sim'", 'O corpo "')
        assert found.notices[0].field == "claimReviewed"

    def test_host_of_a_broken_address_is_the_site(self) -> None:
        author = item("factck_br", FACTCK + self.ROW.format(said="Sim", number=1)).reviews[0].author
        assert author
        assert author.site == "check.example"

    @pytest.mark.parametrize("number", [0, 6])
    def test_number_off_the_scale_is_dropped(self, number: int) -> None:
        found = item("factck_br", FACTCK + self.ROW.format(said="Sim", number=number))
        assert (found.reviews[0].rating, found.reviews[0].label) == (None, "falso")

    def test_empty_claim_is_refused(self) -> None:
        assert refusal("factck_br", FACTCK + self.ROW.format(said="", number=1)).field == "claimReviewed"


class TestClaimskg:
    ROW = ',,,False,A Writer,fullfact,https://fullfact.org/x,"The moon, is cheese",2021-07-27,"{links}",Title,"a,b,a"\n'

    def test_writer_of_the_review_is_not_the_claimant(self) -> None:
        found = item("claimskg", CLAIMSKG + self.ROW.format(links=""))
        document = found.reviews[0].document
        assert (found.claimant, document and document.authors) == (None, ("A Writer",))
        assert found.notices[0].field == "creativeWork_author_name"

    def test_comma_within_an_address_does_not_end_it(self) -> None:
        found = item("claimskg", CLAIMSKG + self.ROW.format(links="https://a.example/1,2,https://a.example/3"))
        assert [each.url for each in found.reviews[0].evidence] == ["https://a.example/1,2", "https://a.example/3"]

    def test_tags_are_topics_once(self) -> None:
        assert item("claimskg", CLAIMSKG + self.ROW.format(links="")).topics == ("a", "b")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n", "claimHeadline"),
        (b"\xff\xfea", "UTF-16"),
        (EMERGENT.encode() + b"\xe9", "UTF-8"),
        (EMERGENT.encode() + b'"C,A', "line"),
        (b"", "nothing"),
        (b"\x1f\x8b\x08broken", "gzip"),
    ],
    ids=["columns", "UTF-16", "Latin-1", "open quote", "empty", "broken gzip"],
)
def test_table_of_another_kind_is_refused_by_name(content: bytes, message: str) -> None:
    with pytest.raises(FileRefused, match=message):
        read("emergent", content)


def test_row_with_a_cell_too_many_is_refused_alone() -> None:
    wrong, right = read("emergent", EMERGENT + "1,2\nC,A1,for,1,c,http://a.example/1,a.example,true\n")
    assert isinstance(wrong, Refusal)
    assert isinstance(right, Item)
