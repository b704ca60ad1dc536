"""A replay's parts: which raw messages it reads, what they end in, and what has changed."""

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from aiokafka import TopicPartition
from elastic_transport import ConnectionError as NoConnection

from schemas import Entity, Language
from streams.errors import BadInput, KafkaUnavailable
from streams.indexing.changes import Deletion
from streams.indexing.documents import article_document
from streams.indexing.generations import Indices
from streams.indexing.state import State
from streams.messages import RAW_TIMESTAMP_HEADER, Rejected
from streams.rebuild import reindex, rereading
from streams.rebuild import replay as replays
from streams.rebuild.comparing import EXAMPLES, Comparison, _add
from streams.rebuild.filling import Commands, ReindexIncomplete, Run
from streams.rebuild.following import Refusals
from streams.rebuild.publishing import Published
from streams.rebuild.raw_reading import RawReader, RawTopicMadeAnew, Step, unfinished
from streams.rebuild.replay import (
    Asked,
    Replayed,
    _annotators,
    _assert_same,
    _assert_same_models,
    _assert_space,
    _new,
    _publish,
)
from streams.rebuild.replay_record import ReplayRecord
from streams.rebuild.replaying import _came_before, _Deciding, _deletion
from streams.rebuild.rereading import _noted
from streams.settings import Settings
from tests.streams.articles import QUOTES, SENT, TEXT, enriched, message

BEGUN = SENT + 50_000
SINCE = datetime(2026, 9, 1, tzinfo=UTC)
RECORD = ReplayRecord(
    begun_ms=BEGUN, since=SINCE, until=datetime(2026, 9, 20, tzinfo=UTC), begins={0: 5}, ends={0: 12}, nexts={0: 5}
)


class Broker:
    """Stands for a consumer of one partition with these offsets left in it."""

    def __init__(self, offsets: list[int], begin: int = 0, end: int = 99, deletions: Sequence[int] = ()) -> None:
        self.offsets, self.begin, self.end, self.at = offsets, begin, end, 0
        self.deletions = deletions

    async def getmany(self, *places: TopicPartition, timeout_ms: int, max_records: int) -> dict[TopicPartition, Any]:
        assert timeout_ms
        here = [offset for offset in self.offsets if offset >= self.at][:max_records]
        if not here:
            return {}
        self.at = here[-1] + 1
        made = {"topic": "news.raw", "partition": 0, "timestamp": SENT, "key": b"a", "headers": ()}
        values = {offset: None if offset in self.deletions else b"{}" for offset in here}
        return {places[0]: [SimpleNamespace(**made, offset=offset, value=value) for offset, value in values.items()]}

    async def beginning_offsets(self, places: list[TopicPartition]) -> dict[TopicPartition, int]:
        return dict.fromkeys(places, self.begin)

    async def end_offsets(self, places: list[TopicPartition]) -> dict[TopicPartition, int]:
        return dict.fromkeys(places, self.end)

    async def position(self, _place: TopicPartition) -> int:
        return self.at


def read(
    broker: Broker, most: int = 3, record: ReplayRecord = RECORD, behind: list[int] | None = None
) -> tuple[list[int], int, ReplayRecord]:
    """The offsets that a replay reads, how many are gone, and the record at the end; `behind` gets later deletions."""

    async def run(record: ReplayRecord) -> tuple[list[int], int, ReplayRecord]:
        reader = RawReader(Settings(_env_file=None), most)
        await reader.stop()
        reader._consumer = broker
        offsets, gone = [], 0
        broker.at = record.nexts[0]
        while unfinished(record):
            step: Step = await reader.step(record)
            offsets += [message.place.offset for message in step.messages]
            gone += step.gone
            if behind is not None:
                behind.extend(message.place.offset for message in step.deletions)
            outcomes = Counter({"replayed": len(step.messages), "gone": step.gone})
            record = record.after(step.nexts, outcomes, [])
        return offsets, gone, record

    return asyncio.run(run(record))


