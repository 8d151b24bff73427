"""What the database asks of one row reads that row, not the table or the case it stands in."""

from django.db import migrations

from claims.migrations.sql import run_file


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0024_topic_merges"),
    ]

    operations = [run_file("rules_of_one_row")]
