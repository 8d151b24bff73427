"""The page of a claim as of a day: what was known by then, under an address of its own."""

import pytest
from django.test import Client

from tests.factories import RequestFactory, make_case
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db
PAGE = "/claims/facebook-bank-data/"
TITLE = "WSJ report: Facebook sought data on customers from US banks"


def test_as_of_leaves_out_what_became_known_later(seed: None, client: Client) -> None:
    response = client.get(PAGE, {"as_of": "2018-08-06"})
    text = text_of(response)

    assert "As of 6 August 2018: what became known later is left out." in text
    assert "No answer on record" in text
    assert "das ist nicht wahr" not in text
    assert '<meta name="robots" content="noindex">' in response.text
    assert f"http://localhost:8000{PAGE}revisions/1/?as_of=2018-08-06 · SHA-256" in text
    assert f"{PAGE}revisions/1/?as_of=2018-08-06" in links(response)
    # Shared as a link, it is not taken for what is known now.
    assert f"<title>{TITLE} – As of 6 August 2018 · factcheck</title>" in response.text
    assert f'<meta property="og:url" content="http://localhost:8000{PAGE}?as_of=2018-08-06">' in response.text
    assert '<meta property="og:description" content="As of 6 August 2018. No answer on record. ' in response.text


def test_as_of_also_cuts_timeline_and_related_claims(seed: None, client: Client) -> None:
    response = client.get(PAGE, {"as_of": "2018-08-06"})

    assert "This file, revision 1." not in text_of(response)
    assert not [link for link in links(response) if "facebook-opt-in" in link]


def test_before_the_claim_was_made_its_words_are_not_shown(seed: None, client: Client) -> None:
    text = text_of(client.get(PAGE, {"as_of": "2018-08-05"}))

    assert "Not yet made" in text
    assert "approached large US banks" not in text
    assert "Facebook’s share fell by about 20 %" in text
    assert "The claim. The Wall Street Journal reported." not in text
    assert "No moment is on record in this file." in text_of(client.get(PAGE, {"as_of": "2017"}))


def test_the_dates_offered_lead_to_what_they_say(seed: None, client: Client) -> None:
    steps = [link for link in links(client.get(PAGE)) if "as_of=" in link]

    assert set(steps) == {f"{PAGE}?as_of=2018-08-06"}


@pytest.mark.usefixtures("clock")
def test_a_day_that_is_not_over_shows_what_is_known_so_far(client: Client, publish: Publish) -> None:
    claim = make_case([None])
    RequestFactory(claim=claim, deadline={"value": "2018-08-08T18:00Z"})
    publish(claim=claim)
    page = f"/claims/{claim.slug}/"

    text = text_of(client.get(page, {"as_of": "2018-08-08"}))
    assert "As of 8 August 2018, which is not over yet: this is what is known so far." in text
    assert "Asked, deadline running" in text

    refused = client.get(page, {"as_of": "2018-08-10"})
    assert refused.status_code == 400
    assert "“as_of” asks for 2018-08-10, which has not come yet" in text_of(refused)
    assert 'max="2018-08-09"' in client.get(page).text


@pytest.mark.parametrize("asked", ["yesterday", "2018-02-30", "2018-08-06T25:00Z", "20180806", "\x00"])
def test_a_date_that_does_not_exist_is_refused_with_a_sentence(seed: None, client: Client, asked: str) -> None:
    response = client.get(PAGE, {"as_of": asked})

    assert response.status_code == 400
    assert "?" in links(response)
    assert "“as_of” cannot be read. Give a year, month or day that exists, or a minute with its offset" in text_of(
        response
    )


def test_two_dates_are_refused(seed: None, client: Client) -> None:
    response = client.get(f"{PAGE}?as_of=2018-08-06&as_of=2018-08-07")

    assert response.status_code == 400
    assert "“as_of” stands in the address more than once. Give it once." in text_of(response)
