"""The phrases that a sentence about a standing is made of, one a figure of the tally."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText


class Phrase(NamedTuple):
    """What is said of a figure: of all points, of all two, as the first of several phrases, as a later one.

    ``is_verb``: it follows the name directly; otherwise a colon stands between.
    """

    is_verb: bool
    whole: "LazyText"
    both: "LazyText"
    first: "LazyText"
    later: "LazyText"


ANSWERS = {
    "denies": Phrase(
        True,
        ngettext_lazy("denies the point", "denies all %(points)d points", "points"),
        gettext_lazy("denies both points"),
        ngettext_lazy("denies %(count)d of %(points)d point", "denies %(count)d of %(points)d points", "points"),
        gettext_lazy("denies %(count)d"),
    ),
    "qualifies": Phrase(
        True,
        ngettext_lazy(
            "gives a different account of the point", "gives a different account of all %(points)d points", "points"
        ),
        gettext_lazy("gives a different account of both points"),
        ngettext_lazy(
            "gives a different account of %(count)d of %(points)d point",
            "gives a different account of %(count)d of %(points)d points",
            "points",
        ),
        gettext_lazy("gives a different account of %(count)d"),
    ),
    "confirms": Phrase(
        True,
        ngettext_lazy("confirms the point", "confirms all %(points)d points", "points"),
        gettext_lazy("confirms both points"),
        ngettext_lazy("confirms %(count)d of %(points)d point", "confirms %(count)d of %(points)d points", "points"),
        gettext_lazy("confirms %(count)d"),
    ),
    "declines": Phrase(
        False,
        ngettext_lazy("no comment on the point", "no comment on any of the %(points)d points", "points"),
        gettext_lazy("no comment on either point"),
        ngettext_lazy(
            "no comment on %(count)d of %(points)d point", "no comment on %(count)d of %(points)d points", "points"
        ),
        gettext_lazy("no comment on %(count)d"),
    ),
    "unspecific": Phrase(
        False,
        ngettext_lazy(
            "no specific answer to the point", "no specific answer to any of the %(points)d points", "points"
        ),
        gettext_lazy("no specific answer to either point"),
        ngettext_lazy(
            "no specific answer to %(count)d of %(points)d point",
            "no specific answer to %(count)d of %(points)d points",
            "points",
        ),
        gettext_lazy("no specific answer to %(count)d"),
    ),
}
MOVES = {
    "retracts": Phrase(
        True,
        ngettext_lazy("retracts the point", "retracts all %(points)d points", "points"),
        gettext_lazy("retracts both points"),
        ngettext_lazy("retracts %(count)d of %(points)d point", "retracts %(count)d of %(points)d points", "points"),
        gettext_lazy("retracts %(count)d"),
    ),
    "corrects": Phrase(
        True,
        ngettext_lazy("corrects the point", "corrects all %(points)d points", "points"),
        gettext_lazy("corrects both points"),
        ngettext_lazy("corrects %(count)d of %(points)d point", "corrects %(count)d of %(points)d points", "points"),
        gettext_lazy("corrects %(count)d"),
    ),
    "disowns": Phrase(
        True,
        ngettext_lazy("disowns the point", "disowns all %(points)d points", "points"),
        gettext_lazy("disowns both points"),
        ngettext_lazy("disowns %(count)d of %(points)d point", "disowns %(count)d of %(points)d points", "points"),
        gettext_lazy("disowns %(count)d"),
    ),
    "stands_by": Phrase(
        True,
        ngettext_lazy("stands by the point", "stands by all %(points)d points", "points"),
        gettext_lazy("stands by both points"),
        ngettext_lazy("stands by %(count)d of %(points)d point", "stands by %(count)d of %(points)d points", "points"),
        gettext_lazy("stands by %(count)d"),
    ),
}
