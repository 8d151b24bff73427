"""Texts that cannot be stored are refused by name in forms, in every column that people fill."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, models, transaction

from claims.fields.prose import beginning
from claims.models import Citation, Claim, Hedge
from tests.factories import ClaimFactory
from tests.models.guards import change
from tests.test_factories import FACTORIES

UNSTORABLE = {"NUL": "a\x00b", "lone surrogate": "a\ud800b", "control": "a\x1bb"}
NOT_TYPED = {
    *("Edit", "Revision", "Redaction", "Publication", "Submission", "User"),
    *("Change", "Draft", "KeptAnswer", "Merge", "SavedSearch"),
    *("Delivery", "Sending", "ExternalId", "ImportRun", "ListRun", "WebhookSecret"),
}
"""Their texts come from actions, which check them."""


PLAIN = models.CharField, models.TextField
COLUMNS = {
    f"{model.__name__}.{field.name}": (make, field)
    for model, make in FACTORIES.items()
    if model.__name__ not in NOT_TYPED
    for field in model._meta.fields
    if isinstance(field, PLAIN) and field.editable and not field.choices
}
GUARDED = {name: (make, field.name) for name, (make, field) in COLUMNS.items() if type(field) not in PLAIN}


def test_no_column_that_people_fill_is_a_plain_one() -> None:
    assert COLUMNS.keys() == GUARDED.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("text", UNSTORABLE.values(), ids=UNSTORABLE)
@pytest.mark.parametrize(("make", "name"), GUARDED.values(), ids=GUARDED)
def test_unstorable_text_is_refused_by_forms(make: Any, name: str, text: str) -> None:
    row = make()
    setattr(row, name, text)
    with pytest.raises(ValidationError):
        row.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["title", "statement", "scope_note"])
def test_megabyte_of_text_is_refused_by_the_database(column: str) -> None:
    claim = ClaimFactory()
    with pytest.raises(DataError), transaction.atomic():
        change(claim, **{column: "a" * 1_000_000})


@pytest.mark.django_db
def test_megabyte_of_text_is_refused_by_forms() -> None:
    claim = ClaimFactory()
    claim.statement = "a" * 1_000_000
    with pytest.raises(ValidationError, match="at most 20000 characters"):
        claim.full_clean()


BACKWARDS = "Report \u202eraey"


def test_title_that_reads_backwards_is_refused() -> None:
    with pytest.raises(ValidationError, match="reverses the order"):
        Claim._meta.get_field("title").clean(BACKWARDS, None)


@pytest.mark.parametrize("field", [Hedge._meta.get_field("words"), Citation._meta.get_field("prefix")])
def test_quoted_words_stay_as_the_source_has_them(field: Any) -> None:
    assert field.clean(BACKWARDS, None) == BACKWARDS


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A bank.", "A bank."),
        (f"{'a' * 30} {'b' * 29} more", f"{'a' * 30} {'b' * 29} …"),
        (f"{'a' * 30} {'b' * 40}", f"{'a' * 30} …"),
        ("c" * 61, f"{'c' * 59} …"),
    ],
)
def test_record_is_named_by_whole_words_of_its_text(text: str, named: str) -> None:
    assert beginning(text) == named
