"""Working rows → dossier: what it holds, what it leaves out, in a constant number of queries."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.dossier.build import build
from claims.models import Citation, Claim, DeskSettings, Party, Point, Source, User
from tests.actions import desk
from tests.actions.rich_case import COPY, NESTED, PRIVATE_NAME, Json, cited, rich_case
from tests.dossiers import an_id
from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    ClaimPartyFactory,
    EventFactory,
    HedgeFactory,
    PartyAliasFactory,
    PassageFactory,
    PointFactory,
    RatingScaleFactory,
    RelationFactory,
    RequestExtensionFactory,
    ResponseFactory,
    SnapshotFactory,
    StanceFactory,
    TopicFactory,
    make_case,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(editor: User) -> Claim:
    return desk.loaded(by=editor)


def public(claim: Claim) -> Json:
    return build(claim.pk).as_json()


def case_with(count: int) -> Claim:
    """So many of everything."""
    claim = make_case([None])
    for number in range(count):
        citation = CitationFactory(claim=claim)
        source = citation.source
        citation.snapshot, citation.start, citation.end = SnapshotFactory(source=source), 1, 2
        citation.save()
        source.relays.add(CitationFactory(claim=claim).source)
        point = PointFactory(claim=claim)
        response = ResponseFactory(claim=claim)
        passage, stance = PassageFactory(response=response), StanceFactory(response=response, point=point, words="nein")
        hedge = HedgeFactory(stance=stance, citation=citation)
        request = RequestExtensionFactory(request__claim=claim).request
        request.points.add(point)
        event = EventFactory(claim=claim)
        assessment = AssessmentFactory(claim=claim, scale=RatingScaleFactory(owner=ClaimPartyFactory().party))
        assessment.points.add(point)
        topic = TopicFactory()
        claim.topics.add(topic)
        involved = ClaimPartyFactory(claim=claim, role="named", unasked_reason="Why.")
        involved.party.affiliation = PartyAliasFactory().party
        involved.party.save()
        RelationFactory(claim=claim)
        for part in (point, passage, stance, event, assessment):
            part.citations.add(citation)
        for part in (source, point, response, passage, stance, hedge, request, event, topic, involved):
            translate(part)
        if not number:
            translate(claim)
    return claim


def queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


@pytest.mark.parametrize("all_words", [False, True])
def test_number_of_queries_is_the_same_for_one_and_ten_of_everything(all_words: bool) -> None:
    small, large = case_with(1), case_with(10)
    counts = [queries(partial(build, claim.pk, all_words=all_words)) for claim in (small, large)]
    assert counts[0] == counts[1] < 60


class TestWords:
    def test_passages_stances_and_hedges_carry_words(self, claim: Claim) -> None:
        response = public(claim)["responses"][0]
        stance = next(each for each in response["stances"] if "words" in each)
        assert (response["passages"][0]["text"], stance["words"], stance["hedges"][0]["words"]) == (
            NESTED,
            "nie",
            "nie",
        )

    def test_citation_of_an_answer_carries_its_quote_without_surroundings(self, claim: Claim) -> None:
        quotes = {each["id"]: each.get("quote") for each in public(claim)["citations"]}
        assert quotes[cited("words")[0]] == {
            "exact": NESTED,
            "language": "de",
            "translated_from": "en",
            "position": {"start": 10, "end": 90, "snapshot": COPY},
        }

    @pytest.mark.parametrize("word", ["origin", "observed"])
    def test_other_citations_carry_the_place_alone(self, word: str, claim: Claim) -> None:
        quotes = {each["id"]: each["quote"] for each in public(claim)["citations"] if "quote" in each}
        assert not quotes[cited(word)[0]].keys() & {"exact", "prefix", "suffix"}

    def test_source_is_not_republished_through_its_quotes(self, claim: Claim) -> None:
        Citation.objects.filter(pk=cited("origin")[0]).update(exact="Words of the claim alone.")
        assert "Words of the claim alone." not in json.dumps(public(claim))
        assert "Words of the claim alone." in json.dumps(build(claim.pk, all_words=True).as_json())


class TestLeftOut:
    def test_unused_citation_and_untaken_snapshot_stay_at_the_desk(self, claim: Claim) -> None:
        SnapshotFactory(source=Source.objects.get(slug="report"))
        document = public(claim)
        assert cited("unused")[0] not in {each["id"] for each in document["citations"]}
        assert [len(each["snapshots"]) for each in document["sources"] if each["slug"] == "report"] == [2]

    def test_removed_part_goes_with_what_hangs_on_it(self, claim: Claim) -> None:
        Point.objects.filter(pk=an_id("point", 1)).update(is_removed=True)
        document = public(claim)
        assert all(stance["point"] != an_id("point", 1) for each in document["responses"] for stance in each["stances"])
        asked = next(each for each in document["requests"] if each["id"] == an_id("request", 1))
        assert asked["points"] == [an_id("point", 3)]
        assert document["assessments"][0]["points"] == []

    def test_request_about_removed_points_alone_is_left_out(self, claim: Claim) -> None:
        """Without points it would seem to ask about all."""
        Point.objects.filter(order__in=(1, 3)).update(is_removed=True)
        assert [each["id"] for each in public(claim)["requests"]] == [an_id("request", 2)]

    def test_removed_citation_leaves_no_reference(self, claim: Claim) -> None:
        Citation.objects.filter(pk__in=cited("words", "origin", "observed")).update(is_removed=True)
        text = json.dumps(public(claim))
        assert not any(each in text for each in cited("words", "origin", "observed"))
        assert '"citation"' not in text

    def test_removed_rows_of_every_kind_are_left_out(self, claim: Claim) -> None:
        for name in ("events", "assessments", "relations"):
            getattr(claim, name).update(is_removed=True)
            assert public(claim)[name] == []

    def test_absent_members_are_absent(self) -> None:
        document = public(make_case([None], made_at=None))
        assert not {"scope_note", "made_at", "licence", "url", "revision", "standing"} & document.keys()

    def test_slug_of_a_related_claim_is_left_to_the_surfaces(self, claim: Claim) -> None:
        RelationFactory(claim=claim)
        assert all("slug" not in each for each in public(claim)["relations"])


class TestHeld:
    def test_sources_relayed_at_any_depth_are_held(self) -> None:
        claim = make_case([None])
        source = claim.citations.get().source
        for word in ("relayed", "relayed-by-the-relayed"):
            relayed = Source.objects.create(slug=word, title=word, language="de")
            source.relays.add(relayed)
            source = relayed
        source.relays.add(claim.citations.get().source)  # a circle comes to an end
        assert {each["slug"] for each in public(claim)["sources"]} >= {"relayed", "relayed-by-the-relayed"}

    def test_affiliations_at_any_depth_are_held(self) -> None:
        claim = make_case([None])
        group, holding = (
            Party.objects.create(slug="group", name="G", kind="organisation"),
            Party.objects.create(slug="holding", name="H", kind="organisation"),
        )
        Party.objects.filter(pk=group.pk).update(affiliation=holding)
        Party.objects.filter(claims_made=claim).update(affiliation=group)
        assert {each.get("slug") for each in public(claim)["parties"]} >= {"group", "holding"}

    def test_licence_of_the_desk_is_told(self) -> None:
        DeskSettings.objects.update(licence="CC BY 4.0")
        assert public(make_case())["licence"] == "CC BY 4.0"

    def test_private_person_has_label_and_no_name(self, claim: Claim) -> None:
        clerk = next(each for each in public(claim)["parties"] if each["id"] == an_id("clerk"))
        assert (clerk["name"], clerk["aliases"], clerk["same_as"], clerk["private"]) == ("a bank clerk", [], [], True)
        assert not {"slug", "short_name"} & clerk.keys()
        assert PRIVATE_NAME in json.dumps(build(claim.pk, all_words=True).as_json())

    def test_parts_come_in_a_defined_order(self, claim: Claim) -> None:
        document = public(claim)
        for name in ("parties", "sources", "citations", "topics", "requests", "assessments"):
            ids = [each["id"] for each in document[name]]
            assert ids == sorted(ids), name
        assert [each["order"] for each in document["points"]] == [1, 2, 3]

    def test_file_and_rows_say_the_same(self, claim: Claim) -> None:
        assert build(claim.pk, all_words=True).as_json() == rich_case()

    def test_unknown_claim_is_refused(self) -> None:
        with pytest.raises(Claim.DoesNotExist):
            build(UUID(an_id("nowhere")))
