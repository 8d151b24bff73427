"""Indexes for finding records by what somebody types, and what a merge of two parties may change."""

from django.db import migrations

from claims.migrations.sql import run_file


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_list_indexes")]
    operations = [run_file("lookups"), run_file("merges")]
