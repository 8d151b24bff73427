"""What was published before is announced in its order; administrators keep webhooks."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from claims.migrations.sql import run_file

RIGHTS = [f"{verb}_webhookendpoint" for verb in ("add", "change", "delete", "view")] + [
    "view_delivery",
    "change_delivery",
]


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
    dependencies = [("claims", "0014_webhooks")]
    operations = [run_file("announcements_so_far"), migrations.RunPython(grant, revoke)]