@pytest.mark.parametrize("most", [1, 3, 100])
@pytest.mark.parametrize(
    ("offsets", "begin", "read_again"),
    [
        (list(range(20)), 0, [5, 6, 7, 8, 9, 10, 11]),
        ([3, 5, 8, 11, 15], 0, [5, 8, 11]),  # a broker's own records have offsets too
        (list(range(9, 20)), 9, [9, 10, 11]),
        ([5, 6], 0, [5, 6]),
        ([], 20, []),
        ([14, 15], 14, []),
    ],
)
def test_each_offset_is_read_once_or_gone(offsets: list[int], begin: int, read_again: list[int], most: int) -> None:
    broker = Broker(offsets, begin)
    if offsets == [5, 6]:
        broker.begin = 12  # the rest is deleted while it is read
    found, gone, record = read(broker, most)
    assert found == read_again
    assert len(found) + gone == record.total == record.done == sum(record.counts.values()) == 7


@pytest.mark.parametrize("most", [1, 3, 100])
@pytest.mark.parametrize(
    ("offsets", "later", "missing"),
    [(list(range(20)), [13, 16], 0), ([11, 14, 16, 18], [16], 6), ([], [], 7), ([12, 13], [13], 7)],
)
def test_behind_what_is_read_again_only_deletions_are_read(
    offsets: list[int], later: list[int], missing: int, most: int
) -> None:
    record = RECORD.model_copy(update={"tails": {0: 18}})
    behind: list[int] = []
    broker = Broker(offsets, begin=19 if not offsets else 0, deletions=(7, 13, 16, 18))
    if offsets == [12, 13]:
        broker.begin = 18
    found, gone, record = read(broker, most, record, behind)
    assert (behind, record.nexts, gone) == (later, {0: 18}, missing)
    assert found == [offset for offset in offsets if 5 <= offset < 12]
    assert len(found) + gone == record.total == record.done == sum(record.counts.values()) == 7


def test_a_topic_with_fewer_messages_than_it_had_is_another_one() -> None:
    with pytest.raises(RawTopicMadeAnew):
        read(Broker([], end=3))
    with pytest.raises(RawTopicMadeAnew):
        read(Broker(list(range(14)), end=14), record=RECORD.model_copy(update={"tails": {0: 18}}))


LIVE = State(SENT, "2026.09", 2, "one", deleted=False)


def again(ahead: int = 0, content_hash: str = "one") -> Any:
    made = enriched(SENT + ahead, content_hash)
    return made.model_copy(update={"processing": made.processing.model_copy(update={"replayed": BEGUN})})


@pytest.mark.parametrize(
    ("known", "outcome"),
    [
        (None, "replayed"),
        (LIVE, "replayed"),
        (replace(LIVE, version=SENT - 1), "replayed"),
        (replace(LIVE, replayed=BEGUN - 1), "replayed"),
        (replace(LIVE, replayed=BEGUN), "replayed"),  # by a run that was killed before it noted the step
        (replace(LIVE, replayed=BEGUN + 1), "superseded"),
        (replace(LIVE, version=SENT + 1), "superseded"),
        (replace(LIVE, content_hash="two"), "superseded"),
        (replace(LIVE, deleted=True, quotes=0, content_hash="", deletion_ms=SENT), "superseded"),
    ],
)
def test_what_a_raw_message_ends_in(known: State | None, outcome: str) -> None:
    deciding = _Deciding(BEGUN, None)
    decision = deciding(again(), known)
    assert deciding.outcomes == {"hafenpost:17": outcome}
    writes = outcome == "replayed" and not (known and known.replayed == BEGUN)
    assert (decision.state is not None) == writes


@pytest.mark.parametrize("known", [None, LIVE, replace(LIVE, version=SENT + 9)])
def test_a_deletion_is_carried_out_unless_its_article_is_left_alone(known: State | None) -> None:
    deletion = _deletion(message(None, key=b"hafenpost:17", timestamp=SENT + 5))
    assert deletion == Deletion("hafenpost:17", SENT + 5)
    for left_alone in ((), ("hafenpost:18",)):
        deciding = _Deciding(BEGUN, None, left_alone)
        state = deciding(deletion, known).state
        assert state is not None and (state.deleted, state.deletion_ms) == (True, SENT + 5)
        assert state.version == max(SENT + 5, known.version if known else 0)
        assert deciding.outcomes == {"hafenpost:17": "deletion"}
    alone = _Deciding(BEGUN, None, ("hafenpost:17",))
    assert (alone(deletion, known).state, alone.outcomes) == (None, {"hafenpost:17": "deletion"})


