"""Texts that cannot be stored are refused by name in forms, in every column that people fill."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, models, transaction

from tests.factories import ClaimFactory
from tests.models.guards import change
from tests.test_factories import FACTORIES

UNSTORABLE = {"NUL": "a\x00b", "lone surrogate": "a\ud800b", "control": "a\x1bb"}
NOT_TYPED = {"Edit", "Revision", "Redaction", "Publication", "Submission", "User"}
"""Their texts come from actions, which check them."""


UNGUARDED = {"language", "translated_from", "prefix", "suffix", "sha256", "text"}
"""Plain columns that let such a text through to the database, where it is an error of the driver."""
COLUMNS = [
    pytest.param(make, field.name, id=f"{model.__name__}.{field.name}")
    for model, make in FACTORIES.items()
    if model.__name__ not in NOT_TYPED
    for field in model._meta.fields
    if isinstance(field, models.CharField | models.TextField) and field.editable and not field.choices
]


@pytest.mark.django_db
@pytest.mark.parametrize("text", UNSTORABLE.values(), ids=UNSTORABLE)
@pytest.mark.parametrize(("make", "name"), COLUMNS)
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
