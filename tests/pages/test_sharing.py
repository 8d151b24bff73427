"""What a claim page offers those who cite and share it: data of the citation, a picture, and feeds."""

import json
from typing import Any

import pytest
from django.test import Client

from claims.models import Claim
from tests.factories import PartyFactory, RequestFactory, make_case, translate
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db
PAGE = "/claims/shared/"
FIRST = f"{PAGE}revisions/1/"


@pytest.fixture
def shared(publish: Publish) -> Claim:
    claim = make_case(slug="shared", title="Courier: lead in the water", claimant=PartyFactory(name="Courier"))
    translate(claim, title="Courier: Blei im Wasser", statement="Blei ist im Wasser.")
    return publish(claim=claim)


def test_the_page_says_how_to_cite_it(shared: Claim, client: Client) -> None:
    response = client.get(PAGE)
    text = text_of(response)
    assert "factcheck, Courier: lead in the water, revision 1 of" in text
    assert f"http://localhost:8000{FIRST}" in text
    assert {f"{FIRST}cite.{ending}" for ending in ("bib", "json", "ris")} <= set(links(response))


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("bib", "application/x-bibtex"),
        ("json", "application/vnd.citationstyles.csl+json"),
        ("ris", "application/x-research-info-systems"),
    ],
)
def test_a_citation_is_a_file_named_by_claim_and_revision(
    shared: Claim, client: Client, ending: str, media_type: str
) -> None:
    response = client.get(f"{FIRST}cite.{ending}")
    assert response["Content-Type"] == f"{media_type}; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="shared-1.{ending}"'
    assert shared.revisions.get().hash in response.text
    assert f"http://localhost:8000{FIRST}" in response.text
    assert client.get(f"{FIRST}cite.{ending}", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_citation_has_title_and_address_of_the_language(shared: Claim, client: Client) -> None:
    [item] = json.loads(client.get(f"/de{FIRST}cite.json").content)
    assert (item["title"], item["language"]) == ("Courier: Blei im Wasser", "de")
    assert item["URL"] == f"http://localhost:8000/de{FIRST}"


def test_the_page_names_its_picture_with_size_and_words(shared: Claim, client: Client) -> None:
    for prefix in ("", "/de"):
        words = " ".join(client.get(prefix + PAGE).text.split())
        assert f'<meta property="og:image" content="http://localhost:8000{prefix}{FIRST}card.png">' in words
        assert '<meta property="og:image:width" content="1200">' in words
        assert '<meta property="og:image:height" content="630">' in words
        assert '<meta property="og:image:alt" content="Courier: ' in words
        assert '<meta name="twitter:card" content="summary_large_image">' in words


def test_a_page_as_of_a_date_has_none(shared: Claim, client: Client) -> None:
    assert "og:image" not in client.get(PAGE, {"as_of": "2018-08-06"}).text


def test_a_picture_is_drawn_once_for_whoever_keeps_it(
    shared: Claim, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = client.get(f"{FIRST}card.png")
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response.content.startswith(b"\x89PNG")
    monkeypatch.delattr("claims.pages.views.images.drawn")
    assert client.get(f"{FIRST}card.png", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_picture_lives_no_longer_than_what_it_says(publish: Publish, client: Client, clock: Any) -> None:
    claim = make_case((None,), slug="shared")
    RequestFactory(claim=claim, deadline={"value": "2018-08-08T13:00Z"})
    publish(claim=claim)
    response = client.get(f"{FIRST}card.png")
    assert response["Cache-Control"] == "public, max-age=3600"
    clock.shift(2 * 3600)
    assert client.get(f"{FIRST}card.png", headers={"If-None-Match": response["ETag"]}).status_code == 200
