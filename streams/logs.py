"""Logging: readable lines on a terminal, one JSON object a line elsewhere. Never an article's text above DEBUG."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Final

from streams.security.secrets import without_secrets

FIELDS: Final = ("agent", "article_id", "topic", "partition", "offset", "stage")
"""What a log call may add with `extra=`."""

QUIET: Final = ("aiokafka", "kafka", "elastic_transport", "faust", "mode", "asyncio", "pycld2")
"""Libraries whose own messages are shown from WARNING on."""

KAFKA_CLIENTS: Final = ("aiokafka", "kafka")

LOGIN: Final = "SaslAuthenticate"
"""In what the Kafka clients write of a login; with SCRAM it holds no password, but what a guess can be checked with."""

HIDDEN_LOGIN: Final = "(a login, not shown)"

MISSING_RIGHTS: Final = frozenset({"TopicAuthorizationFailedError", "GroupAuthorizationFailedError"})
"""How both Kafka clients call it."""

REPEAT_SECONDS: Final = 10.0
"""A library's message is shown once in this time: aiokafka says a thousand times a second that no broker answers."""

DIFFERENT_MESSAGES: Final = 1000
"""How many messages are remembered for that; more are none that repeat."""


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and the fields above."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if getattr(record, name, None) is not None}
        if record.exc_info:
            line["exception"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class _ReadableFormatter(logging.Formatter):
    """One line for a person, and the trace of an exception."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """The trace, without secrets."""
        return without_secrets(super().formatException(ei))


def set_up_logging(level: str, agent: str | None = None) -> None:
    """Sends all logging to the standard error.

    Args:
        level: lowest level of Quotewire's own messages.
        agent: put on every line, where several agents write to one place.
    """
    handler = logging.StreamHandler(sys.stderr)
    if sys.stderr.isatty():
        name = f"{agent} " if agent else ""
        handler.setFormatter(_ReadableFormatter(f"%(asctime)s %(levelname)-7s {name}%(message)s", "%H:%M:%S"))
    else:
        handler.setFormatter(JsonFormatter())
        handler.addFilter(_stamp(agent))
    handler.addFilter(_Repeats())
    handler.addFilter(_Secrets())
    handler.addFilter(_Refusals())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in QUIET:
        logging.getLogger(library).setLevel("DEBUG" if level == "DEBUG" else "WARNING")
    # kafka-python cannot read what Faust's workers say of themselves, and would print all of it at each start of one.
    logging.getLogger("kafka.admin._groups").setLevel("DEBUG" if level == "DEBUG" else "ERROR")
    # Its warning about a failed send prints the whole message, which is an article; streams/producing.py says the rest.
    logging.getLogger("faust.topics").setLevel("DEBUG" if level == "DEBUG" else "ERROR")


class _Secrets(logging.Filter):
    """Keeps secrets out: at DEBUG the Kafka clients write out whole requests, those that sign in too."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        shown = HIDDEN_LOGIN if LOGIN in message and record.name.startswith(KAFKA_CLIENTS) else without_secrets(message)
        if shown != message:
            record.msg, record.args = shown, ()
        return True


class _Refusals(logging.Filter):
    """Leaves out the trace of a right that is missing: Faust shows one, and the line says all."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if type(error).__name__ in MISSING_RIGHTS:
            record.exc_info = record.exc_text = None
        return True


class _Repeats(logging.Filter):
    """Leaves out what a library has said a moment ago; messages that differ only in their arguments are the same."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] not in QUIET:
            return True
        key = (record.name, str(record.msg))
        shown = self._shown.get(key)
        if shown is not None and record.created < shown + REPEAT_SECONDS:
            return False
        if len(self._shown) >= DIFFERENT_MESSAGES:
            self._shown.clear()
        self._shown[key] = record.created
        return True


class _Stamp(logging.Filter):
    def __init__(self, agent: str | None) -> None:
        super().__init__()
        self._agent = agent

    def filter(self, record: logging.LogRecord) -> bool:
        record.agent = self._agent
        return True


def _stamp(agent: str | None) -> logging.Filter:
    return _Stamp(agent)
