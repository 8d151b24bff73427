"""Rows of the parts, times and domains of what is published already, out of the dossiers of its revisions."""

from typing import Any

from django.db import migrations

from claims.dossier.cards import domain_of, search_texts
from claims.dossier.part_cards import PartCards, bounds
from claims.dossier.schema import Dossier


def fill(apps: Any, schema_editor: Any) -> None:
    for publication in apps.get_model("claims", "Publication").objects.defer("search").iterator(chunk_size=100):
        documents = apps.get_model("claims", "RevisionDocument").objects.filter(revision__claim_id=publication.pk)
        shown = documents.exclude(revision__kind="withdrawal").order_by("-revision__number").first()
        if shown is not None and shown.content is not None:
            _fill(apps, publication, Dossier.from_json(bytes(shown.content)))
    for source in apps.get_model("claims", "PublishedSource").objects.iterator():
        source.domain = domain_of(source.card.get("url"))
        source.save(update_fields=["domain"])
    for topic in apps.get_model("claims", "PublishedTopic").objects.iterator():
        topic.topic_id = topic.card["id"]
        topic.save(update_fields=["topic_id"])


def _fill(apps: Any, publication: Any, dossier: Dossier) -> None:
    parts = PartCards(dossier)
    rows = {
        "PublishedPoint": parts.points(),
        "PublishedResponse": parts.responses(),
        "PublishedStance": parts.stances(),
        "PublishedEvent": parts.events(),
        "PublishedAssessment": parts.assessments(),
    }
    for name, found in rows.items():
        model = apps.get_model("claims", name)
        columns = {field.attname for field in model._meta.fields}  # those of this migration, whatever came later
        model.objects.filter(publication=publication).delete()
        model.objects.bulk_create(
            model(publication=publication, **{column: row[column] for column in columns & row.keys()}) for row in found
        )
    times = bounds(dossier.made_at)
    publication.made_start, publication.made_end = times["made_start"], times["made_end"]
    publication.search_text = search_texts(dossier)
    publication.save(update_fields=["made_start", "made_end", "search_text"])


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_published_parts")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
