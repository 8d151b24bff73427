"""Rules of the working tables and of the record that the database itself keeps."""

from django.db import migrations

from claims.migrations.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]
    operations = [run_file("rules"), run_file("record")]
