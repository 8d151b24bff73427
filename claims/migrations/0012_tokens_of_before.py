"""Tokens that were made before there were scopes go on doing all that their account may, under a name that says so."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAME = "made before tokens had names"
ALL = ["read", "write", "review", "publish"]


def give_terms(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    secrets, tokens = apps.get_model("knox", "AuthToken"), apps.get_model("claims", "Token")
    bare = secrets.objects.filter(terms=None)
    tokens.objects.bulk_create(tokens(secret=secret, name=NAME, scopes=ALL) for secret in bare)


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_tokens")]
    operations = [migrations.RunPython(give_terms, migrations.RunPython.noop)]
