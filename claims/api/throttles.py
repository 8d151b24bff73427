"""How many requests one client may make in a minute. Counted in each process: a bound on load, not a quota."""

import time
from typing import Any

from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle

MINUTE = 60


class PerMinute(BaseThrottle):
    """By account where there is a token, else by address; the count starts anew with each minute of the clock."""

    def allow_request(self, request: Request, view: Any) -> bool:
        user = request.user
        who, rate = (user.pk, "account") if user.is_authenticated else (self.get_ident(request), "address")
        key = f"api:{rate}:{who}:{int(time.time() // MINUTE)}"
        cache.add(key, 0, timeout=2 * MINUTE)
        try:
            made = cache.incr(key)
        except ValueError:  # evicted between the two calls
            return True
        return made <= int(api_settings.DEFAULT_THROTTLE_RATES[rate] or 0)

    def wait(self) -> float:
        return MINUTE - time.time() % MINUTE
