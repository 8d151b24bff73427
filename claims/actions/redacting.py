"""Redacting: taking the text of published revisions off the record, where the law or a person's safety asks for it.

What is blanked is gone for good. The hash of the revision stays in the chain, its page answers with the reason, and mirrors
are told. What is not public stays as it is; see docs/decisions.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from claims import rules
from claims.actions import announcing, chain, concerned, history_seen, notices, provenance, publications
from claims.actions.editing import sentence
from claims.errors import InvalidRecord
from claims.models import Claim, Publication, Redaction, Revision
from claims.vocabulary import NoticeKind, RevisionKind


@provenance.recorded("redact")
def redact(*, by: Any, claim_id: UUID, numbers: Sequence[int], reason: str, seen: int | None = None) -> list[Redaction]:
    """Blank the documents of these revisions of a claim, and what lists and search took from them: all or none.

    ``reason`` is what readers see instead. ``seen``: as in ``publish``. Raises NotPermitted, InvalidRecord, RecordChanged.
    """
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    rules.require(rules.may_redact, by, claim)
    history_seen.require_seen(claim, seen)
    reason = sentence("reason", reason, _("Say why the text is taken off the record; readers will see it."))
    revisions = _asked_for(claim, numbers)
    shown = with_text(claim_id).order_by("-number").first()
    chain.take_turn()
    if shown in revisions:
        publications.blank(Publication.objects.get(claim=claim))
    made = [Redaction.objects.create(revision=revision, reason=reason, by=by) for revision in revisions]
    notices.notify(to=concerned.followers(claim), kind=NoticeKind.REDACTED, by=by, claim=claim, text=reason)
    announcing.begin()
    return made


def with_text(claim_id: UUID) -> Any:
    """Revisions of the claim whose text can be read: a withdrawal holds none of it."""
    return Revision.objects.filter(claim=claim_id, redaction=None).exclude(kind=RevisionKind.WITHDRAWAL)


def _asked_for(claim: Claim, numbers: Sequence[int]) -> list[Revision]:
    found = list(with_text(claim.pk).filter(number__in=numbers).order_by("number"))
    if not numbers:
        message = _("Choose the revisions whose text is to be removed.")
        raise InvalidRecord(message, {"numbers": message})
    if missing := sorted(set(numbers) - {revision.number for revision in found}):
        message = _("There is no text to remove in these revisions: %(numbers)s. Choose those that still have one.")
        message %= {"numbers": ", ".join(map(str, missing))}
        raise InvalidRecord(message, {"numbers": message})
    return found
