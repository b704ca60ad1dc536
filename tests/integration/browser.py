"""A real browser for the tests of the search page, which writes down everything that must not happen."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

# Runs in every page before anything of its own.
WATCHER = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample);
});
"""

# Ratio of contrast between an element's text and what is painted behind it, as WCAG 2 defines it.
CONTRAST = """(element) => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b]
    .map((value) => value / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0);
  let behind = element;
  while (behind && (channels(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0) {
    behind = behind.parentElement;
  }
  const text = luminance(channels(getComputedStyle(element).color));
  const back = luminance(channels(getComputedStyle(behind || document.documentElement).backgroundColor));
  return (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
}"""


def executable() -> str:
    """Where Chromium is: QUOTEWIRE_CHROMIUM, else on the path. Without one the tests fail, they are not skipped."""
    given = os.environ.get("QUOTEWIRE_CHROMIUM")
    found = given or next((path for path in map(shutil.which, NAMES) if path), None)
    assert found and os.access(found, os.X_OK), (
        "the tests of the search page need Chromium: `apt-get install chromium`, or set QUOTEWIRE_CHROMIUM to where "
        f"it is (now: {given or 'not set'})"
    )
    return found


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """A browser's context, with what its pages asked for and complained about."""

    context: BrowserContext
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """A new page at a path."""
        page = self.context.new_page()
        page.on("console", lambda message: self._complain(message.type, message.text))
        page.on("pageerror", lambda error: self._complain("error", str(error)))
        page.goto(self.origin + path)
        return page

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def check(self) -> None:
        """Nothing left the origin, nothing was refused by the policy, nothing was complained about."""
        strangers = [url for url in self.requests if not url.startswith(self.origin + "/")]
        assert strangers == []
        assert self.complaints == []
        for page in self.context.pages:
            assert page.evaluate("window.violations") == []


@contextmanager
def watched(browser: Browser, origin: str, **options: Any) -> Iterator[Watched]:
    """A context of its own; at the end `check` must hold."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
    # Playwright routes a whole context, so that nothing, not even a new tab, can leave unseen.
    made = Watched(context, origin)
    context.on("request", lambda request: made.requests.append(request.url))
    context.add_init_script(WATCHER)
    try:
        yield made
        made.check()
    finally:
        context.close()
