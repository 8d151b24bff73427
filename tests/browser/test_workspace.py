"""The workspace in a browser: an editor who has only the pasted article enters the main seed case, another person publishes
it, and what readers see is the shipped case. Once with the mouse, counted; once by keyboard alone.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests import databases, sites
from tests.browser.editor import Editor, log_in
from tests.sites import Site

pytestmark = pytest.mark.browser

ARTICLE = Path(__file__).parents[3] / "shared" / "seed" / "article_de.txt"
SHIPPED = Path(__file__).parents[2] / "claims" / "cases" / "facebook-bank-data.json"
MOST_ACTIONS = 110


@pytest.fixture(scope="module")
def seeded_site(site_data: Path, django_db_setup: None) -> Iterator[Site]:
    """A site with the accounts and no case."""
    data = site_data.with_name(f"{site_data.name}-blank")
    shutil.copytree(site_data, data, dirs_exist_ok=True)
    with databases.copied() as database:
        sites.seed(database, data, cases=False)
        with sites.serving(database, data) as site:
            yield site


def enter(editor: Editor, article: str, shipped: dict[str, Any]) -> None:
    """The flow of the shipped case, from “New case” to “Submit”."""
    page = editor.page
    editor.follow("New case")
    editor.actions += 1  # pasting
    page.keyboard.insert_text(article)
    editor.press("Control+Enter")
    expect(page.get_by_role("button", name="Confirm and open the workspace")).to_be_focused()
    editor.press("Enter")
    expect(page.locator("[data-source-text]")).to_be_focused()
    page.keyboard.press("Control+Home")
    editor.make("s", ("Publisher", "The Wall Street Journal"), ("Published", "6.8.2018"))
    editor.select("wonach Facebook sich aus Interesse an Informationen etwa zu Einkäufen mit Kreditkarten")
    editor.make(
        "c",
        ("Title", shipped["title"]),
        ("Statement", shipped["statement"]),
        ("About", "Facebook"),
        ("Topics", "Datenschutz, Banken"),
        ("Scope note", shipped["scope_note"]),
    )
    editor.select("JPMorgan Chase, Wells Fargo, Citigroup und US Bancorp")
    editor.make("n", ("Why nobody asked", shipped["unasked"][0]["reason"]))
    quotes = {each["id"]: each.get("quote", {}).get("exact", "") for each in shipped["citations"]}
    for point in shipped["points"]:
        editor.select(quotes[point["citations"][0]])
        editor.make("p", ("Point", point["text"]))
    answer = shipped["responses"][0]
    first, *others = [passage["text"] for passage in answer["passages"]]
    editor.select(first)
    editor.make(
        "r",
        ("Made", "am Dienstag"),
        ("translated from", "English"),
        ("remark", answer["remark"]),
    )
    for passage in others:
        editor.select(passage)
        editor.press("r")
        editor.say("Passage added")
    take_positions(editor, answer)
    for event in shipped["events"]:
        editor.select(quotes[event["citations"][0]])
        stated: str = "laufen" if event["at"].get("ongoing") else event["at"]["stated"]
        editor.make("e", ("Event", event["text"]), ("When", stated))
    editor.select(others[1])
    editor.make("o", ("Title", "Facebook: Bankdaten würden für nichts anderes benutzt"))
    editor.follow("Submit for review")
    editor.follow("Submit")


def take_positions(editor: Editor, answer: dict[str, Any]) -> None:
    editor.press("F6")
    editor.press("q")
    editor.press("F6")
    editor.select(answer["stances"][0]["words"])
    editor.press("w")
    editor.press("F6")
    editor.press("ArrowDown")
    editor.press("d")
    editor.press("F6")
    editor.select(answer["stances"][1]["words"])
    editor.press("w")
    for hedge in answer["stances"][1]["hedges"]:
        words = "aktiv nach" if hedge["words"] == "aktiv" else hedge["words"]
        select_hedge(editor, words, hedge["words"])
        editor.press("h")
        editor.press(hedge["kind"][0])
        editor.say("Hedge added")
    editor.press("F6")
    editor.press("ArrowDown")
    editor.press("Shift+D")
    editor.press("F6")


def select_hedge(editor: Editor, context: str, words: str) -> None:
    """“aktiv” stands twice; the second place is the one in the quotation."""
    if words != "aktiv":
        editor.select(words)
        return
    editor.actions += 1
    if editor.has_mouse:
        editor.drag(context)
    else:
        editor.page.keyboard.press("/")
        editor.page.keyboard.insert_text("dienstleister aktiv")
        editor.page.keyboard.press("Enter")
    for _letter in range(len(context) - len(words) if editor.has_mouse else 0):
        editor.page.keyboard.press("Shift+ArrowLeft")
    if not editor.has_mouse:
        editor.page.keyboard.press("ArrowRight")
        for _letter in range(len(words)):
            editor.page.keyboard.press("Shift+ArrowLeft")
    expect(editor.page.locator("#desk-words")).to_have_value(words)


def essence(dossier: dict[str, Any]) -> dict[str, Any]:
    """Claim, points, stances, hedges, passages and standing, without ids and translations."""
    names = {party["id"]: party["name"] for party in dossier["parties"]}
    orders = {point["id"]: point["order"] for point in dossier["points"]}
    return {
        "claim": {name: dossier.get(name) for name in ("language", "title", "statement", "scope_note", "made_at")},
        "claimant": names[dossier["claimant"]],
        "subjects": [names[each] for each in dossier["subjects"]],
        "named": [names[each] for each in dossier["named"]],
        "topics": sorted(each["name"] for each in dossier["topics"]),
        "points": [(point["order"], point["text"]) for point in dossier["points"]],
        "responses": [
            {
                "party": names[each["party"]],
                "made_at": each["made_at"],
                "spokesperson": each.get("spokesperson"),
                "passages": [
                    {name: passage.get(name) for name in ("form", "text", "language", "translated_from")}
                    for passage in each["passages"]
                ],
                "stances": sorted(
                    (
                        orders[stance["point"]],
                        stance["stance"],
                        stance["directness"],
                        stance.get("words"),
                        tuple((hedge["kind"], hedge["words"]) for hedge in stance["hedges"]),
                    )
                    for stance in each["stances"]
                ),
            }
            for each in dossier["responses"]
        ],
    }


@pytest.mark.skipif(
    not ARTICLE.exists(), reason="the article of the seed case lies beside the repository, in ../shared"
)
@pytest.mark.parametrize("has_mouse", [True, False], ids=["mouse", "keyboard"])
@pytest.mark.long
def test_case_is_entered_from_the_article_alone(
    has_mouse: bool, browser: Browser, seeded_site: Site, complaints: list[str]
) -> None:
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    editor = Editor(log_in(browser, seeded_site, "editor", complaints), has_mouse=has_mouse)
    editor.page.goto(f"{seeded_site.url}/admin/claims/claim/")

    enter(editor, ARTICLE.read_text(encoding="utf-8"), shipped)
    expect(editor.page.locator(".desk-said")).to_contain_text("Submitted")
    case = editor.page.url

    publisher = log_in(browser, seeded_site, "publisher", complaints)
    publisher.goto(case)
    publisher.get_by_role("link", name="Publish", exact=True).first.click()
    publisher.get_by_role("button", name="Publish").click()
    publisher.goto(case)
    publisher.get_by_role("link", name="View public page").first.click()
    address = publisher.url.rstrip("/").rsplit("/", 1)[-1]
    published = publisher.request.get(f"{seeded_site.url}/api/v1/claims/{address}/").json()

    assert essence(published) == essence(shipped)
    assert published["standing"]["status"] == "partly_denied"
    assert published["standing"]["coverage"] == {"points": 5, "addressed": 2, "declined": 0, "general": 1}
    if has_mouse:
        assert editor.actions <= MOST_ACTIONS
    editor.page.goto(f"{seeded_site.url}/admin/")  # no form that was saved is kept as a draft, too
    expect(editor.page.get_by_text("Everything you typed is saved.")).to_be_visible()
    assert complaints == []
