"""A request that may be sent twice, and has one effect: the first answer is kept, and given again.

A refusal leaves nothing behind and is not kept: the same request, sent again, is looked at anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from claims.errors import KeyReused
from claims.models import KeptAnswer

KEPT_FOR = timedelta(hours=48)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@transaction.atomic
def once(*, by: Any, key: str, request: str, effect: Callable[[], Answer]) -> Answer:
    """Run ``effect``, or give the answer that it had. ``request``: SHA-256 of what was asked for.

    Of several at once, one runs and the others wait for its answer. What the effect raises, this raises, and nothing is
    kept; KeyReused where the key came with another request.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"answer:{by.pk}:{key}"])
    kept = KeptAnswer.objects.filter(user=by, key=key).first()
    if kept is None:
        answer = effect()
        KeptAnswer.objects.create(
            user=by, key=key, request=request, status=answer.status, headers=answer.headers, body=answer.body
        )
        return answer
    if kept.request != request:
        message = _("This key was used for another request. Take a new key for a new request.")
        raise KeyReused(message, {"Idempotency-Key": message})
    return Answer(kept.status, kept.headers, kept.body)


def sweep(*, at: datetime) -> int:
    """Forget the answers that are older than they have to be kept; returns how many."""
    return KeptAnswer.objects.filter(at__lt=at - KEPT_FOR).delete()[0]
