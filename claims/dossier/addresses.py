"""Absolute addresses of what is published, as dossiers carry them."""

from django.conf import settings


def claim_address(slug: str) -> str:
    return f"{settings.SITE_URL}/claims/{slug}/"


def revision_address(slug: str, number: int) -> str:
    return f"{claim_address(slug)}revisions/{number}/"
