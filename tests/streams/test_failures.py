"""Which errors of Elasticsearch are about the document, and that none repeats what the document says."""

import pytest

from streams.indexing.failures import PERMANENT_TYPES, described, is_permanent


@pytest.mark.parametrize("kind", sorted(PERMANENT_TYPES))
def test_errors_about_the_document_are_permanent(kind: str) -> None:
    assert is_permanent({"type": kind, "reason": "x"})


@pytest.mark.parametrize(
    "kind",
    [
        "es_rejected_execution_exception", "circuit_breaking_exception", "cluster_block_exception",
        "index_closed_exception", "index_not_found_exception", "unavailable_shards_exception", "security_exception",
        "validation_exception", "illegal_state_exception", "process_cluster_event_timeout_exception",
        "version_conflict_engine_exception",
        "illegal_argument_exception", "no_such_remote_cluster_exception", "", None,
    ],
)  # fmt: skip
def test_all_others_pass(kind: str | None) -> None:
    assert not is_permanent({"type": kind, "reason": "Limit of total fields [1000] has been exceeded"})
    assert not is_permanent({})


def test_an_immense_term_is_the_documents() -> None:
    reason = 'Document contains at least one immense term in field="source"'
    assert is_permanent({"type": "illegal_argument_exception", "reason": reason})
    assert not is_permanent({"type": "illegal_state_exception", "reason": reason})


def test_a_description_has_the_causes_and_not_the_value() -> None:
    error = {
        "type": "document_parsing_exception",
        "reason": "[1:9] failed to parse field [a]. Preview of field's value: 'Wiebke Jessenius'",
        "caused_by": {"type": "date_time_parse_exception", "reason": "x. Preview of field's value: 'Wiebke'"},
    }
    assert described(error) == (
        "document_parsing_exception: [1:9] failed to parse field [a].; caused by date_time_parse_exception: x."
    )


def test_a_description_is_bounded_and_never_fails() -> None:
    endless: dict = {"type": "a", "reason": "x" * 5000}
    for _ in range(20):
        endless = {"type": "a", "reason": "x" * 5000, "caused_by": endless}
    assert len(described(endless)) <= 600
    assert described({}) == "error: "
    assert described({"type": None, "reason": None, "caused_by": "no object"})
