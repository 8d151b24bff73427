"""The desk: Django's admin over the working tables. Every write goes through an action, which asks the rules itself."""

from claims.admin import (
    about,
    account,
    cases,
    casework,
    claim_imports,
    drafts,
    jobs,
    messages,
    notices,
    parts,
    people,
    presence,
    records,
    responses,
    searches,
    shared,
    webhooks,
)

__all__ = [
    "about",
    "account",
    "cases",
    "casework",
    "claim_imports",
    "drafts",
    "jobs",
    "messages",
    "notices",
    "parts",
    "people",
    "records",
    "responses",
    "searches",
    "shared",
    "webhooks",
]

cases.PAGES.append(casework.urls)
cases.PAGES.append(presence.urls)
