"""Texts about the site, which administrators write; their history is kept as that of every working table."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import claims.fields.ids
import claims.fields.prose
from claims.migrations.sql import run_file

RIGHTS = [f"{verb}_abouttext" for verb in ("add", "change", "delete", "view")]


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    config = apps.get_app_config("claims")
    config.models_module = True  # type: ignore[assignment]  # permissions are made only for apps that say they have models
    create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    found = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="claims", codename__in=RIGHTS)
    apps.get_model("auth", "Group").objects.get(name="administrator").permissions.add(*found)


def revoke(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    found = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="claims", codename__in=RIGHTS)
    apps.get_model("auth", "Group").objects.get(name="administrator").permissions.remove(*found)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0016_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="AboutText",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.fields.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("is_published", models.BooleanField(default=False, editable=False, verbose_name="published")),
                (
                    "page",
                    models.CharField(
                        choices=[
                            ("method", "Method"),
                            ("corrections", "Corrections policy"),
                            ("editors", "Who we are"),
                            ("funding", "Funding"),
                            ("privacy", "Privacy"),
                            ("imprint", "Imprint"),
                        ],
                        help_text="Which page it is. For example Method.",
                        max_length=20,
                        verbose_name="page",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("de", "Deutsch")],
                        help_text="The language of the text. For example English.",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "text",
                    claims.fields.prose.ProseField(
                        help_text="In Markdown: a blank line between paragraphs, “## ” before a heading, “- ” before each entry of a list, [words](https://…) for a link. Readers see it as soon as it is saved.",
                        max_length=20000,
                        verbose_name="text",
                    ),
                ),
            ],
            options={
                "verbose_name": "page about this site",
                "verbose_name_plural": "pages about this site",
                "ordering": ["page", "language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "language"),
                        name="abouttext_one_a_page_and_language",
                        violation_error_message="This page has a text in this language already. Change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("page__in", ["method", "corrections", "editors", "funding", "privacy", "imprint"])
                        ),
                        name="abouttext_page_is_a_known_word",
                        violation_error_message="Choose one of the words offered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="abouttext_text_is_not_blank",
                        violation_error_message="Enter a text; blanks alone say nothing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "de"])),
                        name="abouttext_language_is_of_the_site",
                        violation_error_message="Choose one of the languages of the site.",
                    ),
                ],
            },
        ),
        run_file("about"),
        migrations.RunPython(grant, revoke),
    ]
