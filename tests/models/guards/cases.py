"""A case holds together: its parts stay in it, and links never leave it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    ClaimFactory,
    ClaimPartyFactory,
    EventFactory,
    HedgeFactory,
    PartyFactory,
    PassageFactory,
    PointFactory,
    RequestExtensionFactory,
    RequestFactory,
    ResponseFactory,
    SnapshotFactory,
    SourceFactory,
    StanceFactory,
    TopicFactory,
)
from tests.models.guards import PARTS, Guard, change, link

BELONGS: dict[str, tuple[Callable[..., Any], str, Callable[..., Any]]] = {
    **{table: (make, "claim_id", ClaimFactory) for table, make in PARTS.items()},
    "claims_claimparty": (ClaimPartyFactory, "claim_id", ClaimFactory),
    "claims_passage": (PassageFactory, "response_id", ResponseFactory),
    "claims_hedge": (HedgeFactory, "stance_id", StanceFactory),
    "claims_requestextension": (RequestExtensionFactory, "request_id", RequestFactory),
}
LINKED: list[tuple[str, Callable[..., Any], Callable[..., Any]]] = [
    ("claims_claim_citations_of_claim", ClaimFactory, CitationFactory),
    ("claims_point_citations", PointFactory, CitationFactory),
    ("claims_passage_citations", PassageFactory, CitationFactory),
    ("claims_stance_citations", StanceFactory, CitationFactory),
    ("claims_event_citations", EventFactory, CitationFactory),
    ("claims_assessment_citations", AssessmentFactory, CitationFactory),
    ("claims_assessment_points", AssessmentFactory, PointFactory),
    ("claims_request_points", RequestFactory, PointFactory),
]
REFERRING: list[tuple[str, str, Callable[..., Any], Callable[..., Any]]] = [
    ("claims_stance", "response_id", StanceFactory, ResponseFactory),
    ("claims_stance", "point_id", StanceFactory, PointFactory),
    ("claims_point", "replaces_id", PointFactory, PointFactory),
    ("claims_response", "replaces_id", ResponseFactory, ResponseFactory),
    ("claims_hedge", "citation_id", HedgeFactory, CitationFactory),
]
FOLLOWED = [
    ("claims_claim", "merged_into_id", ClaimFactory),
    ("claims_party", "merged_into_id", PartyFactory),
    ("claims_party", "affiliation_id", PartyFactory),
    ("claims_source", "merged_into_id", SourceFactory),
    ("claims_topic", "merged_into_id", TopicFactory),
    ("claims_point", "replaces_id", PointFactory),
    ("claims_response", "replaces_id", ResponseFactory),
]


def move(column: str, rows: list[Any]) -> None:
    change(rows[0], **{column: rows[1].pk})


def both(make: Callable[..., Any], other: Callable[..., Any]) -> list[Any]:
    return [make(), other()]


def link_both(table: str, rows: list[Any]) -> None:
    link(table, *rows)


def answer_elsewhere() -> list[Any]:
    """A request, and a response in another case by the party that was asked."""
    request = RequestFactory()
    involved = ClaimPartyFactory(party=request.to)
    return [request, ResponseFactory(claim=involved.claim)]


def chain_of_three(column: str, make: Callable[..., Any]) -> list[Any]:
    """The last refers to the second, and that one to the first; answers first and last."""
    first = make()
    same = {"claim": first.claim} if column == "replaces_id" else {}
    second = make(**same, **{column: first.pk})
    return [first, make(**same, **{column: second.pk})]


def quote_in_snapshot() -> list[Any]:
    snapshot = SnapshotFactory()
    return [CitationFactory(source=snapshot.source, snapshot=snapshot, start=0, end=5), SnapshotFactory()]


GUARDS = [
    *(
        Guard(table, "claims_claim_kept", "claims_part_keeps_its_claim", f"other {column}",
              partial(both, make, other), partial(move, column))
        for table, (make, column, other) in BELONGS.items()
    ),
    *(
        Guard(table, f"claims_same_case_{'point' if table.endswith('points') else 'citation'}_id",
              "claims_link_within_one_case", "link to another case",
              partial(both, make, other), partial(link_both, table))
        for table, make, other in LINKED
    ),
    *(
        Guard(table, f"claims_same_case_{column}", "claims_link_within_one_case", f"{column} in another case",
              partial(both, make, other), partial(move, column))
        for table, column, make, other in REFERRING
    ),
    Guard("claims_request", "claims_same_case_response_id", "claims_link_within_one_case", "response_id in another case",
          answer_elsewhere, lambda rows: change(rows[0], response_id=rows[1].pk, outcome="answered")),
    *(
        Guard(table, f"claims_no_circle_{column}", "claims_no_circle", f"{column} in a circle",
              partial(chain_of_three, column, make), partial(move, column))
        for table, column, make in FOLLOWED
    ),
    Guard("claims_citation", "claims_snapshot_checked", "claims_citation_in_snapshot_of_its_source",
          "snapshot of another source", quote_in_snapshot, partial(move, "snapshot_id")),
    Guard("claims_snapshot", "claims_snapshot_checked", "claims_citation_in_snapshot_of_its_source",
          "another source than its citation's", quote_in_snapshot,
          lambda rows: change(rows[0].snapshot, source_id=rows[1].source_id)),
]  # fmt: skip
