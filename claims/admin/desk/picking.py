"""The bar under the text: what selected words can become, in the order in which it offers them, and the letter of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Pick:
    """``act``: the view that takes it, ``make`` for what opens a form and ``pick`` for what is stored at once.

    ``also``: another letter that does the same.
    """

    act: str
    kind: str
    key: str
    label: str
    also: str = ""

    @property
    def url(self) -> str:
        return f"admin:claims_claim_{self.act}"


def picks(answer: Any, *, is_cell_open: bool) -> Iterator[Pick]:
    """``answer``: the one at hand, which takes the next passage; None where there is none yet."""
    yield Pick("make", "claim", "c", _("Claim"))
    yield Pick("make", "point", "p", _("Point"))
    if answer:
        yield Pick("pick", "passage", "r", _("Passage of A%(number)s") % {"number": answer.order})
        yield Pick("make", "answer", "a", _("New answer"))
    else:
        yield Pick("make", "answer", "r", _("Answer"), also="a")
    yield Pick("make", "event", "e", _("Event"))
    yield Pick("make", "parties", "n", _("Named"))
    if answer:
        yield Pick("make", "own-claim", "o", _("Own claim"))
    if is_cell_open:
        yield Pick("pick", "words", "w", _("Deciding words"))
        yield Pick("make", "hedge", "h", _("Hedge"))
    yield Pick("make", "relayed", "s", _("Relays a source"))
