"""What the first reader after a start would otherwise wait for: addresses and templates, read beforehand."""

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

TEMPLATES = settings.BASE_DIR / "templates"
OF_FEW = "admin"
"""The folder of the desk's templates: they stay unread until somebody opens a page of it."""


def make_ready() -> None:
    """Before a server forks, so that its workers share what was read. Asks no database."""
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            get_resolver().reverse_dict  # noqa: B018 - reading it loads every view and knows every address by its name
    for path in sorted(TEMPLATES.rglob("*.html")):
        if OF_FEW not in path.relative_to(TEMPLATES).parts:
            get_template(path.relative_to(TEMPLATES).as_posix())
