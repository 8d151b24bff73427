"""What is at hand in the workspace: the source beside the case, the answer that takes passages, the open cell."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from claims.actions import history_seen
from claims.admin.desk import cell_form
from claims.errors import AnswerRemoved
from claims.models import Claim, Response, Snapshot, Source, Stance


@dataclass(frozen=True)
class OpenCell:
    """The cell that is open under the matrix."""

    key: str
    short: str
    """As addresses of the page name it."""
    point: Any
    answer: Any
    stance: Stance
    seen: str
    """Travels along with what is done at the cell."""
    hedges: list[tuple[Any, int]]
    """Each with its newest change, which travels along where it is taken away."""
    words_of: list[tuple[int, str]]
    standing: str
    before: str
    after: str


def open_cell(seen: Any, key: str) -> OpenCell | None:
    """By its whole key, or the short one of an address. None where the cell is not, or no more, in the matrix."""
    point_end, _, response_end = key.replace(".", ":").partition(":")
    if not point_end or not response_end:
        return None
    row = next((each for each in seen.rows if each.pk.endswith(point_end)), None)
    answer = next((each for each in seen.answers if each.pk.endswith(response_end)), None)
    if row is None or answer is None:
        return None
    point_id, response_id = row.pk, answer.pk
    found = stance_of(seen.claim, point_id, response_id)
    stance = found or Stance(point_id=UUID(point_id), response_id=UUID(response_id))
    hedges = list(found.hedges.all()) if found else []
    newest = history_seen.newest(hedges)
    index = seen.rows.index(row)
    return OpenCell(
        key=f"{point_id}:{response_id}",
        short=f"{point_id[-8:]}.{response_id[-8:]}",
        point=row,
        answer=answer,
        stance=stance,
        seen=str(cell_form.seen_of(stance)),
        hedges=[(hedge, newest.get(str(hedge.pk), 0)) for hedge in hedges],
        words_of=[(number, passage.text) for number, passage in enumerate(answer.passages, start=1)],
        standing=row.standing,
        before=f"{seen.rows[index - 1].pk}:{response_id}" if index else "",
        after=f"{seen.rows[index + 1].pk}:{response_id}" if index + 1 < len(seen.rows) else "",
    )


def response_at_hand(claim: Claim, key: str) -> Response | None:
    """The answer that takes the next passages: the one named, else the last."""
    rows = Response.objects.standing().filter(claim=claim).select_related("party", "claim").order_by("-order")
    return next((row for row in rows if str(row.pk) == key), rows.first())


def require_response(claim: Claim, key: str) -> Response | None:
    """The answer at hand. Raises AnswerRemoved where the one that is named is gone."""
    found = response_at_hand(claim, key)
    if key and (found is None or str(found.pk) != key):
        raise AnswerRemoved(_("The answer you worked at was removed meanwhile. Choose another; nothing was stored."))
    return found


def stance_of(claim: Claim, point: str, response: str) -> Stance | None:
    """The stance of the open cell, if one is taken."""
    try:
        keys = UUID(point), UUID(response)
    except ValueError:
        return None
    rows = Stance.objects.filter(claim=claim, point=keys[0], response=keys[1], is_removed=False)
    return rows.select_related("response__party", "claim").first()


def source_of(key: str) -> Source | None:
    try:
        return Source.objects.select_related("publisher").filter(pk=UUID(key)).first()
    except ValueError:
        return None


def source_and_text(key: str) -> tuple[Source | None, Snapshot | None]:
    """The source with its latest text, where the desk has one."""
    if not key:
        return None, None
    texts = Snapshot.objects.filter(source=UUID(key)).select_related("source__publisher").order_by("-pk")
    snapshot = texts.first()
    return (snapshot.source, snapshot) if snapshot else (source_of(key), None)
