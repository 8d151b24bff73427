"""What lets a form in: it came from a page of this site, not long ago, not at once, and no program filled it in.

Readers' pages set no cookie, so there is none for Django's protection against forged requests. A signed token in the form
takes its place: it is for one kind of form, expires, and makes one message. Since a token is not tied to a browser, where
the form came from is asked of the browser, too.
"""

import secrets
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.actions.messages import FORM_LASTS
from claims.errors import FactcheckError

TRAP = "homepage"
"""A field that readers do not see; programs that fill in everything do."""
LEAST_SECONDS = 3
LONGEST_TOKEN = 300
_SIGNER = signing.Signer(salt=__name__)


class FormRefused(FactcheckError):
    """The form cannot be taken as it is; sent once more, with a new token, it can."""


def issue(kind: str) -> str:
    return _SIGNER.sign_object([secrets.token_urlsafe(16), kind, int(time.time())])


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the form; one that says nothing is believed."""
    if origin := request.headers.get("Origin"):
        site = urlsplit(settings.SITE_URL)
        return origin in {f"{site.scheme}://{site.netloc}", f"{request.scheme}://{request.get_host()}"}
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def admit(request: HttpRequest, kind: str) -> str:
    """The id of the form that was sent. Raises FormRefused."""
    if request.POST.get(TRAP):
        raise FormRefused(_("A field that readers do not see was filled in. What you wrote is kept; send it again."))
    form, issued_at = _read(request.POST.get("token", ""), kind)
    age = time.time() - issued_at
    if age > FORM_LASTS.total_seconds():
        raise FormRefused(_("The form was open for more than two hours. What you wrote is kept; send it again."))
    if age < LEAST_SECONDS:
        raise FormRefused(
            _("The form was sent within three seconds, as programs do. What you wrote is kept; send it again.")
        )
    return form


def _read(token: str, kind: str) -> tuple[str, int]:
    """Id and time of issue, in Unix seconds."""
    unknown = FormRefused(_("The form does not come from this page. What you wrote is kept; send it again."))
    if len(token) > LONGEST_TOKEN:
        raise unknown
    try:
        form, for_kind, issued_at = _SIGNER.unsign_object(token)
    except (signing.BadSignature, ValueError) as forged:
        raise unknown from forged
    if for_kind != kind:
        raise unknown
    return str(form), int(issued_at)
