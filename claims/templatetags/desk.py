"""What the pages of the desk say: about the person who reads them, and a moment in the words of the language."""

from typing import Any

from django import template

from claims.fields.moment import Moment
from claims.models import Notice
from claims.wording.lists import moment_in_words

register = template.Library()


@register.filter
def in_words(moment: Moment | None) -> str:
    """As readers see it; empty where nothing is known."""
    return moment_in_words(moment)


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
