"""Readers write to the desk, without an account and without a cookie; what is refused keeps its words."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import publishing
from claims.models import Message, User
from claims.pages.messages import gate
from claims.vocabulary import MessageKind
from tests.factories import make_case
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db
WORDS = "Acme denied it on Tuesday."
PREFIXES = pytest.mark.parametrize("prefix", ["", "/de"], ids=["en", "de"])
Send = Callable[..., Any]


@pytest.fixture
def send(client: Client, clock: Any) -> Send:
    """Opens a form, fills it in for ten seconds, and sends it."""

    def run(path: str, headers: Any = None, **fields: Any) -> Any:
        token = token_of(client.get(path))
        clock.shift(10)
        return client.post(path, {"token": token, "words": WORDS, **fields}, headers=headers or {})

    return run


def token_of(page: Any) -> str:
    found = re.search(r'name="token"\s+value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def path_of(kind: str, slug: str = "the-claim") -> str:
    names = {"error": "claim-report", "reply": "claim-reply", "suggestion": "suggest-claim"}
    return reverse(names[kind], kwargs={} if kind == "suggestion" else {"slug": slug})


@pytest.fixture
def published(publish: Any) -> Any:
    return publish(("denies", None), slug="the-claim")


@PREFIXES
@pytest.mark.parametrize("kind", MessageKind.values)
def test_each_form_is_sent_and_shows_its_receipt(
    kind: str, prefix: str, published: Any, send: Send, client: Client
) -> None:
    answer = send(prefix + path_of(kind), on_behalf_of="Acme", contact="ada@example.org", name="Ada Brandt")

    message = Message.objects.get()
    assert (message.kind, message.words, message.language) == (kind, WORDS, prefix.strip("/") or "en")
    assert message.claim == (None if kind == "suggestion" else published)
    assert (answer.status_code, answer["Location"]) == (303, f"{prefix}/receipts/?number={message.receipt}")
    receipt = client.get(answer["Location"])
    assert message.receipt in text_of(receipt)
    assert WORDS not in text_of(receipt)
    assert "Ada" not in text_of(receipt)


def test_points_are_chosen_by_their_text(published: Any, send: Send, client: Client) -> None:
    first, second = published.points.order_by("order")
    assert f"reported: {first.text}" in text_of(client.get(path_of("error")))
    assert first.text in text_of(client.get(path_of("error")))
    send(path_of("error"), points=[str(second.pk)])
    assert [*Message.objects.get().points.all()] == [second]


@pytest.mark.parametrize("kind", MessageKind.values)
def test_no_form_sets_a_cookie_or_is_stored(kind: str, published: Any, send: Send, client: Client) -> None:
    for answer in (client.get(path_of(kind)), send(path_of(kind), words=""), send(path_of(kind), on_behalf_of="Acme")):
        assert not answer.cookies
        assert answer.status_code == 303 or "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in client.get(path_of(kind)).content.decode()


def test_page_of_the_claim_leads_to_its_forms(published: Any, client: Client) -> None:
    assert {path_of("error"), path_of("reply"), path_of("suggestion"), "/receipts/"} <= set(
        links(client.get("/claims/the-claim/"))
    )


# --- What is wrong -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": "  "}, "Write what the desk should know."),
        ({"words": "a" * 100_000}, "at most 5000 characters (it has 100000)"),
        ({"words": f"{WORDS}\x00"}, "Character U+0000 at position 27 cannot be stored."),
        ({"words": f"{WORDS}\u202e"}, "Character U+202E at position 27 reverses the order"),
        ({"words": "https://a.example " * 6}, "At most 5 links."),
        ({"url": "javascript:alert(1)"}, "Enter a web address such as"),
        ({"on_behalf_of": ""}, "Say on whose behalf the reply is."),
        ({"name": "a" * 301}, "at most 300 characters"),
        ({"contact": "a\u2066b"}, "Character U+2066 at position 2"),
        ({"points": ["no id"]}, "Select a valid choice."),
    ],
    ids=["blank", "long", "NUL", "backwards", "links", "address", "party", "name", "contact", "points"],
)
def test_mistake_is_named_at_its_field_and_the_rest_kept(fields: Any, said: str, published: Any, send: Send) -> None:
    answer = send(path_of("reply"), **{"on_behalf_of": "Acme & Sons", "role": "counsel", **fields})

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'value="counsel"' in answer.content.decode()
    assert ("Acme &amp; Sons" in answer.content.decode()) == ("on_behalf_of" not in fields)
    assert not Message.objects.exists()


def test_mistake_is_mended_with_the_same_form_at_once(published: Any, send: Send, client: Client) -> None:
    refused = send(path_of("error"), words="")
    assert client.post(path_of("error"), {"token": token_of(refused), "words": WORDS}).status_code == 303


@pytest.mark.parametrize("seconds", [1, 2 * 3600 + 1], ids=["at once", "too late"])
def test_form_has_its_time(seconds: int, client: Client, clock: Any) -> None:
    token = token_of(client.get("/suggest/"))
    clock.shift(seconds)
    refused = client.post("/suggest/", {"token": token, "words": WORDS})
    assert (refused.status_code, Message.objects.count()) == (422, 0)
    assert WORDS in refused.content.decode()

    clock.shift(10)
    assert client.post("/suggest/", {"token": token_of(refused), "words": WORDS}).status_code == 303


@pytest.mark.parametrize(
    "token",
    ["", "x", "x" * 10_000, gate.issue("error"), gate.issue("suggestion") + "x", "W10:a:\x00"],
    ids=["none", "forged", "long", "of another form", "altered", "NUL"],
)
def test_token_is_of_this_site_and_this_form(token: str, client: Client) -> None:
    refused = client.post("/suggest/", {"token": token, "words": WORDS})
    assert (refused.status_code, Message.objects.count()) == (422, 0)
    assert WORDS in refused.content.decode()


def test_form_makes_one_message_however_often_it_is_sent(client: Client, clock: Any) -> None:
    sent = {"token": token_of(client.get("/suggest/")), "words": WORDS}
    clock.shift(10)
    assert client.post("/suggest/", sent)["Location"] == client.post("/suggest/", sent)["Location"]

    other = client.post("/suggest/", sent | {"words": "Another claim."})
    assert Message.objects.get().receipt in text_of(other)
    assert "Another claim." in other.content.decode()
    clock.shift(10)
    assert client.post("/suggest/", sent | {"words": "Another claim.", "token": token_of(other)}).status_code == 303
    assert Message.objects.count() == 2


def test_field_that_nobody_sees_catches_programs(send: Send) -> None:
    refused = send("/suggest/", homepage="https://spam.example/")
    assert (refused.status_code, Message.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://testserver"}, 303),
        ({"origin": "http://localhost:8000"}, 303),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
    ids=["this host", "this site", "same origin", "another", "hidden", "cross-site"],
)
def test_pages_of_others_send_nothing(headers: Any, status: int, send: Send) -> None:
    assert send("/suggest/", headers=headers).status_code == status
    assert Message.objects.exists() == (status == 303)


def test_network_that_sends_much_waits_an_hour(send: Send, settings: Any) -> None:
    settings.MESSAGES_PER_HOUR = 1
    send("/suggest/")
    refused = send("/suggest/", words="One more.")
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert "One more." in refused.content.decode()


# --- Addresses -----------------------------------------------------------------------------------------------------------


def test_there_is_no_form_for_what_was_never_published(client: Client) -> None:
    make_case(slug="a-draft")
    for kind in ("error", "reply"):
        assert client.get(path_of(kind, "a-draft")).status_code == 404
        assert client.post(path_of(kind, "a-draft")).status_code == 404


def test_withdrawn_claim_can_be_written_about(published: Any, publisher: User, send: Send, client: Client) -> None:
    publishing.withdraw(by=publisher, claim_id=published.pk, reason="A mistake.", hide_revisions=True)
    assert published.title not in text_of(client.get(path_of("error")))
    assert send(path_of("error")).status_code == 303


def test_old_slug_leads_to_the_form_of_the_new_one(published: Any, publish: Any, client: Client) -> None:
    published.slug = "the-new-name"
    published.save()
    publish(claim=published, kind="update", note="Renamed.")
    answer = client.post(path_of("error"))
    assert (answer.status_code, answer["Location"]) == (308, path_of("error", "the-new-name"))


def test_form_is_deleted_by_nobody(client: Client) -> None:
    assert client.delete("/suggest/").status_code == 405
    assert client.post("/receipts/").status_code == 405


def test_case_costs_the_same_for_few_points_and_many(
    publish: Any, client: Client, django_assert_num_queries: Any
) -> None:
    for number, points in enumerate([1, 10]):
        publish(("denies",) * points, slug=f"case-{number}")
        with django_assert_num_queries(1):
            client.get(path_of("reply", f"case-{number}"))
