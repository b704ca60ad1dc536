"""The search page in a real browser, on what the pipeline has made of the samples and of a hostile article."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Error, Page, expect

from streams.elasticsearch_client import sync_client

from .browser import CONTRAST, running_browser, watched
from .conftest import PATIENCE_SECONDS, ROOT, Pipeline, new_pipeline, working_pipeline

ENVOYS = "/article/" + quote("meridian-wire:MW-771204", safe="")
HEBREW = "/article/" + quote("migdal-hayam:mg-330714", safe="")
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}

OVERRIDE = "\u202e"
ENDS_ISOLATION = "\u2069\u2069"
BAIT = f'</title><script>window.owned="title"</script><img src=x onerror=owned=1>{ENDS_ISOLATION}{OVERRIDE}exe.tfihs'
HOSTILE = {
    "id": "../%2e?q=1#h&<i>",
    "url": "javascript:window.owned='url'",
    "source": f'<b onmouseover="owned=2">out{OVERRIDE}"let\'</b>',
    "title": BAIT,
    "lead": '<svg onload="window.owned=3">',
    "authors": ["<script>window.owned='author'</script>"],
    "published_at": "2026-11-20T10:00:00Z",
    "text": (
        f'The town <script>window.owned="text"</script> met on Monday.\u0000\u001b[31m {OVERRIDE}desrever\n\n'
        f'"We will <img src=x onerror=window.owned=4> never{OVERRIDE} leave the harbour," said Ann Bellwether. '
        '"Not \'"><script>window.owned=5</script> today," she said.\n\n'
        "</p></div></main><style>body{display:none}</style><base href=//evil.example/> &lt;b&gt; &amp;amp;\n\n"
        + "w" * 10_000
    ),
}  # fmt: skip


@contextmanager
def serving(pipeline: Pipeline, **variables: str) -> Iterator[str]:
    """A search page on a pipeline's indices, with more of the environment; its origin."""
    command, environ = [sys.executable, "-m", "streams.cli", "web", "--port", "0"], pipeline.environ | variables
    with subprocess.Popen(
        command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            address = re.search(r"(http://127\.0\.0\.1:\d+)/", line)
            assert address, line + process.stdout.read()
            yield address[1]
        finally:
            process.terminate()
            said = process.communicate(timeout=60)[0]
    assert process.returncode == 0, "a stop is no failure"
    assert "Traceback" not in said


@pytest.fixture(scope="module")
def browser():
    with running_browser() as made:
        yield made


@pytest.fixture(scope="module")
def origin(sampled):
    with serving(sampled) as made:
        yield made


@pytest.fixture
def site(browser, origin):
    with watched(browser, origin) as made:
        yield made


@pytest.fixture(scope="module")
def hostile(endpoints, tmp_path_factory):
    """A page on a pipeline of its own, through which the hostile article has passed."""
    folder = tmp_path_factory.mktemp("hostile")
    with working_pipeline(endpoints, folder) as pipeline:
        (folder / "hostile.jsonl").write_text(json.dumps(HOSTILE), "utf-8")
        done = pipeline.run("publish", str(folder / "hostile.jsonl"))
        assert done.returncode == 0, done.stderr
        pipeline.await_no_lag()
        [article] = pipeline.documents("articles")
        with serving(pipeline) as origin:
            yield origin, f"/article/{quote(article['article_id'], safe='')}"


@pytest.fixture(scope="module")
def idle(endpoints, tmp_path_factory):
    """A page on an empty pipeline without a worker, for invented figures."""
    pipeline = new_pipeline(endpoints, tmp_path_factory.mktemp("idle"))
    with serving(pipeline) as origin:
        yield origin, pipeline


def fits(page: Page) -> bool:
    """Whether the page needs no horizontal scrolling."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def contrasts(page: Page, selectors: list[str]) -> dict[str, float]:
    return {selector: page.locator(selector).first.evaluate(CONTRAST) for selector in selectors}


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


# --- Searching


def test_a_search_by_keyboard_alone(site):
    page = site.open("/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    expect(page.get_by_text("Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert focused(page) == "content"
    page.keyboard.press("Tab")
    assert focused(page) == "q", "the search box is the first thing in the content"
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    expect(page).to_have_title("harbour – Quotewire")
    expect(page.get_by_role("heading", level=1)).to_contain_text("for harbour")
    expect(page.locator(".excerpt mark").first).to_be_visible()
    title = page.locator(".hit h2 a").first
    wanted = title.inner_text()
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == wanted:
            break
    assert focused(page) == wanted, "the first article is reached by the Tab key"
    assert title.evaluate("element => getComputedStyle(element).outlineStyle") == "solid", "the focus can be seen"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(wanted)


def test_highlights_are_words_of_whole_sentences(site):
    page = site.open("/?q=harbour")
    words = page.locator(".excerpt mark").all_inner_texts()
    assert words and {word.lower() for word in words} <= {"harbour", "harbours"}
    assert all(text.strip()[-1] in ".!?”\"'’" for text in page.locator(".excerpt").all_inner_texts())


def test_what_was_searched_for_is_marked_in_titles_and_not_shown_twice(site):
    page = site.open("/?q=barrier")
    marked = page.locator(".hit h2 mark").all_inner_texts()
    assert marked and set(marked) == {"barrier"}
    for hit in page.locator(".hit").all():
        assert hit.locator("h2").inner_text() not in hit.locator(".excerpt").all_inner_texts()


def test_quotations_are_narrowed_by_their_kind(site):
    page = site.open("/?show=quotations")
    everything = int(page.locator("#count").inner_text().split()[0])
    mixed = page.locator("#facet-kind + ul a", has_text="mixed")
    count = int(mixed.locator(".n").inner_text().rpartition(":")[2])
    mixed.click()
    expect(page.locator("#count")).to_have_text(f"{count} quotation{'' if count == 1 else 's'}")
    assert 0 < count < everything


def test_facets_narrow_the_results_and_can_be_removed(site):
    page = site.open("/")
    everything = int(page.locator("#count").inner_text().split()[0])
    german = page.get_by_role("complementary").get_by_role("link", name=re.compile("German"))
    count = int(german.locator(".n").inner_text().rpartition(":")[2])
    german.click()
    expect(page.locator("#count")).to_have_text(f"{count} articles")
    assert 0 < count < everything
    assert page.locator(".hit h2").evaluate_all("all => all.every(one => one.lang === 'de')")
    source = page.locator("#facet-source + ul a").first
    outlet = source.locator(".value").inner_text()
    source.click()
    chosen = page.get_by_role("region", name="Chosen filters").get_by_role("link")
    expect(chosen).to_have_count(2)
    assert set(page.locator(".hit .facts span:first-child").all_inner_texts()) == {outlet}
    chosen.get_by_text("German").click()
    expect(chosen).to_have_count(1)
    chosen.click()
    expect(page.locator("#count")).to_have_text(f"{everything} articles")


def test_the_filters_stay_with_another_query_and_in_the_other_tab(site):
    page = site.open("/?language=en&since=2026-09-01")
    page.get_by_label("Search articles").fill("the")
    page.get_by_role("button", name="Search").click()
    assert "language=en" in page.url and "since=2026-09-01" in page.url
    page.get_by_role("link", name="Quotations", exact=True).click()
    expect(page.get_by_label("Search quotations")).to_have_value("the")
    expect(page.get_by_role("region", name="Chosen filters").get_by_role("link")).to_have_count(2)
    expect(page.locator("#count")).to_contain_text("quotations for the")


def test_order_and_dates(site):
    def days(path: str) -> list[str]:
        page = site.open(path)
        return page.locator(".hit time").evaluate_all("all => all.map(one => one.dateTime)")

    assert (newest := days("/?sort=newest")) == sorted(newest, reverse=True)
    assert (oldest := days("/?sort=oldest")) == sorted(oldest)
    assert oldest[0] < newest[0]
    within = days("/?since=2026-10-01&until=2026-11-01")
    assert within and all(day.startswith("2026-10") for day in within)


def test_quotations_lead_to_their_place_in_the_article(site):
    page = site.open("/?show=quotations&speaker=Achterland")
    quotation = page.locator(".said").first
    words = quotation.locator("blockquote").inner_text()
    quotation.locator(".facts a").click()
    place = page.locator(":target")
    expect(place).to_have_text(words)
    expect(place).to_be_in_viewport()


def test_pages_of_results(site):
    page = site.open("/")
    first = page.locator(".hit h2").all_inner_texts()
    page.get_by_role("navigation", name="Pages of results").get_by_role("link", name="Next").click()
    second = page.locator(".hit h2").all_inner_texts()
    assert len(first) == len(second) == 10 and not set(first) & set(second)
    assert page.locator("ol.hits").get_attribute("start") == "11"
    expect(page.locator(".paging [aria-current=page]")).to_have_text("2")


# --- Signing in


def test_a_browser_signs_in_once_and_sees_everything(browser, sampled):
    right = {"username": "desk", "password": "Ünder the clock"}
    login = {"QUOTEWIRE_WEB_USER": right["username"], "QUOTEWIRE_WEB_PASSWORD": right["password"]}
    with serving(sampled, **login) as origin:
        with browser.new_context(http_credentials=right | {"password": "under the clock"}) as context:
            page = context.new_page()
            assert page.goto(f"{origin}/").status == 401
            expect(page.locator("body")).to_contain_text("not the right user and password")
        with watched(browser, origin, http_credentials=right) as made:
            page = made.open("/?q=harbour")
            expect(page.get_by_role("heading", level=1)).to_contain_text("for harbour")
            assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute", "styled"
            page.locator(".hit h2 a").first.click()
            expect(page.locator(".text")).to_be_visible()
            page.get_by_role("link", name="Live").click()
            with page.expect_response("**/live.json") as asked:
                pass
            assert asked.value.status == 200, "the script's requests are signed in too"
            assert page.evaluate("document.cookie") == ""
        with browser.new_context() as context, pytest.raises(Error, match="ERR_INVALID_AUTH_CREDENTIALS"):
            context.new_page().goto(f"{origin}/?q=harbour")


def test_the_live_page_says_when_it_has_to_wait(browser, idle):
    _, pipeline = idle
    with serving(pipeline, QUOTEWIRE_WEB_REQUESTS_PER_MINUTE="60") as origin, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{origin}/live")
        state, deadline = page.locator("#state"), time.monotonic() + PATIENCE_SECONDS
        while "no longer current: Too many requests" not in state.inner_text():
            httpx.get(f"{origin}/static/icon.svg")  # somebody else at this address
            assert time.monotonic() < deadline, state.inner_text()


# --- An article


def test_a_quotation_shows_its_speaker_on_hover_and_on_focus(site):
    page = site.open(ENVOYS)
    quotation = page.locator(".text mark", has_text="My father waited")

    def said() -> str | None:
        style = "element => (s => s.display === 'none' ? null : s.content)(getComputedStyle(element, '::after'))"
        return quotation.evaluate(style)

    assert said() is None
    quotation.hover()
    assert said() == '"said by Pellin Osk"'
    expect(page.locator(".statements .current .who")).to_contain_text("Pellin Osk")
    page.mouse.move(0, 0)
    assert said() is None
    quotation.focus()
    assert said() == '"said by Pellin Osk"'
    expect(quotation).to_have_accessible_description("said by Pellin Osk")
    page.keyboard.press("Escape")
    assert said() is None, "Escape hides it"
    page.keyboard.press("Tab")
    expect(page.locator(".text mark", has_text="and now my sons")).to_be_focused()


def test_everything_found_is_marked_at_its_offsets(site, sampled):
    [article] = [one for one in sampled.documents("articles") if one["_id"] == "meridian-wire:MW-771204"]
    text = article["text"]
    page = site.open(ENVOYS)
    assert page.locator(".text").evaluate("element => element.textContent") == text
    marks = page.locator(".text mark").evaluate_all("all => all.map(one => one.textContent)")
    assert marks == [text[one["start"] : one["end"]] for one in article["quotes"]]
    entities = page.locator(".text .entity").evaluate_all("all => all.map(one => one.textContent)")
    assert entities == [text[one["start"] : one["end"]] for one in article["entities"]]
    assert len(page.locator(".statements .words a").all()) == len(article["quotes"])


def test_a_right_to_left_article_is_set_from_right_to_left(site):
    page = site.open(HEBREW)
    for selector in ("h1", ".text"):
        assert page.locator(selector).evaluate("one => [one.lang, getComputedStyle(one).direction]") == ["he", "rtl"]
    assert page.evaluate("[document.documentElement.lang, getComputedStyle(document.body).direction]") == ["en", "ltr"]
    assert fits(page)


def test_an_original_is_linked_without_telling_it_where_from(site):
    page = site.open(ENVOYS)
    link = page.get_by_role("link", name="the original")
    assert link.get_attribute("href") == "https://meridian-wire.example.net/a/771204"
    assert {"noreferrer", "noopener"} <= set(str(link.get_attribute("rel")).split())


# --- A speaker


def test_a_speakers_page(site):
    page = site.open(ENVOYS)
    page.locator(".statements .who a", has_text="Pellin Osk").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pellin Osk")
    quotations = page.locator(".said").count()
    expect(page.locator(".summary")).to_contain_text(f"{quotations} quotations in 1 outlet")
    bars = page.locator(".chart li")
    expect(bars).to_have_count(12)
    expect(bars.last).to_contain_text("Sep")
    heights = page.locator(".chart svg").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert max(heights) == heights[-1] > 100 and max(heights[:-1]) < 5
    page.locator(".outlets a").click()
    expect(page.locator("#count")).to_have_text(f"{quotations} quotations")


# --- The live page


def figures(agent: str, at: datetime) -> dict:
    """A document as an agent's process writes it every ten seconds."""
    shared = {
        "@timestamp": at.isoformat(), "worker": "host:1", "agent": agent, "interval_seconds": 10.0, "articles": 500,
        "articles_per_second": 50.0, "bytes": 1_000_000, "bytes_per_second": 100_000.0,
        "lag": 1_234, "in_flight": {"messages": 24, "bytes": 50_000},
    }  # fmt: skip
    if agent == "enrich":
        seconds = {"decode": 0.1, "language": 0.4, "entities": 3.0, "quotations": 1.0, "encode": 0.1}
        return shared | {"outcomes": {"enriched": 500}, "stage_seconds": seconds}
    fresh = {"count": 500, "p50": 1.5, "p95": 2.5, "p99": 3.5, "max": 4.5}
    return shared | {
        "outcomes": {"indexed": 490, "unchanged": 10}, "stage_seconds": {"index": 0.5}, "freshness": fresh,
    }  # fmt: skip


def put(pipeline: Pipeline, documents: list[dict]) -> None:
    """Replaces the figures of a pipeline."""
    index = f"{pipeline.settings.index_prefix}-metrics-2026.11"
    with sync_client(pipeline.settings) as client:
        client.options(ignore_status=404).indices.delete(index=index)
        for one in documents:
            client.index(index=index, document=one)
        client.indices.refresh(index=index)


def test_the_live_page_keeps_itself_current(browser, idle):
    origin, pipeline = idle
    now = datetime.now(UTC)
    with watched(browser, origin) as site:
        page = site.open("/live")
        expect(page.get_by_role("status")).to_contain_text("No figures yet")
        put(
            pipeline,
            [figures(agent, now - timedelta(seconds=back)) for agent in ("enrich", "index") for back in (2, 12, 60)],
        )
        # The page's own script asks again within seconds; nothing is loaded anew.
        expect(page.get_by_role("status")).to_have_text("Running: 2\u202f468 messages wait.", timeout=60_000)
        expect(page.locator("#enrich-rate")).to_have_text("50.0")
        expect(page.locator("#index-lag")).to_have_text("1\u202f234")
        expect(page.locator("#fresh-p50")).to_have_text("1.5 s")
        assert page.locator("#stages tr").all_inner_texts()[2].split() == ["entities", "6.00", "ms", "59%"]
        assert page.get_by_role("row", name="indexed").get_by_role("cell").inner_text() == "1\u202f470"
        assert page.locator("#live").get_attribute("data-state") == "running"


def test_the_live_page_says_that_the_worker_is_down(browser, idle):
    origin, pipeline = idle
    put(pipeline, [figures(agent, datetime.now(UTC) - timedelta(seconds=100)) for agent in ("enrich", "index")])
    with watched(browser, origin, java_script_enabled=False) as site:
        page = site.context.new_page()
        page.goto(f"{origin}/live")
        expect(page.get_by_role("status")).to_contain_text(re.compile(r"No figures for 1\d\d s: no worker runs"))
        expect(page.locator("#enrich-lag")).to_have_text("—")
        assert page.locator("noscript meta[http-equiv=refresh]").count() == 1, "useful without scripts too"
        page.close()


def test_the_live_page_shows_dead_letters_by_reason(browser, idle):
    origin, pipeline = idle
    letter = {
        "topic": "t", "partition": 0, "offset": 1, "stage": "decode", "error": "<b>invalid</b>", "message": "no",
        "attempts": 1, "first_failure": "2026-11-01T10:00:00Z",
    }  # fmt: skip
    now = datetime.now(UTC)
    latest = now - timedelta(hours=23)
    places = [
        ("open", latest),
        ("open", now - timedelta(hours=23, minutes=50)),
        ("replayed", latest),
        ("open", now - timedelta(hours=24, minutes=1)),
        ("open", now - timedelta(days=20)),
    ]
    with sync_client(pipeline.settings) as client:
        index = f"{pipeline.settings.index_prefix}-dead-letters"
        for place, (status, failed) in enumerate(places):
            document = letter | {"status": status, "last_failure": failed.isoformat(timespec="milliseconds")}
            client.index(index=index, id=str(place), document=document, refresh=True)
    with watched(browser, origin) as site:
        page = site.open("/live")
        expect(page.locator("#letters-heading")).to_have_text("Dead letters of the last 24 hours: 2 open")
        (row,) = page.locator("#reasons tr").all_inner_texts()
        assert row.split() == ["decode", "<b>invalid</b>", "2", f"{latest:%H:%M:%S}", "UTC"]


def test_the_live_page_shows_what_a_real_worker_does(browser, hostile):
    origin, _ = hostile
    with watched(browser, origin) as site:
        page = site.open("/live")
        indexed = page.get_by_role("row", name="indexed").get_by_role("cell")
        expect(indexed).to_have_text("1", timeout=60_000)
        expect(page.get_by_role("status")).to_have_text("Running: nothing waits.", timeout=60_000)
        expect(page.get_by_role("row", name="entities")).to_be_visible()
        expect(page.locator("#fresh-p50")).not_to_have_text("—", timeout=60_000)


# --- For everybody


PAGES = ["/", "/?q=harbour&language=en", "/?show=quotations", ENVOYS, HEBREW, "/speaker?name=Pellin%20Osk", "/live"]


@pytest.mark.parametrize("path", PAGES)
def test_landmarks_labels_and_one_heading(site, path):
    page = site.open(path)
    assert page.locator("h1").count() == 1
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.evaluate("document.documentElement.lang") == "en"
    for control in page.locator("input:not([type=hidden]), select").all():
        assert control.evaluate("one => one.labels.length") == 1
    names = page.get_by_role("navigation").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert all(names) and len(set(names)) == len(names)
    links = page.get_by_role("link").all()
    assert all(link.evaluate("one => one.innerText.trim() !== '' || !!one.ariaLabel") for link in links)
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    assert all(after <= before + 1 for before, after in pairwise(levels))
    described = page.locator("[aria-describedby]").evaluate_all(
        "all => all.flatMap(one => one.getAttribute('aria-describedby').trim().split(/ +/))"
        ".every(id => document.getElementById(id))"
    )
    assert described
    identifiers = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read_in_the_light_and_in_the_dark(browser, origin, scheme):
    with watched(browser, origin, color_scheme=scheme) as site:
        found = contrasts(
            page := site.open("/?q=harbour&language=en"),
            [".brand", ".top nav a", "label[for=q]", "#q", "button", ".hint", ".options label", ".tabs a[aria-current]",
             ".chosen a", "#count", ".hit h2 a", ".hit .facts", ".excerpt", ".excerpt mark", ".named a", ".facets a .n",
             "footer p"],
        )  # fmt: skip
        lightness = sum(
            map(
                int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))[:3]
            )
        )
        assert lightness > 690 if scheme == "light" else lightness < 120
        page = site.open(ENVOYS)
        found |= contrasts(
            page, [".reading .lead", ".text p", ".text mark", ".boilerplate", ".statements .who a", ".mention"]
        )
        page.locator(".text mark").first.focus()
        found |= contrasts(page, [".text mark", ".statements .current .words a"])
        tooltip = page.locator(".text mark").first.evaluate(
            "one => (s => [s.color, s.backgroundColor])(getComputedStyle(one, '::after'))"
        )
        assert len(set(tooltip)) == 2
        found |= contrasts(
            site.open("/live"), [".state", ".card h2", ".big", ".unit", "dt", "dd", ".ends", "th", ".aside"]
        )
        found |= contrasts(site.open("/?show=quotations"), [".said .who a", ".paging a", ".paging a[aria-current]"])
    assert {selector: ratio for selector, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_needs_no_sideways_scrolling(browser, origin, path):
    with watched(browser, origin, **PHONE) as site:
        page = site.open(path)
        assert fits(page)
        if path == ENVOYS:
            page.locator(".text mark").last.tap()
            assert (
                page.locator(".text mark").last.evaluate("one => getComputedStyle(one, '::after').display") == "block"
            )
            assert fits(page)


# --- Hostile input


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_a_hostile_article_is_text_and_nothing_else(browser, hostile, options):
    origin, article = hostile
    speaker = "/speaker?name=" + quote("Ann Bellwether")
    with watched(browser, origin, **options) as site:
        for path in ("/", "/?q=harbour", "/?q=%3Cscript%3E", "/?show=quotations", article, speaker, "/live"):
            page = site.open(path)
            page.mouse.move(300, 300)
            for target in page.locator(".hit, .said, .text mark").all():
                target.scroll_into_view_if_needed()
                target.hover(force=True)
            assert page.evaluate("window.owned") is None, path
            assert page.locator("img, iframe, base, object").count() == 0
            assert page.locator("script").evaluate_all(
                f"all => all.every(one => one.src.startsWith('{origin}/static/'))"
            )
            assert page.locator("style, [style], [onerror], [onload], [onmouseover]").count() == 0
            assert page.locator('a[href^="javascript:" i]').count() == 0
            assert fits(page), path
            for frame in (page.get_by_role("banner"), page.get_by_role("contentinfo")):
                assert frame.is_visible()


def test_a_hostile_article_is_shown_to_the_letter(browser, hostile):
    origin, article = hostile
    with watched(browser, origin) as site:
        page = site.open(article)
        shown = page.locator(".text").evaluate("one => one.textContent")
        assert '<script>window.owned="text"</script> met on Monday.' in shown
        assert "&lt;b&gt; &amp;amp;" in shown, "references in a text are not read either"
        assert "\N{SYMBOL FOR ESCAPE}[31m" in shown and OVERRIDE not in page.content()
        expect(page.get_by_role("heading", level=1)).to_contain_text('</title><script>window.owned="title"</script>')
        assert page.title().startswith("</title><script>")
        assert "javascript:window.owned" in page.locator(".address").inner_text(), "an address that is no link is text"
        mark = page.locator(".text mark", has_text="leave the harbour")
        expect(mark).to_have_accessible_description(re.compile("said by Ann Bellwether"))


def test_a_title_cannot_reorder_what_stands_beside_it(browser, hostile):
    origin, _ = hostile
    with watched(browser, origin) as site:
        page = site.open("/?show=quotations")
        facts = page.locator(".said .facts").first
        lefts = facts.locator("> span").evaluate_all(
            "all => all.filter(one => one.offsetTop === all.at(-1).offsetTop)"
            ".map(one => one.getBoundingClientRect().left)"
        )
        assert len(lefts) >= 2 and lefts == sorted(lefts)
        assert facts.locator("> span").last.inner_text() in ("English", "mixed")


# --- What a program sees


def test_a_page_behind_the_last_one_is_404_with_a_link_to_the_last(origin):
    answer = httpx.get(f"{origin}/?page=7")
    assert answer.status_code == 404
    assert "There is no page 7" in answer.text
    assert 'href="/?page=6"' in answer.text and "The last page is 6" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/article/none", "/article/", "/article/" + "x" * 600, "/article/%00",
     "/speaker?name=Nobody%20Of%20That%20Name", "/speaker?name=Pellin%20Osk&page=2",
     "/nothing", "/?show=quotations&page=99", "/?collapse=1&page=40"],
)  # fmt: skip
def test_what_is_not_there_is_404(origin, path):
    answer = httpx.get(origin + path)
    assert answer.status_code == 404
    assert "<h1" in answer.text and 'href="/' in answer.text


def test_a_page_too_deep_is_400_with_the_way_out(origin):
    answer = httpx.get(f"{origin}/?page=1001")
    assert answer.status_code == 400 and "10,000" in answer.text


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ('harbour "pier', '"'),
        ("(a OR b", "("),
        ("colour:red", "c"),
        ("*all", "*"),
        ("a AND", None),
        ("x" * 10_240, None),
    ],
)
@pytest.mark.parametrize("show", ["articles", "quotations"])
def test_a_wrong_query_says_what_is_wrong_and_where(origin, query, marked, show):
    answer = httpx.get(f"{origin}/", params={"q": query, "show": show})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text and 'aria-invalid="true"' in answer.text
    place = re.search(r'<p class="place">.*?<mark>(.*?)</mark>', answer.text)
    assert place
    assert marked is None or place[1].replace("&#34;", '"') == marked
    assert len(answer.text) < 40_000, "a long query is not repeated more often than in its box"


def test_answers_to_head_have_no_body(origin):
    answer = httpx.head(f"{origin}/")
    assert (answer.status_code, answer.content) == (200, b"")
