"""A claim on pages of other sites: the card they may frame, and oEmbed."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions import publishing
from claims.models import Publication, Redaction, RevisionDocument, User
from tests.factories import make_case
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
SEED = f"{SITE}/claims/facebook-bank-data/"
CARD = "/claims/facebook-bank-data/card/"


def ask(client: Client, url: str, **parameters: str) -> Any:
    return client.get("/oembed", {"url": url, **parameters})


class TestCard:
    def test_it_says_what_where_it_stands_and_who_answers_what(self, seed: None, client: Client) -> None:
        response = client.get(CARD)
        text = text_of(response)
        assert "WSJ report: Facebook sought data on customers from US banks" in text
        assert text.count("Denied in part by Facebook") == 1
        assert "The WSJ reported: Facebook turned to large US banks" in text
        assert "Facebook gives a different account" in text
        assert "No specific answer to this point Possibly covered by the denial of point 2. Shown, not counted." in text
        assert "Revision 1" in text
        assert "not a finding of what is true" in text
        assert links(response) == [SEED]

    def test_german_readers_get_german(self, seed: None, client: Client) -> None:
        response = client.get(f"/de{CARD}")
        assert "Von Facebook teilweise bestritten" in text_of(response)
        assert links(response) == [f"{SITE}/de/claims/facebook-bank-data/"]

    def test_any_site_may_frame_it_and_it_needs_no_script(self, seed: None, client: Client) -> None:
        response = client.get(CARD)
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response
        assert "<script" not in response.text

    def test_nothing_else_may_be_framed(self, seed: None, client: Client) -> None:
        for address in ("/", "/claims/facebook-bank-data/", "/claims/facebook-bank-data/feed/", "/admin/login/"):
            response = client.get(address)
            assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
            assert response["X-Frame-Options"] == "DENY"

    def test_search_does_not_keep_it(self, seed: None, client: Client) -> None:
        response = client.get(CARD)
        assert response["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in response.text

    def test_many_points_are_cut_and_counted(self, publish: Publish, client: Client) -> None:
        claim = publish(("denies",) * 8)
        text = text_of(client.get(f"/claims/{claim.slug}/card/"))
        assert "3 more points are on the page." in text

    def test_a_withdrawn_claim_says_so(self, publish: Publish, client: Client, publisher: User) -> None:
        claim = publish(title="Courier: lead in the water")
        publishing.withdraw(by=publisher, claim_id=claim.pk, reason="Mistaken identity.", hide_revisions=True)
        response = client.get(f"/claims/{claim.slug}/card/")
        assert (response.status_code, "lead" in response.text) == (410, False)
        assert "This claim was withdrawn Mistaken identity." in text_of(response)
        assert "frame-ancestors *" in response["Content-Security-Policy"]

    def test_a_removed_text_is_not_shown(self, publish: Publish, client: Client, publisher: User) -> None:
        claim = publish(title="Courier: lead in the water")
        Redaction.objects.create(revision=claim.revisions.get(), reason="Names a person.", by=publisher)
        RevisionDocument.objects.filter(revision__claim=claim).update(content=None, salt=None)
        response = client.get(f"/claims/{claim.slug}/card/")
        assert (response.status_code, "lead" in response.text) == (410, False)

    def test_merged_claims_are_elsewhere(self, publish: Publish, client: Client) -> None:
        merged, kept = publish(), publish()
        Publication.objects.filter(claim=merged).update(merged_into_slug=kept.slug)
        response: Any = client.get(f"/claims/{merged.slug}/card/")
        assert (response.status_code, response["Location"]) == (308, f"/claims/{kept.slug}/card/")

    def test_drafts_and_unknown_ones_are_not_there(self, publish: Publish, client: Client) -> None:
        draft = make_case()
        for slug in (draft.slug, "nowhere"):
            assert client.get(f"/claims/{slug}/card/").status_code == 404
        assert client.post(f"/claims/{publish().slug}/card/").status_code == 405

    def test_it_costs_the_same_for_one_point_and_for_ten(self, publish: Publish, client: Client) -> None:
        costs = []
        for points in (1, 10):
            claim = publish(("denies",) * points)
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/claims/{claim.slug}/card/")
            costs.append(len(queries))
        assert costs == [1, 1]


class TestOEmbed:
    def test_the_answer_is_a_frame_with_the_card(self, seed: None, client: Client) -> None:
        response = ask(client, SEED)
        answer = response.json()
        assert (answer["version"], answer["type"], answer["provider_name"]) == ("1.0", "rich", "factcheck")
        assert answer["title"] == "WSJ report: Facebook sought data on customers from US banks"
        assert answer["author_name"] == "The Wall Street Journal"
        assert f'<iframe src="{SITE}{CARD}"' in answer["html"]
        assert response["Access-Control-Allow-Origin"] == "*"

    def test_the_language_is_that_of_the_page(self, seed: None, client: Client) -> None:
        answer = ask(client, f"{SITE}/de/claims/facebook-bank-data/?as_of=2018-08-06#points").json()
        assert answer["title"].startswith("WSJ-Bericht")
        assert f'src="{SITE}/de{CARD}"' in answer["html"]

    def test_pages_say_where_to_ask(self, seed: None, client: Client) -> None:
        found = re.search(r'type="application/json\+oembed"[^>]*href="([^"]+)"', client.get(SEED).text)
        assert found
        address = found[1].replace("&amp;", "&")
        assert address == f"{SITE}/oembed?url={quote(SEED, safe='')}&format=json"
        assert client.get(address.removeprefix(SITE)).json()["type"] == "rich"

    def test_it_is_as_small_as_the_page_wants_it(self, seed: None, client: Client) -> None:
        answer = ask(client, SEED, maxwidth="300", maxheight="9999").json()
        assert (answer["width"], answer["height"]) == (300, 320)
        assert 'width="300"' in answer["html"]

    def test_a_title_with_markup_stays_text(self, publish: Publish, client: Client) -> None:
        claim = publish(title='Courier: "><script>alert(1)</script>')
        assert "<script" not in ask(client, f"{SITE}/claims/{claim.slug}/").json()["html"]

    @pytest.mark.parametrize(
        "url",
        [
            f"{SITE}/",
            f"{SITE}/claims/",
            f"{SITE}/claims/nowhere/",
            f"{SITE}/claims/facebook-bank-data/revisions/1/",
            f"{SITE}{CARD}",
            f"{SITE}/parties/facebook/",
            "https://example.org/claims/facebook-bank-data/",
            "/claims/facebook-bank-data/",
            "http://[broken",
            "\x00",
            "javascript:alert(1)",
            f"{SITE}/claims/{'9' * 5000}/",
        ],
        ids=range(12),
    )
    def test_what_is_no_claim_of_ours_is_not_found(self, seed: None, client: Client, url: str) -> None:
        response = ask(client, url)
        assert (response.status_code, "Only the pages of published claims" in response.json()["error"]) == (404, True)

    def test_what_is_not_shown_is_not_found(self, publish: Publish, client: Client, publisher: User) -> None:
        gone, draft = publish(), make_case()
        publishing.withdraw(by=publisher, claim_id=gone.pk, reason="Mistaken identity.")
        for claim in (gone, draft):
            assert ask(client, f"{SITE}/claims/{claim.slug}/").status_code == 404

    @pytest.mark.parametrize(
        ("parameters", "status"),
        [
            ({"format": "xml"}, 501),
            ({"format": "json\x00"}, 501),
            ({"maxwidth": "wide"}, 400),
            ({"maxwidth": "0"}, 400),
            ({"maxheight": "9" * 5000}, 400),
            ({"maxheight": "-1"}, 400),
            ({"url": ""}, 400),
        ],
        ids=["xml", "nul", "word", "zero", "digits", "negative", "no-url"],
    )
    def test_what_is_wrong_is_said(self, client: Client, parameters: dict[str, str], status: int) -> None:
        response = client.get("/oembed", {"url": SEED, **parameters})
        assert (response.status_code, bool(response.json()["error"])) == (status, True)

    def test_unknown_parameters_are_for_others(self, seed: None, client: Client) -> None:
        assert ask(client, SEED, callback="x").status_code == 200

    def test_it_is_for_reading(self, client: Client) -> None:
        assert client.post("/oembed").status_code == 405
