"""Claims and reviews in the words of schema.org: what is said, and what is never implied."""

import json
from typing import Any

import pytest

from claims.dossier import schema
from claims.dossier.schema import Dossier
from claims.formats import claimreview
from claims.formats.schema_org import in_script
from tests.actions.rich_case import PRIVATE_NAME, rich_case
from tests.dossiers import an_id, claim, denies, party_id, point_id, points, says
from tests.formats.conftest import stamped
from tests.formats.linked_data import PREFIX, SCHEMA_ORG, expanded, members, needs_context, types

Json = dict[str, Any]


def test_the_claim_of_the_seed_names_who_claims_what_about_whom(seed: Dossier) -> None:
    (document,) = claimreview.documents(seed)
    assert document["@type"] == "Claim"
    assert document["author"]["name"] == "The Wall Street Journal"
    assert [each["name"] for each in document["about"]] == ["Facebook"]
    assert document["datePublished"] == "2018-08-06"
    assert document["claimInterpreter"]["name"] == "factcheck"


def test_points_are_parts_in_their_order(seed: Dossier) -> None:
    parts = claimreview.claim(seed)["hasPart"]
    assert [part["position"] for part in parts] == [1, 2, 3, 4, 5]
    assert parts[1]["url"] == "http://localhost:8000/claims/facebook-bank-data/#point-2"
    assert {part["@type"] for part in parts} == {"Claim"}


def test_first_appearance_is_the_origin_and_no_relay(seed: Dossier) -> None:
    document = claimreview.claim(seed)
    first, relay = document["appearance"]
    assert document["firstAppearance"] == {"@id": first["@id"]}
    assert "Wall Street Journal story" in first["name"]
    assert relay["datePublished"] == "2018-08-07T09:38+02:00"


def test_first_appearance_is_unknown_without_an_origin() -> None:
    case = rich_case()
    for citation in case["citations"]:
        citation["role"] = "relays"
    document = claimreview.claim(stamped(case))
    assert document["appearance"]
    assert "firstAppearance" not in document


def test_answers_are_comments_about_the_points_they_expressly_speak_to(seed: Dossier) -> None:
    document = claimreview.claim(seed)
    (comment,) = document["comment"]
    assert comment["author"]["name"] == "Facebook"
    assert comment["parentItem"] == {"@id": document["@id"]}
    assert comment["about"] == [{"@id": part["@id"]} for part in document["hasPart"][:2]]


def test_only_direct_speech_is_a_quotation(seed: Dossier) -> None:
    (comment,) = claimreview.claim(seed)["comment"]
    assert [part["@type"] for part in comment["hasPart"]] == ["Quotation", "CreativeWork", "Quotation", "CreativeWork"]
    assert "spokenByCharacter" not in comment["hasPart"][1]
    assert comment["hasPart"][0]["translationOfWork"]["inLanguage"] == "en"


@pytest.mark.parametrize("word", ["denies", "qualifies", "confirms", "declines"])
def test_an_answer_implies_no_verdict(word: str) -> None:
    case = claim(points(2), says("water", [each | {"stance": word} for each in denies(1, 2)]))
    (document,) = claimreview.documents(case)
    assert not members(document) & {"reviewRating", "ratingValue", "claimReviewed", "review", "aggregateRating"}
    assert word not in json.dumps(document)


def test_a_withdrawn_answer_says_so() -> None:
    answer = says("water", denies(1), withdrawn_at={"value": "2018-08-09"})
    (comment,) = claimreview.claim(claim(points(1), answer))["comment"]
    assert comment["creativeWorkStatus"] == "Withdrawn"


def test_an_unknown_claimant_is_left_out() -> None:
    document = claimreview.claim(claim(points(1), claimant=None))
    assert "author" not in document
    assert "author" not in document["hasPart"][0]


class TestReviews:
    def assessed(self, **members: Any) -> Json:
        assessment = {"id": an_id("ruling"), "label": "Größtenteils falsch", "language": "de", **members}
        (review,) = claimreview.reviews(claim(points(2), {"assessments": [assessment]}))
        return review

    def test_label_stays_verbatim_and_no_number_is_guessed(self) -> None:
        assert self.assessed()["reviewRating"] == {"@type": "Rating", "alternateName": "Größtenteils falsch"}

    def test_numbers_are_written_where_the_scale_has_them(self) -> None:
        review = self.assessed(rating=schema.Rating(value="2", best="5", worst="1"))
        rating = {"ratingValue": "2", "bestRating": "5", "worstRating": "1"}
        assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Größtenteils falsch", **rating}

    def test_of_another_it_leads_to_them(self) -> None:
        review = self.assessed(
            author=party_id("council"), url="https://example.org/ruling", made_at={"value": "2018-08-09"}
        )
        assert (review["author"]["name"], review["url"]) == ("Sampletown council", "https://example.org/ruling")
        assert review["datePublished"] == "2018-08-09"

    def test_of_this_desk_it_leads_to_the_page(self) -> None:
        review = self.assessed()
        assert review["author"]["name"] == "factcheck"
        assert review["url"] == "http://localhost:8000/claims/a-claim/"

    def test_it_reviews_the_points_it_names(self) -> None:
        assert self.assessed(points=[point_id(2)])["claimReviewed"] == "Point 2."
        assert self.assessed()["claimReviewed"] == "Example Water knew of the leak."

    def test_what_it_reviews_is_the_claim(self, rich: Dossier) -> None:
        document, review = claimreview.documents(rich)
        assert review["itemReviewed"]["@type"] == "Claim"
        assert review["itemReviewed"]["@id"] == document["@id"]
        assert review["itemReviewed"]["author"] == document["author"]


def test_a_private_person_is_named_by_the_label_alone(rich: Dossier) -> None:
    text = json.dumps(claimreview.graph(rich), ensure_ascii=False)
    assert PRIVATE_NAME not in text


def test_times_keep_their_precision(rich: Dossier) -> None:
    assert claimreview.claim(rich)["datePublished"] == "2018"


def test_translations_of_the_claim_name_their_translator(rich: Dossier) -> None:
    (german, french) = claimreview.claim(rich)["workTranslation"]
    assert (german["inLanguage"], french["inLanguage"]) == ("de", "fr")
    assert german["translator"]["name"]


@needs_context
@pytest.mark.parametrize("case", ["rich", "seed"])
def test_schema_org_knows_every_word(case: str, request: pytest.FixtureRequest) -> None:
    """Expansion drops what the context does not know; nothing may be missing afterwards."""
    document = claimreview.graph(request.getfixturevalue(case))
    context = json.loads(SCHEMA_ORG.read_text(encoding="utf-8"))["@context"]
    assert not {name for name in members(document) | types(document) if name[0] != "@"} - set(context)
    found = expanded(document)
    assert f"{PREFIX}Claim" in types(found)
    assert {f"{PREFIX}{name}" for name in members(document) if name[0] != "@"} <= members(found)


class TestInScript:
    HOSTILE = "</script><script>alert(1)</script><!-- & \u2028 \u2029 ]]>"

    def test_a_text_cannot_end_the_element(self) -> None:
        text = in_script({"text": self.HOSTILE})
        assert not set(text) & set("<>&\u2028\u2029")

    def test_it_is_still_the_same_text(self) -> None:
        assert json.loads(in_script({"text": self.HOSTILE})) == {"text": self.HOSTILE}
