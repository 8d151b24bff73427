"""Tables of the answers, requests and citations of published cases, and of changes between copies of a source."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0020_finding"),
    ]

    operations = [
        migrations.CreateModel(
            name="SnapshotChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.CharField(max_length=64)),
                ("after", models.CharField(max_length=64)),
                ("is_same_text", models.BooleanField()),
                ("words_before", models.PositiveIntegerField()),
                ("words_after", models.PositiveIntegerField()),
                ("words_gone", models.PositiveIntegerField()),
                ("words_new", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("before", "after"), name="snapshotchange_one_a_pair")],
            },
        ),
        migrations.CreateModel(
            name="PublishedAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("party_id", models.UUIDField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("denies", "denies"),
                            ("qualifies", "gives a different account"),
                            ("confirms", "confirms"),
                            ("declines", "no comment"),
                            ("general", "general: may cover the point, shown, not counted"),
                            ("none", "no specific answer"),
                            ("stands_by", "stands by the report"),
                            ("corrects", "corrects"),
                            ("retracts", "retracts"),
                            ("disowns", "disowns"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "became",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), null=True, size=None
                    ),
                ),
                ("denied_in", models.UUIDField(null=True)),
                ("later_in", models.UUIDField(null=True)),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="claims.publishedpoint"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="point_answers",
                        to="claims.publication",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["party_id", "answer"], name="publishedanswer_party"),
                    models.Index(
                        condition=models.Q(("became__isnull", False)),
                        fields=["party_id"],
                        name="publishedanswer_denials",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("point", "party_id"), name="publishedanswer_one_a_party_and_point")
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedCitation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("source_id", models.UUIDField()),
                ("card", models.JSONField()),
                (
                    "found_in",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), default=list, size=None
                    ),
                ),
                (
                    "lost_in",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), default=list, size=None
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="claims.publication"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["source_id"], name="publishedcitation_source")],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "place"), name="publishedcitation_one_a_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedRequest",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("party_id", models.UUIDField()),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("deadline_end", models.DateTimeField(null=True)),
                ("has_spoken", models.BooleanField()),
                ("days", models.PositiveIntegerField(null=True)),
                ("card", models.JSONField()),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="requests", to="claims.publication"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["party_id"], name="publishedrequest_party")],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "place"), name="publishedrequest_one_a_place")
                ],
            },
        ),
    ]
