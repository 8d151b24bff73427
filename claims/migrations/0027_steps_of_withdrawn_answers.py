"""Standing steps that were stored before their tally told who has withdrawn an answer, out of the dossiers of the revisions.

Only cases in which a party withdrew one are read: few of all.
"""

from typing import Any

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import BinaryField, F, Func, IntegerField, Value

from claims.dossier.content import instant_text
from claims.dossier.schema import Dossier, RevisionStamp
from claims.standing import standing_steps

WITHDRAWN = Func(
    Value(b'"withdrawn_at"', BinaryField()),
    F("content"),
    template="position(%(expressions)s)",
    arg_joiner=" in ",
    output_field=IntegerField(),
)
"""Where in the bytes of a dossier a withdrawal is told; 0 where nowhere."""


def tell_who_withdrew(apps: Any, schema_editor: Any) -> None:
    documents = apps.get_model("claims", "RevisionDocument").objects.exclude(revision__kind="withdrawal")
    holding = documents.alias(withdrawn=WITHDRAWN).filter(withdrawn__gt=0)
    for claim in set(holding.values_list("revision__claim_id", flat=True)):
        latest = (
            documents.filter(revision__claim_id=claim).select_related("revision").order_by("revision__number").last()
        )
        if latest is not None and latest.content is not None:
            _store(apps.get_model("claims", "StandingStep"), claim, _dossier(latest))


def _dossier(document: Any) -> Dossier:
    """With its stamp: moments count from the publication at the latest."""
    revision = document.revision
    stamp = RevisionStamp(
        number=revision.number,
        position=revision.position,
        kind=revision.kind,
        note=revision.note,
        published_at=instant_text(revision.published_at),
        content_hash=revision.content_hash,
        hash=revision.hash,
    )
    return Dossier.from_json(bytes(document.content)).model_copy(update={"revision": stamp})


def _store(model: Any, publication: Any, dossier: Dossier) -> None:
    """Instead of those that are there; none where a publication shows nothing any more."""
    steps = standing_steps(dossier)
    deleted, _ = model.objects.filter(publication_id=publication).delete()
    if deleted:
        model.objects.bulk_create(
            model(
                publication_id=publication,
                axis=axis,
                period=DateTimeTZRange(step.start, step.end, "[)"),
                status=step.standing.status,
                coverage=step.standing.coverage.as_json(),
                answers=step.standing.tally.as_json(),
            )
            for axis, found in (("now", steps.now), ("as_of", steps.as_of))
            for step in found
        )


class Migration(migrations.Migration):
    dependencies = [("claims", "0026_topic_indexes")]
    operations = [migrations.RunPython(tell_who_withdrew, migrations.RunPython.noop)]
