"""Several stances of one response at once: all of them are stored, or none, and what is wrong is named by its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions import editing, provenance
from claims.errors import InvalidRecord
from claims.models import Citation, Hedge, Point, Response, Stance
from claims.vocabulary import Directness


@dataclass(frozen=True)
class GivenHedge:
    kind: str
    words: str
    citation: UUID | None = None


@dataclass(frozen=True)
class GivenStance:
    """Points and citations by id; they have to be of the same case."""

    point: UUID
    stance: str
    directness: str = Directness.EXPRESS
    words: str = ""
    citations: Sequence[UUID] = ()
    hedges: Sequence[GivenHedge] = ()


def of(response: Response) -> list[Stance]:
    """In the order of the points. Three queries."""
    found = Stance.objects.standing().filter(response=response).order_by("point__order", "pk")
    return list(found.prefetch_related("citations", "hedges"))


@provenance.recorded("stances")
def take_all(*, by: Any, response: Response, given: Sequence[GivenStance], is_whole: bool) -> list[Stance]:
    """Store the stances. ``is_whole``: they are all that the response takes; what is not among them goes, and one that is
    there already becomes as it is given. Else they are added to what is there.

    Raises NotPermitted, and InvalidRecord whose fields are ``stances[2].point`` and the like.
    """
    editing.lock_case(response)
    editing.require_edit(by, response)
    stored = {stance.point_id: stance for stance in of(response)}
    case = _Case(response)
    wrong: dict[str, str] = {}
    seen: set[UUID] = set()
    for index, each in enumerate(given):
        try:
            with transaction.atomic():
                _require_once(each, seen, stored if not is_whole else {})
                _take(by, case, stored.get(each.point), each)
        except InvalidRecord as refused:
            place = f"stances[{index}]"
            fields = refused.fields or {"": refused.message}
            wrong |= {f"{place}.{name}".removesuffix("."): message for name, message in fields.items()}
        seen.add(each.point)
    if wrong:
        raise InvalidRecord(_("Nothing was stored. See errors."), wrong)
    if is_whole:
        for point, stance in stored.items():
            if point not in seen:
                editing.remove(by=by, record=stance)
    return of(response)


class _Case:
    """What a stance of the response may refer to. Two queries."""

    def __init__(self, response: Response) -> None:
        self.response = response
        self.points: dict[UUID, Point] = {
            each.pk: each for each in Point.objects.standing().filter(claim=response.claim_id)
        }
        self.citations: dict[UUID, Citation] = {
            each.pk: each for each in Citation.objects.standing().filter(claim=response.claim_id)
        }

    def point(self, key: UUID) -> Point:
        if key not in self.points:
            message = _("The case has no point with this id.")
            raise InvalidRecord(message, {"point": message})
        return self.points[key]

    def cited(self, keys: Iterable[UUID], field: str) -> list[Citation]:
        found = list(dict.fromkeys(keys))
        if missing := [str(key) for key in found if key not in self.citations]:
            message = _("The case has no citation with the id %(id)s.") % {"id": missing[0]}
            raise InvalidRecord(message, {field: message})
        return [self.citations[key] for key in found]


def _require_once(given: GivenStance, seen: set[UUID], stored: Mapping[UUID, Stance]) -> None:
    if given.point in seen:
        message = _("This point stands twice in the list.")
        raise InvalidRecord(message, {"point": message})
    if given.point in stored:
        message = _("The response has a stance on this point already. Change that one.")
        raise InvalidRecord(message, {"point": message})


def _take(by: Any, case: _Case, stored: Stance | None, given: GivenStance) -> None:
    point = case.point(given.point)
    stance = stored or Stance(response=case.response, point=point)
    cited = case.cited(given.citations, "citations")
    wanted = {"stance": given.stance, "directness": given.directness, "words": given.words}
    is_same = stored is not None and wanted == {name: getattr(stored, name) for name in wanted}
    if not is_same or {each.pk for each in stance.citations.all()} != {each.pk for each in cited}:
        for name, value in wanted.items():
            setattr(stance, name, value)
        editing.save(by=by, record=stance, links={"citations": cited})
    _hedge(by, case, stance, given.hedges)


def _hedge(by: Any, case: _Case, stance: Stance, given: Sequence[GivenHedge]) -> None:
    before = list(stance.hedges.order_by("order", "pk"))
    if [(each.kind, each.words, each.citation_id) for each in before] == [
        (each.kind, each.words, each.citation) for each in given
    ]:
        return
    for hedge in before:
        editing.remove(by=by, record=hedge)
    for order, each in enumerate(given, start=1):
        place = f"hedges[{order - 1}]"
        [citation] = case.cited([each.citation], f"{place}.citation") if each.citation else [None]
        try:
            editing.save(
                by=by, record=Hedge(stance=stance, order=order, kind=each.kind, words=each.words, citation=citation)
            )
        except InvalidRecord as refused:
            fields = {f"{place}.{name}": message for name, message in refused.fields.items()}
            raise InvalidRecord(refused.message, fields or {place: refused.message}) from refused
