"""What to look at before publishing, beside what the dossier tells by itself."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.quoted_shares import quoted_shares
from claims.actions.warnings import warnings
from claims.dossier.build import build
from claims.dossier.canonical import hash_of_original
from claims.models import Citation, Claim, DeskSettings, Passage, Point, Response, Source, Stance
from tests.factories import (
    CitationFactory,
    HedgeFactory,
    PassageFactory,
    PointFactory,
    ResponseFactory,
    SnapshotFactory,
    StanceFactory,
    TopicFactory,
    make_case,
    translate,
)

pytestmark = pytest.mark.django_db

DENIAL = "Das ist nicht wahr."
TEXT = f"Der Sprecher sagte: {DENIAL} Mehr sagte er dazu an diesem Tag in der Stadt nicht."


@pytest.fixture
def case(db: None) -> Claim:
    return make_case(["denies", None])


def told(claim: Claim, path: str) -> list[str]:
    return [each.message for each in warnings(build(claim.pk)) if each.path.startswith(path)]


def held(claim: Claim, text: str = TEXT, quote: str = DENIAL) -> Citation:
    """The citation of the case's passage, at its place in a captured text."""
    citation = Citation.objects.get(claim=claim)
    citation.snapshot = SnapshotFactory(source=citation.source, text=text)
    citation.start = text.index(quote)
    citation.end = citation.start + len(quote)
    citation.exact = quote
    citation.save()
    return citation


def answer(claim: Claim, **fields: Any) -> None:
    Passage.objects.filter(response__claim=claim).update(**fields)


# --- Sources quoted at length --------------------------------------------------------------------------------------------


def test_source_quoted_beyond_the_limit_is_noticed(case: Claim) -> None:
    held(case)
    DeskSettings.objects.update_or_create(pk=1, defaults={"quote_limit": 10})
    [message] = told(case, "sources[0]")
    assert message.startswith("The published words are 2")
    assert message.endswith("aim for at most 10 %.")


def test_source_quoted_within_the_limit_is_not(case: Claim) -> None:
    held(case)
    DeskSettings.objects.update_or_create(pk=1, defaults={"quote_limit": 30})
    assert told(case, "sources[0]") == []


def test_thirty_per_cent_is_the_limit_where_none_is_set(case: Claim) -> None:
    held(case, text=f"{DENIAL} Nein.")
    DeskSettings.objects.all().delete()
    assert told(case, "sources[0]")[0].endswith("aim for at most 30 %.")


def test_words_quoted_twice_count_once(case: Claim) -> None:
    citation = held(case)
    [once] = quoted_shares(build(case.pk)).values()
    PassageFactory(response=Response.objects.get(), text=DENIAL).citations.add(citation)
    assert list(quoted_shares(build(case.pk)).values()) == [once]


def test_words_without_a_place_are_looked_for(case: Claim) -> None:
    citation = held(case)
    [placed] = quoted_shares(build(case.pk)).values()
    Citation.objects.filter(pk=citation.pk).update(snapshot=None, start=None, end=None, anchor="approximate")
    assert list(quoted_shares(build(case.pk)).values()) == [placed]


def test_citation_of_a_point_publishes_a_place_and_no_words(case: Claim) -> None:
    citation = CitationFactory(claim=case, exact=TEXT)
    SnapshotFactory(source=citation.source, text=TEXT)
    Point.objects.get(order=1).citations.add(citation)
    assert quoted_shares(build(case.pk)) == {}


def test_source_without_a_text_has_no_share(case: Claim) -> None:
    assert quoted_shares(build(case.pk)) == {}


# --- Points in the words of the answer -----------------------------------------------------------------------------------

SENTENCE = "The bank never asked any customer about private account balances"


def test_point_in_the_words_of_the_answer_is_noticed(case: Claim) -> None:
    answer(case, text=f"We say: {SENTENCE}.")
    Point.objects.filter(claim=case, order=2).update(text=f"{SENTENCE}, it says.")
    [message] = told(case, "points[1].text")
    assert message.startswith("Point 2 uses words of the answer of")
    assert "never asked any customer" in message


def test_short_point_that_is_mostly_the_answer_is_noticed(case: Claim) -> None:
    answer(case, text="We only offer customer chats.")
    Point.objects.filter(claim=case, order=2).update(text="Only offer customer chats")
    assert told(case, "points[1].text")


