"""The data of a citation, to be taken along: a revision as BibTeX, CSL-JSON or RIS."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.formats import citing
from claims.formats.citing import Cited
from claims.pages.answering import document
from claims.pages.presenting.cards import attributed_title
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.voices import claim_text
from claims.pages.views.gone import Readable, of_a_revision


def cited(found: Readable) -> Cited:
    """As the page of the revision names itself in the active language."""
    title = claim_text(found.dossier, "title")
    assert title is not None  # noqa: S101  the schema requires it
    shown = attributed_title(title, CaseIndex(found.dossier).claimant)
    slug, number = found.publication.slug, found.revision.number
    return Cited(
        site=settings.SITE_NAME,
        title=shown.words,
        language=shown.language,
        slug=slug,
        number=number,
        published=found.revision.published_at,
        url=settings.SITE_URL + reverse("claim-revision", kwargs={"slug": slug, "number": number}),
        hash=found.revision.hash,
    )


def _download(
    write: Callable[[Cited], str], ending: str, media_type: str
) -> Callable[[HttpRequest, Readable], HttpResponseBase]:
    def view(request: HttpRequest, found: Readable) -> HttpResponseBase:
        of = cited(found)
        tag = hashlib.sha256(repr((ending, of)).encode()).hexdigest()[:32]
        response = document(request, lambda: write(of).encode(), f"{media_type}; charset=utf-8", tag=tag)
        response.headers["Content-Disposition"] = f'attachment; filename="{of.key}.{ending}"'
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return view


bibtex = require_safe(of_a_revision(_download(citing.bibtex, "bib", citing.BIBTEX)))
csl = require_safe(of_a_revision(_download(citing.csl_json, "json", citing.CSL)))
ris = require_safe(of_a_revision(_download(citing.ris, "ris", citing.RIS)))