def test_a_deletion_is_what_an_enrich_agent_makes_of_it() -> None:
    believed = message(None, headers=((RAW_TIMESTAMP_HEADER, b"1"),))  # agents set it, publishers do not
    assert _deletion(believed) == Deletion("a", SENT)
    for key in (None, b"", b" ", b"\xff"):
        refused = _deletion(message(None, key=key))
        assert isinstance(refused, Rejected) and refused.error == "invalid-key"


@pytest.mark.parametrize(
    ("raw", "before"),
    [
        ({"topic": "news.raw", "partition": 0, "offset": 6, "timestamp": SENT + 9}, True),
        ({"topic": "news.raw", "partition": 0, "offset": 8, "timestamp": SENT - 9}, False),
        ({"topic": "news.raw", "partition": 1, "offset": 8, "timestamp": SENT}, True),
        ({"topic": "news.raw", "partition": 1, "offset": 6, "timestamp": SENT + 1}, False),
        ({"topic": "old.raw", "partition": 0, "offset": 6, "timestamp": SENT + 1}, False),
        (None, False),
    ],
)
def test_the_place_tells_what_came_first_and_the_time_where_places_do_not(
    raw: dict[str, Any] | None, before: bool
) -> None:
    assert _came_before({"raw": raw}, message(None, offset=7)) is before
    assert _came_before({} if raw is None else {"raw": raw}, message(None, offset=7)) is before


def test_an_article_of_a_month_that_is_not_shown_stays_so() -> None:
    deciding = _Deciding(BEGUN, "2026.10")
    decision = deciding(again(), LIVE)
    assert (decision.outcome, deciding.outcomes) == ("unchanged", {"hafenpost:17": "expired"})
    assert decision.state is not None and decision.state.quotes == 0
    deciding(again(), decision.state)
    assert deciding.outcomes == {"hafenpost:17": "expired"}


def test_the_counts_of_a_record_add_up() -> None:
    record = RECORD.after({0: 8}, Counter({"replayed": 2, "gone": 1}), ["a"]).after({0: 10}, Counter(replayed=2), ["b"])
    assert (record.done, record.total, record.counts, record.not_taken) == (
        5,
        7,
        {"replayed": 4, "gone": 1},
        ["a", "b"],
    )
    assert ReplayRecord.model_validate(orjson.loads(orjson.dumps(record.model_dump(mode="json")))) == record
    many = record.after({}, Counter(), [str(number) for number in range(99)])
    assert len(many.not_taken) == 20


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Asked(since=datetime(2026, 9, 2, tzinfo=UTC)), "--since"),
        (Asked(until=datetime(2026, 9, 2, tzinfo=UTC)), "--until"),
        (Asked(since=SINCE, languages=("de",)), "--language"),
    ],
)
def test_a_replay_goes_on_as_it_began(asked: Asked, says: str) -> None:
    _assert_same(RECORD, Asked())
    _assert_same(RECORD, Asked(since=SINCE, until=RECORD.until))
    with pytest.raises(BadInput, match=rf"until 2026-09-20 00:00 UTC is unfinished, and {says} says otherwise"):
        _assert_same(RECORD, asked)


