import gzip

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from factcheck.middleware import CompressionMiddleware, ContentSecurityPolicyMiddleware, PathLanguageMiddleware, policy


def say_language(request: HttpRequest) -> HttpResponse:
    return HttpResponse(translation.get_language() or "none")


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "en"), ("/de/", "de"), ("/de", "de"), ("/dense/", "en"), ("/en/", "en"), ("/fr/", "en"), ("/api/de/", "en")],
)
def test_the_language_is_the_first_part_of_the_path(rf: RequestFactory, path: str, language: str) -> None:
    response = PathLanguageMiddleware(say_language)(rf.get(path))
    assert response.content.decode() == language
    assert response["Content-Language"] == language


def test_neither_browser_nor_cookie_changes_the_language(rf: RequestFactory) -> None:
    request = rf.get("/claims/", headers={"accept-language": "de"})
    request.COOKIES["django_language"] = "de"
    response = PathLanguageMiddleware(say_language)(request)
    assert response.content == b"en"
    assert not response.has_header("Vary")


def test_the_language_ends_with_the_request(rf: RequestFactory) -> None:
    with translation.override("en"):
        PathLanguageMiddleware(say_language)(rf.get("/de/"))
        assert translation.get_language() == "en"


def test_a_policy_lists_its_directives() -> None:
    written = policy({"default-src": ["'none'"], "img-src": ["'self'", "data:"]})
    assert written == "default-src 'none'; img-src 'self' data:"


def test_every_answer_allows_only_what_the_site_itself_serves(rf: RequestFactory) -> None:
    response = ContentSecurityPolicyMiddleware(say_language)(rf.get("/"))
    sent = response["Content-Security-Policy"]
    assert "default-src 'none'" in sent
    assert "frame-ancestors 'none'" in sent
    assert "unsafe" not in sent


def test_the_policy_of_a_view_stays(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'self'"})

    response = ContentSecurityPolicyMiddleware(view)(rf.get("/"))
    assert response["Content-Security-Policy"] == "default-src 'self'"


LONG = b"The WSJ reported: Facebook asked banks. " * 50


def answer(rf: RequestFactory, headers: dict[str, str], content: bytes = LONG, status: int = 200) -> HttpResponse:
    """What a browser gets where a view answers like this."""
    view = CompressionMiddleware(
        lambda request: HttpResponse(content, status=status, headers={"ETag": '"1"', **headers})
    )
    response = view(rf.get("/", headers={"accept-encoding": "gzip, br"}))
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/html; charset=utf-8"},
        {"Content-Type": "application/json", "Cache-Control": "public, max-age=60"},
        {"Content-Type": "application/atom+xml; charset=utf-8", "Cache-Control": "public, max-age=60"},
    ],
    ids=["page", "public data", "feed"],
)
def test_what_everybody_may_read_is_compressed(rf: RequestFactory, headers: dict[str, str]) -> None:
    response = answer(rf, headers)
    assert gzip.decompress(response.content) == LONG
    assert (response["ETag"], response["Vary"]) == ('W/"1"', "Accept-Encoding")


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json", "Cache-Control": "private, no-store"},
        {"Content-Type": "image/png", "Cache-Control": "public, max-age=60"},
    ],
    ids=["desk", "picture"],
)
def test_the_tag_of_a_working_record_stays_strong(rf: RequestFactory, headers: dict[str, str]) -> None:
    response = answer(rf, headers)
    assert response.content == LONG
    assert response["ETag"] == '"1"'


def test_an_answer_that_nothing_changed_varies_as_the_first_did(rf: RequestFactory) -> None:
    response = answer(rf, {"Cache-Control": "public, max-age=60"}, b"", 304)
    assert response["Vary"] == "Accept-Encoding"


def test_what_was_sent_without_the_last_slash_is_not_read_instead(client: Client) -> None:
    answer = client.post("/api/v1/desk/claims?a=1", b"{}", content_type="application/json")
    assert (answer.status_code, answer["Location"]) == (308, "/api/v1/desk/claims/?a=1")
