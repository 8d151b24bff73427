"""Every change of a working table is kept by the database."""

from django.db import migrations

from claims.migrations.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_desk")]
    operations = [run_file("history")]
