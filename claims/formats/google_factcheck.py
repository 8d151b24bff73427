"""Dossier → a claim as Google's Fact Check Tools API shows it (discovery document v1alpha1, revision 20240929).

Members without a value are left out. Times are instants there, so a date counts as its beginning in UTC, and a claim of
which only the month is known has no date.
"""

from datetime import UTC, datetime
from typing import Any

from claims.dossier.cards import day_of, domain_of, newest
from claims.dossier.schema import Assessment, Dossier

DESK = "factcheck"
"""The publisher of assessments that name no author: this desk."""


def claim(dossier: Dossier, *, site: str = "", language: str = "", since: datetime | None = None) -> dict[str, Any]:
    """``dossier`` carries its ``url``. Reviews of another site, in another language or older than ``since`` are left out."""
    parties = {party.id: party for party in dossier.parties}
    shown = [
        _review(dossier, each)
        for each in dossier.assessments
        if (not site or domain_of(address(dossier, each)) == site)
        and (not language or each.language.partition("-")[0] == language)
        and (since is None or _is_from(dossier, each, since))
    ]
    claimant = parties.get(dossier.claimant or "")
    return _known(
        text=dossier.statement,
        claimant=claimant and claimant.name,
        claimDate=_instant(day_of(dossier.made_at)),
        claimReview=shown,
    )


def address(dossier: Dossier, assessment: Assessment) -> str:
    """Of the review: its own, or our page of the claim."""
    return assessment.url or dossier.url or ""


def _is_from(dossier: Dossier, assessment: Assessment, since: datetime) -> bool:
    dated = newest(dossier.made_at, assessment.made_at)
    return dated is not None and dated >= since


def _review(dossier: Dossier, assessment: Assessment) -> dict[str, Any]:
    author = next((party.name for party in dossier.parties if party.id == assessment.author), None)
    url = address(dossier, assessment)
    titles = {source.url: source.title for source in dossier.sources if source.url}
    return _known(
        publisher=_known(name=author or (DESK if assessment.author is None else None), site=domain_of(url)),
        url=url,
        title=titles.get(assessment.url) if assessment.url else dossier.title,
        reviewDate=_instant(day_of(assessment.made_at)),
        textualRating=assessment.label,
        languageCode=assessment.language,
    )


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _known(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in (None, "", {}, [])}
