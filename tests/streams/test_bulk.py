"""The bulk writer against a server that answers as Elasticsearch does on a bad day: every operation gets its answer."""

import asyncio
import json
import threading
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from elasticsearch import AsyncElasticsearch

from streams import backoff
from streams.indexing import bulk
from streams.indexing.bulk import Answer, BulkObserver, BulkWriter, Operation

Items = list[dict[str, Any]]
Reply = tuple[int, Any] | None
"""Status and body of an answer; None cuts the connection."""
Script = Callable[[Items], Reply]


def ok(items: Items) -> Reply:
    return 200, {"errors": False, "items": [{item["kind"]: {"status": 201}} for item in items]}


def each(**answers: dict[str, Any]) -> Script:
    """Answers by `_id`; all others are taken."""

    def script(items: Items) -> Reply:
        return 200, {"items": [{item["kind"]: answers.get(item["_id"], {"status": 201})} for item in items]}

    return script


def whole(status: int, kind: str = "", reason: str = "") -> Script:
    """The request as a whole is refused."""
    body = {"error": {"type": kind, "reason": reason}, "status": status}
    return lambda _: (status, body)


def cut(_: Items) -> Reply:
    return None


class Server:
    """Answers bulk requests by a script, then takes everything. `requests` are the operations of each request."""

    def __init__(self) -> None:
        self.requests: list[Items] = []
        self.script: deque[Script] = deque()
        self.always: Script = ok
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_PUT(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                items = operations_in(body)
                server.requests.append(items)
                reply = (server.script.popleft() if server.script else server.always)(items)
                if reply is None:
                    self.close_connection = True
                    return
                status, answer = reply
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("X-Elastic-Product", "Elasticsearch")
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_POST = do_PUT  # noqa: N815 - the name that http.server calls

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}"

    @property
    def ids(self) -> list[list[str]]:
        return [[item["_id"] for item in items] for items in self.requests]


def operations_in(body: bytes) -> Items:
    lines = iter(body.decode().splitlines())
    items = []
    for line in lines:
        ((kind, meta),) = json.loads(line).items()
        source = json.loads(next(lines)) if kind == "index" else None
        items.append({"kind": kind, "source": source, **meta})
    return items


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    running.thread.start()
    yield running
    running.http.shutdown()
    running.thread.join()
    running.http.server_close()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backoff, "FIRST_SECONDS", 0.001)
    monkeypatch.setattr(backoff, "LONGEST_SECONDS", 0.002)


def index(name: str, size: int = 10) -> Operation:
    return Operation("index", "news-articles-v1-2026.09", name, 7, json.dumps({"text": "x" * size}).encode())


def delete(name: str) -> Operation:
    return Operation("delete", "news-articles-v1-2026.09", name, 7)


class Noted(BulkObserver):
    """What an observer is told."""

    def __init__(self) -> None:
        self.requests: list[tuple[int, int]] = []
        self.retries: Counter[str] = Counter()
        self.refusals: list[str] = []
        self.waiting: list[str | None] = []

    def sent(self, documents: int, size: int) -> None:
        self.requests.append((documents, size))

    def tries_again(self, reasons: Collection[str]) -> None:
        self.retries.update(reasons)

    def refused(self, error: str) -> None:
        self.refusals.append(error)

    def waits(self, who: object, why: str | None) -> None:
        self.waiting.append(why)


def write(
    server: Server, *operations: Operation, request_bytes: int = 5_000_000, noted: BulkObserver | None = None
) -> list[Answer]:
    async def run() -> list[Answer]:
        client = AsyncElasticsearch(server.url, max_retries=0, retry_on_timeout=False, request_timeout=20)
        try:
            writer = BulkWriter(client, request_bytes, noted)
            return await asyncio.wait_for(writer.write(operations), 60)
        finally:
            await client.close()

    return asyncio.run(run())


DONE = Answer("done")


def test_operations_are_sent_with_their_versions_and_answered_in_order(server: Server) -> None:
    noted = Noted()
    assert write(server, index("a"), delete("b"), index("ä#0"), noted=noted) == [DONE] * 3
    (request,) = server.requests
    assert [(item["kind"], item["_id"]) for item in request] == [("index", "a"), ("delete", "b"), ("index", "ä#0")]
    assert {(item["version"], item["version_type"]) for item in request} == {(7, "external_gte")}
    assert request[0]["source"] == {"text": "x" * 10}
    assert [documents for documents, _ in noted.requests] == [3]
    assert noted.requests[0][1] > 3 * len('{"index":{}}')
    assert (noted.retries, noted.refusals, noted.waiting) == (Counter(), [], [None])


