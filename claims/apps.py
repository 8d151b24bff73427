from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("Claims and denials")
    default_auto_field = "django.db.models.BigAutoField"


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin, with the desk as its site."""

    default = False  # of this package; the settings name it
    default_site = "claims.admin.site.DeskSite"

    def ready(self) -> None:
        """Its pages come first: the site that Django makes on the way to them would be thrown away with what it holds."""
        import_module("claims.admin")
        super().ready()
