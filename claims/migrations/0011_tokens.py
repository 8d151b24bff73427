"""Tokens of the API get a name, scopes and the time of their last use."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.fields.ids
import claims.fields.prose


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_fill_published_parts"),
        migrations.swappable_dependency(settings.KNOX_TOKEN_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.fields.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "name",
                    claims.fields.prose.LineField(
                        help_text="Which program it is for, for example “import of the newsroom system”.",
                        max_length=300,
                        verbose_name="name",
                    ),
                ),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("read", "read the working records"),
                                ("write", "enter and change, and hand in for review"),
                                ("review", "approve and give back"),
                                ("publish", "publish and withdraw"),
                            ],
                            max_length=20,
                        ),
                        help_text="Your role still limits it. For example only “read the working records”, for a program that reports.",
                        size=None,
                        verbose_name="it may",
                    ),
                ),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="made",
                        to="claims.token",
                    ),
                ),
                (
                    "secret",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="terms", to=settings.KNOX_TOKEN_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "token",
                "verbose_name_plural": "tokens",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="token_name_is_not_blank",
                        violation_error_message="Enter a text; blanks alone say nothing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scopes__len__gte", 1)),
                        name="token_has_scopes",
                        violation_error_message="Choose at least one thing that it may do.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scopes__contained_by", ["read", "write", "review", "publish"])),
                        name="token_scopes_are_known_words",
                        violation_error_message="Choose one of the words offered.",
                    ),
                ],
            },
        ),
    ]