def test_nothing_to_write_is_no_request(server: Server) -> None:
    assert write(server) == []
    assert server.requests == []


def test_requests_are_bounded_by_count_and_by_bytes(server: Server) -> None:
    assert write(server, *(index(str(n)) for n in range(1201))) == [DONE] * 1201
    assert [len(ids) for ids in server.ids] == [500, 500, 201]
    server.requests.clear()
    assert (
        write(server, *(index(str(n), 1000) for n in range(10)), index("big", 50_000), request_bytes=4000)
        == [DONE] * 11
    )
    assert [len(ids) for ids in server.ids] == [3, 3, 3, 1, 1]


BUSY = {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "queue full"}}
GONE = {"status": 404, "error": {"type": "index_not_found_exception", "reason": "no such index"}}
PASSING: dict[str, list[Script]] = {
    "too many requests": [whole(429, "es_rejected_execution_exception"), whole(429)],
    "unavailable": [whole(503, "cluster_block_exception"), whole(500), whole(502), whole(504)],
    "no rights": [whole(401, "security_exception"), whole(403, "security_exception")],
    "connection cut": [cut, cut, cut],
    "no JSON": [lambda _: (200, b"<html>"), lambda _: (503, b"<html>bad gateway</html>")],
    "no body": [lambda _: (502, b"")],
    "400 that is not about the operation": [whole(400, "illegal_state_exception")] * 3,
    "items busy": [each(a=BUSY, b=BUSY), each(b=BUSY)],
    "index not there": [each(a=GONE, b=GONE)],
    "unknown errors of items": [each(a={"status": 400, "error": {"type": "brand_new_exception", "reason": "?"}})],
    "all of it": [cut, whole(429), each(a=BUSY), whole(503), cut],
}


@pytest.mark.parametrize("script", PASSING.values(), ids=PASSING)
def test_passing_failures_are_tried_again_until_all_is_answered(
    server: Server, script: list[Script], caplog: pytest.LogCaptureFixture
) -> None:
    server.script.extend(script)
    noted = Noted()
    assert write(server, index("a"), delete("b"), noted=noted) == [DONE, DONE]
    assert not server.script
    # aiohttp repeats a request itself whose connection is cut the first time it is used again.
    assert 1 <= noted.retries.total() == len(noted.requests) - 1 <= len(server.requests)
    assert len(noted.waiting) == len(noted.requests)
    assert all(noted.waiting[:-1]) and noted.waiting[-1] is None
    assert "trying again" in caplog.text


def test_only_what_is_not_answered_is_sent_again(server: Server) -> None:
    server.script.extend([each(b=BUSY, d=BUSY), each(d=BUSY), ok])
    assert write(server, *(index(name) for name in "abcd")) == [DONE] * 4
    assert server.ids == [["a", "b", "c", "d"], ["b", "d"], ["d"]]


def test_one_busy_request_does_not_hold_up_the_others(server: Server) -> None:
    server.script.extend([whole(429), ok, whole(503)])
    assert write(server, *(index(str(n)) for n in range(1100))) == [DONE] * 1100
    assert [len(ids) for ids in server.ids] == [500, 500, 100, 500, 100]


def test_a_conflict_is_an_answer(server: Server) -> None:
    conflict = {"status": 409, "error": {"type": "version_conflict_engine_exception", "reason": "newer"}}
    server.script.append(each(a=conflict, b=conflict))
    assert write(server, index("a"), delete("b"), index("c")) == [Answer("conflict"), Answer("conflict"), DONE]
    assert len(server.requests) == 1


def test_a_deletion_of_what_is_not_there_is_done(server: Server) -> None:
    server.script.append(each(a={"status": 404, "result": "not_found"}))
    assert write(server, delete("a"), index("b")) == [DONE, DONE]
    assert len(server.requests) == 1


