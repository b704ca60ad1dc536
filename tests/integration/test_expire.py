"""Old months go, whole; what is known of their articles stays. Documents of dead letters go one by one."""

from datetime import UTC, datetime, timedelta
from typing import Any

from schemas import DeadLetter
from schemas.index_templates import articles_index, dead_letters_index, metrics_index, quotes_index
from streams.elasticsearch_client import sync_client
from streams.indexing.dead_letters import dead_letter_document
from streams.rebuild.reindex import reindex
from tests.integration.conftest import Pipeline, new_pipeline
from tests.integration.test_reindex import articles, change, generation, indexed, send


def dated(name: str, published: str, **fields: Any) -> tuple[bytes, bytes]:
    return change(name, published_at=f"{published}T08:00:00Z", **fields)


def names(pipeline: Pipeline) -> set[str]:
    with sync_client(pipeline.settings) as client:
        return set(client.indices.get(index=f"{pipeline.settings.index_prefix}-*"))


def test_whole_months_before_the_limit_go_and_stay_away(pipeline: Pipeline):
    prefix = pipeline.settings.index_prefix
    this_month = f"{datetime.now(UTC):%Y.%m}"
    pipeline.start_worker("--agents", "index")
    now = datetime.now(UTC).date().isoformat()
    old = [dated("old", "2024-02-03"), dated("older", "1998-05-01")]
    send(pipeline, *old, dated("new", now))
    indexed(pipeline)
    with sync_client(pipeline.settings) as client:
        for month in ("2024.02", this_month):
            client.index(index=metrics_index(prefix, month), document={"agent": "index"}, refresh=True)
    before = names(pipeline)

    nothing = pipeline.run("expire", "--metrics-older-than", "30d", "--dry-run")
    assert "kept for ever" in nothing.stdout
    assert f"would delete {metrics_index(prefix, '2024.02')} (1 documents)" in nothing.stdout
    assert articles_index(prefix, "2024.02") not in nothing.stdout
    dry = pipeline.run("expire", "--older-than", "365d", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert f"would delete {articles_index(prefix, '2024.02')} (1 documents)" in dry.stdout
    assert names(pipeline) == before
    assert set(articles(pipeline)) == {"old", "older", "new"}

    done = pipeline.run("expire", "--older-than", "365d")
    assert done.returncode == 0, done.stderr
    assert f"deletes {quotes_index(prefix, 'archive')} (2 documents)" in done.stdout
    gone = {articles_index(prefix, "2024.02"), quotes_index(prefix, "2024.02"), metrics_index(prefix, "2024.02")}
    assert before - names(pipeline) == gone  # the archive is there again, empty
    assert set(articles(pipeline)) == {"new"}
    assert "nothing is that old" not in done.stdout

    # Delivered once more, they are known, and do not come back; nor does a new generation bring them back.
    send(pipeline, *old)
    indexed(pipeline)
    assert set(articles(pipeline)) == {"new"}
    reindex(pipeline.settings, lambda _: None, drop_old=True)
    assert generation(pipeline) == 2
    assert set(articles(pipeline)) == {"new"}
    send(pipeline, *old)
    indexed(pipeline)
    assert set(articles(pipeline)) == {"new"}
    assert not {name for name in names(pipeline) if "2024.02" in name}
    # A deletion of what has expired is no mistake.
    send(pipeline, (b"old", None))
    indexed(pipeline)
    assert set(articles(pipeline)) == {"new"}
    assert pipeline.dead_letters() == []

    bad = pipeline.run("expire", "--older-than", "a year")
    assert bad.returncode == 1
    assert "such as 365d" in bad.stderr


def dead_letter(number: int, failed: datetime, **fields: Any) -> DeadLetter:
    moment = round(failed.timestamp() * 1000)
    usual: dict[str, Any] = {
        "topic": "elsewhere.raw", "partition": 0, "offset": number, "timestamp": 0, "stage": "decode",
        "error": "not-json", "message": "no", "key": None, "value": None,
        "first_failure": 0, "last_failure": moment, "attempts": 1,
    }  # fmt: skip
    return DeadLetter(**(usual | fields))


def test_documents_of_dead_letters_go_when_the_topic_no_longer_has_them(endpoints, tmp_path):
    pipeline = new_pipeline(endpoints, tmp_path, dead_letter_retention_hours=48)
    index, now = dead_letters_index(pipeline.settings.index_prefix), datetime.now(UTC)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    letters = {
        "older": dead_letter(1, now - timedelta(hours=49)),
        "of 1970": dead_letter(2, epoch),
        "failed again since": dead_letter(3, now - timedelta(hours=47), first_failure=1, attempts=2),
        "new": dead_letter(4, now),
    }
    with sync_client(pipeline.settings) as client:
        for name, letter in letters.items():  # as the index agent writes them
            client.index(
                index=index,
                id=name,
                document=dead_letter_document(letter),
                version=letter.last_failure,
                version_type="external",
                refresh=True,
            )
        client.update(index=index, id="older", doc={"status": "replayed"}, refresh=True)

        def there() -> set[str]:
            return {hit["_id"] for hit in client.search(index=index)["hits"]["hits"]}

        dry = pipeline.run("expire", "--dry-run")
        assert dry.returncode == 0, dry.stderr
        assert f"would delete 2 documents of {index}" in dry.stdout
        before = f"{now - timedelta(hours=48):%Y-%m-%d}"
        assert f"dead letters that last failed before {before}" in dry.stdout
        assert f"{pipeline.settings.dead_letter_topic} keeps them for 48 hours" in dry.stdout
        assert "nothing is that old" not in dry.stdout
        assert there() == set(letters)

        done = pipeline.run("expire")
        assert done.returncode == 0, done.stderr
        assert f"deletes 2 documents of {index}" in done.stdout
        assert there() == {"failed again since", "new"}
        again = pipeline.run("expire")
        assert again.returncode == 0, again.stderr
        assert "nothing is that old" in again.stdout
    assert "dead letters" in " ".join(pipeline.run("expire", "--help").stdout.split())
