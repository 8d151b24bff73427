"""Messages from readers, and how many a network may send; notices tell editors of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.fields.ids
import claims.fields.prose
from claims.migrations.sql import run_file


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0022_fill_published_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.fields.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("receipt", models.CharField(editable=False, max_length=14, verbose_name="receipt number")),
                ("token", models.CharField(blank=True, editable=False, max_length=43)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("error", "error report"),
                            ("reply", "reply of a party"),
                            ("suggestion", "suggested claim"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("in_progress", "in progress"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                        ],
                        default="received",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("words", claims.fields.prose.ProseField(max_length=5000, verbose_name="words")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                (
                    "on_behalf_of",
                    claims.fields.prose.LineField(blank=True, max_length=300, verbose_name="on behalf of"),
                ),
                ("name", claims.fields.prose.LineField(blank=True, max_length=300, verbose_name="name")),
                ("role", claims.fields.prose.LineField(blank=True, max_length=300, verbose_name="role of the sender")),
                ("contact", claims.fields.prose.LineField(blank=True, max_length=300, verbose_name="contact")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("de", "Deutsch")], max_length=8, verbose_name="language"
                    ),
                ),
                ("received_at", models.DateTimeField(auto_now_add=True, verbose_name="received at")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled at")),
                ("answer", claims.fields.prose.ProseField(blank=True, max_length=2000, verbose_name="answer")),
                ("forgotten_at", models.DateTimeField(blank=True, null=True, verbose_name="sender deleted at")),
            ],
            options={
                "verbose_name": "message from a reader",
                "verbose_name_plural": "messages from readers",
                "ordering": ["-received_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sender", models.CharField(max_length=64)),
                ("hour", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "messages of a network",
                "verbose_name_plural": "messages of networks",
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
                    ("redacted", "taken off the record"),
                    ("message", "a reader wrote"),
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
                            "redacted",
                            "message",
                        ],
                    )
                ),
                name="notice_kind_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="claim",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="messages",
                to="claims.claim",
                verbose_name="claim",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="points",
            field=models.ManyToManyField(blank=True, related_name="messages", to="claims.point", verbose_name="points"),
        ),
        migrations.AddField(
            model_name="message",
            name="revision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="claims.revision",
                verbose_name="revision",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages_settled",
                to=settings.AUTH_USER_MODEL,
                verbose_name="settled by",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="taken_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages_taken",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken up by",
            ),
        ),
        migrations.AddConstraint(
            model_name="sending",
            constraint=models.UniqueConstraint(fields=("sender", "hour"), name="sending_once_a_sender_and_hour"),
        ),
        migrations.AddConstraint(
            model_name="sending",
            constraint=models.CheckConstraint(
                condition=models.Q(("sender__regex", "^[0-9a-f]{64}$")),
                name="sending_sender_is_a_hash",
                violation_error_message="A sender is a hash.",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["state", "-received_at"], name="message_by_state_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["error", "reply", "suggestion"])),
                name="message_kind_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "in_progress", "accepted", "declined"])),
                name="message_state_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "\\S")),
                name="message_words_is_not_blank",
                violation_error_message="Enter a text; blanks alone say nothing.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(fields=("receipt",), name="message_once_a_receipt"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("token", ""), _negated=True), fields=("token",), name="message_once_a_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("receipt__regex", "^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$")),
                name="message_receipt_has_its_form",
                violation_error_message="A receipt number is three groups of four digits and capitals.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "de"])),
                name="message_language_is_of_the_site",
                violation_error_message="Choose one of the languages of the site.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "suggestion"), ("claim__isnull", False), _connector="OR"),
                name="message_is_about_a_claim",
                violation_error_message="An error report and a reply are about a claim.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "reply"), _negated=True), ("on_behalf_of__regex", "\\S"), _connector="OR"
                ),
                name="message_reply_is_of_a_party",
                violation_error_message="Say on whose behalf the reply is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_progress"), _negated=True), ("taken_by__isnull", False), _connector="OR"
                ),
                name="message_in_progress_with_somebody",
                violation_error_message="A message in progress has a person.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        ("state__in", ("accepted", "declined")),
                    ),
                    models.Q(
                        models.Q(("state__in", ("accepted", "declined")), _negated=True),
                        ("settled_at__isnull", True),
                        ("settled_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="message_settled_by_somebody",
                violation_error_message="A settled message has a person and a time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True), ("answer__regex", "\\S"), _connector="OR"
                ),
                name="message_declined_with_a_reason",
                violation_error_message="Say why it is declined. The sender reads it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("forgotten_at__isnull", True), ("contact", ""), _connector="OR"),
                name="message_forgotten_has_no_contact",
                violation_error_message="Where the sender was deleted, there is no contact.",
            ),
        ),
        run_file("messages"),
    ]
