"""Pages for what went wrong: in the language of the address, and without a database."""

import re
from typing import Any

import pytest
from django.test import Client

from claims.models import AboutText, Publication
from claims.pages.views import about
from tests.pages.reading import links, text_of

PREFIXES = pytest.mark.parametrize("prefix", ["", "/de"], ids=["en", "de"])


@PREFIXES
def test_failure_has_a_page_without_a_database(prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError("database is away")

    monkeypatch.setattr(about, "answer", fail)
    monkeypatch.setattr(AboutText, "objects", AboutText.objects.none())
    answer = Client(raise_request_exception=False).get(f"{prefix}/about/method/")

    assert answer.status_code == 500
    assert answer["Content-Language"] == (prefix.strip("/") or "en")
    assert f"{prefix}/claims/" in links(answer)
    assert "database is away" not in text_of(answer)


@pytest.mark.parametrize("path", ["/api/v1/claims/", "/v1alpha1/claims:search?query=bank"])
def test_programs_get_a_failure_in_their_own_shape(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Publication, "objects", None)
    answer = Client(raise_request_exception=False).get(path)

    told = answer.json()
    assert (answer.status_code, told.get("status") or told["error"]["code"]) == (500, 500)
    assert "NoneType" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/nowhere/", "/receipts/"])
def test_title_bears_the_name_of_the_site(address: str, client: Client, settings: Any) -> None:
    settings.SITE_NAME = "Who Said"
    page = client.post(address, headers={"accept": "text/html"}).text
    assert re.search(r"<title>[^<]+ · Who Said</title>", page)
    assert "factcheck" not in page


@PREFIXES
def test_address_that_takes_nothing_says_so(prefix: str) -> None:
    browser = Client(enforce_csrf_checks=True)  # without a cookie, as readers are
    answer = browser.post(f"{prefix}/receipts/", headers={"accept": "text/html,*/*"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert f"{prefix}/receipts/" in links(answer)


def test_programs_are_told_by_the_status_alone(client: Client) -> None:
    assert client.post("/receipts/", headers={"accept": "*/*"}).content == b""


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/nowhere/", 404),
        ("get", "/claims/?standing=true", 400),
        ("post", "/receipts/", 405),
        ("post", "/suggest/", 403),
        ("get", "/claims/01a20dc1-8636-700b-b468-bd98f4fb2155/preview/", 302),
    ],
)
def test_pages_for_what_went_wrong_are_as_strict_as_others(
    client: Client, method: str, address: str, status: int
) -> None:
    answer = getattr(client, method)(address, headers={"accept": "text/html", "origin": "https://elsewhere.example"})
    assert answer.status_code == status
    assert "require-trusted-types-for 'script'" in answer["Content-Security-Policy"]


@PREFIXES
def test_form_sent_from_elsewhere_gets_a_page(prefix: str, client: Client) -> None:
    answer = client.post(f"{prefix}/suggest/", headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert f"{prefix}/" in links(answer)


@PREFIXES
def test_form_without_the_token_of_the_desk_gets_a_page(prefix: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"{prefix}/admin/login/")
    assert answer.status_code == 403
    assert f"{prefix}/" in links(answer)
    assert "DEBUG" not in text_of(answer)


@pytest.mark.django_db
def test_locked_account_gets_a_page(client: Client, settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = 1
    answer = client.post("/admin/login/", {"username": "ada", "password": "wrong"})
    assert answer.status_code == 429
    assert "Too many attempts" in text_of(answer)
