"""Imports of lists as runs, the language of a run, and when a published case was last changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.fields.ids
import claims.fields.prose
from claims.migrations.sql import run_file


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0018_redaction"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListRun",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.fields.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("file_name", claims.fields.prose.LineField(max_length=300, verbose_name="file")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                (
                    "language",
                    models.CharField(
                        default="en", editable=False, max_length=10, verbose_name="language of the report"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("refused", "refused"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("counts", models.JSONField(default=dict, editable=False)),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="why it was refused")),
                ("brought_at", models.DateTimeField(auto_now_add=True, verbose_name="brought")),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                (
                    "table",
                    models.CharField(
                        choices=[("party", "parties"), ("source", "sources"), ("topic", "topics")],
                        max_length=20,
                        verbose_name="list",
                    ),
                ),
                (
                    "is_storing",
                    models.BooleanField(default=False, editable=False, verbose_name="stores what was looked at"),
                ),
                (
                    "is_only_right",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="leaves out the rows that are wrong"
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a list",
                "verbose_name_plural": "imports of lists",
                "ordering": ["-brought_at", "-id"],
                "abstract": False,
            },
        ),
        migrations.RemoveIndex(
            model_name="publication",
            name="publication_moment_of_claim",
        ),
        migrations.AddField(
            model_name="importrun",
            name="language",
            field=models.CharField(default="en", editable=False, max_length=10, verbose_name="language of the report"),
        ),
        migrations.AddField(
            model_name="publication",
            name="pending_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("is_withdrawn", False), ("pending_at__isnull", False)),
                fields=["-pending_at"],
                name="publication_pending_changes",
            ),
        ),
        migrations.AddField(
            model_name="listrun",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="listrun",
            index=models.Index(fields=["-brought_at", "-id"], name="listrun_latest_first"),
        ),
        migrations.AddConstraint(
            model_name="listrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "done", "refused"])),
                name="listrun_state_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="listrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True), ("reason__regex", "\\S"), _connector="OR"
                ),
                name="listrun_refusal_has_a_reason",
                violation_error_message="Say why it was refused.",
            ),
        ),
        migrations.AddConstraint(
            model_name="listrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("table__in", ["party", "source", "topic"])),
                name="listrun_table_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        run_file("pending"),
    ]
