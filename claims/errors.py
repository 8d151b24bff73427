"""What can go wrong, as past facts. Every message is a sentence for the person who can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class FactcheckError(Exception):
    """Base of all refusals. ``fields`` names what to mend: {field or path: sentence}."""

    def __init__(self, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields or {}


class NotPermitted(FactcheckError):
    """The actor may not do this; the message says which right is missing."""


class RecordChanged(FactcheckError):
    """Somebody else saved the record since it was read (its version differs)."""


class AnswerRemoved(RecordChanged):
    """The answer somebody worked at was removed meanwhile; no other takes its place unasked."""


class ContentUnchanged(FactcheckError):
    """The dossier equals the published one: there is nothing to publish."""


class NotPublishable(FactcheckError):
    """The case lacks what a published case needs; ``fields`` lists what."""


class KeyReused(FactcheckError):
    """The key of a request was used before, for another request."""


class AlreadyWithdrawn(FactcheckError):
    """The claim is withdrawn and cannot be changed or withdrawn again."""


class TooManyMessages(FactcheckError):
    """One network sent more messages within an hour than the desk takes; nothing was stored."""


class AlreadySent(FactcheckError):
    """The form was sent before, with other words; ``receipt`` is the number of that message."""

    def __init__(self, message: str, receipt: str) -> None:
        super().__init__(message)
        self.receipt = receipt


class InvalidRecord(FactcheckError):
    """A record breaks a rule; ``fields`` names each field and the remedy."""


@dataclass(frozen=True)
class FileProblem:
    """One thing wrong in a file: where (path inside it), what stands there, and what was expected."""

    path: str
    value: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path}: found {self.value}, expected {self.expected}"


class FileRefused(FactcheckError):
    """A case file was refused whole; nothing of it was stored."""

    def __init__(self, name: str, problems: list[FileProblem]) -> None:
        super().__init__(f"{name} was refused: " + "; ".join(str(problem) for problem in problems))
        self.name = name
        self.problems = problems


class QuoteNotFound(FactcheckError):
    """The text of the source does not hold the words; ``nearest`` is the passage most like them, or None."""

    def __init__(self, message: str, nearest: Any = None) -> None:
        super().__init__(message, {"words": message})
        self.nearest = nearest


class QuoteAmbiguous(FactcheckError):
    """The words stand at several places of the source; ``places`` lists them."""

    def __init__(self, message: str, places: Sequence[Any]) -> None:
        super().__init__(message, {"words": message})
        self.places = places
