"""Words that somebody else wrote, within a text in the language of whoever reads it."""

from django.utils.translation import gettext


def quoted(words: object) -> str:
    """In the marks of the reader's language: “…”, „…“."""
    return gettext("“%(words)s”") % {"words": words}
