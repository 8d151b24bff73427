"""A party in figures, over 300 generated cases: page, lists and API say what a second reading of the dossiers says."""

import json
import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from claims.actions import merging
from claims.models import Publication, User
from tests.pages import party_cases, party_oracle
from tests.pages.reading import text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 1, 1, tzinfo=UTC)
MERGED = {"bank": "bank-group", "herald": "herald-online"}
LABELS = {
    "claims about this party": ("claims", "about"),
    "claims made": ("claims", "made"),
    "points denied": ("points", "denies"),
    "points told differently": ("points", "qualifies"),
    "points confirmed": ("points", "confirms"),
    "points with “no comment”": ("points", "declines"),
    "points stood by": ("points", "stands_by"),
    "points corrected": ("points", "corrects"),
    "points retracted": ("points", "retracts"),
    "points disowned": ("points", "disowns"),
}


@pytest.fixture
def cases(publisher: User, client: Client, time_machine: Any) -> list[party_oracle.Case]:
    """As the API gives their dossiers, after two merges since they were published, and one withdrawal."""
    time_machine.move_to(NOW, tick=False)
    party_cases.published(300)
    for merged, kept in MERGED.items():
        one, other = UUID(party_cases.party(kept)), UUID(party_cases.party(merged))
        merging.merge(by=publisher, kind="party", kept_id=one, merged_id=other)
    Publication.objects.filter(slug="case-7").update(is_withdrawn=True)
    lines = b"".join(client.get("/api/v1/exports/claims.ndjson").streaming_content)  # type: ignore[attr-defined]
    found = [json.loads(line) for line in lines.splitlines()]
    assert len(found) == 299
    same = {party_cases.party(merged): party_cases.party(kept) for merged, kept in MERGED.items()}
    return [party_oracle.Case(each, same) for each in found]


@pytest.mark.long
def test_figures_equal_those_computed_from_the_dossiers(cases: list[party_oracle.Case], client: Client) -> None:
    total: Counter[str] = Counter()
    for word in (*party_cases.SPEAKERS, *party_cases.OUTLETS, *party_cases.OTHERS):
        if word in MERGED:
            assert client.get(f"/parties/{word}/").headers["Location"] == f"/parties/{MERGED[word]}/"
            continue
        wanted = party_oracle.figures(cases, party_cases.party(word), NOW)
        answer = client.get(f"/api/v1/parties/{word}/figures/").json()
        assert {name: _counted(answer[name]) for name in wanted} == {name: _counted(wanted[name]) for name in wanted}
        _compare_page(client.get(f"/parties/{word}/").text, wanted)
        total.update(wanted["became"])
    assert min(total[each] for each in ("nothing", "spoke_again", "different_account", "withdrawn", "taken_back", "stood_by", "assessed")) > 5  # fmt: skip
    _compare_lists(client, cases)


def _compare_page(text: str, wanted: party_oracle.Json) -> None:
    shown = {re.sub(r"^(claim|point) ", r"\1s ", label): figure for label, figure in _figures(text)}  # also of one
    for label, (group, word) in LABELS.items():
        assert shown.get(label, "0") == str(wanted[group][word]), label
    without = wanted["points"]["none"] + wanted["points"]["general"]
    assert shown.get("points without a specific answer", "0") == str(without)
    if wanted["requests"]["to_answer"]:
        asked = f"{wanted['requests']['answered']} of {wanted['requests']['to_answer']}"
        assert shown["requests on record here that were answered"] == asked
    rows = {word: int(count) for word, count in re.findall(r'\?became=(\w+)">(\d+)</a>', text)}
    assert rows == {word: count for word, count in wanted["became"].items() if count}
    assert len(re.findall("has denied (\\d+) point", text)) == bool(wanted["denials"])


def _compare_lists(client: Client, cases: list[party_oracle.Case]) -> None:
    """The rows behind two numbers, over all their pages: of a merged party, and of one with a different account."""
    for word, became in (("bank-group", "assessed"), ("water", "different_account")):
        listed: list[tuple[str, str]] = []
        address = f"/parties/{word}/denials/?became={became}"
        while address:
            text = client.get(address).text
            listed += [
                (f"case-{case}", f"Point {point}.") for case, point in re.findall(r'id="case-(\d+)-(\d+)"', text)
            ]
            following = re.search(r'href="([^"]+)" rel="next"', text)
            address = f"/parties/{word}/denials/{following[1]}".replace("&amp;", "&") if following else ""
        assert len(listed) == len(set(listed))
        assert set(listed) == party_oracle.denied(cases, party_cases.party(word), became)


def _figures(text: str) -> list[tuple[str, str]]:
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", text, re.DOTALL)
    return [
        (text_of(label), text_of(re.sub(r'<span class="hidden">.*?</span>', "", number))) for label, number in found
    ]


def _counted(value: Any) -> Any:
    """Without zeros, which one of the two leaves out."""
    return {word: count for word, count in value.items() if count} if isinstance(value, dict) else value
