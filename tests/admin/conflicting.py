"""What the tests of conflicts share: a form as it was opened, and what the page of the conflict says."""

from typing import Any

from django.test import Client

from tests.admin.forms import change_url, fields_of


def opened(desk: Client, record: Any, **changes: Any) -> dict[str, Any]:
    """The form as it was opened, with what this editor typed."""
    return {**fields_of(desk.get(change_url(record))), **changes}


def lines(response: Any) -> dict[str, tuple[str, str, str, str]]:
    """Before, theirs, yours and what is chosen, by field."""
    assert response.status_code == 409
    parts = response.context["conflict"].parts
    return {line.name: (line.base, line.theirs, line.yours, line.chosen) for part in parts for line in part.lines}
