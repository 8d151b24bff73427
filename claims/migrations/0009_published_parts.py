"""Tables of the parts of published cases, and the columns by which lists of claims are ordered and narrowed.

The ids that stances and topics gain have no meaning until the next migration fills them.
"""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_desk_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedAssessment",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("made_start", models.DateTimeField(null=True)),
                ("made_end", models.DateTimeField(null=True)),
                ("card", models.JSONField()),
                ("author_id", models.UUIDField(null=True)),
                ("label", models.CharField(max_length=1000)),
                ("site", models.CharField(max_length=253)),
                ("language", models.CharField(max_length=35)),
                ("newest_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PublishedEvent",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("made_start", models.DateTimeField(null=True)),
                ("made_end", models.DateTimeField(null=True)),
                ("card", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="PublishedPoint",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("made_start", models.DateTimeField(null=True)),
                ("made_end", models.DateTimeField(null=True)),
                ("card", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="PublishedResponse",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("made_start", models.DateTimeField(null=True)),
                ("made_end", models.DateTimeField(null=True)),
                ("card", models.JSONField()),
                ("party_id", models.UUIDField()),
                ("kind", models.CharField(max_length=30)),
            ],
        ),
        migrations.AddField(
            model_name="publication",
            name="made_end",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="made_start",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="publishedsource",
            name="domain",
            field=models.CharField(blank=True, max_length=253),
        ),
        migrations.AddField(
            model_name="publishedstance",
            name="point_id",
            field=models.UUIDField(default=uuid.UUID(int=0)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publishedstance",
            name="response_id",
            field=models.UUIDField(default=uuid.UUID(int=0)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publishedtopic",
            name="topic_id",
            field=models.UUIDField(default=uuid.UUID(int=0)),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.OrderBy(models.F("first_published_at"), descending=True),
                models.OrderBy(models.F("claim_id"), descending=True),
                name="publication_by_first",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce(
                        models.F("made_end"),
                        models.Value(
                            datetime.datetime(1, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            output_field=models.DateTimeField(),
                        ),
                    ),
                    descending=True,
                ),
                models.OrderBy(models.F("claim_id"), descending=True),
                name="publication_by_time",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedsource",
            index=models.Index(fields=["source_id"], name="publishedsource_source"),
        ),
        migrations.AddIndex(
            model_name="publishedsource",
            index=models.Index(fields=["domain"], name="publishedsource_domain"),
        ),
        migrations.AddIndex(
            model_name="publishedstance",
            index=models.Index(fields=["point_id"], name="publishedstance_point"),
        ),
        migrations.AddIndex(
            model_name="publishedstance",
            index=models.Index(fields=["response_id"], name="publishedstance_response"),
        ),
        migrations.AddIndex(
            model_name="publishedtopic",
            index=models.Index(fields=["topic_id"], name="publishedtopic_topic"),
        ),
        migrations.AddIndex(
            model_name="standingstep",
            index=models.Index(
                models.Func(models.F("period"), function="lower", output_field=models.DateTimeField()),
                condition=models.Q(("axis", "now")),
                name="standingstep_now_began",
            ),
        ),
        migrations.AddField(
            model_name="publishedassessment",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="assessments", to="claims.publication"
            ),
        ),
        migrations.AddField(
            model_name="publishedevent",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="events", to="claims.publication"
            ),
        ),
        migrations.AddField(
            model_name="publishedpoint",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="points", to="claims.publication"
            ),
        ),
        migrations.AddField(
            model_name="publishedresponse",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="responses", to="claims.publication"
            ),
        ),
        migrations.AddIndex(
            model_name="publishedassessment",
            index=models.Index(
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce(
                        models.F("made_end"),
                        models.Value(
                            datetime.datetime(1, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            output_field=models.DateTimeField(),
                        ),
                    ),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                name="publishedassessment_by_time",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedassessment",
            index=models.Index(fields=["author_id"], name="publishedassessment_author"),
        ),
        migrations.AddIndex(
            model_name="publishedassessment",
            index=models.Index(fields=["site", "language"], name="publishedassessment_site"),
        ),
        migrations.AddConstraint(
            model_name="publishedassessment",
            constraint=models.UniqueConstraint(fields=("publication", "place"), name="publishedassessment_one_a_place"),
        ),
        migrations.AddIndex(
            model_name="publishedevent",
            index=models.Index(
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce(
                        models.F("made_end"),
                        models.Value(
                            datetime.datetime(1, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            output_field=models.DateTimeField(),
                        ),
                    ),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                name="publishedevent_by_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedevent",
            constraint=models.UniqueConstraint(fields=("publication", "place"), name="publishedevent_one_a_place"),
        ),
        migrations.AddIndex(
            model_name="publishedpoint",
            index=models.Index(
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce(
                        models.F("made_end"),
                        models.Value(
                            datetime.datetime(1, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            output_field=models.DateTimeField(),
                        ),
                    ),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                name="publishedpoint_by_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedpoint",
            constraint=models.UniqueConstraint(fields=("publication", "place"), name="publishedpoint_one_a_place"),
        ),
        migrations.AddIndex(
            model_name="publishedresponse",
            index=models.Index(
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce(
                        models.F("made_end"),
                        models.Value(
                            datetime.datetime(1, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            output_field=models.DateTimeField(),
                        ),
                    ),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                name="publishedresponse_by_time",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedresponse",
            index=models.Index(fields=["party_id"], name="publishedresponse_party"),
        ),
        migrations.AddConstraint(
            model_name="publishedresponse",
            constraint=models.UniqueConstraint(fields=("publication", "place"), name="publishedresponse_one_a_place"),
        ),
    ]
