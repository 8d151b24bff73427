"""The page of a source: what is cited, by which case and for what, and what changed between captured copies."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.models import Claim, Source
from tests.factories import CitationFactory, PassageFactory, SnapshotFactory, SourceFactory, make_case
from tests.pages.conftest import Publish
from tests.pages.reading import text_of

pytestmark = pytest.mark.django_db
EARLIER = "The minister said nothing. The harbour was sold in May."
LATER = "The minister said nothing at all. The harbour was sold in June."
SECRET = "harbour was sold in May"


@pytest.fixture
def report(db: None) -> Source:
    return SourceFactory(slug="report", title="The report", language="en", is_held=True)


def citing(source: Source, text: str, quote: str, captured: str = "2018-08-07T12:00Z") -> Claim:
    """A case that cites the quote of a copy with this text, for the claim."""
    copy = source.snapshots.filter(text=text).first() or SnapshotFactory(
        source=source, text=text, captured_at={"value": captured}
    )
    claim = make_case()
    start = text.index(quote)
    place = {"snapshot": copy, "start": start, "end": start + len(quote), "anchor": "exact", "locator": "paragraph 1"}
    claim.citations_of_claim.add(
        CitationFactory(claim=claim, source=source, role="origin", exact=quote, language="en", **place)
    )
    return claim


def test_source_shows_places_roles_and_uses_without_its_words(publish: Publish, report: Source, client: Client) -> None:
    claim = publish(claim=citing(report, EARLIER, SECRET))
    text = text_of(client.get("/sources/report/"))
    assert claim.title in text
    assert (
        f"paragraph 1, characters {EARLIER.index(SECRET)}–{EARLIER.index(SECRET) + len(SECRET)} · the origin · the claim"
        in text
    )
    assert SECRET not in text


def test_who_voices_it_stands_in_the_language_it_was_written_in(publish: Publish, client: Client) -> None:
    report = SourceFactory(slug="report", language="fr", authors=["Anne"], attributed_to=["des proches du dossier"])
    claim = citing(report, EARLIER, SECRET)
    claim.citations.update(voices=["eine Sprecherin", "Example Bank"])
    Claim.objects.filter(pk=claim.pk).update(language="de")
    publish(claim=claim)

    page = client.get("/sources/report/").text
    assert '<bdi lang="fr">des proches du dossier</bdi>' in page
    assert '<bdi lang="de">eine Sprecherin</bdi>, <bdi lang="de">Example Bank</bdi>' in page
    case = client.get(f"/claims/{claim.slug}/")
    assert '<bdi lang="fr">des proches du dossier</bdi>' in case.text
    assert "Role the origin" in text_of(case)


@pytest.mark.parametrize("form", ["direct", "reported"])
def test_words_of_an_answer_are_shown(publish: Publish, report: Source, client: Client, form: str) -> None:
    """Direct speech in quotation marks, reported speech without."""
    claim = make_case()
    quote = "We said nothing."
    citation = CitationFactory(claim=claim, source=report, role="relays", exact=quote, language="en")
    PassageFactory(
        response=claim.responses.get(), form=form, text=quote, language="en", translated_from="", order=2
    ).citations.add(citation)
    publish(claim=claim)
    text = text_of(client.get("/sources/report/"))
    assert quote in text
    assert (f"“{quote}”" in text) == (form == "direct")


def test_copies_of_two_cases_are_compared_in_figures(publish: Publish, report: Source, client: Client) -> None:
    publish(claim=citing(report, EARLIER, SECRET))
    publish(claim=citing(report, LATER, "minister said nothing", "2018-08-09"))
    text = text_of(client.get("/sources/report/"))
    assert "The copy before has 10 words, this one 12: 1 word is gone, 3 are new." in text
    assert "1 of 1 quotations cited from other copies is not found in it word for word." in text
    assert "no longer found word for word in copy 2" in text
    assert "also found in copy 1" in text
    assert "May" not in text


def test_copies_without_texts_are_not_compared(publish: Publish, report: Source, client: Client) -> None:
    publish(claim=citing(report, EARLIER, SECRET))
    report.snapshots.update(text="")
    publish(claim=citing(report, LATER, "minister", "2018-08-09"))
    assert "Not compared with the copy before" in text_of(client.get("/sources/report/"))


def test_source_that_is_only_relayed_says_through_what(publish: Publish, report: Source, client: Client) -> None:
    told = SourceFactory(slug="told", title="The story")
    report.relays.add(told)
    publish(claim=citing(report, EARLIER, SECRET))
    assert "Relays The story" in text_of(client.get("/sources/report/"))
    text = text_of(client.get("/sources/told/"))
    assert "Relayed by The report" in text
    assert "no: known here only through what relays it" in text
    assert "No published case cites a place in it" in text


def test_queries_are_constant(
    publish: Publish, report: Source, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for text, captured in ((EARLIER, "2018-08-07"), (LATER, "2018-08-09")):
        publish(claim=citing(report, text, "minister said nothing", captured))
        with django_assert_num_queries(5):
            client.get("/sources/report/")
