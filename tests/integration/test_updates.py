"""Revisions and deletions of an article: what is searchable afterwards."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from streams.publisher import Publisher
from tests.integration.conftest import Pipeline

THREE_QUOTATIONS = (
    "„Der Steg bleibt offen“, sagte Hannelore Brinkmeier am Morgen.\n\n"
    "„Niemand muss umziehen“, sagte Torben Quast dazu.\n\n"
    "„Wir bauen im Mai“, sagte Elfriede Wollnagel zum Schluss."
)
ONE_QUOTATION = "„Der Steg wird gesperrt“, sagte Gerold Pfister am Abend. Mehr war nicht zu erfahren."


def article(identifier: str, text: str, updated: str, published: str = "2026-10-05T06:00:00Z") -> dict[str, Any]:
    return {"id": identifier, "title": "Der Steg", "text": text, "published_at": published, "updated_at": updated}


def stored(running: Pipeline, identifier: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The documents of an article, and the texts of its quotation documents in order; all messages are done with."""
    running.await_no_lag()
    found = [doc for doc in running.documents("articles") if doc["article_id"] == identifier]
    quotes = [doc for doc in running.documents("quotes") if doc["article_id"] == identifier]
    quotes.sort(key=lambda doc: doc["position"])
    assert [doc["_id"] for doc in quotes] == [f"{identifier}#{position}" for position in range(len(quotes))]
    assert [quote["text"] for doc in found for quote in doc["quotes"]] == [doc["text"] for doc in quotes]
    return found, [doc["text"] for doc in quotes]


def delete(running: Pipeline, identifier: str) -> None:
    """What `quotewire delete` does."""
    publisher = Publisher(running.settings)
    try:
        publisher.delete(identifier)
    finally:
        publisher.close()


def test_a_newer_version_replaces_article_and_quotations(running: Pipeline):
    running.send(article("newer", THREE_QUOTATIONS, "2026-10-05T08:00:00Z"))
    found, quotes = stored(running, "newer")
    assert [doc["text"] for doc in found] == [THREE_QUOTATIONS]
    assert len(quotes) == 3
    running.send(article("newer", ONE_QUOTATION, "2026-10-05T09:00:00Z"))
    found, quotes = stored(running, "newer")
    assert [doc["text"] for doc in found] == [ONE_QUOTATION]
    assert quotes == ["„Der Steg wird gesperrt“"]
    running.send(article("newer", THREE_QUOTATIONS, "2026-10-05T10:00:00Z"))
    assert len(stored(running, "newer")[1]) == 3


def test_versions_right_after_each_other(running: Pipeline):
    texts = [THREE_QUOTATIONS, ONE_QUOTATION, THREE_QUOTATIONS, "Nichts davon stimmt mehr.", ONE_QUOTATION]
    versions = [article("rapid", text, f"2026-10-05T08:00:{n:02d}Z") for n, text in enumerate(texts)]
    running.send(*versions)
    found, quotes = stored(running, "rapid")
    assert [doc["text"] for doc in found] == [ONE_QUOTATION]
    assert quotes == ["„Der Steg wird gesperrt“"]


def test_versions_in_the_wrong_order_right_after_each_other(running: Pipeline):
    running.send(
        article("backwards", ONE_QUOTATION, "2026-10-05T09:00:00Z"),
        article("backwards", THREE_QUOTATIONS, "2026-10-05T08:00:00Z"),
    )
    found, quotes = stored(running, "backwards")
    assert [doc["text"] for doc in found] == [ONE_QUOTATION]
    assert quotes == ["„Der Steg wird gesperrt“"]


def test_an_older_version_that_comes_later_is_superseded(running: Pipeline):
    running.send(article("older", ONE_QUOTATION, "2026-10-05T09:00:00Z"))
    before = stored(running, "older")
    running.send(article("older", THREE_QUOTATIONS, "2026-10-05T08:59:59.999Z"))
    assert stored(running, "older") == before


def test_an_equal_version_with_equal_content_is_not_written_again(running: Pipeline):
    running.send(article("equal", ONE_QUOTATION, "2026-10-05T09:00:00Z"))
    before = stored(running, "equal")
    running.send(article("equal", ONE_QUOTATION, "2026-10-05T09:00:00Z"))
    assert stored(running, "equal") == before  # `raw`, the place of its message, too


def test_an_equal_version_with_other_content_replaces(running: Pipeline):
    running.send(article("same-time", THREE_QUOTATIONS, "2026-10-05T09:00:00Z"))
    assert len(stored(running, "same-time")[1]) == 3
    running.send(article("same-time", ONE_QUOTATION, "2026-10-05T09:00:00Z"))
    found, quotes = stored(running, "same-time")
    assert [doc["text"] for doc in found] == [ONE_QUOTATION]
    assert quotes == ["„Der Steg wird gesperrt“"]


