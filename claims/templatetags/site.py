"""The site itself, on pages that know nothing else: those for what went wrong."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """The name it is cited and shared under."""
    return str(settings.SITE_NAME)
