"""Answers that replace another one are few: a partial index finds them, where figures of parties leave the replaced out."""

import django.db.models.fields.json
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0027_steps_of_withdrawn_answers"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publishedresponse",
            index=models.Index(
                django.db.models.fields.json.KeyTextTransform("replaces", "card"),
                condition=models.Q(("card__has_key", "replaces")),
                name="publishedresponse_replacing",
            ),
        ),
    ]
