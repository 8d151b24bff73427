"""For each trigger that refuses, what it refuses. One module a subject."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import DatabaseError, IntegrityError

from tests import factories
from tests.models.refusals import execute

PARTS: dict[str, Callable[..., Any]] = {
    "claims_point": factories.PointFactory,
    "claims_response": factories.ResponseFactory,
    "claims_stance": factories.StanceFactory,
    "claims_request": factories.RequestFactory,
    "claims_citation": factories.CitationFactory,
    "claims_assessment": factories.AssessmentFactory,
    "claims_event": factories.EventFactory,
    "claims_relation": factories.RelationFactory,
}
"""Parts of a case, by table."""
SHARED: dict[str, Callable[..., Any]] = {
    "claims_claim": factories.ClaimFactory,
    "claims_party": factories.PartyFactory,
    "claims_source": factories.SourceFactory,
    "claims_topic": factories.TopicFactory,
}
"""What has a slug, by table."""
_READ_OR_DESK = {
    "Slug", "Publication", "StandingStep", "Revision", "RevisionDocument", "Redaction", "Edit", "Submission", "User",
    "Change", "Comment", "Notice", "SavedSearch", "Presence", "Draft", "Merge", "Token", "KeptAnswer",
    "ExternalId", "ImportRun", "ListRun", "SnapshotChange",
    "Message", "Message_points", "Sending",
    "Announcement", "WebhookEndpoint", "WebhookEndpoint_parties", "WebhookEndpoint_topics", "WebhookSecret", "Delivery",
}  # fmt: skip
WATCHED = {
    model._meta.db_table
    for model in apps.get_app_config("claims").get_models(include_auto_created=True)
    if model.__name__ not in _READ_OR_DESK and not model.__name__.startswith(("Published", "User_"))
}
"""The working tables, whose every change the history keeps: all but the read side, the record and the desk's own."""


Row = TypeVar("Row")


@dataclass(frozen=True)
class Guard:
    table: str
    trigger: str
    constraint: str
    what: str
    """The attempt in words."""
    arrange: Callable[[], Any]
    act: Callable[[Any], Any]
    """Gets what `arrange` made."""
    error: type[DatabaseError] = IntegrityError
    is_alone: bool = True
    """False where another trigger of the same constraint refuses as well."""

    def __str__(self) -> str:
        return f"{self.table.removeprefix('claims_')}: {self.what}"


def change(row: Any, **columns: Any) -> None:
    """UPDATE past Django."""
    values = ", ".join(f'"{column}" = %s' for column in columns)
    execute(
        f'UPDATE {row._meta.db_table} SET {values} WHERE "{row._meta.pk.column}" = %s',  # noqa: S608  our names
        *columns.values(),
        row.pk,
    )


def delete(row: Any) -> None:
    execute(f'DELETE FROM {row._meta.db_table} WHERE "{row._meta.pk.column}" = %s', row.pk)  # noqa: S608  our names


def link(table: str, one: Any, other: Any) -> None:
    """INSERT into the table of a many-to-many relation between two rows, past Django."""
    columns = f"{one._meta.model_name}_id, {other._meta.model_name}_id"
    execute(f"INSERT INTO {table} ({columns}) VALUES (%s, %s)", one.pk, other.pk)  # noqa: S608  our names


def published(row: Row) -> Row:
    change(row, is_published=True)
    return row