def begun(monkeypatch: pytest.MonkeyPatch, asked: Asked, **before: Any) -> tuple[ReplayRecord, tuple[int, int]]:
    """The record of a new replay, and the moments between which it asks for offsets."""
    moments: list[tuple[int, int]] = []

    def offsets(_settings: Settings, _topic: str, since_ms: int, until_ms: int) -> dict[int, tuple[int, int]]:
        moments.append((since_ms, until_ms))
        return {0: (3, 8), 1: (0, 0)} if len(moments) == 1 else {0: (8, 11), 1: (0, 2)}

    earlier = RECORD.model_copy(update=before) if before else None
    monkeypatch.setattr(replays, "offsets_between", offsets)
    monkeypatch.setattr(replays, "topic_ids", lambda *_: {"news.raw": "one"})
    monkeypatch.setattr(replays, "record_in", lambda *_: earlier)
    cluster: Any = SimpleNamespace(old=Indices("news", 1))
    client: Any = None
    made = _new(Settings(_env_file=None), client, cluster, asked)
    assert moments[1] == (moments[0][1], sys.maxsize)
    return made, moments[0]


def test_a_replay_reads_what_there_is_between_two_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    record, (since_ms, until_ms) = begun(monkeypatch, Asked(SINCE, languages=("de",)))
    assert since_ms == SINCE.timestamp() * 1000
    assert now.timestamp() * 1000 - 1 <= until_ms == int(record.until.timestamp() * 1000)
    assert (record.begins, record.ends, record.nexts, record.total) == ({0: 3, 1: 0}, {0: 8, 1: 0}, {0: 3, 1: 0}, 5)
    assert (record.tails, record.tail(0), record.tail(1)) == ({0: 11, 1: 2}, 11, 2)
    assert (record.languages, record.topic_id) == (["de"], "one")
    past = SINCE + timedelta(days=1)
    record, (_, until_ms) = begun(monkeypatch, Asked(SINCE, past))
    assert until_ms == past.timestamp() * 1000 == record.until.timestamp() * 1000
    for asked in (Asked(now + timedelta(days=1)), Asked(SINCE, SINCE)):
        with pytest.raises(BadInput, match="is not before"):
            begun(monkeypatch, asked)


def test_a_replay_until_a_moment_to_come_goes_on_when_it_is_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(SINCE, datetime.now(UTC) + timedelta(days=1))
    record, (_, until_ms) = begun(monkeypatch, asked)
    assert until_ms <= datetime.now(UTC).timestamp() * 1000
    _assert_same(record, asked)


def test_a_replay_is_later_than_the_one_before_it_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert begun(monkeypatch, Asked(SINCE), begun_ms=1)[0].begun_ms > SINCE.timestamp() * 1000
    assert begun(monkeypatch, Asked(SINCE), begun_ms=99 * 10**12)[0].begun_ms == 99 * 10**12 + 1


def test_what_is_done_is_noted_when_elasticsearch_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [NoConnection("away"), NoConnection("away"), None]
    noted: list[ReplayRecord] = []

    def note(_client: Any, _indices: Indices, record: ReplayRecord) -> None:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        noted.append(record)

    monkeypatch.setattr(rereading, "note", note)
    monkeypatch.setattr(rereading, "delays", lambda: iter([0.0] * 9))
    cluster: Any = SimpleNamespace(client=None, new=Indices("news", 2))
    asyncio.run(_noted(cluster, RECORD))
    assert noted == [RECORD]
    assert answers == []


def published(monkeypatch: pytest.MonkeyPatch, record: ReplayRecord, ends: Any) -> list[ReplayRecord]:
    """What is noted while a replay's annotations are written to the topic, and what those writing them are told."""
    noted: list[ReplayRecord] = []

    def publish(_settings: Settings, _indices: Indices, _begun_ms: int, indexed: dict[int, int]) -> Published:
        assert noted[-1:] == ([] if record.indexed else [record.model_copy(update={"indexed": indexed})])
        assert indexed == {0: 7, 1: 0}
        if isinstance(ends, BaseException):
            raise ends
        return ends

    rows = [SimpleNamespace(partition=0, committed=7), SimpleNamespace(partition=1, committed=None)]
    monkeypatch.setattr(replays, "lag", lambda *_: rows if not record.indexed else [])
    monkeypatch.setattr(replays, "note", lambda _client, _indices, one: noted.append(one))
    monkeypatch.setattr(replays, "publish", publish)
    client: Any = None
    done = _publish(Settings(_env_file=None), client, Indices("news", 2), Replayed(record), lambda _: None)
    assert done.published is ends
    return noted


