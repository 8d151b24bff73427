"""Differences of two dossiers as readers see them."""

import json
import re

from django.utils import translation

from claims.dossier.differences import Difference, differences
from claims.dossier.schema import Dossier
from tests.actions.rich_case import A_HASH, COPY, Json, rich_case
from tests.dossiers import an_id


def full_case() -> Json:
    """With the few members that a published case file does without."""
    case = rich_case()
    case["licence"] = "CC BY 4.0"
    case["relations"][0]["slug"] = "elsewhere"
    case["parties"][0]["naming_reason"] = "Spoke in public."
    case["points"][0]["made_at"] = {"value": "2018-08-05", "zone": "Europe/Berlin", "stated": "on Sunday"}
    return case


def read(case: Json) -> Dossier:
    return Dossier.model_validate(case)


def told(before: Json, after: Json) -> list[Difference]:
    return differences(read(before), read(after))


def shown(found: list[Difference]) -> str:
    texts = [(each.part, *((field.name, field.before, field.after) for field in each.fields)) for each in found]
    return json.dumps(texts, ensure_ascii=False)


def test_ids_and_hashes_are_never_shown() -> None:
    texts = shown(differences(None, read(full_case())))
    assert len(texts) > 2000
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", texts)
    assert A_HASH not in texts
    assert COPY not in texts


def test_without_a_dossier_before_everything_is_added() -> None:
    found = differences(None, read(full_case()))
    assert {each.kind for each in found} == {"added"}
    assert [each.part for each in found][:4] == [
        "the claim",
        "the claim: translation into German",
        "the claim: translation into French",
        "point 1",
    ]


def test_changed_words_are_marked_word_by_word() -> None:
    case = full_case()
    case["points"][1]["text"] = "It asked for all balances."
    [found] = told(full_case(), case)
    assert (found.part, found.kind, found.fields[0].name) == ("point 2", "changed", "wording")
    assert found.fields[0].segments == [("same", "It asked for "), ("added", "all "), ("same", "balances.")]


def test_stance_is_named_by_who_says_what_to_which_point() -> None:
    case = full_case()
    stance = next(each for each in case["responses"][0]["stances"] if each["point"] == an_id("point", 1))
    stance["hedges"].append({"kind": "scope", "words": "Kundendaten"})
    [found] = told(full_case(), case)
    assert found.part == "what The Bank says to point 1"
    assert found.fields[0].name == "narrowed by"
    assert "«Kundendaten» (scope)" in found.fields[0].after


def test_a_part_that_came_moves_no_other() -> None:
    case = full_case()
    for point in case["points"]:
        point["order"] += 1
    case["points"].insert(0, {"id": an_id("point", 9), "order": 1, "text": "The first one."})
    found = told(full_case(), case)
    assert [(each.part, each.kind) for each in found if each.of == "point"] == [("point 1", "added")]


def test_points_in_another_order_are_one_difference() -> None:
    case = full_case()
    case["points"][0]["order"], case["points"][1]["order"] = 2, 1
    found = [each for each in told(full_case(), case) if each.kind == "reordered"]
    assert [each.part for each in found] == ["the order of the points"]
    assert found[0].fields[0].after.startswith("1. It asked for balances.\n2. The bank was asked.")


def test_passage_that_stays_is_matched_by_its_words() -> None:
    case = full_case()
    case["responses"][0]["passages"].insert(0, {"form": "direct", "text": "New words.", "language": "en"})
    found = [(each.part, each.kind) for each in told(full_case(), case)]
    assert found == [("passage 1 of answer 1, of The Bank", "added")]


def test_another_copy_of_the_same_kind_is_hidden_from_readers() -> None:
    case = full_case()
    report = next(each for each in case["sources"] if each["snapshots"])
    report["snapshots"][0]["sha256"] = "e" * 64
    [found] = told(full_case(), case)
    assert found.part == "source “Bericht”"
    assert found.is_hidden


def test_related_claim_is_named_by_its_title() -> None:
    case = full_case() | {"relations": []}
    found = differences(read(case), read(full_case()), titles={an_id("earlier"): "An earlier report"})
    assert "related claim “An earlier report”" in [each.part for each in found]


def test_parts_are_named_in_the_active_language() -> None:
    with translation.override("de"):
        names = {each.part for each in differences(None, read(full_case()))}
    assert len(names) > 10
