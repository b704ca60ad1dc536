"""What is decided without a server: addresses, numbers of pages, bars, figures."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from starlette.datastructures import QueryParams

from streams.search import HIGHLIGHT, Bucket, Hit
from streams.web.asking import Asked
from streams.web.figures import Agent, Freshness, Reason, Stage, Stream
from streams.web.guard import host_name
from streams.web.live import duration, view_of
from streams.web.paging import Pages
from streams.web.rendering import Renderer, article_path, day, highlighted, link, number, web_address
from streams.web.searching import quotation_text
from streams.web.speaker import MOST_BARS, bars

NOW = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)


def asked(address: str) -> Asked:
    return Asked.read(QueryParams(address))


def test_an_address_is_read_and_written_again():
    one = asked("q=%22two+words%22&show=quotations&source=a%26b&since=2026-09-01&sort=oldest&page=3&collapse=1")
    assert (one.query, one.show, one.chosen, one.sort, one.page) == (
        '"two words"', "quotations", {"source": "a&b"}, "oldest", 3,
    )  # fmt: skip
    assert asked(one.link(page=3).partition("?")[2]) == one
    assert asked(one.link().partition("?")[2]).page == 1
    assert asked(one.link(source=None).partition("?")[2]).chosen == {}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("page=0", "page number"),
        ("page=-1", "page number"),
        ("page=x", "page number"),
        ("page=99999999999999999999", "page number"),
        ("page=٣", "page number"),
        ("since=yesterday", "not a date"),
        ("until=2026-13-01", "not a date"),
        ("sort=best", "no order"),
        ("show=people", "cannot be shown"),
        ("kind=shouted", "no kind of quotation"),
        ("person=" + "x" * 501, "501 characters"),
    ],
)
def test_what_cannot_be_understood_is_said(address, said):
    problems = asked(address).problems
    assert len(problems) == 1 and said in problems[0]


def test_dates_are_days_in_utc():
    filters = asked("since=2026-09-01&until=2026-10-01").filters
    assert (filters.since, filters.until) == (datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("current", "total", "linked"),
    [
        (1, 0, [1]),
        (1, 25, [1, 2, 3]),
        (6, 200, [1, None, 4, 5, 6, 7, 8, None, 20]),
        (1, 200, [1, 2, 3, None, 20]),
        (20, 200, [1, None, 18, 19, 20]),
        (30, 200, [1, None, 20]),
    ],
)
def test_pages_that_are_linked(current, total, linked):
    pages = Pages(current, 10, total)
    assert pages.linked == linked
    assert pages.beyond == (current > max(1, -(-total // 10)))


def test_pages_end_where_elasticsearch_does():
    pages = Pages(1000, 10, 50_000)
    assert pages.last == 1000 and pages.cut and not pages.beyond


def test_a_speaker_has_a_bar_for_each_month_also_for_empty_ones():
    shown = bars([Bucket("2025-11", 4), Bucket("2026-02", 2)])
    assert len(shown) == 12
    assert [(bar.label, bar.count) for bar in shown[-4:]] == [("Nov", 4), ("Dec", 0), ("Jan", 0), ("Feb", 2)]
    assert [bar.height for bar in shown[-4:]] == [120, 0, 0, 60]
    assert [bar.year for bar in shown if bar.year] == ["2025", "2026"]


def test_a_long_time_has_a_bar_for_each_year():
    shown = bars([Bucket("1999-12", 1), Bucket("2020-01", 2), Bucket("2020-07", 1)])
    assert [(bar.label, bar.count) for bar in (shown[0], shown[-1])] == [("1999", 1), ("2020", 3)]
    assert len(shown) == 22
    assert bars([]) == []
    hostile = bars([Bucket("0001-06", 1), Bucket("2026-01", 2), Bucket("9998-01", 1)])
    assert [bar.count for bar in hostile] == [1, 2, 1]
    assert bars([Bucket("0001-01", 1)])[-1].count == 1
    many = bars(
        [Bucket("2025-03", 7), *(Bucket(f"{year:04}-01", 1) for year in range(3000, 6000)), Bucket("2025-04", 2)]
    )
    assert len(many) == MOST_BARS
    assert (many[0].label, many[0].count) == ("2025", 9)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://example.org/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ("/relative", False),
        ("https://", False),
        ("https://[broken/", False),
        ("https://example.org/a b", False),
        ("https://example.org/\u202egnp.exe", False),
        ("java\nscript:alert(1)", False),
        (None, False),
        (5, False),
    ],
)
def test_only_web_addresses_are_linked(url, linked):
    assert web_address(url) == (url if linked else None)


def test_an_article_id_may_hold_any_character():
    assert article_path("a/b?c#d%e é") == "/article/a%2Fb%3Fc%23d%25e%20%C3%A9"
    assert link("/", q="a&b=c", none=None, empty="") == "/?q=a%26b%3Dc"


def test_highlights_are_marked_and_nothing_else_is_markup():
    piece = f"<b>{HIGHLIGHT[0]}<script>{HIGHLIGHT[1]}</b>"
    assert str(highlighted(piece)) == "&lt;b&gt;<mark>&lt;script&gt;</mark>&lt;/b&gt;"


def test_a_quotation_is_shown_whole_with_its_highlights():
    pieces = [f"two {HIGHLIGHT[0]}three{HIGHLIGHT[1]}", "not in it"]
    hit = Hit("1", 1.0, {"text": "one two three four"}, pieces)
    assert quotation_text(hit) == f"one two {HIGHLIGHT[0]}three{HIGHLIGHT[1]} four"


def test_html_references_in_a_quotation_are_read_before_it_is_shown():
    hit = Hit("1", 1.0, {"text": "&quot;no &lt;b&gt; here&quot;"}, [f'"no <b> {HIGHLIGHT[0]}here{HIGHLIGHT[1]}"'])
    assert str(highlighted(quotation_text(hit))) == "&#34;no &lt;b&gt; <mark>here</mark>&#34;"


def test_days_and_numbers():
    assert day("2026-09-14T23:30:00-03:00") == "15 Sep 2026"
    assert day("not a date") == ""
    assert number(1234567) == "1\u202f234\u202f567"


@pytest.mark.parametrize(
    ("header", "name"),
    [("LOCALHOST:8080", "localhost"), ("127.0.0.1", "127.0.0.1"), ("[::1]:80", "::1"),
     ("evil.example:80", "evil.example")],
)  # fmt: skip
def test_the_name_in_a_host_header(header, name):
    assert host_name(header) == name


def stream(**other) -> Stream:
    agents = {
        "enrich": Agent(1, 12.34, 2000, 0, 3, [0.0, 5.0, 10.0]),
        "index": Agent(1, 12.0, 3e6, 0, 0, [1.0, 2.0, 3.0]),
    }
    usual = {
        "at": NOW,
        "newest": NOW - timedelta(seconds=4),
        "agents": agents,
        "outcomes": dict.fromkeys(("enriched", "indexed", "unchanged", "superseded", "deleted", "dead_lettered"), 0),
        "stages": [Stage("language", 0.002, 0.25), Stage("entities", 0.006, 0.75)],
        "freshness": Freshness(NOW - timedelta(seconds=14), 0.42, 1.25, 3.0, 400),
        "reasons": [Reason("decode", "<b>bad\u202e", 3, NOW - timedelta(days=2))],
        "dead_letters": 3,
    }
    return Stream(**(usual | other))


def test_the_live_page_says_what_runs():
    view = view_of(stream())
    assert view.state == "running"
    assert view.texts["state"] == "Running: nothing waits."
    assert view.texts["enrich-rate"] == "12.3"
    assert (view.texts["fresh-p50"], view.texts["fresh-p95"], view.texts["fresh-max"]) == ("420 ms", "1.2 s", "6 min")
    assert view.bars["enrich-course"] == [0.0, 50.0, 100.0]
    assert view.bars["index-course"] == [10.0, 20.0, 30.0], "both courses have one scale"
    assert view.rows["stages"][1] == ["entities", "6.00 ms", "75%"]
    assert view.rows["reasons"] == [["decode", "<b>bad\N{REPLACEMENT CHARACTER}", "3", "22 Nov 2026"]]


def test_the_live_page_says_for_what_time_dead_letters_are_counted():
    text = Renderer().page("live.html", section="live", view=view_of(stream()), refresh=5, height=100.0).body.decode()
    heading = text.partition('<h2 id="letters-heading">')[2].partition("</h2>")[0]
    assert " ".join(re.sub("<[^>]+>", "", heading).split()) == "Dead letters of the last 24 hours: 3 open"


def test_the_live_page_says_that_the_worker_is_down():
    view = view_of(stream(newest=NOW - timedelta(seconds=40), agents={"enrich": Agent(), "index": Agent()}))
    assert view.state == "stopped"
    assert view.texts["state"].startswith("No figures for 40 s: no worker runs")
    assert view.texts["index-lag"] == "—", "the lag is unknown, not 0"


def test_the_live_page_says_that_an_agent_is_missing_or_behind():
    running = stream().agents["enrich"]
    assert "index agent" in view_of(stream(agents={"enrich": running, "index": Agent()})).texts["state"]
    behind = Agent(1, 1.0, 1.0, 1, 0, [])
    assert view_of(stream(agents={"enrich": running, "index": behind})).texts["state"] == "Running: 1 message waits."


def test_the_live_page_before_the_first_worker():
    view = view_of(
        stream(newest=None, agents={"enrich": Agent(), "index": Agent()}, freshness=None, stages=[], reasons=[])
    )
    assert view.state == "stopped" and view.texts["state"].startswith("No figures yet")
    text = Renderer().page("live.html", section="live", view=view, refresh=5, height=100.0).body.decode()
    assert "No figures yet" in text and "nothing indexed yet" in text


@pytest.mark.parametrize(("seconds", "said"), [(40, "40 s"), (200, "3 min"), (7500, "2 h 5 min"), (300_000, "3 days")])
def test_durations(seconds, said):
    assert duration(timedelta(seconds=seconds)) == said
