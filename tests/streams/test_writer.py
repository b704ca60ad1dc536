"""What is written for a decision, and how a batch of messages is taken apart."""

import orjson
import pytest

from schemas.identity import MAX_ID_BYTES
from streams.indexing.changes import Deletion, change_of
from streams.indexing.generations import Indices
from streams.indexing.state import State, decide
from streams.indexing.writer import operations_for
from streams.indexing.writer import rounds as rounds_of
from streams.messages import RAW_TIMESTAMP_HEADER, Rejected
from tests.streams.articles import QUOTES, SENT, TEXT, enriched, message

NEWS = Indices("news", 1)
ARTICLES, QUOTATIONS = "news-articles-v1-2026.08", "news-quotes-v1-2026.08"


def known(quotes: int = 0, *, deleted: bool = False, month: str | None = "2026.08") -> State:
    return State(version=SENT - 1, month=month, quotes=quotes, content_hash="", deleted=deleted)


def shown(change, state: State | None) -> list[tuple[str, str, str, int]]:
    operations = list(operations_for(NEWS, change, decide(change, state)))
    return [(op.kind, op.index, op.id, op.version) for op in operations]


def test_an_article_and_its_quotations_are_indexed_in_its_month() -> None:
    assert shown(enriched(), None) == [
        ("index", "news-articles-v1-2026.09", "hafenpost:17", SENT),
        ("index", "news-quotes-v1-2026.09", "hafenpost:17#0", SENT),
        ("index", "news-quotes-v1-2026.09", "hafenpost:17#1", SENT),
    ]


def test_a_revision_stays_in_the_articles_month() -> None:
    assert {index for _, index, _, _ in shown(enriched(), known(2))} == {ARTICLES, QUOTATIONS}


def test_quotations_no_longer_there_are_removed() -> None:
    assert shown(enriched(), known(4))[3:] == [
        ("delete", QUOTATIONS, "hafenpost:17#2", SENT),
        ("delete", QUOTATIONS, "hafenpost:17#3", SENT),
    ]
    assert shown(enriched(quotes=[]), known(1))[1:] == [("delete", QUOTATIONS, "hafenpost:17#0", SENT)]
    assert len(shown(enriched(), known(1))) == len(shown(enriched(), known(2))) == 3


def test_a_deletion_removes_the_article_and_all_quotations() -> None:
    assert shown(Deletion("hafenpost:17", SENT), known(2)) == [
        ("delete", ARTICLES, "hafenpost:17", SENT),
        ("delete", QUOTATIONS, "hafenpost:17#0", SENT),
        ("delete", QUOTATIONS, "hafenpost:17#1", SENT),
    ]


def test_a_deletion_of_what_never_was_writes_no_document() -> None:
    assert shown(Deletion("hafenpost:17", SENT), None) == []
    assert shown(Deletion("hafenpost:17", SENT), known(month=None, deleted=True)) == []


def test_what_is_superseded_or_unchanged_writes_nothing() -> None:
    assert shown(enriched(SENT - 2), known(2)) == []
    assert shown(enriched(), State(SENT, "2026.08", 2, "one", deleted=False)) == []


def test_operations_carry_the_documents() -> None:
    article, first, _ = operations_for(NEWS, enriched(), decide(enriched(), None))
    assert orjson.loads(article.source or b"")["text"] == TEXT
    assert orjson.loads(first.source or b"")["text"] == QUOTES[0].text
    (deleted,) = operations_for(NEWS, Deletion("a", SENT), decide(Deletion("a", SENT), known()))
    assert deleted.source is None
    assert len(deleted.lines()) == 1


def test_every_id_is_one_elasticsearch_takes() -> None:
    article = enriched(article_id="x" * MAX_ID_BYTES)
    operations = list(operations_for(NEWS, article, decide(article, known(12))))
    assert len(operations) == 13
    assert len({(op.index, op.id) for op in operations}) == 13
    assert all(len(op.id.encode()) <= MAX_ID_BYTES for op in operations)


