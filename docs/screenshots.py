"""Takes the pictures of the search page in docs/images, from the running demo (`make demo`) with the samples in it.

    screenshots.py [ADDRESS]    default: where `make demo` has started the page

Needs Chromium (QUOTEWIRE_CHROMIUM, else the one on the path). Only invented articles are in the pictures.
"""

import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 250_000
WIDTH, HEIGHT = 1120, 780
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]

ARTICLE = "/article/meridian-wire%3AMW-779930"
PAGES = {
    "search": "/?q=bridge+OR+Br%C3%BCcke+OR+river+OR+harbour",
    "article": ARTICLE,
    "speaker": "/speaker?name=Fischer",
    "live": "/live",
}


def main() -> int:
    """Take all pictures; the exit code is 1 where one is too large for the repository."""
    address = (sys.argv[1] if len(sys.argv) > 1 else _demo_address()).rstrip("/")
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("QUOTEWIRE_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if program is None:
        print("Chromium is needed: apt-get install chromium, or set QUOTEWIRE_CHROMIUM to where it is")
        return 1
    IMAGES.mkdir(exist_ok=True)
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
    return int(too_large)


def _prepare(name: str, page: Page) -> None:
    if name == "article":
        page.locator(".text mark.quotation").nth(1).hover()


def _demo_address() -> str:
    folder = Path(os.environ.get("QUOTEWIRE_STACK_DIR", ROOT / ".stack"))
    try:
        log = (folder / "logs" / "web.log").read_text(encoding="utf-8")
    except OSError:
        sys.exit("no search page has been started: run `make demo` first, or give its address")
    found = re.search(r"the search page is at (http://\S+)", log)
    return found[1] if found else sys.exit("the search page does not run: run `make demo` again")


if __name__ == "__main__":
    sys.exit(main())
