"""Changing working records: one path for admin, API and imports. Nothing here is public until it is published.

Every change locks the row of the claim first, so that the changes of a case come one after the other and a publication
never sees half of one. A refused change leaves nothing behind.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from claims import rules
from claims.actions import history_seen, provenance
from claims.actions.translating import original_hash
from claims.errors import InvalidRecord, NotPermitted, RecordChanged
from claims.fields.texts import refuse_unstorable
from claims.models import AboutText, Claim, Edit, Hedge, Point, Publication, RatingScale, Request, Response, Stance
from claims.models.record import CaseRecord, Record, Translation
from claims.vocabulary import Stage
from claims.wording.quotes import quoted

Links = Mapping[str, Iterable[Any]]

_KEPT = {"is_published", "stage", "created_by_id", "merged_into_id"}


@contextmanager
def refusals_of_the_database() -> Iterator[None]:
    """Check deferred rules now, and turn a refusal into InvalidRecord with the sentence of the rule."""
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except models.ProtectedError:  # Django's own refusal; it names the rows, see ``remove``
        raise
    except IntegrityError as refused:
        raise InvalidRecord(sentence_of(refused)) from refused


def sentence_of(refused: IntegrityError) -> str:
    """The message of the rule that was broken, without the details of the database."""
    name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "") or ""
    for rule in _rules_by_name().get(name, []):
        return str(rule.violation_error_message)
    message = getattr(getattr(refused.__cause__, "diag", None), "message_primary", None)
    return str(message or refused)


def _rules_by_name() -> dict[str, list[Any]]:
    from_models = (rule for model in _models() for rule in model._meta.constraints)
    return {rule.name: [rule] for rule in from_models}


def _models() -> Iterable[type[models.Model]]:
    return Claim._meta.apps.get_app_config("claims").get_models()


def case_of(record: models.Model) -> Claim | None:
    """The claim whose case the record belongs to; None for shared records (parties, sources, topics, scales)."""
    if isinstance(record, Claim):
        return record
    if isinstance(record, CaseRecord):
        return record.claim
    for owner in ("claim", "point", "response", "passage", "stance", "hedge", "request", "event", "involvement"):
        if any(field.name == owner for field in record._meta.concrete_fields):
            return case_of(getattr(record, owner))
    return None


def owner_of(record: models.Model) -> models.Model:
    """The shared record that an alias, snapshot or translation belongs to; the record itself where it stands alone."""
    for owner in ("party", "source", "topic"):
        if not isinstance(record, Record) and any(field.name == owner for field in record._meta.concrete_fields):
            return getattr(record, owner)  # type: ignore[no-any-return]
    return record


def require_edit(by: Any, record: models.Model) -> None:
    """Raise NotPermitted unless ``by`` may change the record, as it is stored and as it would be."""
    if isinstance(record, AboutText):
        rules.require(rules.may_edit_about, by)
        return
    claim = case_of(record)
    if claim is not None and not claim._state.adding:
        # What the record in hand says of its claim may be old by now, or not true.
        claim = Claim.objects.get(pk=claim.pk)
        if claim.stage == Stage.WITHDRAWN:
            raise NotPermitted(_("The claim is withdrawn; its case can no longer be changed."))
        rules.require(rules.may_edit, by, claim)
    elif any(_is_shown(owner_of(each)) for each in (record, _stored(record)) if each):
        rules.require(rules.may_edit_shared, by)
    else:
        rules.require(rules.may_create, by)


def _stored(record: models.Model) -> models.Model | None:
    return None if record._state.adding else type(record)._base_manager.filter(pk=record.pk).first()


def _is_shown(owner: models.Model) -> bool:
    """Whether readers have seen the shared record."""
    if owner._state.adding:
        return False
    if isinstance(owner, RatingScale):
        return owner.assessments.filter(is_published=True).exists()
    if not isinstance(owner, Record):
        return False
    return type(owner)._base_manager.filter(pk=owner.pk, is_published=True).exists()


def _complete(record: models.Model) -> None:
    """Set what follows from the rest: the case of a stance, the original of a translation."""
    if isinstance(record, Stance):
        record.claim = record.response.claim
    if isinstance(record, Translation):
        record.of = original_hash(record)


@provenance.recorded("save")
def save(*, by: Any, record: models.Model, links: Links | None = None, version: int | None = None) -> models.Model:
    """Check and store a record, new or changed, with its many-to-many ``links`` by field name.

    ``version``: the one the change was made from; RecordChanged where somebody saved since. Raises NotPermitted and
    InvalidRecord (``fields`` by name); then nothing is stored.
    """
    _complete(record)
    lock_case(record)
    require_edit(by, record)
    is_new = record._state.adding
    if not is_new and isinstance(record, Record):
        _bump(record, version)
    if is_new and isinstance(record, Claim):
        record.created_by = by
    check(record)
    with refusals_of_the_database():
        record.save()
        for name, values in (links or {}).items():
            getattr(record, name).set(values)
    note_edit(by=by, record=record, what="added" if is_new else "changed")
    return record


@provenance.recorded("remove")
def remove(*, by: Any, record: models.Model, version: int | None = None, seen: int | None = None) -> None:
    """Delete what was never published; mark a published part of a case as removed, so that old revisions keep it.

    ``version``: of the record as it was seen; ``seen``: the newest change by then of it and what hangs on it
    (``history_seen.newest``). Raises RecordChanged where somebody saved or removed it since, NotPermitted and
    InvalidRecord; then nothing is removed.
    """
    lock_case(record)
    require_edit(by, record)
    claim = case_of(record)
    history_seen.require_unchanged(record, version, seen)
    if isinstance(record, CaseRecord) and record.is_published:
        record.is_removed = True
        record.version += 1
        with refusals_of_the_database():
            record.save(update_fields=["is_removed", "version", "updated_at"])
    else:
        try:
            with refusals_of_the_database():
                _loosen(record)
                record.delete()
        except models.ProtectedError as used:
            raise InvalidRecord(
                _("It is still referred to: %(by)s.") % {"by": _first(used.protected_objects)}
            ) from used
    if claim is not None and claim is not record:
        note_edit(by=by, record=record, what="removed", claim=claim)


def _loosen(record: models.Model) -> None:
    """Parts of a draft refer to each other; where the whole draft goes, that protects none of them."""
    if isinstance(record, Claim) and not record.is_published:
        Request.objects.filter(claim=record).update(response=None, outcome="")
        Hedge.objects.filter(stance__claim=record).update(citation=None)
        for model in (Point, Response):
            model.objects.filter(claim=record).update(replaces=None)
        Stance.objects.filter(claim=record).delete()


def _first(objects: Iterable[Any]) -> str:
    names = sorted(f"{each._meta.verbose_name} {quoted(each)}" for each in objects)
    return ", ".join(names[:3]) + ("…" if len(names) > 3 else "")


def check(record: models.Model) -> None:
    """Raise InvalidRecord with a sentence for each field that is wrong."""
    try:
        record.full_clean()
    except ValidationError as refused:
        fields = {name: " ".join(messages) for name, messages in refused.message_dict.items()}
        raise InvalidRecord(_("The record was not saved."), fields) from refused


def sentence(field: str, text: str, missing: str = "") -> str:
    """A note as it is stored. Raise InvalidRecord where it is lacking (and ``missing`` says so), too long or unstorable."""
    text = text.strip()
    if missing and not text:
        raise InvalidRecord(missing, {field: missing})
    if len(text) > 2000:
        message = _("At most 2,000 characters.")
        raise InvalidRecord(message, {field: message})
    try:
        refuse_unstorable(text)
    except ValidationError as refused:
        message = " ".join(refused.messages)
        raise InvalidRecord(message, {field: message}) from refused
    return text


def lock_case(record: models.Model) -> None:
    """Wait for other changes of the same case. For a new claim and for shared records there is nothing to wait for."""
    claim = case_of(record)
    if claim is not None and not claim._state.adding:
        Claim.objects.select_for_update().filter(pk=claim.pk).first()


def _bump(record: Record, version: int | None) -> None:
    """Count the change, and keep what only publishing and reviewing write as it is stored by now."""
    stored: dict[str, Any] = dict(type(record)._base_manager.select_for_update().values().get(pk=record.pk))
    if version is not None and version != stored["version"]:
        raise RecordChanged(history_seen.overtaken(record))
    record.version = stored["version"] + 1
    for name in _KEPT & stored.keys():
        setattr(record, name, stored[name])


def note_edit(*, by: Any, record: models.Model, what: str, claim: Claim | None = None) -> None:
    """Record who changed the case, and take it out of a review that saw other content."""
    claim = claim or case_of(record)
    if claim is None:
        return
    with override("en"):  # whoever reads it has it in the language of the page
        name = str(record._meta.verbose_name)
    Edit.objects.create(claim=claim, by=by, what=f"{what}: {name} {record}"[:300])
    back = Stage.PUBLISHED if Publication.objects.filter(claim=claim).exists() else Stage.DRAFT
    Claim.objects.filter(pk=claim.pk, stage=Stage.IN_REVIEW).update(stage=back)
    # Changes the claim's row with every change of the case: a publication that runs beside it starts again.
    Claim.objects.filter(pk=claim.pk).update(updated_at=timezone.now())
