"""The four roles as groups, and the one row of desk settings."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DESK = [
    "assessment", "citation", "claim", "claimparty", "claimpartytranslation", "claimtranslation", "event", "eventtranslation",
    "hedge", "hedgetranslation", "party", "partyalias", "passage", "passagetranslation", "point", "pointtranslation",
    "ratingscale", "relation", "request", "requestextension", "requesttranslation", "response", "responsetranslation",
    "snapshot", "source", "sourcetranslation", "stance", "stancetranslation", "topic", "topictranslation",
]  # fmt: skip
SEEN = ["revision", "publication"]
EDITORIAL = [f"{verb}_{model}" for model in DESK for verb in ("add", "change", "delete", "view")]
CONTRIBUTOR = [*EDITORIAL, *(f"view_{model}" for model in SEEN), "submit_claim"]
EDITOR = [*CONTRIBUTOR, "edit_any_claim", "approve_claim"]
ROLES = {
    "contributor": CONTRIBUTOR,
    "editor": EDITOR,
    "publisher": [*EDITOR, "publish_claim"],
    "administrator": [
        *EDITOR, "publish_claim", "override_two_person_rule",
        "view_user", "add_user", "change_user", "view_desksettings", "change_desksettings",
    ],
}  # fmt: skip


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    config = apps.get_app_config("claims")
    config.models_module = True  # type: ignore[assignment]  # permissions are made only for apps that say they have models
    create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for role, rights in ROLES.items():
        found = permission.objects.filter(content_type__app_label="claims", codename__in=rights)
        group.objects.get_or_create(name=role)[0].permissions.set(found)
    apps.get_model("claims", "DeskSettings").objects.get_or_create(id=1)


def drop_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_database_rules"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, drop_roles)]
