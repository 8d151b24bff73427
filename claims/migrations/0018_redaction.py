"""Redacting at the desk: blanked with its record, told to those concerned; words of published parties and sources."""

import django.contrib.postgres.fields
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from claims.migrations.sql import run_file


def let_administrators_redact(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    config = apps.get_app_config("claims")
    config.models_module = True  # type: ignore[assignment]  # permissions are made only for apps that say they have models
    create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    right = apps.get_model("auth", "Permission").objects.get(codename="add_redaction")
    apps.get_model("auth", "Group").objects.get(name="administrator").permissions.add(right)


def keep_them_from_it(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    right = apps.get_model("auth", "Permission").objects.get(codename="add_redaction")
    apps.get_model("auth", "Group").objects.get(name="administrator").permissions.remove(right)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0017_about_texts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_kind_is_a_known_word",
        ),
        migrations.AddField(
            model_name="publication",
            name="is_redacted",
            field=models.BooleanField(default=False),
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
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="token",
            name="scopes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("read", "read the working records"),
                        ("write", "enter and change, and hand in for review"),
                        ("review", "approve and give back"),
                        ("publish", "publish, withdraw and redact"),
                    ],
                    max_length=20,
                ),
                help_text="Your role still limits it. For example only “read the working records”, for a program that reports.",
                size=None,
                verbose_name="it may",
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
                        ],
                    )
                ),
                name="notice_kind_is_a_known_word",
                violation_error_message="Choose one of the words offered.",
            ),
        ),
        run_file("redaction"),
        run_file("published_words"),
        migrations.RunPython(let_administrators_redact, keep_them_from_it),
    ]