def test_the_offset_from_which_on_articles_can_be_overtaken_is_noted_before_any_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, after = published(monkeypatch, RECORD, Published(3))
    assert (before.indexed, before.published) == ({0: 7, 1: 0}, False)
    assert (after.indexed, after.published) == ({0: 7, 1: 0}, True)
    (again,) = published(monkeypatch, before, Published(3))  # an earlier run may have written some since
    assert again == after


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        (KeyboardInterrupt(), "stopped; generation 2 serves, "),
        (KafkaUnavailable("No broker answers."), "No broker answers. Generation 2 serves, "),
    ],
)
def test_a_run_that_cannot_write_all_says_what_serves_and_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, ends: BaseException, says: str
) -> None:
    with pytest.raises(ReindexIncomplete, match="`quotewire replay --swap` writes them there") as told:
        published(monkeypatch, RECORD, ends)
    assert str(told.value).startswith(says)


@pytest.mark.parametrize("commands", [reindex.COMMANDS, replays.COMMANDS], ids=["reindex", "replay"])
def test_fewer_articles_are_told_with_the_command_that_was_given(commands: Commands) -> None:
    run = object.__new__(Run)
    run._cluster = SimpleNamespace(  # type: ignore[assignment]
        old=Indices("news", 1), new=Indices("news", 2), count=lambda indices, *_: 7 - indices.generation
    )
    run._limit, run._accept_missing, run._refusals, run._commands = None, False, Refusals(), commands
    with pytest.raises(ReindexIncomplete, match=r"has 5 articles, 1 fewer than generation 1") as told:
        run._counted()
    assert f"`{commands.again} --accept-missing` hands over all the same" in str(told.value)
    assert f"`{commands.give_up}` deletes" in str(told.value)


def test_a_replay_goes_on_with_the_models_it_began_with() -> None:
    began = _annotators(Settings(_env_file=None, entity_models={"ru": "none"}))
    record = RECORD.model_copy(update={"models": began})
    _assert_same_models(record, began)
    assert began[0].startswith("quotewire ") and began[-1] == "ru=none"
    assert any(name.startswith("hu_quotewire_ner ") for name in began)  # one that is loaded when it is needed
    with pytest.raises(BadInput, match=r"began with ru=none where now ru_quotewire_ner \S+ is used: go on with what"):
        _assert_same_models(record, _annotators(Settings(_env_file=None)))
    newer = [*began[:-1], "hu_quotewire_ner 99", "ru=none"]
    with pytest.raises(BadInput, match=r"began with nothing where now hu_quotewire_ner 99 is used"):
        _assert_same_models(record, newer)


@pytest.mark.parametrize(("free", "fits"), [((3_000_000_000, 3_000_000_000), True), ((3_000_000_000,), False)])
def test_the_disk_has_room_for_a_second_set_of_indices(free: tuple[int, ...], fits: bool) -> None:
    nodes = {str(number): node(str(number), "/", 10**12, size) for number, size in enumerate(free)}
    threshold = {"defaults": {replays.DISK_THRESHOLD: "false"}}
    stats = {"_all": {"total": {"store": {"size_in_bytes": 5_000_000_000}}}}
    client: Any = SimpleNamespace(
        indices=SimpleNamespace(stats=lambda **_: stats),
        nodes=SimpleNamespace(stats=lambda **_: {"nodes": nodes}),
        cluster=SimpleNamespace(get_settings=lambda **_: threshold),
    )
    cluster: Any = SimpleNamespace(old=Indices("news", 1))
    lines: list[str] = []
    if fits:
        _assert_space(client, cluster, lines.append)
        assert lines == ["the new indices need about 5.0 GB of disk, 6.0 GB are free"]
    else:
        with pytest.raises(BadInput, match=r"about 5\.0 GB of disk, 3\.0 GB are free; `quotewire reindex --only"):
            _assert_space(client, cluster, lines.append)


