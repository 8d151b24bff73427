"""What readers have seen stays: published rows, the words of published responses, ids and slugs."""

from collections.abc import Callable
from functools import partial
from typing import Any

from claims.models import Slug
from tests.factories import PartyFactory, PassageFactory, ResponseFactory
from tests.models.guards import PARTS, SHARED, Guard, change, delete, published
from tests.models.refusals import check_deferred_rules, execute

NEW_ID = "00000000-0000-7000-8000-000000000001"
UNALTERED = "claims_published_response_is_unaltered"
ALTERATIONS: dict[str, Any] = {
    "kind": "interview",
    "spokesperson_name": "Jane Doe",
    "spokesperson_role": "a spokeswoman",
    "made_at": '{"value": "2018"}',
}
KEPT = "claims_published_is_kept"
FOR_GOOD = "claims_slug_is_registered_for_good"


def empty(table: str, row: Any) -> None:
    check_deferred_rules()  # PostgreSQL truncates no table with pending triggers
    execute(f"TRUNCATE {table} CASCADE")


def made_and_published(make: Callable[..., Any]) -> Any:
    return published(make())


def published_passage() -> Any:
    passage = PassageFactory()
    published(passage.response)
    return passage


def add_passage(passage: Any) -> None:
    PassageFactory(response=passage.response, order=2)


def slug_given_up(make: Any) -> Any:
    """Another record, where one was called “old” once."""
    change(make(slug="old"), slug="new")
    return make()


GUARDS = [
    *(
        guard
        for table, make in (PARTS | SHARED).items()
        for guard in (
            Guard(table, "claims_published_kept", KEPT, "deleted", partial(made_and_published, make), delete),
            Guard(table, "claims_published_mark_kept", "claims_published_stays_published", "marked as never published",
                  partial(made_and_published, make), partial(change, is_published=False)),
            Guard(table, "claims_id_kept", "claims_id_is_for_good", "other id", make, partial(change, id=NEW_ID)),
        )
    ),
    *(
        Guard(table, "claims_no_truncate", KEPT, "truncated", make, partial(empty, table), is_alone=False)
        for table, make in (PARTS | SHARED | {"claims_passage": PassageFactory, "claims_slug": PartyFactory}).items()
    ),
    *(
        Guard("claims_response", "claims_response_unaltered", UNALTERED, f"published, other {column}",
              lambda: published(ResponseFactory()), partial(change, **{column: value}))
        for column, value in ALTERATIONS.items()
    ),
    Guard("claims_response", "claims_response_unaltered", UNALTERED, "published, other party_id",
          lambda: published(ResponseFactory()), lambda row: change(row, party_id=row.claim.claimant_id)),
    Guard("claims_response", "claims_response_unaltered", UNALTERED, "published, other spokesperson_party_id",
          lambda: published(ResponseFactory()), lambda row: change(row, spokesperson_party_id=PartyFactory().pk)),
    Guard("claims_response", "claims_response_unaltered", UNALTERED, "published, other replaces_id",
          lambda: published(ResponseFactory()),
          lambda row: change(row, replaces_id=ResponseFactory(claim=row.claim).pk)),
    Guard("claims_passage", "claims_passage_unaltered", UNALTERED, "published, other words",
          published_passage, partial(change, text="Das stimmt.")),
    Guard("claims_passage", "claims_passage_unaltered", UNALTERED, "published, deleted", published_passage, delete),
    Guard("claims_passage", "claims_passage_unaltered", UNALTERED, "added to published", published_passage, add_passage),
    *(
        Guard(table, "claims_slug_registered", "claims_slug_never_reused", "slug that another had once",
              partial(slug_given_up, make), partial(change, slug="old"))
        for table, make in SHARED.items()
    ),
    Guard("claims_slug", "claims_slug_kept", FOR_GOOD, "changed",
          lambda: Slug.objects.get(record_id=PartyFactory().pk), partial(change, record_id=NEW_ID)),
    Guard("claims_slug", "claims_slug_kept", FOR_GOOD, "deleted",
          lambda: Slug.objects.get(record_id=PartyFactory().pk), delete),
]  # fmt: skip
