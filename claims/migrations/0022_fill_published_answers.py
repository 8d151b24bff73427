"""Rows of the answers, requests and citations of what is published already, out of the dossiers of its revisions.

What changed between the copies of a source is told when a case that cites it is published next: texts are not read here.
"""

from typing import Any

from django.db import migrations

from claims.dossier.citation_cards import citation_rows
from claims.dossier.content import instant_text
from claims.dossier.one_by_now import with_parties_as
from claims.dossier.schema import Dossier, RevisionStamp
from claims.standing.answer_rows import answer_rows, request_rows


def fill(apps: Any, schema_editor: Any) -> None:
    merged = apps.get_model("claims", "Party").objects.filter(merged_into__isnull=False)
    kept = {str(party): str(into) for party, into in merged.values_list("pk", "merged_into")}
    for publication in apps.get_model("claims", "Publication").objects.defer("search").iterator(chunk_size=100):
        documents = apps.get_model("claims", "RevisionDocument").objects.filter(revision__claim_id=publication.pk)
        shown = documents.exclude(revision__kind="withdrawal").select_related("revision")
        document = shown.order_by("-revision__number").first()
        if document is not None and document.content is not None:
            _fill(apps, publication, _dossier(document), kept)


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


def _fill(apps: Any, publication: Any, dossier: Dossier, kept: dict[str, str]) -> None:
    parties = {party.id for party in dossier.parties}
    by_now = with_parties_as(dossier, {party: into for party, into in kept.items() if party in parties})
    rows = {
        "PublishedAnswer": answer_rows(by_now),
        "PublishedRequest": request_rows(by_now),
        "PublishedCitation": citation_rows(dossier),
    }
    for name, found in rows.items():
        model = apps.get_model("claims", name)
        columns = {field.attname for field in model._meta.fields}  # those of this migration, whatever came later
        model.objects.bulk_create(
            model(publication=publication, **{column: row[column] for column in columns & row.keys()}) for row in found
        )


class Migration(migrations.Migration):
    dependencies = [("claims", "0021_published_answers")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
