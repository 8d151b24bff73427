"""What was published before is announced in its order, and its assessments can be searched."""

from django.db import migrations

from claims.migrations.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("claims", "0013_webhooks")]
    operations = [run_file("announcements_so_far")]
