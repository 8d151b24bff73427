"""What the list of claims offers beside its filters: highlights, facets, orders, and fewer members."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.api import documents
from claims.models import Claim, Publication, facets
from tests import factories
from tests.api.problems import named, refused
from tests.api.test_claim_list import LIST, slugs
from tests.api.test_paging import walked

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]


def marked(highlight: dict[str, Any]) -> str:
    return "".join(f"[{each['text']}]" if each["hit"] else each["text"] for each in highlight["fragments"])


class TestHighlights:
    def test_hits_stand_apart_in_their_text(self, anyone: APIClient, publish: Publish) -> None:
        publish(title="Courier: banks were asked", statement="The <b>bank</b> was asked & answered.")
        [shown] = anyone.get(f"{LIST}?q=bank").json()["results"]
        title, *_ = shown["highlights"]
        assert (title["field"], title["language"]) == ("title", "en")
        assert marked(title) == "Courier: [banks] were asked"
        jsonschema.validate(shown, documents.ListedClaim.model_json_schema())

    def test_text_with_some_of_the_words_is_shown(self, anyone: APIClient, publish: Publish) -> None:
        publish(title="Courier: lead in the water", statement="The council knew.")
        [shown] = anyone.get(f"{LIST}?q=council lead -gold").json()["results"]
        assert [marked(each) for each in shown["highlights"]] == [
            "Courier: [lead] in the water",
            "The [council] knew.",
        ]

    def test_long_text_is_cut_around_the_first_hit(self, anyone: APIClient, publish: Publish) -> None:
        publish(statement="word " * 100 + "lead " + "word " * 100)
        [shown] = anyone.get(f"{LIST}?q=lead").json()["results"]
        [passage] = shown["highlights"]
        assert marked(passage).startswith("… word")
        assert "[lead]" in marked(passage)
        assert marked(passage).endswith(" …")
        assert len(marked(passage)) < 260

    def test_german_words_are_found_in_their_forms(self, anyone: APIClient, publish: Publish) -> None:
        publish(language="de", title="Kurier: Die Banken wurden gefragt")
        [shown] = anyone.get(f"{LIST}?q=Bank").json()["results"]
        assert marked(shown["highlights"][0]) == "Kurier: Die [Banken] wurden gefragt"

    def test_names_have_no_language(self, anyone: APIClient, publish: Publish) -> None:
        publish(claimant=factories.PartyFactory(name="Sampletown Courier"))
        [shown] = anyone.get(f"{LIST}?q=Sampletown").json()["results"]
        assert [(each["field"], each["language"]) for each in shown["highlights"]] == [("party", None)]

    @pytest.mark.parametrize("query", ["?", "?language=en", "?q=bank&fields=id"])
    def test_without_words_or_wish_there_are_none(self, query: str, anyone: APIClient, publish: Publish) -> None:
        publish()
        assert "highlights" not in anyone.get(LIST + query).json()["results"][0]

    @pytest.mark.parametrize("words", ["'", "\\", '"', "a:*", "!!", "(", "%", "%s", "\x01", "-", "<->", "🙂", "\u202e"])
    def test_odd_characters_are_looked_for(self, words: str, anyone: APIClient, publish: Publish) -> None:
        publish()
        assert anyone.get(LIST, {"q": words}).status_code == 200


class TestFacets:
    def of(self, anyone: APIClient, query: str) -> dict[str, list[tuple[str | None, int]]]:
        document = anyone.get(f"{LIST}?{query}").json()
        jsonschema.validate(document["facets"], documents.FacetCounts.model_json_schema())
        by = document["facets"]["by"]
        return {name: [(each["value"], each["count"]) for each in facet["values"]] for name, facet in by.items()}

    def test_counts_of_every_facet(self, anyone: APIClient, publish: Publish) -> None:
        courier = factories.PartyFactory(slug="courier", kind="outlet")
        publish(factories.make_case(["denies"], claimant=courier))
        publish(factories.make_case(["denies", "denies"], claimant=courier, made_at=None, language="de"))
        case = factories.make_case(["confirms"], made_at={"value": "2017-05"})
        case.topics.add(factories.TopicFactory(slug="water"))
        case.citations.get().source.__class__.objects.filter(citations__claim=case).update(url="https://example.org/a")
        publish(case)
        counted = self.of(anyone, "facets=standing,stance,topic,language,party,source_domain,year")
        assert counted["standing"] == [("denied", 2), ("confirmed", 1)]
        assert counted["stance"] == [("denies", 2), ("confirms", 1)]
        assert counted["topic"] == [("water", 1)]
        assert counted["language"] == [("en", 2), ("de", 1)]
        assert counted["party"][0] == ("courier", 2)
        assert counted["source_domain"] == [("example.org", 1)]
        assert sorted(counted["year"], key=str) == [("2017", 1), ("2018", 1), (None, 1)]

    def test_they_count_what_the_filters_leave(self, anyone: APIClient, publish: Publish) -> None:
        publish(stances=["denies"]), publish(stances=["confirms"], language="de")
        assert self.of(anyone, "language=de&facets=standing") == {"standing": [("confirmed", 1)]}
        assert self.of(anyone, "as_of=2018-08-06&standing=not_yet_made&facets=standing")["standing"] == [
            ("not_yet_made", 2)
        ]

    def test_whoever_asks_for_a_value_finds_as_many(self, anyone: APIClient, publish: Publish) -> None:
        courier = factories.PartyFactory(slug="courier")
        for _ in range(2):
            publish(claimant=courier)
        for name in ("party", "standing", "stance", "language", "year"):
            for value, count in self.of(anyone, f"facets={name}")[name]:
                assert len(slugs(anyone.get(f"{LIST}?{name}={value}"))) == count

    def test_roles_are_those_of_the_party(self, anyone: APIClient, publish: Publish) -> None:
        courier = factories.PartyFactory(slug="courier", kind="outlet")
        for _ in range(2):
            publish(claimant=courier)
        by_role = dict(self.of(anyone, "party=courier&facets=role,standing")["role"])
        assert by_role["claimant"] == 2
        for role, count in by_role.items():
            assert len(slugs(anyone.get(f"{LIST}?party=courier&role={role}"))) == count

    def test_private_persons_are_no_value(self, anyone: APIClient, publish: Publish) -> None:
        clerk = factories.PartyFactory(slug="clerk", kind="person", is_private=True, public_label="a clerk")
        publish(claimant=clerk)
        assert "clerk" not in str(self.of(anyone, "facets=party"))

    def test_more_than_is_counted_is_said(
        self, anyone: APIClient, publish: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(), publish(language="de"), publish(language="fr")
        monkeypatch.setattr(facets, "MOST_COUNTED", 2)
        monkeypatch.setattr(facets, "MOST_VALUES", 1)
        counted = anyone.get(f"{LIST}?facets=language").json()["facets"]
        assert (counted["counted"], counted["is_capped"]) == (2, True)
        assert counted["by"]["language"] == {"values": [{"value": "de", "count": 1, "label": None}], "has_more": True}

    def test_queries_are_as_many_however_many_rows(self, anyone: APIClient, publish: Publish) -> None:
        for rows in (1, 10):
            while Publication.objects.count() < rows:
                publish()
            with CaptureQueriesContext(connection) as queries:
                self.of(anyone, "facets=standing,stance,topic,language,party,source_domain,year")
            assert len(queries) == 10


class TestOrders:
    @pytest.fixture
    def made(self, publish: Publish) -> list[str]:
        """Of 2016, of unknown time, of 2018, of 2017; published in this order, the first one once more."""
        times = [{"value": "2016"}, None, {"value": "2018-03"}, {"value": "2017-05-06T10:00Z"}]
        claims = [publish(made_at=time) for time in times]
        Claim.objects.filter(pk=claims[0].pk).update(title="Courier: corrected")
        publish(Claim.objects.get(pk=claims[0].pk), kind="correction", note="The title.")
        return [claim.slug for claim in claims]

    @pytest.mark.parametrize(
        ("order", "places"),
        [("", "0321"), ("-updated", "0321"), ("updated", "1230"), ("-published", "3210"), ("published", "0123"),
         ("-made", "2301"), ("made", "1032")],
    )  # fmt: skip
    def test_each_order_and_its_pages(self, order: str, places: str, anyone: APIClient, made: list[str]) -> None:
        query = f"{LIST}?order={order}" if order else f"{LIST}?"
        expected = [made[int(place)] for place in places]
        assert slugs(anyone.get(query)) == expected
        assert walked(anyone, f"{query}&limit=1") == expected

    def test_most_answered_first(self, anyone: APIClient, publish: Publish) -> None:
        asked = factories.make_case([None])
        factories.RequestFactory(claim=asked)
        once, never = publish(stances=["denies"]).slug, publish(asked).slug
        assert walked(anyone, f"{LIST}?order=-answers&limit=1") == [once, never]
        assert walked(anyone, f"{LIST}?order=answers&limit=1") == [never, once]

    def test_pages_lead_back(self, anyone: APIClient, made: list[str]) -> None:
        first = anyone.get(f"{LIST}?order=-made&limit=2")
        second = anyone.get(first.json()["next"])
        assert slugs(anyone.get(second.json()["previous"])) == slugs(first)

    def test_most_relevant_first(self, anyone: APIClient, publish: Publish) -> None:
        in_title = publish(title="Courier: lead, lead and lead in the water").slug
        often = publish(statement="They said lead twice: lead.").slug
        publish()
        expected = [in_title, often]
        assert slugs(anyone.get(f"{LIST}?q=lead&order=relevance")) == expected
        assert walked(anyone, f"{LIST}?q=lead&order=relevance&limit=1") == expected

    def test_equally_relevant_ones_are_neither_left_out_nor_repeated(self, anyone: APIClient, publish: Publish) -> None:
        made = {publish(title="Courier: lead in the water").slug for _ in range(5)}
        found = walked(anyone, f"{LIST}?q=lead&order=relevance&limit=2")
        assert len(found) == 5
        assert set(found) == made

    def test_cursor_holds_for_its_order_alone(self, anyone: APIClient, made: list[str]) -> None:
        following = anyone.get(f"{LIST}?order=made&limit=1").json()["next"]
        for other in ("published", "-made"):
            problem = refused(anyone.get(following.replace("order=made", f"order={other}")), 400)
            assert named(problem) == {"cursor"}


class TestFields:
    def test_only_the_members_asked_for(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish()
        [shown] = anyone.get(f"{LIST}?fields=slug,standing.status,revision").json()["results"]
        assert (shown["slug"], shown["standing"]) == (claim.slug, {"status": "denied"})
        assert set(shown) == {"slug", "standing", "revision"}
        assert set(shown["revision"]) == {"number", "published_at"}

    def test_of_a_dossier_too_and_within_its_lists(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish(stances=["denies", None])
        document = anyone.get(f"{LIST}{claim.slug}/?fields=schema,points.text,points.standing.status").json()
        assert document["schema"] == "dossier/1"
        assert [set(point) for point in document["points"]] == [{"text", "standing"}] * 2
        assert set(document) == {"schema", "points"}

    def test_whole_wins_over_part(self, anyone: APIClient, publish: Publish) -> None:
        publish()
        for query in ("standing,standing.status", "standing.status,standing"):
            [shown] = anyone.get(f"{LIST}?fields={query}").json()["results"]
            assert set(shown["standing"]) == {"status", "coverage"}

    @pytest.mark.parametrize("member", ["colour", "standing.colour", "id.x", ".", "", "a\x00b"])
    def test_unknown_member_is_refused(self, member: str, anyone: APIClient, publish: Publish) -> None:
        for address in (LIST, f"{LIST}{publish().slug}/", "/api/v1/points/", "/api/v1/parties/"):
            assert named(refused(anyone.get(address, {"fields": f"id,{member}"}), 400)) == {"fields"}

    def test_they_may_change_from_page_to_page(self, anyone: APIClient, publish: Publish) -> None:
        made = [publish().slug for _ in range(2)]
        following = anyone.get(f"{LIST}?limit=1&fields=id").json()["next"]
        assert slugs(anyone.get(following.replace("fields=id", "fields=slug"))) == [made[0]]


def test_every_tag_is_of_its_own_list(anyone: APIClient, publish: Publish) -> None:
    publish()
    tags = [
        anyone.get(address)["ETag"] for address in (LIST, f"{LIST}?limit=1", "/api/v1/points/", f"{LIST}?order=made")
    ]
    assert all(one != other for one, other in pairwise(sorted(tags)))
