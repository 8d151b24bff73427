"""Announcements of all that readers are told, webhooks that pass them on."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.fields.ids
import claims.fields.prose
from claims.migrations.sql import run_file


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0013_idempotency_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "first publication"),
                            ("update", "update"),
                            ("correction", "correction"),
                            ("clarification", "clarification"),
                            ("typo", "typographical correction"),
                            ("withdrawal", "withdrawal"),
                            ("merge", "merge"),
                            ("separation", "merge undone"),
                            ("redaction", "redaction"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "announcement",
                "verbose_name_plural": "announcements",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.fields.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("event_id", models.UUIDField(default=claims.fields.ids.new_id, verbose_name="event")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("claim.published", "a claim was published"),
                            ("claim.updated", "a claim was updated"),
                            ("claim.corrected", "a claim was corrected"),
                            ("claim.withdrawn", "a claim was withdrawn"),
                            ("claim.merged", "a claim was merged into another"),
                            ("claim.separated", "the merge of a claim was undone"),
                            ("claim.redacted", "a revision was taken off the record"),
                            ("webhook.test", "a test"),
                        ],
                        max_length=30,
                        verbose_name="type",
                    ),
                ),
                ("payload", models.TextField(verbose_name="body")),
                (
                    "state",
                    models.CharField(
                        choices=[("pending", "pending"), ("delivered", "delivered"), ("dead", "dead letter")],
                        default="pending",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="attempts")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("next_attempt_at", models.DateTimeField(blank=True, null=True, verbose_name="next attempt")),
                ("last_attempt_at", models.DateTimeField(blank=True, null=True, verbose_name="last attempt")),
                ("status", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="status")),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="error")),
                ("response", models.CharField(blank=True, max_length=500, verbose_name="answer")),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="WebhookEndpoint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.fields.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "url",
                    models.URLField(
                        help_text="It takes POST requests. For example https://example.org/factcheck.",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                (
                    "description",
                    claims.fields.prose.LineField(
                        blank=True,
                        help_text="Whose it is. For example “Mirror of the archive”.",
                        max_length=300,
                        verbose_name="description",
                    ),
                ),
                (
                    "event_types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("claim.published", "a claim was published"),
                                ("claim.updated", "a claim was updated"),
                                ("claim.corrected", "a claim was corrected"),
                                ("claim.withdrawn", "a claim was withdrawn"),
                                ("claim.merged", "a claim was merged into another"),
                                ("claim.separated", "the merge of a claim was undone"),
                                ("claim.redacted", "a revision was taken off the record"),
                                ("webhook.test", "a test"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        help_text="Which events it is told of. None chosen: all.",
                        size=None,
                        verbose_name="events",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True, help_text="An inactive address is told nothing.", verbose_name="active"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("announced_up_to", models.BigIntegerField(default=0, editable=False)),
                ("failures", models.PositiveIntegerField(default=0, editable=False, verbose_name="failures in a row")),
                (
                    "failing_since",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="failing since"),
                ),
                ("rests_until", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "disabled_reason",
                    models.CharField(blank=True, editable=False, max_length=500, verbose_name="why it was turned off"),
                ),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="WebhookSecret",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_kind_is_a_known_word",
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submitted", "submitted for review"),
                    ("approved", "approved"),
                    ("returned", "returned"),
                    ("published", "published"),
                    ("withdrawn", "withdrawn"),
                    ("assigned", "assigned to you"),
                    ("commented", "commented"),
                    ("due", "due"),
                    ("free", "the embargo has ended"),
                    ("webhook", "a webhook was turned off"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "submitted",
                            "approved",
                            "returned",
                            "published",
                            "withdrawn",
                            "assigned",
                            "commented",
                            "due",
                            "free",
                            "webhook",
                        ],
                    )
                ),
                name="notice_kind_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddField(
            model_name="announcement",
            name="claim",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="announcements",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="announcement",
            name="merged_into",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="announcement",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="announcements", to="claims.revision"
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="announcement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="claims.announcement",
            ),
        ),
        migrations.AddField(
            model_name="webhookendpoint",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="webhooks", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="webhookendpoint",
            name="parties",
            field=models.ManyToManyField(
                blank=True,
                help_text="Only claims in which one of them has a part. For example Facebook. None chosen: all claims.",
                related_name="webhooks",
                to="claims.party",
                verbose_name="parties",
            ),
        ),
        migrations.AddField(
            model_name="webhookendpoint",
            name="topics",
            field=models.ManyToManyField(
                blank=True,
                help_text="Only claims of one of these topics, or with one of the parties. None chosen: all claims.",
                related_name="webhooks",
                to="claims.topic",
                verbose_name="topics",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="endpoint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deliveries",
                to="claims.webhookendpoint",
                verbose_name="webhook",
            ),
        ),
        migrations.AddField(
            model_name="webhooksecret",
            name="endpoint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="secrets", to="claims.webhookendpoint"
            ),
        ),
        migrations.AddConstraint(
            model_name="announcement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "first",
                            "update",
                            "correction",
                            "clarification",
                            "typo",
                            "withdrawal",
                            "merge",
                            "separation",
                            "redaction",
                        ],
                    )
                ),
                name="announcement_kind_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookendpoint",
            constraint=models.UniqueConstraint(
                fields=("url",),
                name="webhookendpoint_once_an_address",
                violation_error_message="There is a webhook for this address already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookendpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("url__regex", "^https?://[^\\s]+$")),
                name="webhookendpoint_address_is_web_address",
                violation_error_message="Enter an address such as https://example.org/factcheck.",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "pending")), fields=["endpoint", "next_attempt_at"], name="delivery_due"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["state", "-created_at"], name="delivery_by_state_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["pending", "delivered", "dead"])),
                name="delivery_state_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "type__in",
                        [
                            "claim.published",
                            "claim.updated",
                            "claim.corrected",
                            "claim.withdrawn",
                            "claim.merged",
                            "claim.separated",
                            "claim.redacted",
                            "webhook.test",
                        ],
                    )
                ),
                name="delivery_type_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("payload__regex", "\\S")),
                name="delivery_payload_is_not_blank",
                violation_error_message="Enter a text; blanks alone say nothing.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("endpoint", "event_id"), name="delivery_once_an_address_and_event"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_attempt_at__isnull", False), ("state", "pending")),
                    models.Q(models.Q(("state", "pending"), _negated=True), ("next_attempt_at__isnull", True)),
                    _connector="OR",
                ),
                name="delivery_pending_has_its_time",
                violation_error_message="What is pending has a time, and nothing else has one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhooksecret",
            constraint=models.CheckConstraint(
                condition=models.Q(("secret__regex", "^whsec_[A-Za-z0-9+/]{32,}={0,2}$")),
                name="webhooksecret_has_its_form",
                violation_error_message="A secret is “whsec_” and at least 24 bytes in base64.",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhooksecret",
            constraint=models.UniqueConstraint(
                condition=models.Q(("expires_at__isnull", True)), fields=("endpoint",), name="webhooksecret_one_current"
            ),
        ),
        run_file("announcements"),
    ]
