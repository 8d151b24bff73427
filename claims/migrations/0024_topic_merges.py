"""Topics that turn out to be one are merged, as claims, parties and sources are."""

import django.db.models.deletion
from django.db import migrations, models

from claims.migrations.sql import run_file


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0023_messages"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="merge",
            name="merge_kind_is_a_known_word",
        ),
        migrations.AddField(
            model_name="topic",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="claims.topic",
            ),
        ),
        migrations.AlterField(
            model_name="merge",
            name="kind",
            field=models.CharField(
                choices=[("claim", "claim"), ("party", "party"), ("source", "source"), ("topic", "topic")],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["claim", "party", "source", "topic"])),
                name="merge_kind_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="topic_merged_into_another",
                violation_error_message="A topic cannot be merged into itself.",
            ),
        ),
        run_file("topic_merges"),
    ]
