"""The page of a claim: what it says, what it costs, and how it answers."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import PointFactory, RequestFactory, make_case, translate
from tests.pages.conftest import Publish
from tests.pages.reading import text_of

PAGE = "/claims/facebook-bank-data/"
NOW = datetime(2018, 8, 8, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_the_claim_and_the_answer_stand_with_their_dates_and_hedges(seed: None, client: Client) -> None:
    text = text_of(client.get(PAGE))

    assert "The Wall Street Journal reported 6 August 2018 In the past year Facebook approached large US banks" in text
    assert "Facebook answered 7 August 2018, by 09:38 The current Wall Street Journal story wrongly claims" in text
    assert (
        "Narrowed by actively (aktiv, manner) and financial transaction data (Finanztransaktionsdaten, scope)" in text
    )


def test_a_translated_report_is_not_told_as_the_original_that_it_relays(seed: None, client: Client) -> None:
    text = text_of(client.get(PAGE))

    assert "The original is not held. As relayed by source 1. Our translation of the German text." in text
    assert "The title is our translation, from German." in text_of(client.get("/sources/german-report-2018-08-07/"))


def test_a_claim_without_a_note_on_its_scope_has_no_label_for_one(publish: Publish, client: Client) -> None:
    text = text_of(client.get(f"/claims/{publish().slug}/"))

    assert "Scope." not in text
    assert "Revision 1," in text


def test_the_standing_is_a_sentence_that_says_who_and_what_it_is_not(seed: None, client: Client) -> None:
    text = text_of(client.get(PAGE))

    assert (
        "Denied in part by Facebook "
        "Facebook denies 1 of 5 points, gives a different account of 1, no specific answer to 3. "
        "This shows who answered what; it is not a finding of what is true."
    ) in text


def test_each_point_is_attributed(seed: None, client: Client) -> None:
    assert text_of(client.get(PAGE)).count("The WSJ reported:") == 5


def test_title_and_description_name_who_claims_and_who_denies(seed: None, client: Client) -> None:
    html = client.get(PAGE).text

    assert "<title>WSJ report: Facebook sought data on customers from US banks · factcheck</title>" in html
    assert '<meta property="og:description" content="Denied in part by Facebook. Facebook denies 1 of 5 points' in html


def test_a_general_denial_is_shown_and_not_counted(seed: None, client: Client) -> None:
    text = text_of(client.get(PAGE))

    assert "No specific answer to this point Possibly covered by the denial of point 2. Shown, not counted." in text
    assert "2 of 5 points are addressed; 1 more is possibly covered." in text


def test_parties_without_an_answer_share_one_row_with_the_reason(seed: None, client: Client) -> None:
    text = text_of(client.get(PAGE))

    assert "JPMorgan Chase, Wells Fargo, Citigroup, US Bancorp No answer on record in this file. The one report" in text


def test_a_quotation_that_is_a_translation_is_not_translated_inside_quotation_marks(seed: None, client: Client) -> None:
    text = text_of(client.get(PAGE))

    assert "“Die aktuelle Geschichte des «Wall Street Journal» behauptet fälschlicherweise" in text
    assert "Translation of the German text, not Facebook’s wording. The current Wall Street Journal story" in text
    assert "“The current" not in text


def test_the_german_page_shows_the_german_words_once(seed: None, client: Client) -> None:
    text = text_of(client.get("/de" + PAGE))

    assert "„Die aktuelle Geschichte des «Wall Street Journal» behauptet fälschlicherweise" in text
    assert "The current Wall Street Journal story" not in text


def test_the_page_costs_two_queries_whatever_its_size(
    seed: None, client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    large = publish(("denies", "qualifies", "confirms", None) * 5)

    for address in (PAGE, f"/claims/{large.slug}/"):
        with django_assert_num_queries(2):
            assert client.get(address).status_code == 200


def test_a_page_sets_no_cookie_and_can_be_shared(seed: None, client: Client) -> None:
    response = client.get(PAGE)

    assert not response.cookies
    assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_an_unchanged_page_is_not_sent_again(seed: None, client: Client) -> None:
    etag = client.get(PAGE).headers["ETag"]

    assert client.get(PAGE, headers={"If-None-Match": etag}).status_code == 304


def test_no_cache_outlives_a_running_deadline(publish: Publish, client: Client, clock: Any) -> None:
    claim = make_case((None,))
    RequestFactory(claim=claim, deadline={"value": "2018-08-08T12:01Z"})
    publish(claim=claim)

    response = client.get(f"/claims/{claim.slug}/")

    assert "Asked, deadline running" in text_of(response)
    assert response.headers["Cache-Control"] in ("public, max-age=59", "public, max-age=60")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_page_only_answers_reading(seed: None, client: Client, method: str) -> None:
    assert getattr(client, method)(PAGE).status_code == 405


def test_head_answers_like_get_without_a_body(seed: None, client: Client) -> None:
    response = client.head(PAGE)

    assert (response.status_code, response.content) == (200, b"")


def test_an_unknown_claim_is_a_page_that_says_so(client: Client) -> None:
    response = client.get("/claims/nobody-said-it/")

    assert response.status_code == 404
    assert "There is no such page" in text_of(response)


def test_a_draft_has_no_page(client: Client) -> None:
    claim = PointFactory().claim

    assert client.get(f"/claims/{claim.slug}/").status_code == 404


def test_an_old_slug_leads_to_the_new_one(publish: Publish, client: Client) -> None:
    claim = publish(slug="old-name")
    claim.slug = "new-name"
    claim.save()
    publish(claim=claim, kind="update", note="A clearer address.")

    response = client.get("/claims/old-name/")

    assert (response.status_code, response.headers["Location"]) == (308, "/claims/new-name/")


def test_a_merged_claim_leads_to_the_other(publish: Publish, client: Client) -> None:
    claim, other = publish(), publish()
    publication = claim.publication
    publication.merged_into_slug = other.slug
    publication.save()

    response = client.get(f"/de/claims/{claim.slug}/")

    assert (response.status_code, response.headers["Location"]) == (308, f"/de/claims/{other.slug}/")


def test_both_languages_name_each_other(seed: None, client: Client) -> None:
    for address in (PAGE, "/de" + PAGE):
        html = client.get(address).text

        assert f'<link rel="canonical" href="http://localhost:8000{address}">' in html
        assert 'hreflang="en" href="http://localhost:8000/claims/' in " ".join(html.split())
        assert 'hreflang="de" href="http://localhost:8000/de/claims/' in " ".join(html.split())


def test_related_claims_are_found_from_both_ends(seed: None, client: Client) -> None:
    assert "Made in response to this claim. No answer on record." in text_of(client.get(PAGE))
    assert "This claim was made in response to it. Denied in part by Facebook." in text_of(
        client.get("/claims/facebook-opt-in/")
    )


def test_a_stale_translation_says_so(publish: Publish, client: Client) -> None:
    claim = publish(language="de")
    translate(claim, "en", statement="An old rendering.")
    publish(claim=claim, kind="update", note="Translated.")

    assert "The original has changed since it was translated." in text_of(client.get(f"/claims/{claim.slug}/"))


def test_an_original_without_translation_names_its_language(publish: Publish, client: Client) -> None:
    claim = publish(language="de", statement="Die Bank wurde gefragt.")

    response = client.get(f"/claims/{claim.slug}/")

    assert "In German; there is no translation." in text_of(response)
    assert 'lang="de" dir="ltr">Die Bank wurde gefragt.</p>' in " ".join(response.text.split())


def test_what_was_asked_is_shown_with_its_deadline(publish: Publish, client: Client) -> None:
    claim = make_case((None, None))
    RequestFactory(claim=claim, deadline={"value": "2030-08-09T10:00Z"})
    publish(claim=claim)

    text = text_of(client.get(f"/claims/{claim.slug}/"))

    assert "Asked, deadline running" in text
    assert "Did you ask for the data?" in text
    assert "Deadline: 9 August 2030, 10:00 (UTC)." in text
