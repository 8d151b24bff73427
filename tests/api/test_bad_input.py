"""Input that no rule of a case can bear, or that is no input at all: refused by name, never an error of ours."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.api.bodies import MOST_BYTES
from claims.models import Claim, Party, Response
from tests import factories
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
DESK = "/api/v1/desk/"
UNKNOWN = "0198c0de-0000-7000-8000-000000000000"


class TestBodies:
    @pytest.mark.parametrize(
        "body",
        [
            b" ",
            b"{",
            b'{"title": }',
            b"[]",
            b'"text"',
            b"null",
            b"7",
            b"{'title': 1}",
            b'{"title": NaN}',
            b'{"title": Infinity}',
            b'{"title": "a", "title": "b"}',
            b'{"title": "\xff"}',
            b"[" * 100_000,
            b'{"a":' * 100_000,
            b'{"a": ' + b"9" * 5000 + b"}",
            '{"title": "a"}'.encode("utf-16"),
        ],
        ids=lambda body: repr(body[:20]),
    )
    def test_no_json_object(self, at_desk: APIClient, body: bytes) -> None:
        response = at_desk.post(f"{DESK}claims/", body, content_type="application/json")
        refused(response, 400, "invalid-request")

    @pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"])
    def test_other_media_types(self, at_desk: APIClient, kind: str) -> None:
        refused(at_desk.post(f"{DESK}claims/", b"a=b", content_type=kind), 415, "unsupported-media-type")

    def test_too_large(self, at_desk: APIClient) -> None:
        body = b'{"title": "' + b"x" * MOST_BYTES + b'"}'
        refused(at_desk.post(f"{DESK}claims/", body, content_type="application/json"), 413, "too-large")

    @pytest.mark.parametrize("escape", ["\\u0000", "\\ud800", "\\udfff", "\\u001b", "\\u007f"])
    @pytest.mark.parametrize("member", ["statement", "slug", "scope_note", "claimant"])
    def test_characters_that_cannot_be_stored(self, at_desk: APIClient, escape: str, member: str) -> None:
        body = f'{{"{member}": "a{escape}b"}}'.encode()
        problem = refused(at_desk.post(f"{DESK}claims/", body, content_type="application/json"), 400, "invalid-record")
        assert member in named(problem)

    def test_such_characters_within_objects_and_names(self, at_desk: APIClient) -> None:
        body = b'{"made_at": {"stated": "a\\u0000"}, "topics": ["\\ud800"], "\\udc00": 1}'
        problem = refused(at_desk.post(f"{DESK}claims/", body, content_type="application/json"), 400)
        assert named(problem) == {"made_at.stated", "topics[0]", "\\udc00"}

    def test_such_characters_in_the_cursor_of_a_search_for_unknown_words(self, at_desk: APIClient) -> None:
        refused(at_desk.get(f"{DESK}parties/?slug=%00"), 400, "invalid-parameter")

    def test_text_of_a_megabyte(self, at_desk: APIClient) -> None:
        point = factories.PointFactory()
        for member in ("text", "order"):
            response = at_desk.patch(f"{DESK}points/{point.pk}/", {member: "x" * 1_000_000}, format="json")
            assert named(refused(response, 400, "invalid-record")) == {member}


WRONG = [-1, "é", [{}], 10**30, None]
"""What is hostile is sent to every address of the description: tests/api/hostile.py."""


class TestValuesOfAnotherForm:
    @pytest.mark.parametrize("value", WRONG, ids=lambda value: repr(value)[:20])
    @pytest.mark.parametrize(
        ("path", "factory"),
        [
            ("claims", factories.ClaimFactory),
            ("parties", factories.PartyFactory),
            ("sources", factories.SourceFactory),
            ("points", factories.PointFactory),
            ("citations", factories.CitationFactory),
            ("requests", factories.RequestFactory),
            ("assessments", factories.AssessmentFactory),
        ],
    )
    def test_no_member_breaks_the_answer(self, at_desk: APIClient, path: str, factory: Any, value: Any) -> None:
        record = factory()
        shown = at_desk.get(f"{DESK}{path}/{record.pk}/").json()
        for member in [name for name in shown if name != "version"]:
            response = at_desk.patch(f"{DESK}{path}/{record.pk}/", {member: value}, format="json")
            assert response.status_code in (200, 400, 409), (member, response.content)
            if response.status_code == 400:
                assert refused(response, 400)["errors"], member


class TestOtherTypesOfJSON:
    """What the framework would turn into what may have been meant is refused by name."""

    @pytest.mark.parametrize("value", [7, 1.5, True], ids=repr)
    def test_no_text(self, at_desk: APIClient, value: Any) -> None:
        source, body = factories.SourceFactory(), {"title": value, "authors": ["Ada", value]}
        problem = refused(at_desk.patch(f"{DESK}sources/{source.pk}/", body, format="json"), 400)
        assert named(problem) == {"title", "authors[1]"}

    @pytest.mark.parametrize("value", ["true", 1, "yes"], ids=repr)
    def test_no_truth(self, at_desk: APIClient, value: Any) -> None:
        address = f"{DESK}parties/{factories.PartyFactory().pk}/"
        assert named(refused(at_desk.patch(address, {"is_private": value}, format="json"), 400)) == {"is_private"}

    @pytest.mark.parametrize("value", ["1", 1.0, True], ids=repr)
    def test_no_whole_number(self, at_desk: APIClient, value: Any) -> None:
        address = f"{DESK}points/{factories.PointFactory().pk}/"
        assert named(refused(at_desk.patch(address, {"order": value}, format="json"), 400)) == {"order"}


class TestRulesOfACase:
    @pytest.fixture
    def claim(self) -> Claim:
        """Its subject has answered, on no point yet."""
        claim = factories.make_case([None])
        factories.ResponseFactory(claim=claim)
        return claim

    @pytest.fixture
    def answered(self, claim: Claim) -> Response:
        return claim.responses.get()

    def test_unknown_stance(self, at_desk: APIClient, claim: Claim, answered: Response) -> None:
        body = {"response": str(answered.pk), "point": str(claim.points.get().pk), "stance": "hates"}
        problem = refused(at_desk.post(f"{DESK}stances/", body, format="json"), 400)
        assert named(problem) == {"stance"}
        assert "denies, qualifies, confirms" in str(problem["errors"])

    def test_stance_on_the_point_of_another_claim(self, at_desk: APIClient, answered: Response) -> None:
        body = {"response": str(answered.pk), "point": str(factories.PointFactory().pk), "stance": "denies"}
        refused(at_desk.post(f"{DESK}stances/", body, format="json"), 400, "invalid-record")

    def test_two_stances_of_one_response_on_one_point(
        self, at_desk: APIClient, claim: Claim, answered: Response
    ) -> None:
        body = {"response": str(answered.pk), "point": str(claim.points.get().pk), "stance": "denies"}
        assert at_desk.post(f"{DESK}stances/", body, format="json").status_code == 201
        problem = refused(at_desk.post(f"{DESK}stances/", body | {"stance": "confirms"}, format="json"), 400)
        assert "already" in str(problem["errors"])

    def test_stance_belongs_to_the_claim_of_its_response(
        self, at_desk: APIClient, claim: Claim, answered: Response
    ) -> None:
        body = {"response": str(answered.pk), "point": str(claim.points.get().pk), "stance": "denies"}
        assert at_desk.post(f"{DESK}stances/", body, format="json").json()["claim"] == str(claim.pk)
        problem = refused(at_desk.post(f"{DESK}stances/", body | {"claim": str(claim.pk)}, format="json"), 400)
        assert named(problem) == {"claim"}

    def test_response_by_a_stranger_to_the_case(self, at_desk: APIClient, claim: Claim) -> None:
        body = {"claim": str(claim.pk), "party": str(factories.PartyFactory(name="Nobody").pk), "order": 2}
        problem = refused(at_desk.post(f"{DESK}responses/", body, format="json"), 400, "invalid-record")
        assert "Nobody, a stranger to the case" in problem["detail"]

    def test_claimant_who_denies_its_own_claim(self, at_desk: APIClient, claim: Claim) -> None:
        body = {"claim": str(claim.pk), "party": str(claim.claimant_id), "order": 2}
        response = at_desk.post(f"{DESK}responses/", body, format="json").json()
        stance = {"response": response["id"], "point": str(claim.points.get().pk), "stance": "denies"}
        problem = refused(at_desk.post(f"{DESK}stances/", stance, format="json"), 400, "invalid-record")
        assert "cannot be taken by" in problem["detail"]

    def test_words_of_a_published_response(self, at_desk: APIClient, publish: Any) -> None:
        passage = publish().responses.get().passages.get()
        problem = refused(at_desk.patch(f"{DESK}passages/{passage.pk}/", {"text": "Other."}, format="json"), 400)
        assert "unaltered" in problem["detail"]

    def test_two_parties_with_one_alias(self, at_desk: APIClient) -> None:
        first, second = factories.PartyFactory(), factories.PartyFactory()
        body = {"party": str(first.pk), "name": "Examplo"}
        assert at_desk.post(f"{DESK}aliases/", body, format="json").status_code == 201
        again = body | {"party": str(second.pk), "name": "EXAMPLO"}
        problem = refused(at_desk.post(f"{DESK}aliases/", again, format="json"), 400)
        assert "Another party already has this alias." in str(problem)

    def test_claim_that_relates_to_itself(self, at_desk: APIClient, claim: Claim) -> None:
        body = {"claim": str(claim.pk), "target": str(claim.pk), "type": "contradicts"}
        problem = refused(at_desk.post(f"{DESK}relations/", body, format="json"), 400)
        assert "A claim cannot relate to itself." in str(problem)

    def test_slug_that_is_taken(self, at_desk: APIClient, claim: Claim) -> None:
        body = {"slug": claim.slug, "language": "en", "title": "Courier: other", "statement": "Other."}
        assert named(refused(at_desk.post(f"{DESK}claims/", body, format="json"), 400)) == {"slug"}

    def test_slug_that_was_taken_once(self, at_desk: APIClient) -> None:
        party = factories.PartyFactory(slug="first-name")
        Party.objects.filter(pk=party.pk).update(slug="second-name")
        body = {"slug": "first-name", "kind": "outlet", "name": "Other"}
        problem = refused(at_desk.post(f"{DESK}parties/", body, format="json"), 400, "invalid-record")
        assert "first-name" in problem["detail"]

    @pytest.mark.parametrize("slug", ["With Blank", "ÄÖ", "a--b", "-a", "a_b", "A", "x" * 81, "../x"])
    def test_slug_of_another_form(self, at_desk: APIClient, claim: Claim, slug: str) -> None:
        response = at_desk.patch(f"{DESK}claims/{claim.pk}/", {"slug": slug}, format="json")
        refused(response, 400, "invalid-record")

    @pytest.mark.parametrize(
        "moment",
        [
            {},
            {"value": "2018-13"},
            {"value": "2018-02-30"},
            {"value": "0000"},
            {"value": "2018-08-07T25:00Z"},
            {"value": "2018-08-07T09:38"},
            {"value": 2018},
            {"zone": "Mars/Olympus"},
            {"when": "2018"},
            {"not_before": "2019", "not_after": "2018"},
            "2018",
            [],
        ],
        ids=repr,
    )
    def test_no_moment(self, at_desk: APIClient, claim: Claim, moment: Any) -> None:
        response = at_desk.patch(f"{DESK}claims/{claim.pk}/", {"made_at": moment}, format="json")
        assert named(refused(response, 400)) == {"made_at"}

    def test_links_to_nothing_and_to_another_case(self, at_desk: APIClient, claim: Claim) -> None:
        address = f"{DESK}claims/{claim.pk}/"
        problem = refused(at_desk.patch(address, {"citations_of_claim": [UNKNOWN]}, format="json"), 400)
        assert named(problem) == {"citations_of_claim"}
        foreign = str(factories.CitationFactory().pk)
        refused(at_desk.patch(address, {"citations_of_claim": [foreign]}, format="json"), 400, "invalid-record")

    def test_refused_change_leaves_nothing_behind(self, at_desk: APIClient, claim: Claim) -> None:
        before = at_desk.get(f"{DESK}claims/{claim.pk}/").json()
        foreign = str(factories.CitationFactory().pk)
        body = {"title": "Courier: other", "citations_of_claim": [foreign]}
        refused(at_desk.patch(f"{DESK}claims/{claim.pk}/", body, format="json"), 400)
        assert at_desk.get(f"{DESK}claims/{claim.pk}/").json() == before

    def test_change_of_nothing(self, at_desk: APIClient, claim: Claim) -> None:
        refused(at_desk.patch(f"{DESK}claims/{claim.pk}/", {}, format="json"), 400, "invalid-record")

    def test_what_others_refer_to_stays(self, at_desk: APIClient, answered: Response) -> None:
        problem = refused(at_desk.delete(f"{DESK}parties/{answered.party_id}/"), 400, "invalid-record")
        assert "still referred to" in problem["detail"]