def test_another_month_leaves_one_copy(running: Pipeline):
    running.send(article("moved", THREE_QUOTATIONS, "2026-10-31T09:00:00Z", published="2026-10-31T08:00:00Z"))
    found, _ = stored(running, "moved")
    assert found[0]["_index"].endswith("2026.10")
    running.send(article("moved", ONE_QUOTATION, "2026-11-02T09:00:00Z", published="2026-11-01T08:00:00Z"))
    found, quotes = stored(running, "moved")
    assert [doc["text"] for doc in found] == [ONE_QUOTATION]
    assert found[0]["_index"].endswith("2026.10")
    assert found[0]["published_at"].startswith("2026-11-01")
    assert quotes == ["„Der Steg wird gesperrt“"]


def test_a_deletion_removes_article_and_quotations_and_holds_against_older_versions(running: Pipeline):
    running.send(article("gone", THREE_QUOTATIONS, "2026-10-05T09:00:00Z"))
    assert len(stored(running, "gone")[1]) == 3
    done = running.run("delete", "gone")
    assert done.returncode == 0 and "gone" in done.stdout, done.stderr
    assert stored(running, "gone") == ([], [])
    for older in ("2026-10-05T08:00:00Z", "2026-10-05T09:00:00Z", "2026-10-06T09:00:00Z"):
        running.send(article("gone", ONE_QUOTATION, older))
    assert stored(running, "gone") == ([], [])
    assert running.json("search", "gesperrt", "--since", "2026-10-05")["total"] == len(
        [doc for doc in running.documents("articles") if "gesperrt" in doc["text"]]
    )
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    running.send(article("gone", ONE_QUOTATION, later))
    found, quotes = stored(running, "gone")
    assert [doc["text"] for doc in found] == [ONE_QUOTATION]
    assert quotes == ["„Der Steg wird gesperrt“"]


def test_a_deletion_right_behind_its_article(running: Pipeline):
    running.send(article("short-lived", THREE_QUOTATIONS, "2026-10-05T09:00:00Z"))
    delete(running, "short-lived")
    assert stored(running, "short-lived") == ([], [])


def test_all_that_an_author_has_written_is_found_and_deleted(running: Pipeline, tmp_path: Path):
    for number in range(3):
        author = "Ilse Brandhorst" if number else "Uwe Wattenrath"
        running.send(article(f"by-{number}", THREE_QUOTATIONS, "2026-10-05T09:00:00Z") | {"authors": [author]})
    assert all(len(stored(running, f"by-{number}")[1]) == 3 for number in range(3))
    found = tmp_path / "found.json"
    found.write_text(running.run("search", 'author:"Ilse Brandhorst"', "--all", "--json").stdout)
    assert running.run("delete", "--found", str(found), "--dry-run").stdout.split() == ["by-1", "by-2"]
    done = running.run("delete", "--found", str(found), "--yes")
    assert (done.returncode, "2 articles" in done.stdout) == (0, True), done.stderr
    assert [len(stored(running, f"by-{number}")[0]) for number in range(3)] == [1, 0, 0]
    assert running.run("delete", "--found", "-", "--yes", stdin='{"hits":[],"total":0}').returncode == 1


def test_deleting_what_was_never_there_changes_nothing(running: Pipeline):
    before = running.count(), running.count("quotes")
    delete(running, "never-published")
    running.await_no_lag()
    assert (running.count(), running.count("quotes")) == before
    # Nor does an older article under that id come in afterwards.
    running.send(article("never-published", ONE_QUOTATION, "2026-10-05T09:00:00Z"))
    assert stored(running, "never-published") == ([], [])


def test_an_article_that_came_under_another_key(running: Pipeline):
    running.send(article("keyed", THREE_QUOTATIONS, "2026-10-05T08:00:00Z"), key="a publisher's own key")
    assert len(stored(running, "keyed")[1]) == 3
    running.send(article("keyed", ONE_QUOTATION, "2026-10-05T09:00:00Z"), key="quite another one")
    found, quotes = stored(running, "keyed")
    assert [doc["text"] for doc in found] == [ONE_QUOTATION]
    assert quotes == ["„Der Steg wird gesperrt“"]
    delete(running, "keyed")
    assert stored(running, "keyed") == ([], [])


@pytest.mark.parametrize("identifier", ["outlet:with a space/and:more", "straße-ü-新聞", "y" * 600])
def test_deletion_by_unusual_ids(running: Pipeline, identifier: str):
    (article_id,) = running.send(article(identifier, ONE_QUOTATION, "2026-10-05T09:00:00Z"))
    assert len(stored(running, article_id)[1]) == 1
    delete(running, identifier)
    assert stored(running, article_id) == ([], [])


def test_nothing_of_all_this_was_a_dead_letter_or_a_restart(running: Pipeline):
    assert running.dead_letters() == []
    assert "starting it again" not in running.log() and "Traceback" not in running.log()
