"""What the pages of the desk say: about the person who reads them, and a moment in the words of the language."""

from functools import cache
from typing import Any

from django import template
from django.apps import apps
from django.db.models import Model
from django.utils.formats import number_format
from django.utils.translation import gettext, override

from claims.fields.moment import Moment
from claims.models import Notice
from claims.wording.lists import moment_in_words

register = template.Library()


@register.filter
def in_words(moment: Moment | None) -> str:
    """As readers see it; empty where nothing is known."""
    return moment_in_words(moment)


@register.filter
def grouped(number: int) -> str:
    """With the separators of thousands that the language has: 50,000 or 50.000."""
    return number_format(number, force_grouping=True)


@register.filter
def noted(what: str) -> str:
    """What an edit was, “changed: claim Courier: …” as it is stored in English, in the language of the page."""
    act, _colon, record = what.partition(": ")
    kind = max((each for each in _kinds() if record.startswith(f"{each} ")), key=len, default="")
    if not kind:
        return what
    return f"{gettext(act)}: {_kinds()[kind]._meta.verbose_name}{record.removeprefix(kind)}"


@cache
def _kinds() -> dict[str, type[Model]]:
    with override("en"):
        return {str(model._meta.verbose_name): model for model in apps.get_app_config("claims").get_models()}


@register.simple_tag(takes_context=True)
def unread_notices(context: Any) -> int:
    """How many notices the user has not read. One query a request."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return 0
    if "_unread_notices" not in request.__dict__:
        request.__dict__["_unread_notices"] = Notice.objects.filter(to=user.pk, read_at=None).count()
    count: int = request.__dict__["_unread_notices"]
    return count
