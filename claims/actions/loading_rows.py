"""Storing rows in bulk: the number of statements does not grow with the number of rows."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from claims.dossier import schema
from claims.errors import InvalidRecord
from claims.models import Assessment, Citation, Claim, Event, Hedge, Point, Relation, Request, Response, Stance
from claims.models.record import CaseRecord

_KEPT = {"id", "claim", "created_at", "is_published"}
_DELETED: tuple[type[CaseRecord], ...] = (Relation, Request, Assessment, Event, Stance, Response, Point, Citation)


def upsert(claim: Claim, model: type[CaseRecord], rows: list[dict[str, Any]]) -> None:
    """Store the rows by id; those of the case that are not among them are marked as removed, see ``clear_left``."""
    manager = model._base_manager.filter(claim=claim)
    foreign = model._base_manager.filter(pk__in=[row["id"] for row in rows]).exclude(claim=claim).first()
    if foreign is not None:
        message = _("%(record)s %(id)s belongs to another claim, “%(slug)s”.")
        values = {"record": model._meta.verbose_name, "id": foreign.pk, "slug": foreign.claim.slug}
        raise InvalidRecord(message % values)
    versions = dict(manager.values_list("pk", "version"))
    manager.update(is_removed=True)  # frees every order; the rows of the file come back just below
    built = [model(claim=claim, is_removed=False, **row) for row in rows]
    for row in built:
        row.version = versions.get(model._meta.pk.to_python(row.pk), 0) + 1
    names = [each.name for each in model._meta.concrete_fields if each.name not in _KEPT]
    if built:
        model._base_manager.bulk_create(
            built, update_conflicts=True, unique_fields=["id"], update_fields=names, batch_size=1000
        )


def clear_left(claim: Claim) -> None:
    """Delete what is marked as removed and was never published. It comes last: until then other rows refer to it."""
    left = {model: model._base_manager.filter(claim=claim, is_removed=True, is_published=False) for model in _DELETED}
    Request.objects.filter(response__in=left[Response]).update(response=None, outcome="")
    Hedge.objects.filter(citation__in=left[Citation]).update(citation=None)
    Point.objects.filter(pk__in=left[Point]).update(replaces=None)
    Response.objects.filter(pk__in=left[Response]).update(replaces=None)
    for rows in left.values():
        rows.delete()


def translate(model: type[Model], owner: str, parts: Iterable[tuple[Any, dict[str, Any]]]) -> None:
    wanted = list(parts)
    model._base_manager.filter(**{f"{owner}__in": [pk for pk, _texts in wanted]}).delete()
    model._base_manager.bulk_create(
        [
            model(**{f"{owner}_id": pk}, language=tag, **text.model_dump(exclude_none=True))
            for pk, texts in wanted
            for tag, text in texts.items()
        ],
        batch_size=1000,
    )


def link(relation: Any, parts: Iterable[tuple[Any, Iterable[Any]]]) -> None:
    """Set a many-to-many relation of many rows in two statements."""
    field, through = relation.field, relation.through
    wanted = [(pk, list(targets)) for pk, targets in parts]
    near, far = field.m2m_column_name(), field.m2m_reverse_name()
    through._base_manager.filter(**{f"{near}__in": [pk for pk, _targets in wanted]}).delete()
    through._base_manager.bulk_create(
        [through(**{near: pk, far: target}) for pk, targets in wanted for target in targets], batch_size=2000
    )


def plain(part: schema.Part, *names: str) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


def replaced_before(claim: Claim, model: type[Point] | type[Response]) -> dict[str, UUID | None]:
    """Part → what it replaces that was removed since: no dossier tells of it, and a published response must not forget it."""
    rows = model.objects.filter(claim=claim, replaces__is_removed=True).values_list("pk", "replaces_id")
    return {str(pk): replaced for pk, replaced in rows}
