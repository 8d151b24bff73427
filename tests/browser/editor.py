"""A person at the workspace, in a browser, by mouse or by keyboard alone."""

from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.signing_in import sign_in
from tests.sites import Site


class Editor:
    """A person at the workspace, whose actions are counted: a selection, a key, a button, a field that is filled."""

    def __init__(self, page: Page, *, has_mouse: bool) -> None:
        self.page = page
        self.has_mouse = has_mouse
        self.actions = 0

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_load_state("networkidle")
        expect(self.page.locator("[data-desk][aria-busy]")).to_have_count(0)

    def fill(self, label: str, text: str) -> None:
        """With the mouse into the field; by keyboard Tab leads there, which is not counted twice."""
        self.actions += 1
        field = self.page.locator("#desk-form, #desk-start, .desk-step").get_by_label(label, exact=False).first
        if self.has_mouse:
            field.click()
        else:
            self._tab_to(field)
        if field.evaluate("each => each.tagName") == "SELECT":
            self.page.keyboard.type(text) if not self.has_mouse else field.select_option(label=text)
            return
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text) if text else self.page.keyboard.press("Delete")

    def _tab_to(self, field: Any) -> None:
        for _step in range(60):
            if field.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("Tab does not reach the field")

    def follow(self, name: str) -> None:
        """A link or button of the page."""
        self.actions += 1
        target = self.page.get_by_role("link", name=name).or_(self.page.get_by_role("button", name=name)).first
        if self.has_mouse:
            target.click()
        else:
            self._tab_to_any(target)
            self.page.keyboard.press("Enter")
        self.settle()

    def _tab_to_any(self, target: Any) -> None:
        for _step in range(200):
            if target.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("Tab does not reach the link")

    def select(self, words: str) -> None:
        """These words of the source."""
        self.actions += 1
        if self.has_mouse:
            self.drag(words)
        else:
            parts = words.split()
            typed = words if len(parts) < 5 else f"{' '.join(parts[:3])} … {' '.join(parts[-2:])}"
            self.page.keyboard.press("/")
            self.page.keyboard.insert_text(typed)
            self.page.keyboard.press("Enter")
        expect(self.page.locator("#desk-words")).to_have_value(words)

    def drag(self, words: str) -> None:
        ends = self.page.evaluate(
            """(words) => {
                const text = document.querySelector("[data-source-text]");
                for (const paragraph of text.querySelectorAll("[data-start]")) {
                    const at = paragraph.textContent.indexOf(words);
                    if (at < 0) continue;
                    const spot = (wanted, isEnd) => {
                        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
                        let left = wanted;
                        while (walker.nextNode()) {
                            const length = walker.currentNode.data.length;
                            if (isEnd ? left <= length : left < length) return [walker.currentNode, left];
                            left -= length;
                        }
                    };
                    const box = (from, to) => {
                        const range = document.createRange();
                        range.setStart(...from);
                        range.setEnd(...to);
                        const boxes = [...range.getClientRects()].filter((each) => each.width);
                        return boxes.length ? boxes : [range.getBoundingClientRect()];
                    };
                    const start = spot(at, false);
                    const end = spot(at + words.length, true);
                    start[0].parentElement.scrollIntoView({ block: "center" });
                    const first = box(start, [start[0], start[1] + 1])[0];
                    const last = box([end[0], end[1] - 1], end).at(-1);
                    return [first.left + 0.5, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2];
                }
            }""",
            words,
        )
        self.page.mouse.move(ends[0], ends[1])
        self.page.mouse.down()
        self.page.mouse.move(ends[2], ends[3], steps=4)
        self.page.mouse.up()

    def make(self, key: str, *fields: tuple[str, str]) -> None:
        """A letter opens the form, the fields are filled, Ctrl+Enter saves."""
        self.press(key)
        expect(self.page.locator("#desk-form")).to_be_visible()
        for label, text in fields:
            self.fill(label, text)
        self.press("Control+Enter")
        expect(self.page.locator("#desk-form")).to_have_count(0)

    def say(self, words: str) -> None:
        expect(self.page.locator(".desk-said")).to_contain_text(words)


def log_in(browser: Browser, site: Site, role: str, complaints: list[str]) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    return sign_in(page, site, role)
