"""A real browser, and what it says of a page: what axe-core finds, what does not fit, what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from conformance import programs

WIDE, NARROW = 1280, 320
"""The second is what WCAG 1.4.10 asks for: a page of 1,280 pixels at 400 %. At 200 % it is 640 wide."""
AT_200 = 640
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_TOO_WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(e => !e.closest('.scrolls') && !e.closest('.cropped') && !e.closest('thead'))
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 80))"""


@dataclass
class Looked:
    """One page in one width."""

    page: Page
    said: list[str]

    def blocked(self) -> list[str]:
        """Give what the page's own policy kept it from loading."""
        return [line for line in self.said if "Content Security Policy" in line]

    def axe(self) -> list[str]:
        """Give what axe-core finds, a sentence each."""
        source = Path(programs()["axe"] or "").read_text(encoding="utf-8")
        self.page.evaluate(source)
        options = {"runOnly": {"type": "tag", "values": _RULES}}
        found: dict[str, Any] = self.page.evaluate("options => axe.run(document, options)", options)
        assert found["passes"], "axe-core looked at nothing"
        return [f"{one['id']}: {node['html'][:100]}" for one in found["violations"] for node in one["nodes"]]

    def too_wide(self) -> list[str]:
        """Give what reaches beyond the right side of the window."""
        found: list[str] = self.page.evaluate(_TOO_WIDE)
        whole, window = (
            self.page.evaluate(f"() => document.documentElement.{one}Width") for one in ("scroll", "client")
        )
        return [*found, *(["the page"] if whole > window else [])]

    def shown(self) -> str:
        """Give the words that a person sees."""
        text: str = self.page.inner_text("body")
        return text


class Window:
    """A browser in which pages are looked at, one after the other."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    @contextmanager
    def look(self, html: Path, width: int = WIDE, *, checked: bool = True) -> Iterator[Looked]:
        """Show a page; to be checked with axe-core it must let scripts in, else its own policy holds."""
        context = self._browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=checked)
        context.set_offline(offline=True)
        page, said = context.new_page(), list[str]()
        page.on("console", lambda one: said.append(one.text))
        page.goto(html.as_uri())
        try:
            yield Looked(page, said)
        finally:
            context.close()


@contextmanager
def open_window() -> Iterator[Window]:
    """Start the browser, without a screen."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=programs()["browser"], args=["--no-sandbox"])
        try:
            yield Window(browser)
        finally:
            browser.close()
