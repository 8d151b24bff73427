"""The figures of a standing as sentences: who answered how many of the points how."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from claims.standing import Answer, ClaimantMoves, Coverage, Tally
from claims.vocabulary import StandingWord
from claims.wording.lists import MOST_NAMES, Names, date_in_words, name_of


class _Phrase(NamedTuple):
    """What is said of a figure: of all points, as the first of several phrases, as a later one.

    ``is_verb``: it follows the name directly; otherwise a colon stands between.
    """

    is_verb: bool
    whole: str
    first: str
    later: str


_ANSWERS = {
    "denies": _Phrase(
        True,
        ngettext_lazy("denies the point", "denies all %(points)d points", "points"),
        ngettext_lazy("denies %(count)d of %(points)d point", "denies %(count)d of %(points)d points", "points"),
        gettext_lazy("denies %(count)d"),
    ),
    "qualifies": _Phrase(
        True,
        ngettext_lazy(
            "gives a different account of the point", "gives a different account of all %(points)d points", "points"
        ),
        ngettext_lazy(
            "gives a different account of %(count)d of %(points)d point",
            "gives a different account of %(count)d of %(points)d points",
            "points",
        ),
        gettext_lazy("gives a different account of %(count)d"),
    ),
    "confirms": _Phrase(
        True,
        ngettext_lazy("confirms the point", "confirms all %(points)d points", "points"),
        ngettext_lazy("confirms %(count)d of %(points)d point", "confirms %(count)d of %(points)d points", "points"),
        gettext_lazy("confirms %(count)d"),
    ),
    "declines": _Phrase(
        False,
        ngettext_lazy("no comment on the point", "no comment on any of the %(points)d points", "points"),
        ngettext_lazy(
            "no comment on %(count)d of %(points)d point", "no comment on %(count)d of %(points)d points", "points"
        ),
        gettext_lazy("no comment on %(count)d"),
    ),
    "unspecific": _Phrase(
        False,
        ngettext_lazy(
            "no specific answer to the point", "no specific answer to any of the %(points)d points", "points"
        ),
        ngettext_lazy(
            "no specific answer to %(count)d of %(points)d point",
            "no specific answer to %(count)d of %(points)d points",
            "points",
        ),
        gettext_lazy("no specific answer to %(count)d"),
    ),
}
_MOVES = {
    "retracts": _Phrase(
        True,
        ngettext_lazy("retracts the point", "retracts all %(points)d points", "points"),
        ngettext_lazy("retracts %(count)d of %(points)d point", "retracts %(count)d of %(points)d points", "points"),
        gettext_lazy("retracts %(count)d"),
    ),
    "corrects": _Phrase(
        True,
        ngettext_lazy("corrects the point", "corrects all %(points)d points", "points"),
        ngettext_lazy("corrects %(count)d of %(points)d point", "corrects %(count)d of %(points)d points", "points"),
        gettext_lazy("corrects %(count)d"),
    ),
    "disowns": _Phrase(
        True,
        ngettext_lazy("disowns the point", "disowns all %(points)d points", "points"),
        ngettext_lazy("disowns %(count)d of %(points)d point", "disowns %(count)d of %(points)d points", "points"),
        gettext_lazy("disowns %(count)d"),
    ),
    "stands_by": _Phrase(
        True,
        ngettext_lazy("stands by the point", "stands by all %(points)d points", "points"),
        ngettext_lazy("stands by %(count)d of %(points)d point", "stands by %(count)d of %(points)d points", "points"),
        gettext_lazy("stands by %(count)d"),
    ),
}