def test_what_was_indexed_is_what_a_deletion_removes() -> None:
    article = enriched(article_id="ä" * (MAX_ID_BYTES // 2))
    first = decide(article, None)
    written = {(op.index, op.id) for op in operations_for(NEWS, article, first)}
    deletion = Deletion(article.article_id, SENT + 1)
    assert {(op.index, op.id) for op in operations_for(NEWS, deletion, decide(deletion, first.state))} == written


# Changes


def test_an_enriched_message_is_an_article() -> None:
    article = enriched()
    assert change_of(message(article.model_dump_json().encode())) == article


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (b"", "`(message)`"),
        (b"{", "`(message)`"),
        (b"\xff", "`(message)`"),
        (b"[]", "`(message)`"),
        (enriched().model_dump_json().replace('"version":', '"version":-').encode(), "`version`"),
        (enriched().model_dump_json().replace('"direct"', '"whispered"').encode(), "`quotes.0.kind`"),
    ],
)
def test_what_is_no_enriched_article_is_rejected_by_field_without_its_text(value: bytes, says: str) -> None:
    rejected = change_of(message(value))
    assert isinstance(rejected, Rejected)
    assert (rejected.stage, rejected.error) == ("index", "invalid-enriched-article")
    assert says in rejected.message
    assert "Jessenius" not in rejected.message


@pytest.mark.parametrize(
    ("headers", "time_ms"),
    [
        ((), SENT),
        (((RAW_TIMESTAMP_HEADER, b"1700000000000"),), 1_700_000_000_000),
        (((RAW_TIMESTAMP_HEADER, b"-1"),), 0),
        (((RAW_TIMESTAMP_HEADER, b""),), SENT),
        (((RAW_TIMESTAMP_HEADER, None),), SENT),
        (((RAW_TIMESTAMP_HEADER, b"--5"),), SENT),  # found: ValueError, which ended the index agent
        (((RAW_TIMESTAMP_HEADER, b"9" * 5000),), SENT),  # found: the same
        (((RAW_TIMESTAMP_HEADER, "٣".encode()),), SENT),
        ((("other", b"5"),), SENT),
    ],
)
def test_a_deletion_has_the_raw_messages_time(headers: tuple, time_ms: int) -> None:
    assert change_of(message(None, key="häfen:1".encode(), headers=headers)) == Deletion("häfen:1", time_ms)


def test_a_deletion_without_a_message_time_is_of_time_zero() -> None:
    assert change_of(message(None, key=b"a", timestamp=-1)) == Deletion("a", 0)


@pytest.mark.parametrize("key", [None, b"", b"\xff"])
def test_a_deletion_without_a_usable_key_is_rejected(key: bytes | None) -> None:
    rejected = change_of(message(None, key=key))
    assert isinstance(rejected, Rejected)
    assert (rejected.stage, rejected.error) == ("index", "invalid-key")


def test_a_deletion_of_a_long_id_is_of_the_id_it_is_indexed_under() -> None:
    deletion = change_of(message(None, key=b"x" * 600))
    assert isinstance(deletion, Deletion)
    assert len(deletion.article_id) == 32


# Rounds


def test_no_round_has_two_changes_of_one_article_and_their_order_is_kept() -> None:
    identifiers = ["a", "b", "a", "c", "a", "b"]
    changes = [(message(None, offset), Deletion(name, offset)) for offset, name in enumerate(identifiers)]
    rounds = [[change.article_id for _, change in round_] for round_ in rounds_of(changes)]
    assert rounds == [["a", "b", "c"], ["a", "b"], ["a"]]
    assert sorted(sent.place.offset for round_ in rounds_of(changes) for sent, _ in round_) == list(range(6))
    for name in "abc":
        offsets = [
            sent.place.offset for round_ in rounds_of(changes) for sent, change in round_ if change.article_id == name
        ]
        assert offsets == sorted(offsets)
    assert rounds_of([]) == []
