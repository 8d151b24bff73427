"""The pages as readers meet them: on a phone and a desk, in both languages, without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, NARROW, PHONE, Open

pytestmark = pytest.mark.browser

CLAIM = "/claims/facebook-bank-data/"
PUBLIC = [
    "/",
    "/claims/",
    "/claims/?q=bank&standing=partly_denied",
    CLAIM,
    f"{CLAIM}?as_of=2018-08-06",
    f"{CLAIM}revisions/1/",
    "/claims/facebook-opt-in/",
    "/parties/",
    "/parties/facebook/",
    "/parties/facebook/denials/",
    "/sources/german-report-2018-08-07/",
    "/topics/banking/",
    "/corrections/",
    "/claims/?standing=true",
    "/nowhere/",
]
FIRST_SCREEN = {
    "": [
        "WSJ report: Facebook sought data on customers from US banks",
        "Denied in part by Facebook",
        "it is not a finding of what is true",
        "In the past year Facebook approached large US banks",
        "6 August 2018",
        "7 August 2018, by 09:38",
        "that is not true",
    ],
    "/de": [
        "WSJ-Bericht: Facebook habe sich bei US-Banken um Kundendaten bemüht",
        "Von Facebook teilweise bestritten",
        "keine Feststellung, was wahr ist",
        "Facebook habe im vergangenen Jahr Kontakt zu großen US-Banken",
        "6. August 2018",
        "7. August 2018, bis 09:38 Uhr",
        "das ist nicht wahr",
    ],
}


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


@pytest.mark.parametrize("prefix", ["", "/de"])
@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("screen", [NARROW, DESKTOP])
def test_no_page_scrolls_sideways(read: Open, prefix: str, path: str, screen: tuple[int, int]) -> None:
    page = read(prefix + path, screen, scripts=True)

    assert page.evaluate("document.documentElement.scrollWidth") <= screen[0]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_has_one_heading_of_its_own_and_its_landmarks(read: Open, path: str) -> None:
    page = read(path)

    expect(page.locator("h1")).to_have_count(1)
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)


@pytest.mark.parametrize("path", PUBLIC)
def test_targets_are_large_enough_for_a_finger(read: Open, path: str) -> None:
    """Links within a sentence are excepted, as WCAG 2.5.8 has it."""
    page = read(path, PHONE, scripts=True)

    small = page.locator("nav a, button, input, summary, .ref a, .card__title a, .facet").evaluate_all(
        """all => all.filter(each => each.offsetParent !== null)
            .map(each => [each.innerText || each.name, each.getBoundingClientRect()])
            .filter(([, box]) => box.height < 24 || box.width < 24)
            .map(([name, box]) => `${name}: ${box.width} × ${box.height}`)"""
    )

    assert small == []


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


def test_a_page_leaves_no_cookie_and_breaks_no_policy(read: Open, complaints: list[str]) -> None:
    for path in PUBLIC[:10]:
        page = read(path, scripts=True)
        assert page.context.cookies() == []

    assert complaints == []


def test_print_shows_the_address_and_the_hash(read: Open) -> None:
    page = read(CLAIM, scripts=True)
    page.emulate_media(media="print")

    expect(page.locator(".print-only")).to_be_visible()
    expect(page.locator(".print-only")).to_contain_text("SHA-256")
    expect(page.locator(".masthead nav")).to_be_hidden()
