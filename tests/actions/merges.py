"""Merging in tests: by kind of the records at hand."""

from typing import Any

from claims.actions import merging
from claims.actions.merge_previews import preview
from claims.models import User


def merge(by: User, kept: Any, merged: Any, **options: Any) -> Any:
    kind = kept._meta.model_name
    return merging.merge(by=by, kind=kind, kept_id=kept.pk, merged_id=merged.pk, **options)


def look(by: User, kept: Any, merged: Any) -> Any:
    return preview(by=by, kind=kept._meta.model_name, kept_id=kept.pk, merged_id=merged.pk)
