"""A text as a reader of the page gets it: the original, a translation, or an original that nobody has translated."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.dossier.canonical import hash_of_original
from claims.dossier.schema import Translated
from claims.pages.presenting.languages import (
    direction_of,
    in_page_language,
    is_same_language,
    isolated,
    language_name,
    page_language,
)


@dataclass(frozen=True, slots=True)
class Text:
    """``translated_from``: the language of the original where ``words`` are a translation of it."""

    words: str
    language: str
    translated_from: str = ""
    translator: str = ""
    is_stale: bool = False

    def __str__(self) -> str:
        return self.words

    @property
    def is_foreign(self) -> bool:
        """An original that the page cannot show in its own language."""
        return not is_same_language(self.language, page_language())

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @property
    def isolated(self) -> str:
        """For a sentence in another direction."""
        return isolated(self.words)

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    @property
    def original_name(self) -> str:
        return language_name(self.translated_from)


def shown(
    original: str,
    language: str,
    translations: Mapping[str, Translated],
    member: str = "text",
    covers: dict[str, str | None] | None = None,
) -> Text:
    """``original`` in the page's language as far as there is one.

    ``member`` names the text in a translation; ``covers`` are the fields a translation was made from, where they are
    more than this one or bear another name.
    """
    as_written = Text(original, language)
    if not as_written.is_foreign:
        return as_written
    return translated(original, language, translations, member, covers) or as_written


def translated(
    original: str,
    language: str,
    translations: Mapping[str, Translated],
    member: str = "text",
    covers: dict[str, str | None] | None = None,
) -> Text | None:
    """The translation into the page's language, marked where the original has changed since; None without one."""
    translation = in_page_language(translations)
    words = getattr(translation, member, None)
    if translation is None or words is None:
        return None
    is_stale = translation.of != hash_of_original(covers if covers is not None else {member: original})
    return Text(words, page_language(), language, translation.translator, is_stale)
