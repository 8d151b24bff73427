"""The pages as readers meet them: on a phone and a desk, in both languages, without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.pages.messages.gate import LEAST_SECONDS
from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.pages import CLAIM

pytestmark = pytest.mark.browser

FIRST_SCREEN = {
    "": [
        "WSJ report: Facebook sought data on customers from US banks",
        "Denied in part by Facebook",
        "Facebook denies 1 of 5 points, gives a different account of 1, no specific answer to 3.",
        "it is not a finding of what is true",
        "In the past year Facebook approached large US banks",
        "6 August 2018",
        "7 August 2018, by 09:38",
        "that is not true",
    ],
    "/de": [
        "WSJ-Bericht: Facebook habe sich bei US-Banken um Kundendaten bemüht",
        "Von Facebook teilweise bestritten",
        "zu 3 keine ausdrückliche Angabe",
        "keine Feststellung, was wahr ist",
        "Facebook habe im vergangenen Jahr Kontakt zu großen US-Banken",
        "6. August 2018",
        "7. August 2018, bis 09:38 Uhr",
        "das ist nicht wahr",
    ],
}
SEARCH = {"": "Search", "/de": "Suchen"}


def bottom(page: Page, words: str) -> float:
    """Where the first block with these words ends."""
    box = page.locator("h1, p, time").filter(has_text=words).first.bounding_box()
    assert box, words
    return box["y"] + box["height"]


@pytest.mark.parametrize("prefix", ["", "/de"])
def test_the_first_screen_of_a_phone_holds_claim_answer_and_standing(read: Open, prefix: str) -> None:
    page = read(prefix + CLAIM, PHONE)

    for words in FIRST_SCREEN[prefix]:
        assert bottom(page, words) <= PHONE[1], words
    for hedge in page.locator(".voice__words .hedge").all():
        box = hedge.bounding_box()
        assert box
        assert box["y"] + box["height"] <= PHONE[1]
    expect(page.get_by_role("banner").get_by_role("link", name=SEARCH[prefix])).to_be_in_viewport()


@pytest.mark.parametrize("prefix", ["", "/de"])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP])
def test_claim_and_answer_stand_in_one_size(read: Open, prefix: str, screen: tuple[int, int]) -> None:
    page = read(prefix + CLAIM, screen, scripts=True)

    sizes = page.locator(".voice__words").evaluate_all("all => all.map(each => getComputedStyle(each).fontSize)")

    assert len(sizes) == 2
    assert len(set(sizes)) == 1


@pytest.mark.parametrize("prefix", ["", "/de"])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP])
def test_points_quotes_and_sources_can_be_read_without_scripts(
    read: Open, prefix: str, screen: tuple[int, int]
) -> None:
    page = read(prefix + CLAIM, screen)

    for number in range(1, 6):
        expect(page.locator(f"#point-{number} .point__text")).to_be_visible()
    expect(page.locator(".passage__words")).to_have_count(4)
    for passage in page.locator(".passage__words").all():
        expect(passage).to_be_visible()
    expect(page.locator("#source-1")).to_contain_text("5825cdfe")
    expect(page.locator("#source-3")).to_be_visible()


def test_the_keyboard_reaches_the_content_first(read: Open) -> None:
    page = read(CLAIM, scripts=True)

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    expect(page.locator(":focus")).to_be_in_viewport()


def test_a_reader_finds_a_case_goes_back_in_time_and_changes_the_language(read: Open) -> None:
    page = read("/")
    page.get_by_role("searchbox").fill("Citigroup")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="WSJ report").click()
    page.locator(".asof__step").first.click()
    expect(page.locator(".standing__word")).to_contain_text("No answer on record")
    page.get_by_role("link", name="Deutsch").click()

    expect(page.locator(".standing__word")).to_contain_text("Keine Stellungnahme bekannt")
    expect(page).to_have_url(re.compile(r"/de/claims/facebook-bank-data/\?as_of=2018-08-06$"))


def test_the_slider_brings_another_moment_into_the_page(read: Open, complaints: list[str]) -> None:
    """By keyboard, with the focus kept, the address changed and the moment told."""
    page = read(CLAIM, PHONE, scripts=True)
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowLeft")

    expect(page.locator(".standing__word")).to_contain_text("No answer on record")
    expect(page).to_have_url(re.compile(r"\?as_of=2018-08-06$"))
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "6 August 2018: No answer on record")
    expect(page.get_by_role("status")).to_contain_text("The page shows what was known by 6 August 2018")
    expect(page.get_by_role("link", name="Deutsch")).to_have_attribute("href", re.compile("as_of=2018-08-06"))
    page.keyboard.press("ArrowRight")

    expect(page.locator(".standing__word")).to_contain_text("Denied in part by Facebook")
    expect(page).to_have_url(re.compile(r"/facebook-bank-data/$"))
    assert complaints == []


def test_a_reader_reports_an_error_and_looks_it_up(read: Open) -> None:
    page = read(CLAIM)
    page.get_by_role("link", name="Report an error").first.click()
    page.get_by_label("What is wrong, and what is right?").fill("The date of the report is another one.")
    page.wait_for_timeout(LEAST_SECONDS * 1000)
    page.get_by_role("button", name="Send").click()
    number = page.locator(".receipt__number").inner_text()

    page.goto("/".join(page.url.split("/")[:3]) + "/receipts/")
    page.get_by_label("Receipt number").fill(number)
    page.get_by_role("button", name="Look up").click()

    expect(page.locator(".receipt")).to_contain_text("waits for an editor")
    expect(page.locator("main")).not_to_contain_text("The date of the report")


def test_print_shows_the_address_and_the_hash(read: Open) -> None:
    page = read(CLAIM, scripts=True)
    page.emulate_media(media="print")

    expect(page.locator(".print-only")).to_be_visible()
    expect(page.locator(".print-only")).to_contain_text("SHA-256")
    expect(page.locator(".masthead nav")).to_be_hidden()
