"""What readers find claims and parties by: search, words to be misspelt, the number of answers, orders of lists."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from claims.dossier.cards import stale_translations
from claims.dossier.schema import Dossier
from claims.migrations.sql import run_file


def count_answers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of what is published already. A claim without a claimant is answered by whoever responds."""
    publications = apps.get_model("claims", "Publication").objects
    responses = apps.get_model("claims", "PublishedResponse").objects.filter(publication=OuterRef("pk"))
    of_others = responses.filter(publication__claimant_id=None) | responses.exclude(
        party_id=F("publication__claimant_id")
    )
    counted = of_others.order_by().values("publication").annotate(count=Count("pk")).values("count")
    publications.update(answers=Coalesce(Subquery(counted), 0))


def mark_stale_translations(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """In the cards of what is published already."""
    publications = apps.get_model("claims", "Publication").objects.exclude(card__translations={})
    for publication in publications.defer("search", "search_text").iterator(chunk_size=100):
        documents = apps.get_model("claims", "RevisionDocument").objects.filter(revision__claim_id=publication.pk)
        shown = documents.exclude(revision__kind="withdrawal").order_by("-revision__number").first()
        if shown is not None and shown.content is not None:
            publication.card["stale"] = stale_translations(Dossier.from_json(bytes(shown.content)))
            publication.save(update_fields=["card"])


class Migration(migrations.Migration):
    dependencies = [("claims", "0019_list_runs_and_pending_changes")]

    operations = [
        migrations.AddField("publication", "answers", models.PositiveIntegerField(default=0)),
        migrations.AddIndex(
            "publication",
            models.Index(
                models.OrderBy(Coalesce(models.F("made_end"), models.F("first_published_at")), descending=True),
                models.OrderBy(models.F("claim_id"), descending=True),
                name="publication_since",
            ),
        ),
        migrations.AddIndex(
            "publication",
            models.Index(
                Coalesce(models.F("made_end"), models.F("first_published_at")),
                models.F("claim_id"),
                condition=models.Q(("answers", 0)),
                name="publication_unanswered",
            ),
        ),
        migrations.AddIndex(
            "publication",
            models.Index(
                models.OrderBy(models.F("answers"), descending=True),
                models.OrderBy(models.F("claim_id"), descending=True),
                name="publication_most_answered",
            ),
        ),
        migrations.AddIndex(
            "publication",
            models.Index(
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("claim_id"), descending=True),
                condition=models.Q(("published_at__gt", models.F("first_published_at"))),
                name="publication_changed",
            ),
        ),
        run_file("finding"),
        migrations.RunPython(count_answers, migrations.RunPython.noop),
        migrations.RunPython(mark_stale_translations, migrations.RunPython.noop),
    ]
