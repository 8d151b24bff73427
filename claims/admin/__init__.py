"""The desk: Django's admin over the working tables. Every write goes through an action, which asks the rules itself."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin import cases, parts, people, records, responses, shared

__all__ = ["cases", "parts", "people", "records", "responses", "shared"]

admin.site.site_header = _("factcheck desk")
admin.site.site_title = _("factcheck desk")
admin.site.index_title = _("Cases and records")
admin.site.enable_nav_sidebar = False  # forty stops of the Tab key before the second field
