"""Translations: the same rules for each table that has them."""

from collections.abc import Callable, Iterator
from typing import Any

from tests import factories
from tests.models.breaks import Break

TRANSLATED: dict[str, tuple[Callable[[], Any], list[str]]] = {
    "topictranslation": (factories.TopicFactory, ["name"]),
    "sourcetranslation": (factories.SourceFactory, ["title"]),
    "claimtranslation": (factories.ClaimFactory, ["title", "statement"]),
    "claimpartytranslation": (factories.ClaimPartyFactory, ["reason"]),
    "pointtranslation": (factories.PointFactory, ["text"]),
    "responsetranslation": (factories.ResponseFactory, ["remark"]),
    "passagetranslation": (factories.PassageFactory, ["text"]),
    "stancetranslation": (factories.StanceFactory, ["words"]),
    "hedgetranslation": (factories.HedgeFactory, ["words"]),
    "requesttranslation": (factories.RequestFactory, ["text"]),
    "eventtranslation": (factories.EventFactory, ["text"]),
}
"""Table → what makes an original, and the texts that a translation of it needs."""


def breaks_of(table: str, make: Callable[[], Any], texts: list[str]) -> Iterator[Break]:
    def translation() -> Any:
        return factories.translate(make())

    def second_translation() -> Any:
        original = make()
        factories.translate(original, "de")
        return factories.translate(original, "fr")

    yield Break(f"{table}_one_a_language", second_translation, {"language": "de"})
    yield Break(f"{table}_language_is_a_language_tag", translation, {"language": "German"})
    yield Break(f"{table}_of_is_a_hash", translation, {"of": "unknown"})
    for text in texts:
        yield Break(f"{table}_{text}_is_not_blank", translation, {text: " "})


BREAKS = [found for table, (make, texts) in TRANSLATED.items() for found in breaks_of(table, make, texts)]