@pytest.mark.parametrize("kind", ["document_parsing_exception", "strict_dynamic_mapping_exception"])
def test_a_document_that_does_not_fit_is_refused_and_its_neighbours_are_taken(server: Server, kind: str) -> None:
    reason = "[1:20] failed to parse. Preview of field's value: 'Wiebke Jessenius'"
    server.script.append(each(b={"status": 400, "error": {"type": kind, "reason": reason}}, c=BUSY))
    first, second, third = write(server, index("a"), index("b"), index("c"))
    assert (first, third) == (DONE, DONE)
    assert (second.result, second.error) == ("refused", kind)
    assert "Jessenius" not in second.reason
    assert server.ids[1:] == [["c"]]


def refuse_with(bad: set[str], status: int, kind: str) -> Script:
    def script(items: Items) -> Reply:
        return whole(status, kind, "no")(items) if bad & {item["_id"] for item in items} else ok(items)

    return script


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "action_request_validation_exception"),
        (400, "illegal_argument_exception"),
        (400, "parse_exception"),
        (413, "content_too_long_exception"),
        (413, ""),
    ],
)
@pytest.mark.parametrize("bad", [{"0"}, {"63"}, {"5", "6", "40"}])
def test_a_request_refused_as_a_whole_is_split_down_to_the_cause(
    server: Server, status: int, kind: str, bad: set[str]
) -> None:
    server.always = refuse_with(bad, status, kind)
    noted = Noted()
    answers = write(server, *(index(str(n)) for n in range(64)), noted=noted)
    assert {str(n) for n, answer in enumerate(answers) if answer.result == "refused"} == bad
    assert len(noted.refusals) == len(bad) and not noted.retries
    assert all(answer == DONE for n, answer in enumerate(answers) if str(n) not in bad)
    assert len(server.requests) <= 1 + 2 * 6 * len(bad)
    taken = [name for ids in server.ids if not bad & set(ids) for name in ids]
    assert sorted(taken) == sorted(str(n) for n in range(64) if str(n) not in bad)


def test_refused_and_busy_at_once(server: Server) -> None:
    refusing = refuse_with({"2"}, 400, "action_request_validation_exception")
    seen: set[str] = set()

    def script(items: Items) -> Reply:
        reply = refusing(items)
        if reply != ok(items):
            return reply
        new = {item["_id"] for item in items} - seen
        seen.update(new)
        return each(**dict.fromkeys(new, BUSY))(items)

    server.always = script
    answers = write(server, *(index(str(n)) for n in range(5)))
    assert [answer.result for answer in answers] == ["done", "done", "refused", "done", "done"]


def test_every_operation_is_answered_whatever_the_order_of_failures(server: Server) -> None:
    turns = iter(range(10_000))

    def script(items: Items) -> Reply:
        turn = next(turns)
        if turn in (0, 3, 4):
            return (cut, whole(429), whole(503))[turn % 3](items)
        return each(**{item["_id"]: BUSY for item in items if (int(item["_id"]) + turn) % 3 == 0})(items)

    server.always = script
    assert write(server, *(index(str(n)) for n in range(700))) == [DONE] * 700
    assert server.thread.is_alive()


def test_the_waits_grow_with_jitter_and_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backoff, "FIRST_SECONDS", 0.2)
    monkeypatch.setattr(backoff, "LONGEST_SECONDS", 15.0)
    waits = [delay for _, delay in zip(range(40), backoff.delays(), strict=False)]
    full = [min(0.2 * 2**n, 15.0) for n in range(40)]
    assert all(half / 2 <= wait <= half for half, wait in zip(full, waits, strict=True))
    assert len({round(wait, 6) for wait in waits[10:]}) > 20


def test_a_request_is_no_larger_than_the_limits_say() -> None:
    assert bulk.OPERATIONS_PER_REQUEST == 500
    assert index("a", 1000).size > 1000
    assert delete("a").size > sum(len(line) for line in delete("a").lines())


@pytest.mark.parametrize(
    ("kind", "hint"),
    [("security_exception", "security print"), ("cluster_block_exception", "quotewire backup create"), ("other", None)],
)
def test_what_is_forbidden_is_told_with_its_own_way_out(kind: str, hint: str | None) -> None:
    """Closed indices were told as a missing right."""
    reasons = bulk.Reasons()
    operation = Operation("index", "news", "a", 1, b"{}")
    assert bulk._answer(operation, {"status": 403, "error": {"type": kind, "reason": "no"}}, reasons) is None
    assert str(reasons).startswith(f"403 {kind}: no")
    assert [one for one in ("security print", "quotewire backup create") if one in str(reasons)] == [hint] * bool(hint)
