"""Imports of claims: external ids and runs, the number beside a verdict, and headlines that are sentences."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import claims.fields.ids
import claims.fields.prose


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0015_webhooks_so_far"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExternalId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("system", claims.fields.prose.LineField(max_length=40)),
                ("value", models.TextField()),
                ("key", models.CharField(max_length=64)),
                ("content", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.fields.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("claimreview", "ClaimReview: web pages, JSON-LD, lists of pages"),
                            ("datafeed", "Data feed of ClaimReviews"),
                            ("google", "Answer of Google’s Fact Check Tools API"),
                            ("emergent", "Emergent (CSV)"),
                            ("averitec", "AVeriTeC (JSON)"),
                            ("euvsdisinfo", "EUvsDisinfo (CSV)"),
                            ("factck_br", "FACTCK.BR (TSV)"),
                            ("claimskg", "ClaimsKG (CSV)"),
                        ],
                        max_length=20,
                        verbose_name="format",
                    ),
                ),
                ("file_name", claims.fields.prose.LineField(max_length=300, verbose_name="file")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("is_trial", models.BooleanField(default=False, verbose_name="only look, store nothing")),
                ("is_publishing", models.BooleanField(default=False, verbose_name="publish at once")),
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
            ],
            options={
                "verbose_name": "import of claims",
                "verbose_name_plural": "imports of claims",
                "ordering": ["-brought_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="rating_best",
            field=claims.fields.prose.LineField(
                blank=True, help_text="Of the author’s scale, for example 5.", max_length=20, verbose_name="best number"
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="rating_value",
            field=claims.fields.prose.LineField(
                blank=True,
                help_text="Only where its author gave one beside the words, for example 2.",
                max_length=20,
                verbose_name="rating as a number",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="rating_worst",
            field=claims.fields.prose.LineField(
                blank=True,
                help_text="Of the author’s scale, for example 1.",
                max_length=20,
                verbose_name="worst number",
            ),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="label",
            field=claims.fields.prose.LineField(
                help_text="The rating, word for word as its author gave it: “Mostly false”.",
                max_length=1000,
                verbose_name="label",
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="title",
            field=claims.fields.prose.LineField(
                help_text="Its headline, or what it is where the copy names none.",
                max_length=1000,
                verbose_name="title",
            ),
        ),
        migrations.AlterField(
            model_name="sourcetranslation",
            name="title",
            field=claims.fields.prose.LineField(max_length=1000, verbose_name="title"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rating_value__regex", "^-?[0-9]+(\\.[0-9]+)?$"), ("rating_value", ""), _connector="OR"
                ),
                name="assessment_rating_value_is_a_number",
                violation_error_message="Enter a number such as 3 or 2.5.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rating_best__regex", "^-?[0-9]+(\\.[0-9]+)?$"), ("rating_best", ""), _connector="OR"
                ),
                name="assessment_rating_best_is_a_number",
                violation_error_message="Enter a number such as 3 or 2.5.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rating_worst__regex", "^-?[0-9]+(\\.[0-9]+)?$"), ("rating_worst", ""), _connector="OR"
                ),
                name="assessment_rating_worst_is_a_number",
                violation_error_message="Enter a number such as 3 or 2.5.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rating_best", ""), ("rating_value", ""), ("rating_worst", "")),
                    models.Q(
                        models.Q(("rating_value", ""), _negated=True), models.Q(("rating_best", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="assessment_number_is_on_a_scale",
                violation_error_message="A number says something only with the best number of its scale.",
            ),
        ),
        migrations.AddField(
            model_name="externalid",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="external_ids", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="import_runs", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="externalid",
            constraint=models.UniqueConstraint(fields=("system", "key"), name="externalid_names_one_claim"),
        ),
        migrations.AddConstraint(
            model_name="externalid",
            constraint=models.CheckConstraint(
                condition=models.Q(("system__regex", "\\S")),
                name="externalid_system_is_not_blank",
                violation_error_message="Enter a text; blanks alone say nothing.",
            ),
        ),
        migrations.AddConstraint(
            model_name="externalid",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__regex", "\\S")),
                name="externalid_value_is_not_blank",
                violation_error_message="Enter a text; blanks alone say nothing.",
            ),
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(fields=["-brought_at", "-id"], name="importrun_latest_first"),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "format__in",
                        [
                            "claimreview",
                            "datafeed",
                            "google",
                            "emergent",
                            "averitec",
                            "euvsdisinfo",
                            "factck_br",
                            "claimskg",
                        ],
                    )
                ),
                name="importrun_format_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "done", "refused"])),
                name="importrun_state_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True), ("reason__regex", "\\S"), _connector="OR"
                ),
                name="importrun_refusal_has_a_reason",
                violation_error_message="Say why it was refused.",
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(django.db.models.functions.text.Lower("name"), name="party_of_name"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(django.db.models.functions.text.Lower("short_name"), name="party_of_short_name"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=django.contrib.postgres.indexes.GinIndex(fields=["same_as"], name="party_of_address"),
        ),
    ]
