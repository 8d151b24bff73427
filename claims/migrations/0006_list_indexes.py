"""Indexes of the lists at the desk: their order, their search, and what waits."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_history"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="citation",
            index=models.Index(
                condition=models.Q(("anchor", "not_found"), ("is_removed", False)),
                fields=["-updated_at"],
                name="citation_not_found",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                models.OrderBy(models.F("updated_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="claim_latest_first",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                models.OrderBy(models.F("updated_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("stage", "in_review")),
                name="claim_in_review",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                ),
                name="claim_title_words",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("slug"), name="gin_trgm_ops"
                ),
                name="claim_slug_words",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("statement"), name="gin_trgm_ops"
                ),
                name="claim_statement_words",
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["name", "id"], name="party_by_name"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                ),
                name="party_name_words",
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("short_name"), name="gin_trgm_ops"
                ),
                name="party_short_name_words",
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("slug"), name="gin_trgm_ops"
                ),
                name="party_slug_words",
            ),
        ),
        migrations.AddIndex(
            model_name="partyalias",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                ),
                name="partyalias_name_words",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(("is_removed", False), ("outcome", "")), fields=["claim", "id"], name="request_open"
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["title", "id"], name="source_by_title"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                ),
                name="source_title_words",
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("slug"), name="gin_trgm_ops"
                ),
                name="source_slug_words",
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("url"), name="gin_trgm_ops"
                ),
                name="source_url_words",
            ),
        ),
    ]
