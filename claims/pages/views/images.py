"""The picture of a revision that other sites show beside a link to it. Drawn when asked for; whoever has it asks for little."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.pages.answering import document
from claims.pages.images.card import FORM, MEDIA_TYPE, drawn
from claims.pages.presenting.embedding import embedded_card
from claims.pages.views.gone import Readable, of_a_revision, tombstone
from claims.standing import next_change

A_DAY = 24 * 3600


@require_safe
@of_a_revision
def card(request: HttpRequest, found: Readable) -> HttpResponseBase:
    """As the page of the revision: an old one as it stood when it was superseded. Of a withdrawn claim there is none."""
    if found.publication.is_withdrawn:
        return tombstone(request, found.publication)
    now = timezone.now()
    following = found.views[found.revision.number :]
    shown = embedded_card(found.dossier, found.view, following[0].published if following else now)
    tag = hashlib.sha256(repr((FORM, settings.SITE_NAME, shown)).encode()).hexdigest()[:32]
    changes = None if following else next_change(found.dossier, now)
    expires_in = min(A_DAY, int((changes - now).total_seconds())) if changes else A_DAY
    return document(
        request, lambda: drawn(shown, settings.SITE_NAME), MEDIA_TYPE, tag=tag, expires_in=max(0, expires_in)
    )
