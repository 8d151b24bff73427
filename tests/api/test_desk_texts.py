"""Texts of sources, quotes and look-ups over the network; and what readers would see differently."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Citation, Claim, Snapshot, Source, User
from tests import factories
from tests.admin.workspaces import TEXT
from tests.api.conftest import Client
from tests.api.problems import named, refused
from tests.api.test_desk_together import DESK, UNKNOWN, send
from tests.api.test_tokens import Limited, limited

pytestmark = pytest.mark.django_db
__all__ = ["limited"]
SENTENCE = "The bank said: “That is not true.” It asked again. The bank said nothing."


@pytest.fixture
def source() -> Source:
    """Known, and not held."""
    return factories.SourceFactory(is_held=False, language="en")


@pytest.fixture
def held(at_desk: APIClient, source: Source) -> Source:
    assert send(at_desk, f"sources/{source.pk}/text/", {"text": SENTENCE}, "put").status_code == 200
    return source


class TestText:
    def test_kept_and_read(self, at_desk: APIClient, source: Source) -> None:
        path = f"sources/{source.pk}/text/"
        before = at_desk.get(DESK + path)
        assert before.json() == {"text": ""}
        kept = send(at_desk, path, {"text": SENTENCE}, "put", **{"If-Match": before["ETag"]})
        assert at_desk.get(DESK + path).json() == kept.json() == {"text": SENTENCE}
        assert at_desk.get(f"{DESK}sources/{source.pk}/").json()["is_held"] is True
        refused(send(at_desk, path, {"text": "Other."}, "put", **{"If-Match": before["ETag"]}), 412)

    def test_same_again_is_the_same_snapshot(self, at_desk: APIClient, held: Source) -> None:
        send(at_desk, f"sources/{held.pk}/text/", {"text": SENTENCE}, "put")
        assert Snapshot.objects.count() == 1

    @pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": ["x"]}, {"text": "  "}])
    def test_it_needs_words(self, at_desk: APIClient, source: Source, body: Any) -> None:
        assert named(refused(send(at_desk, f"sources/{source.pk}/text/", body, "put"), 400)) == {"text"}


class TestFinding:
    def test_place(self, at_desk: APIClient, held: Source) -> None:
        found = send(at_desk, f"sources/{held.pk}/find/", {"quote": "That is not  true."}).json()
        [place] = found["places"]
        assert SENTENCE[place["start"] : place["end"]] == place["exact"] == "That is not true."
        assert found["nearest"] is None

    def test_every_place(self, at_desk: APIClient, held: Source) -> None:
        assert len(send(at_desk, f"sources/{held.pk}/find/", {"quote": "The bank said"}).json()["places"]) == 2

    def test_nearest_passage(self, at_desk: APIClient, held: Source) -> None:
        found = send(at_desk, f"sources/{held.pk}/find/", {"quote": "That is not right at all"}).json()
        assert found["places"] == []
        assert "That is not" in found["nearest"]["exact"]

    def test_reading_is_enough(self, limited: Limited, held: Source) -> None:
        assert send(limited("read"), f"sources/{held.pk}/find/", {"quote": "true"}).status_code == 200
        refused(send(limited("write"), f"sources/{held.pk}/find/", {"quote": "true"}), 403, "scope-missing")

    def test_source_that_is_not_held(self, at_desk: APIClient, source: Source) -> None:
        problem = refused(send(at_desk, f"sources/{source.pk}/find/", {"quote": "x"}), 400)
        assert "PUT" in problem["detail"]

    @pytest.mark.parametrize(
        "body", [{}, {"quote": ""}, {"quote": []}, {"quote": "x" * 20_001}, {"quote": "x", "a": 1}]
    )
    def test_bad_input(self, at_desk: APIClient, held: Source, body: Any) -> None:
        refused(send(at_desk, f"sources/{held.pk}/find/", body), 400)


class TestCiting:
    def test_words_become_a_citation_with_their_place(self, at_desk: APIClient, held: Source) -> None:
        claim = factories.ClaimFactory(language="en")
        body = {"source": str(held.pk), "quote": "That is not true.", "voices": ["The bank"]}
        made = send(at_desk, f"claims/{claim.pk}/quotes/", body)
        assert made.status_code == 201, made.content
        assert (made.json()["exact"], made.json()["anchor"]) == ("That is not true.", "exact")
        assert at_desk.get(made["Location"]).json() == made.json()
        assert send(at_desk, f"claims/{claim.pk}/quotes/", body).json()["id"] == made.json()["id"]

    def test_words_at_two_places_need_one(self, at_desk: APIClient, held: Source) -> None:
        claim = factories.ClaimFactory()
        body = {"source": str(held.pk), "quote": "The bank said"}
        refused(send(at_desk, f"claims/{claim.pk}/quotes/", body), 400)
        start = SENTENCE.rindex("The bank said")
        chosen = body | {"start": start, "end": start + len(body["quote"])}
        assert send(at_desk, f"claims/{claim.pk}/quotes/", chosen).json()["start"] == start

    @pytest.mark.parametrize(
        ("member", "value"),
        [("source", UNKNOWN), ("source", 1), ("quote", "Never said."), ("role", "x"), ("voices", "x"), ("start", -1)],
    )
    def test_bad_input(self, at_desk: APIClient, held: Source, member: str, value: Any) -> None:
        body = {"source": str(held.pk), "quote": "That is not true.", member: value}
        problem = refused(send(at_desk, f"claims/{factories.ClaimFactory().pk}/quotes/", body), 400)
        assert named(problem) == {member}
        assert not Citation.objects.exists()

    def test_contributor_and_the_case_of_others(self, client_of: Client, contributor: User, held: Source) -> None:
        body = {"source": str(held.pk), "quote": "That is not true."}
        refused(send(client_of(contributor), f"claims/{factories.ClaimFactory().pk}/quotes/", body), 403)


class TestStarting:
    def test_article_becomes_a_draft(self, at_desk: APIClient) -> None:
        body = {"text": TEXT, "language": "de", "published_at": {"value": "2018-08-07"}}
        made = send(at_desk, "cases/", body)
        assert (made.status_code, made.json()["stage"]) == (201, "draft")
        assert at_desk.get(made["Location"]).json() == made.json()
        assert Source.objects.get().snapshots.get().text == TEXT.strip()

    @pytest.mark.parametrize(
        ("member", "value"), [("text", ""), ("language", "German"), ("published_at", "2018"), ("colour", "red")]
    )
    def test_bad_input(self, at_desk: APIClient, member: str, value: Any) -> None:
        problem = refused(send(at_desk, "cases/", {"text": TEXT, "language": "de", member: value}), 400)
        assert named(problem) == {member}
        assert not Claim.objects.exists()


class TestLookups:
    @pytest.mark.parametrize("kind", ["parties", "sources", "topics", "claims"])
    def test_by_name(self, at_desk: APIClient, kind: str) -> None:
        makes: dict[str, Callable[[], Any]] = {
            "parties": lambda: factories.PartyFactory(name="Müller Bank"),
            "sources": lambda: factories.SourceFactory(title="Müller Bank"),
            "topics": lambda: factories.TopicFactory(name="Müller Bank"),
            "claims": lambda: factories.ClaimFactory(title="Müller Bank"),
        }
        record = makes[kind]()
        [found] = at_desk.get(f"{DESK}lookups/{kind}/?q=muller").json()["results"]
        assert found == {"id": str(record.pk), "slug": record.slug, "name": "Müller Bank"}

    def test_source_by_address(self, at_desk: APIClient) -> None:
        source = factories.SourceFactory(url="https://example.com/a")
        found = at_desk.get(f"{DESK}lookups/sources/", {"url": "http://example.com/a/?utm_source=x"}).json()
        assert [each["id"] for each in found["results"]] == [str(source.pk)]
        assert at_desk.get(f"{DESK}lookups/sources/", {"url": "x" * 5000}).json() == {"results": []}

    def test_claim_that_may_be_the_same(self, at_desk: APIClient) -> None:
        claim = factories.ClaimFactory(title="Facebook asked large banks for data on their customers")
        query = {"title": "Facebook asked large US banks for data on customers"}
        [found] = at_desk.get(f"{DESK}lookups/similar/", query).json()["results"]
        assert (found["id"], found["stage"], found["standing"]) == (str(claim.pk), "draft", "")
        assert at_desk.get(f"{DESK}lookups/similar/", query | {"besides": str(claim.pk)}).json() == {"results": []}

    @pytest.mark.parametrize(
        ("path", "name"),
        [("parties/", "q"), ("sources/?limit=5", "q"), ("similar/", "title"), ("topics/?q=x&limit=51", "limit"),
         ("claims/?q=%00", "q"), ("parties/?q=x&q=y", "q"), ("similar/?title=x&besides=1", "besides")],
    )  # fmt: skip
    def test_bad_input(self, at_desk: APIClient, path: str, name: str) -> None:
        assert named(refused(at_desk.get(f"{DESK}lookups/{path}"), 400, "invalid-parameter")) == {name}


class TestPending:
    def test_what_changed_since_the_revision(self, at_desk: APIClient, publish: Any) -> None:
        claim = publish()
        path = f"{DESK}claims/{claim.pk}/changes/"
        assert at_desk.get(path).json() == {"revision": 1, "is_pending": False, "differences": []}
        send(at_desk, f"claims/{claim.pk}/", {"title": "Courier: another title"}, "patch")
        shown = at_desk.get(path)
        [found] = shown.json()["differences"]
        assert (found["of"], found["kind"]) == ("claim", "changed")
        assert "Courier: another title" in [each["after"] for each in found["changes"]]
        assert shown["ETag"] == at_desk.get(f"{DESK}claims/{claim.pk}/dossier/")["ETag"]

    def test_first_publication_is_all_new(self, at_desk: APIClient) -> None:
        shown = at_desk.get(f"{DESK}claims/{factories.make_case().pk}/changes/").json()
        assert (shown["revision"], shown["is_pending"]) == (None, True)
        assert {each["kind"] for each in shown["differences"]} == {"added"}