def test_words_that_the_claim_has_too_are_the_claimants(case: Claim) -> None:
    answer(case, text=SENTENCE)
    point = Point.objects.get(claim=case, order=2)
    Point.objects.filter(pk=point.pk).update(text=SENTENCE)
    point.citations.add(CitationFactory(claim=case, exact=f"It was reported that {SENTENCE}."))
    assert told(case, "points[1].text") == []


def test_what_the_answer_is_quoted_from_is_no_evidence_of_the_claim(case: Claim) -> None:
    answer(case, text=SENTENCE)
    Citation.objects.filter(claim=case).update(exact=SENTENCE)  # of the passage and of the claim
    Point.objects.filter(claim=case, order=2).update(text=SENTENCE)
    assert told(case, "points[1].text")


def test_claimants_own_words_may_be_those_of_the_point(case: Claim) -> None:
    response = ResponseFactory(claim=case, party=case.claimant)
    PassageFactory(response=response, text=SENTENCE)
    Point.objects.filter(claim=case, order=2).update(text=SENTENCE)
    assert told(case, "points[1].text") == []


def test_a_few_common_words_are_nothing(case: Claim) -> None:
    answer(case, text="It said the bank was not asked about the data of the customers.")
    Point.objects.filter(claim=case, order=2).update(text="Somebody wanted the data of the people in town yesterday")
    assert told(case, "points[1].text") == []


# --- Quotes and translations ---------------------------------------------------------------------------------------------


def test_quote_that_was_not_found_is_noticed_with_its_place(case: Claim) -> None:
    Citation.objects.filter(claim=case).update(anchor="not_found", locator="paragraph 4")
    title = Citation.objects.get(claim=case).source.title
    assert told(case, "citations[0]") == [f"A quote was not found in its source: {title}, paragraph 4."]


def test_missing_translation_is_noticed_in_each_language(case: Claim) -> None:
    assert told(case, "translations.de") == [
        "German: no translation of the claim and 2 points. The page in this language will say so."
    ]
    # Of an English case with a German source; its only passage is a translation already.
    assert told(case, "translations.en") == [
        "English: no translation of the title of 1 source. The page in this language will say so."
    ]


def test_stale_translation_is_noticed(case: Claim) -> None:
    fresh = hash_of_original({"text": Point.objects.get(order=1).text})
    translate(case)
    translate(Point.objects.get(order=1), of=fresh)
    translate(Point.objects.get(order=2))
    assert told(case, "translations.de") == [
        "German: the translation is of an earlier wording: the claim and 1 point. The page will say so."
    ]


def test_words_hedges_topics_and_titles_of_sources_count_too(case: Claim) -> None:
    stance = case.stances.get()
    HedgeFactory(stance=stance)
    Stance.objects.filter(pk=stance.pk).update(words="That is not true.")
    case.topics.add(TopicFactory(language="en"))
    Source.objects.update(language="en")
    [message] = told(case, "translations.de")
    for counted in ("the deciding words of 1 stance", "1 hedge", "1 topic", "the title of 1 source"):
        assert counted in message


def test_case_with_nothing_to_say_about(case: Claim) -> None:
    """So that a case can be without any warning."""
    claim: dict[str, str | None] = {"title": case.title, "statement": case.statement}
    translate(case, of=hash_of_original(claim), scope_note="")
    for point in Point.objects.filter(claim=case):
        translate(point, of=hash_of_original({"text": point.text}))
    Source.objects.update(language="en")
    for source in Source.objects.all():
        translate(source, of=hash_of_original({"title": source.title}))
    assert warnings(build(case.pk)) == []


def test_three_queries_whatever_the_size(case: Claim) -> None:
    def queries() -> int:
        dossier = build(case.pk)
        with CaptureQueriesContext(connection) as captured:
            warnings(dossier)
        return len(captured)

    held(case)
    Point.objects.get(order=1).citations.add(CitationFactory(claim=case))
    few = queries()
    for _ in range(9):
        point = PointFactory(claim=case)
        point.citations.add(CitationFactory(claim=case))
        response = ResponseFactory(claim=case)
        PassageFactory(response=response).citations.add(CitationFactory(claim=case))
        StanceFactory(response=response, point=point)
    assert few == queries() == 3
