"""ClaimReviews in whatever shape pages give them."""

import json
from typing import Any

import pytest

from claims.actions.import_items import Name, Rating, Refusal
from claims.errors import FileRefused
from tests.formats.imports.reading import item, read, refusal, review

MICRODATA = """<html lang="en"><body><div itemscope itemtype="https://schema.org/ClaimReview">
<span itemprop="datePublished">2020-06-24</span><a itemprop="url" href="https://checker.example/moon">x</a>
<span itemprop="author" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Checker</b></span>
<q itemprop="claimReviewed">The moon is cheese.</q>
<span itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating"><b itemprop="ratingValue">2</b>
<b itemprop="bestRating">6</b><b itemprop="alternateName">False</b></span></div></body></html>"""


def page(*blocks: Any, head: str = "") -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(block)}</script>' for block in blocks)
    return f'<!doctype html><html lang="pt-br"><head>{head}{scripts}</head><body></body></html>'


SHAPES = {
    "alone": review(),
    "a list": [review()],
    "a graph": {"@graph": [{"@type": "WebPage", "@id": "#page"}, review()]},
    "several types": review(**{"@type": ["Article", "ClaimReview"]}),
    "full type": review(**{"@type": "http://schema.org/ClaimReview"}),
    "within an article": {"@type": "NewsArticle", "review": review()},
    "lists for values": review(claimReviewed=["The moon is cheese."], url=["https://checker.example/moon"]),
    "text for the author": review(author="Checker"),
    "references": {
        "@graph": [
            review(author={"@id": "#checker"}),
            {"@type": "Organization", "@id": "#checker", "name": "Checker", "url": "https://checker.example/"},
        ]
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_review_is_read_in_every_shape(shape: str) -> None:
    found = item("claimreview", SHAPES[shape])
    assert (found.sentence, found.reviews[0].label) == ("The moon is cheese.", "False")
    assert found.reviews[0].author == Name("Checker", "outlet", "checker.example")
    assert found.claimant
    assert found.claimant.name == "Jane Doe"


def test_page_may_hold_several_blocks() -> None:
    found = read("claimreview", page({"@type": "WebSite"}, review(), review(claimReviewed="The sun is cold.")))
    assert [each.sentence for each in found if not isinstance(each, Refusal)] == [
        "The moon is cheese.",
        "The sun is cold.",
    ]


def test_page_tells_its_language_and_address() -> None:
    bare = review()
    del bare["url"]
    found = item("claimreview", page(bare, head='<link rel="canonical" href="https://checker.example/page">'))
    assert (found.language, found.reviews[0].url) == ("pt-br", "https://checker.example/page")


def test_reviews_of_one_claim_are_one_item() -> None:
    claim = {"@type": "Claim", "@id": "https://checker.example/claims/moon"}
    other = review(itemReviewed=claim, url="https://other.example/moon", author="Other")
    found = item("claimreview", {"@graph": [review(itemReviewed=claim), other]})
    assert ([each.author and each.author.name for each in found.reviews], len(found.ids)) == (["Checker", "Other"], 2)


def test_names_may_carry_the_address_of_the_vocabulary() -> None:
    prefixed = {
        "@context": {"schema": "http://schema.org/"},
        "@graph": [{
            "type": "schema:ClaimReview", "schema:url": "https://checker.example/moon",
            "https://schema.org/claimReviewed": "The moon is cheese.", "schema:author": {"schema:name": "Checker"},
            "schema:reviewRating": {"schema:alternateName": "False"},
        }],
    }  # fmt: skip
    found = item("claimreview", prefixed)
    assert (found.sentence, found.reviews[0].label) == ("The moon is cheese.", "False")
    assert found.reviews[0].author
    assert found.reviews[0].author.name == "Checker"


def test_microdata() -> None:
    found = item("claimreview", MICRODATA)
    assert (found.sentence, found.reviews[0].label) == ("The moon is cheese.", "False")
    assert found.reviews[0].rating == Rating("2", "6")


@pytest.mark.parametrize(
    "head",
    ['<base href="https://checker.example/">', '<link rel="canonical" href="https://checker.example/2020/06/moon">'],
    ids=["base", "canonical"],
)
def test_microdata_with_relative_addresses(head: str) -> None:
    relative = MICRODATA.replace('href="https://checker.example/moon"', 'href="/moon"')
    found = item("claimreview", relative.replace("<body>", f"<head>{head}</head><body>"))
    assert found.reviews[0].url == "https://checker.example/moon"


def test_claim_of_microdata_that_names_itself_has_a_page_and_no_appearance() -> None:
    claim = '<div itemprop="itemReviewed" itemscope itemtype="https://schema.org/Claim"{}>'
    claim += '<link itemprop="url" href="https://social.example/1"></div><q itemprop="claimReviewed"'
    page = MICRODATA.replace('<q itemprop="claimReviewed"', claim)
    assert len(item("claimreview", page.format("")).mentions) == 1
    assert item("claimreview", page.format(' itemid="https://checker.example/claims/1"')).mentions == ()


def test_review_is_no_place_where_its_claim_appeared() -> None:
    claim = {
        "@type": "Claim",
        "appearance": [{"url": "https://checker.example/moon"}, {"url": "https://social.example/1"}],
    }
    found = item("claimreview", review(itemReviewed=claim))
    assert [each.document.url for each in found.mentions] == ["https://social.example/1"]


def test_broken_block_is_refused_beside_a_right_one() -> None:
    text = page(review()).replace(
        "</head>", '<script type="application/ld+json">{"@type": "ClaimReview",}</script></head>'
    )
    right, wrong = read("claimreview", text)
    assert not isinstance(right, Refusal)
    assert isinstance(wrong, Refusal)
    assert "no JSON" in wrong.reason


def test_lines_of_saved_pages() -> None:
    line = {"page_url": "https://checker.example/moon", "html_lang": "es", "json_ld_blocks": [json.dumps(review())]}
    first, second = read("claimreview", json.dumps(line) + "\n" + '{"json_ld_blocks": ["{"], "page_url": null}' + "\n")
    assert not isinstance(first, Refusal)
    assert first.language == "es"
    assert isinstance(second, Refusal)
    assert second.row == 2


def test_appearances_are_where_the_claim_was_made_first_and_again() -> None:
    places = ["https://one.example/1", {"@type": "CreativeWork", "url": "https://two.example/2"}]
    found = item("claimreview", review(itemReviewed={"@type": "Claim", "appearance": places}))
    assert [(each.role, each.document.url) for each in found.mentions] == [
        ("origin", "https://one.example/1"),
        ("repeats", "https://two.example/2"),
    ]
    assert found.claimant is None


def test_post_of_a_user_is_a_post_without_publisher() -> None:
    found = item("claimreview", review(itemReviewed={"url": "https://www.facebook.com/jane/posts/1"}))
    document = found.mentions[0].document
    assert (document.kind, document.publisher) == ("post", None)


def test_publisher_answers_for_a_review_by_a_person() -> None:
    writer = {"@type": "Person", "name": "A Writer"}
    publisher = {"@type": "Organization", "name": "BOOM", "url": "https://boom.example"}
    found = item("claimreview", review(author=writer, publisher=publisher))
    assert found.reviews[0].author == Name("BOOM", "outlet", "boom.example")


@pytest.mark.parametrize(
    "numbers",
    [
        {"ratingValue": "-1", "bestRating": "-1", "worstRating": "-1"},
        {"ratingValue": "6", "bestRating": "5", "worstRating": "1"},
        {"ratingValue": "1", "bestRating": ""},
        {"bestRating": "5", "worstRating": "1"},
        {"ratingValue": "1" * 5000, "bestRating": "5"},
    ],
    ids=["minus one", "six of five", "no best", "no value", "5,000 digits"],
)
def test_absurd_number_is_dropped_with_a_notice_and_the_words_stay(numbers: dict[str, str]) -> None:
    found = item("claimreview", review(reviewRating=numbers | {"alternateName": "Falso"}))
    assert (found.reviews[0].label, found.reviews[0].rating) == ("Falso", None)
    assert [each.field for each in found.notices] == ["reviewRating"]


def test_words_in_the_place_of_the_number_are_the_rating() -> None:
    found = item("claimreview", review(reviewRating={"@type": "Rating", "ratingValue": "Half true"}))
    assert (found.reviews[0].label, found.reviews[0].rating) == ("Half true", None)


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ({"claimReviewed": " "}, "claimReviewed"),
        ({"url": "/moon"}, "url"),
        ({"reviewRating": {"ratingValue": 1, "bestRating": 5}}, "reviewRating.alternateName"),
        ({"claimReviewed": "a\x00b"}, "claimReviewed"),
        ({"claimReviewed": "a\ud800b"}, "claimReviewed"),
        ({"url": "https://checker.example/" + "x" * 2000}, "url"),
        ({"author": {"name": "x" * 301}}, "author.name"),
    ],
    ids=["blank", "no address", "number only", "NUL", "surrogate", "long address", "long name"],
)
def test_row_that_cannot_be_stored_is_refused_by_field(members: dict[str, Any], field: str) -> None:
    assert refusal("claimreview", review(**members)).field == field


@pytest.mark.parametrize("content", ["{}", "<html></html>", "plain words", "", "[" * 100_000, '{"a": 1, "a": 2}'])
def test_file_without_a_review_is_refused_by_name(content: str) -> None:
    with pytest.raises(FileRefused, match="the file was refused"):
        read("claimreview", content)
