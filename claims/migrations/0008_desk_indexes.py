"""An index for the first page of the desk: when each public case was published, to find those that changed since."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_lookup_indexes")]
    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["claim", "published_at"],
                condition=models.Q(("is_withdrawn", False)),
                name="publication_moment_of_claim",
            ),
        ),
    ]