def stored(**fields: Any) -> dict[str, Any]:
    return orjson.loads(orjson.dumps(article_document(enriched(**fields))))


def compared(*pairs: tuple[dict[str, Any] | None, dict[str, Any]]) -> Comparison:
    found, shown = Comparison(1, 2), Counter()
    for number, (before, after) in enumerate(pairs):
        _add(found, f"a{number}", before, after, shown)
    return found


def test_what_has_changed_is_counted_by_language_and_kind() -> None:
    other_speaker = QUOTES[0].model_copy(update={"speaker": QUOTES[0].speaker.model_copy(update={"entity": "Ole"})})
    place = Entity(text="bald", label="LOC", start=TEXT.index("bald"), end=TEXT.index("bald") + 4, canonical="bald")
    found = compared(
        (stored(), stored()),
        (stored(), stored(entities=[])),
        (stored(), stored(entities=[place], quotes=QUOTES[:1])),
        (stored(), stored(quotes=[other_speaker, QUOTES[1]])),
        (stored(), stored(language=Language(code="nl", confidence=0.5))),
        (stored(), stored(version=SENT + 1)),
        (stored(), stored(content_hash="two")),
        (None, stored()),
    )
    assert (found.other_revision, found.only_new) == (2, 1)
    german, dutch = found.languages["de"], found.languages["nl"]
    assert (german.articles, german.changed) == (4, 3)
    assert german.kinds == {"entities": 2, "quotations": 1, "speakers": 1}
    assert german.before == {"entities": 4, "quotations": 8}
    assert german.after == {"entities": 3, "quotations": 7}
    assert (dutch.articles, dutch.kinds) == (1, {"language": 1})
    total = found.total
    assert (total.articles, total.changed) == (5, 4)
    assert total.kinds == {"entities": 2, "quotations": 1, "speakers": 1, "language": 1}
    told = {(one.article_id, one.kind): (one.gone, one.new) for one in found.examples}
    assert told["a1", "entities"] == (["Wiebke Jessenius (PER)"], [])
    assert told["a2", "entities"] == (["Wiebke Jessenius (PER)"], ["bald (LOC)"])
    assert told["a2", "quotations"] == (["„Im Frühjahr &quot;bald&quot;“"], [])
    assert told["a3", "speakers"] == (["Wiebke Jessenius: „Wir bauen weiter“"], ["Ole: „Wir bauen weiter“"])
    assert told["a4", "language"] == (["de"], ["nl"])
    assert len(told) == len(found.examples) == 5


def test_only_some_of_many_changes_are_shown() -> None:
    found = compared(*((stored(), stored(entities=[])) for _ in range(EXAMPLES + 7)))
    assert found.total.changed == EXAMPLES + 7
    assert len(found.examples) == EXAMPLES


def node(host: str, mount: str, total: int, available: int, roles: tuple[str, ...] = ("data", "master")) -> dict:
    disk = {"mount": mount, "total_in_bytes": total, "available_in_bytes": available}
    return {"host": host, "roles": list(roles), "fs": {"data": [disk]}}


@pytest.mark.parametrize(
    ("nodes", "kept", "free"),
    [
        ([node("a", "/", 1000, 520)], 0.1, 420),
        ([node("a", "/", 1000, 520)], 0, 520),
        ([node("a", "/", 1000, 50)], 0.1, 0),  # nearly full: nothing, not less than that
        ([node("a", "/", 1000, 520), node("a", "/", 1000, 520)], 0.1, 420),  # two nodes on one disk
        ([node("a", "/", 1000, 520), node("b", "/", 1000, 300)], 0.1, 620),
        ([node("a", "/", 1000, 520), node("b", "/", 1000, 900, ("master",))], 0.1, 420),
        ([node("a", "/", 1000, 520, ("data_hot", "data_content"))], 0.1, 420),
    ],
)
def test_a_second_set_of_indices_may_take_what_elasticsearch_does_not_keep_free(
    nodes: list[dict], kept: float, free: int
) -> None:
    assert replays.free_bytes(nodes, kept) == free
