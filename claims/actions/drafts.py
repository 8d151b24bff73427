"""What somebody typed into a form of the desk and did not save yet: kept per person, case and form, seen by nobody else."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from claims import rules
from claims.errors import InvalidRecord
from claims.models import Claim, Draft

LARGEST = 200_000
"""Bytes of what is kept of one form."""
NEVER_KEPT = ("csrfmiddlewaretoken", "password")


def keep(
    *,
    by: Any,
    form: str,
    fields: Mapping[str, list[str]],
    claim_id: UUID | None = None,
    base_version: int | None = None,
) -> Draft:
    """Replaces what was kept of this form. Raises NotPermitted, and InvalidRecord where it is too much to keep."""
    rules.require(rules.may_see_desk, by)
    kept = {name: values for name, values in fields.items() if not _is_secret(name)}
    if len(json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace")) > LARGEST:
        raise InvalidRecord(_("This is too long to be kept as a draft: at most 200 KB."))
    if "\\u0000" in json.dumps(kept):
        raise InvalidRecord(_("The text holds a character that cannot be stored."))
    claim = Claim.objects.filter(pk=claim_id).first() if claim_id else None
    draft, _made = Draft.objects.update_or_create(
        user=by, claim=claim, form=form[:200], defaults={"fields": kept, "base_version": base_version}
    )
    return draft


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in NEVER_KEPT)


def discard(*, by: Any, form: str) -> None:
    """Forget what was kept of this form, whatever case it was for."""
    Draft.objects.filter(user=by, form=form[:200]).delete()


def of(user: Any, form: str) -> Draft | None:
    """What this person typed into the form and did not save."""
    drafts: QuerySet[Draft] = Draft.objects.filter(user=user, form=form[:200])
    return drafts.first()
