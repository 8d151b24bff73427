"""Lists are for reading: nothing is edited in them."""

from pathlib import Path

from django.contrib import admin

from claims import admin as claims_admin


def test_no_list_is_edited_in_place() -> None:
    """Stock Django saves such a list without any version."""
    assert [page for page in admin.site._registry.values() if page.list_editable] == []
    sources = Path(claims_admin.__file__).parent.rglob("*.py")
    assert [source.name for source in sources if "list_editable" in source.read_text(encoding="utf-8")] == []
