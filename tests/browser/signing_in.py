"""Signing in by the form, as everybody does."""

from playwright.sync_api import Page

from tests.sites import Site


def sign_in(page: Page, site: Site, role: str = "editor", *, to: str = "/admin/") -> Page:
    """The same page, at the path it was to lead to, loaded: a click alone does not wait for where it leads."""
    page.goto(f"{site.url}/admin/login/?next={to}")
    page.fill("[name=username]", site.accounts[role]["username"])
    page.fill("[name=password]", site.accounts[role]["password"])
    page.click("[type=submit]")
    page.wait_for_url(f"{site.url}{to}")
    return page
