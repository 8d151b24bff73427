"""The settings of the desk: one row, changed by administrators."""

from typing import Any

from claims import rules
from claims.actions import provenance
from claims.actions.editing import check
from claims.models import DeskSettings

NAMES = ("two_person_rule", "quote_limit", "unanswered_days", "licence")


@provenance.recorded("settings")
def change(*, by: Any, **columns: Any) -> DeskSettings:
    """``columns``: those of NAMES that change. Raises NotPermitted, InvalidRecord."""
    rules.require(rules.may_change_settings, by)
    settings = DeskSettings.objects.select_for_update().get()
    for name in columns.keys() & set(NAMES):
        setattr(settings, name, columns[name])
    check(settings)
    settings.save()
    return settings
