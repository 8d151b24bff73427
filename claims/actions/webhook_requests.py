"""Sending one signed request, as the Standard Webhooks specification says, to an address that somebody typed.

The address is looked up once, and refused where it leads into a private network; a redirect is an answer like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import requests
from django.conf import settings
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import InvalidIPAddress
from standardwebhooks import Webhook
from urllib3.exceptions import HTTPError

from claims.actions.request_deadlines import Deadline, limited

CONNECT_SECONDS, ANSWER_SECONDS = 5, 10  # to connect, and without a sign of life
ALL_SECONDS = 15  # however many signs of life there are
LATE = "No answer within fifteen seconds."
EXCERPT = 500
USER_AGENT = "factcheck-webhooks/1"


@dataclass(frozen=True)
class Answer:
    """``status`` is None where there was none; ``error`` says why. ``retry_after``: seconds that were asked for."""

    status: int | None = None
    error: str = ""
    excerpt: str = ""
    retry_after: int = 0

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        return self.status == 410


def signed_headers(*, event_id: UUID, body: str, secrets: Sequence[str], at: datetime) -> dict[str, str]:
    """One signature for each secret that holds; ``at`` is the moment of the attempt, in UTC."""
    return {
        "webhook-id": str(event_id),
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(str(event_id), at, body) for secret in secrets),
    }


def send(*, url: str, event_id: UUID, body: str, secrets: Sequence[str], at: datetime) -> Answer:
    headers = signed_headers(event_id=event_id, body=body, secrets=secrets, at=at)
    with Deadline(ALL_SECONDS) as deadline:
        try:
            with _manager().get_session() as session:
                limited(session)
                session.trust_env = False  # no proxy, no password of this machine
                with session.post(
                    url, data=body.encode(), headers={**headers, "Content-Type": "application/json"}, stream=True
                ) as response:
                    if deadline.has_passed:  # cut off within the headers, which looks like their end
                        return Answer(error=LATE)
                    return _read(response)
        except InvalidIPAddress:
            return Answer(error="The address leads into a private network.")
        except (requests.RequestException, HTTPError, OSError, ValueError, AssertionError) as failed:
            if deadline.has_passed or isinstance(failed, requests.Timeout):
                return Answer(error=LATE)
            return Answer(error=f"No connection: {type(failed).__name__}."[:EXCERPT])


def _read(response: requests.Response) -> Answer:
    try:
        excerpt = response.raw.read1(EXCERPT, decode_content=False) or b""  # what is there, without waiting for more
    except HTTPError:  # the status is there and counts
        excerpt = b""
    text = excerpt.decode("utf-8", "replace").replace("\x00", "\N{REPLACEMENT CHARACTER}")[:EXCERPT]
    after = response.headers.get("Retry-After", "")
    seconds = int(after) if after.isascii() and after.isdecimal() and len(after) < 7 else 0
    error = "" if 200 <= response.status_code < 300 else f"It answered {response.status_code}."
    return Answer(response.status_code, error, text, seconds)


def _manager() -> Manager:
    return Manager(
        Config(
            ip_filter_enable=not settings.WEBHOOKS_MAY_BE_PRIVATE,
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            user_agent_override=USER_AGENT,
        )
    )
