"""Cards and search texts: what lists need of a dossier."""

from claims.dossier import cards
from claims.dossier.schema import Dossier
from tests.actions.rich_case import NESTED, PRIVATE_NAME, Json, rich_case
from tests.dossiers import an_id

QUIET: Json = {"citations": [], "hedges": []}


def rich(**changes: object) -> Dossier:
    return Dossier.model_validate(rich_case() | changes)


def answered(*responses: list[Json]) -> Dossier:
    """Each response with a passage for each of its stances, which has the deciding words."""
    built = []
    for order, stances in enumerate(responses, 1):
        passages = [{"form": "direct", "text": f"Words {order}.{n}", "language": "en"} for n, _ in enumerate(stances)]
        listed = [
            {"id": an_id(order, n), "point": an_id("point", n + 1), "directness": "express", **each}
            for n, each in enumerate(stances)
        ]
        built.append({"id": an_id("r", order), "order": order, "party": an_id("bank"), "kind": "statement",
                      "passages": passages, "stances": listed})  # fmt: skip
    return rich(responses=built, requests=[])


def words_of(dossier: Dossier) -> str | None:
    answer = cards.claim_card(dossier).get("answer")
    return answer and answer["words"]


class TestLeadingAnswer:
    def test_denial_of_one_point_leads_before_a_confirmation_of_another(self) -> None:
        dossier = answered([{"stance": "denies", "words": "Words 1.0"}, {"stance": "confirms", "words": "Words 1.1"}])
        assert words_of(dossier) == "Words 1.0"

    def test_what_a_party_said_otherwise_since_leads_no_more(self) -> None:
        denial = [{"stance": "denies", "words": "Words 1.0"}]
        assert words_of(answered(denial, [{"stance": "confirms", "words": "Words 2.0"}])) == "Words 2.0"
        assert words_of(answered(denial, [{"stance": "declines", "words": "Words 2.0"}])) == "Words 1.0"

    def test_of_two_denials_the_later_response_leads(self) -> None:
        dossier = answered([{"stance": "denies"}], [{"stance": "denies"}])
        assert words_of(dossier) == "Words 2.0"

    def test_passage_with_the_deciding_words_leads(self) -> None:
        dossier = answered([{"stance": "declines"}, {"stance": "denies", "words": "Words 1.1"}])
        assert words_of(dossier) == "Words 1.1"

    def test_passage_of_the_stances_citation_leads_where_no_words_decide(self) -> None:
        case = rich_case()
        case["responses"][0]["passages"].reverse()
        for stance in case["responses"][0]["stances"]:
            stance.pop("words", None)
        assert words_of(Dossier.model_validate(case)) == NESTED

    def test_general_stance_and_claimant_lead_nothing(self) -> None:
        assert words_of(answered([{"stance": "denies", "directness": "general"}])) is None
        assert words_of(answered([{"stance": "corrects"}])) is None

    def test_what_was_withdrawn_or_entered_by_mistake_leads_nothing(self) -> None:
        for taken_back in ({"withdrawn_at": {"value": "2018-08-12"}}, {"replaces": an_id("r", 1)}):
            case = answered([{"stance": "denies"}], []).as_json()
            case["responses"]["replaces" in taken_back] |= taken_back
            assert words_of(Dossier.model_validate(case)) is None

    def test_case_without_answer_has_none(self) -> None:
        assert words_of(rich(responses=[], requests=[])) is None

    def test_answer_tells_form_language_translations_and_hedges(self) -> None:
        case = rich_case()
        del case["responses"][0]["withdrawn_at"], case["responses"][1]["replaces"]
        answer = cards.claim_card(Dossier.model_validate(case))["answer"]
        assert (answer["party"], answer["form"], answer["language"], answer["translated_from"]) == (
            an_id("bank"),
            "direct",
            "de",
            "en",
        )
        assert answer["translations"]["en"]["text"] == "He said so."
        assert answer["hedges"] == [{"words": "nie", "translations": {"en": "never"}}]


class TestRoles:
    def test_each_party_has_every_role_it_plays(self) -> None:
        roles = cards.roles_of_parties(rich())
        assert roles[an_id("courier")] == ["claimant", "publisher", "responder"]
        assert roles[an_id("bank")] == ["asked", "responder", "subject"]
        assert roles[an_id("ministry")] == ["assessor", "named"]

    def test_case_of_an_unknown_claimant_has_no_claimant(self) -> None:
        dossier = rich(claimant=None, made_at=None)
        card = cards.claim_card(dossier)
        assert not {"claimant", "made_at"} & card.keys()
        assert "claimant" not in {role for roles in cards.roles_of_parties(dossier).values() for role in roles}


class TestSearchTexts:
    def test_texts_have_language_and_weight(self) -> None:
        texts = {(text["weight"], text["language"]) for text in cards.search_texts(rich())}
        assert {("A", "en"), ("A", "de"), ("A", "fr"), ("B", "en"), ("B", "simple"), ("C", "de"), ("D", "en")} <= texts

    def test_blank_texts_are_left_out(self) -> None:
        assert all(text["text"].strip() for text in cards.search_texts(rich(scope_note=None)))

    def test_private_person_is_no_search_hit(self) -> None:
        """Not even in a document that holds the name."""
        texts = {text["text"] for text in cards.search_texts(rich())}
        assert not {PRIVATE_NAME, "Frau M.", "a bank clerk"} & texts
        assert {"The Bank", "Daily Courier"} <= texts


def test_party_and_source_card_name_what_they_refer_to() -> None:
    dossier = rich()
    agency = next(party for party in dossier.parties if party.slug == "agency")
    report = next(source for source in dossier.sources if source.slug == "report")
    assert cards.party_card(dossier, agency)["affiliation_name"] == "The Ministry"
    assert cards.source_card(dossier, report)["publisher_name"] == "The Courier"
