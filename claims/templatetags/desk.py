"""What every page of the desk says about the person who reads it."""

from typing import Any

from django import template

from claims.models import Notice

register = template.Library()


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
