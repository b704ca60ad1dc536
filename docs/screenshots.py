"""Takes the pictures of the search page in docs/images, from the running demo (`make demo`) with the samples in it.

Needs Chromium (QUOTEWIRE_CHROMIUM, else the one on the path). Only invented articles are in the pictures. The samples
are published again for a minute, so that the live page has something to show.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
STACK = Path(os.environ.get("QUOTEWIRE_STACK_DIR", ROOT / ".stack"))
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 250_000
WIDTH, HEIGHT = 1120, 780
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]

PUBLISHED_AT = (6, 9, 4, 7, 12, 8)
"""Articles per second of each round of publishing."""

SLOWLY = 1.5

SETTLE_MS = 15_000
"""The figures are ten seconds behind."""

ARTICLE = "/article/meridian-wire%3AMW-779930"
PAGES = {
    "search": "/?q=harbour+OR+library+OR+water+OR+town",
    "article": ARTICLE,
    "speaker": "/speaker?name=Rosalind%20Achebury",
    "live": "/live",
}


def main() -> int:
    """Take all pictures; the exit code is 1 where one is too large for the repository."""
    address = _demo_address().rstrip("/")
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("QUOTEWIRE_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if program is None:
        print("Chromium is needed: apt-get install chromium, or set QUOTEWIRE_CHROMIUM to where it is")
        return 1
    IMAGES.mkdir(exist_ok=True)
    going_on = _publish_again()
    too_large = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        for name, path in PAGES.items():
            page.goto(address + path)
            _prepare(name, page)
            picture = IMAGES / f"{name}.png"
            size = len(page.screenshot(path=picture))
            print(f"{picture.relative_to(ROOT)}  {size / 1000:.0f} kB")
            too_large |= size > MOST_BYTES
        browser.close()
    going_on.wait()
    return int(too_large)


def _prepare(name: str, page: Page) -> None:
    if name == "live":
        page.wait_for_timeout(SETTLE_MS)
    if name == "article":
        page.locator(".text mark.quotation").nth(1).hover()


def _publish_again() -> subprocess.Popen[bytes]:
    """Rounds of publishing, and one that goes on while the pictures are taken."""
    endpoints = json.loads((STACK / "endpoints.json").read_text(encoding="utf-8"))
    environ = os.environ | {"QUOTEWIRE_KAFKA_BROKERS": endpoints["kafka_brokers"]}
    for rate in PUBLISHED_AT:
        _publish(environ, rate).wait()
    return _publish(environ, SLOWLY)


def _publish(environ: Mapping[str, str], rate: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "streams.cli", "publish", "samples", "--rate", str(rate)]
    return subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.DEVNULL)


def _demo_address() -> str:
    try:
        log = (STACK / "logs" / "web.log").read_text(encoding="utf-8")
    except OSError:
        sys.exit("no search page has been started: run `make demo` first")
    found = re.search(r"the search page is at (http://\S+)", log)
    return found[1] if found else sys.exit("the search page does not run: run `make demo` again")


if __name__ == "__main__":
    sys.exit(main())
