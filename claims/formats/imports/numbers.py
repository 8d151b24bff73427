"""The number beside a verdict. The words always win; a number that makes no sense on its scale is dropped, never guessed."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.actions.import_items import Rating

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


def rating(value: str, best: str, worst: str = "") -> tuple[Rating | None, str]:
    """The number on its scale, or None and why it was dropped (empty where the file gives none at all).

    A scale without its lower end starts at 1, as schema.org has it; that is used to judge the value and not stored.
    """
    value, best, worst = value.strip(), best.strip(), worst.strip()
    if not (value or best or worst):
        return None, ""
    said = _("%(value)s on a scale from %(worst)s to %(best)s") % {
        "value": value[:40] or "–",
        "worst": worst[:40] or "–",
        "best": best[:40] or "–",
    }
    if not (_NUMBER.fullmatch(value) and _NUMBER.fullmatch(best) and (not worst or _NUMBER.fullmatch(worst))):
        return None, _("The number was dropped: %(said)s.") % {"said": said}
    low, high = sorted((Decimal(worst or 1), Decimal(best)))
    if low == high or not low <= Decimal(value) <= high:
        return None, _("The number was dropped: %(said)s.") % {"said": said}
    return Rating(value, best, worst), ""


def is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip()) is not None
