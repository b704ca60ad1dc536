"""Errors that a person at the command line can do something about.

UserError                       one line: what is wrong, and the way out
 ├── KafkaUnavailable           no broker answers, or it refuses
 ├── ElasticsearchUnavailable   Elasticsearch does not answer, or refuses
 ├── KibanaUnavailable          Kibana does not answer, or refuses
 ├── NotInitialised             topics or indices are missing: `quotewire init`
 ├── BadInput                   a file or a value given on the command line
 │
 ├── AddressTaken               metrics/server.py: another program has the port
 ├── DownloadFailed             model_install.py: a model cannot be fetched
 ├── AnotherReindexRuns         rebuild/following.py: one at a time
 ├── TopicMadeAnew              rebuild/following.py: a reindex cannot go on where it was
 ├── RawTopicMadeAnew           rebuild/raw_reading.py: a replay cannot go on where it was
 ├── ReindexIncomplete          rebuild/filling.py: it stopped; it says which indices serve
 ├── BackupIncomplete           backup/taking.py: no snapshot was taken
 ├── RestoreIncomplete          backup/restoring.py: the indices are not as in the snapshot
 └── NoPlaces                   backup/places.py: a snapshot that does not say where in Kafka it ends
"""

CANNOT_START = 78
"""Exit code (EX_CONFIG of sysexits.h) of a worker that cannot run as it is configured, and of a command that was
refused because of a model; nobody need start it again."""


class UserError(Exception):
    """Printed without a trace; the command ends with exit code 1."""


class KafkaUnavailable(UserError):  # noqa: N818 - says what is wrong
    """No broker answers at the address in the settings, or it refuses us (streams/security/kafka_reasons.py)."""


class ElasticsearchUnavailable(UserError):  # noqa: N818 - says what is wrong
    """Elasticsearch does not answer at the address in the settings, or refuses the request."""

    def __init__(self, url: str, reason: str, answered: bool = False) -> None:
        way_out = "Start it (`make up`), or set QUOTEWIRE_ELASTICSEARCH_URL to where it is."
        super().__init__(f"Elasticsearch at {url}: {reason}." + ("" if answered else f" {way_out}"))


class KibanaUnavailable(UserError):  # noqa: N818 - says what is wrong
    """Kibana does not answer at the address in the settings, or refuses the request."""


class NotInitialised(UserError):  # noqa: N818 - says what is wrong
    """Topics or indices are missing."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"{missing} missing; run `quotewire init` first")


class BadInput(UserError):  # noqa: N818 - says what is wrong
    """A file or a value given on the command line cannot be used."""
