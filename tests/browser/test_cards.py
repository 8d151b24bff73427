"""The cards of the workspace by keyboard alone: a request with an extension, an assessment with a new scale, a relation."""

import json
from typing import Any
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.editor import Editor, log_in
from tests.sites import Site

pytestmark = pytest.mark.browser

OTHER = {
    "title": "Facebook: bank data is used for nothing else",
    "slug": "facebook-nothing-else",
    "statement": "It is.",
}


@pytest.fixture
def editor(browser: Browser, seeded_site: Site, complaints: list[str]) -> Editor:
    """At the workspace of the seed case."""
    with urlopen(f"{seeded_site.url}/api/v1/claims/facebook-bank-data/") as answered:  # noqa: S310  the site of the tests
        case = json.load(answered)["id"]
    page = log_in(browser, seeded_site, "editor", complaints)
    page.goto(f"{seeded_site.url}/admin/claims/claim/{case}/desk/")
    return Editor(page, has_mouse=False)


@pytest.fixture
def other(browser: Browser, seeded_site: Site, complaints: list[str]) -> None:
    """There is another claim."""
    page = log_in(browser, seeded_site, "publisher", complaints)
    page.goto(f"{seeded_site.url}/admin/claims/claim/add/")
    for name, text in {**OTHER, "language": "en"}.items():
        page.locator(f"#id_{name}").fill(text)
    page.locator("[name=_save]").first.click()
    page.wait_for_load_state()


def open_card(editor: Editor, part: str, name: str) -> None:
    """The section is unfolded, and the link in it followed; the focus is then in the first field."""
    summary: Any = editor.page.locator(f"#desk-{part} > summary")
    editor._tab_to_any(summary)
    if not editor.page.locator(f"#desk-{part}").evaluate("each => each.open"):
        editor.press("Enter")
    editor._tab_to_any(editor.page.locator(f"#add-{name}"))
    editor.press("Enter")
    expect(editor.page.locator("#desk-form :focus")).to_have_count(1)


def save(editor: Editor, part: str, words: str) -> None:
    editor.press("Control+Enter")
    editor.say(words)
    expect(editor.page.locator("#desk-form")).to_have_count(0)
    expect(editor.page.locator(f"#desk-{part} > summary")).to_be_focused()


@pytest.mark.usefixtures("other")
def test_cards_are_entered_by_keyboard_alone(editor: Editor, complaints: list[str]) -> None:
    page = editor.page
    open_card(editor, "requests", "request")
    editor.fill("Asked", "Citigroup")
    editor.fill("Questions", "Did Facebook ask you for account balances?")
    editor.fill("Sent", "6.8.2018 10:00 Berlin")
    editor.fill("Deadline", "7.8.2018 18:00 Berlin")
    editor.fill("Granted", "7.8.2018 12:00 Berlin")
    editor.fill("Until", "9.8.2018 18:00 Berlin")
    save(editor, "requests", "Request saved")
    expect(page.locator("#desk-requests li").first).to_contain_text("deadline passed: 9 August 2018, 18:00 (UTC+02:00)")

    open_card(editor, "assessments", "assessment")
    editor.fill("Author", "PolitiFact")
    editor.fill("Rating", "Half true")
    editor.fill("Another scale: name", "Truth-O-Meter")
    editor.fill("Another scale: version", "2024")
    save(editor, "assessments", "Assessment saved")
    expect(page.locator("#desk-assessments li")).to_contain_text("PolitiFact · Truth-O-Meter 2024")

    open_card(editor, "relations", "relation")
    editor.fill("This claim is", "updates")
    editor.fill("other claim", "")
    page.keyboard.type("nothing else")
    expect(page.locator(".lookup-list [role=option]")).to_have_count(1)
    editor.press("ArrowDown")
    editor.press("Enter")
    save(editor, "relations", "Relation saved")
    expect(page.locator("#desk-relations li")).to_contain_text(OTHER["title"])

    editor.press("Control+z")
    editor.say("Taken back")
    expect(page.locator("#desk-relations li")).to_have_count(0)
    assert complaints == []


def test_conflict_shows_its_page(editor: Editor, browser: Browser, seeded_site: Site, complaints: list[str]) -> None:
    page = editor.page
    page.locator("#desk-events > summary").click()
    event = page.locator("#desk-events").get_by_role("link", name="E1", exact=True)
    address = urljoin(page.url, event.get_attribute("href"))
    event.click()
    page.locator("#desk-form textarea").fill("Mine.")
    second = log_in(browser, seeded_site, "publisher", complaints)
    second.goto(address)
    second.locator("#desk-form textarea").fill("Theirs.")
    second.keyboard.press("Control+Enter")
    expect(second.locator(".desk-said")).to_contain_text("Event saved")
    page.locator("#desk-form textarea").press("Control+Enter")
    expect(page.get_by_role("heading", name="Somebody else saved this first")).to_be_visible()
    page.get_by_label("Event: Yours, not saved").check()
    page.get_by_role("button", name="Save my choice").click()
    expect(page.locator("#desk-events")).to_contain_text("Mine.")
