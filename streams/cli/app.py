"""The commands put together, and what is done about errors."""

import sys
import traceback
from typing import NoReturn

import typer
from rich.console import Console

from processors.errors import ModelError
from streams.cli import (
    backup,
    dead_letters,
    enriching,
    kibana,
    models,
    publishing,
    reading,
    rebuilding,
    replaying,
    running,
    security,
    web,
)
from streams.errors import CANNOT_START, UserError
from streams.security.secrets import without_secrets

FAILED = 1

app = typer.Typer(
    name="quotewire",
    help="A news pipeline: articles in at Kafka; language, entities and quotations (who said what) found; "
    "searchable in Elasticsearch.",
    epilog="Settings come from the environment or a .env file: QUOTEWIRE_KAFKA_BROKERS, "
    "QUOTEWIRE_ELASTICSEARCH_URL, … (`quotewire settings` prints all of them).",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

running.add_to(app)
rebuilding.add_to(app)
backup.add_to(app)
replaying.add_to(app)
publishing.add_to(app)
enriching.add_to(app)
reading.add_to(app)
dead_letters.add_to(app)
kibana.add_to(app)
models.add_to(app)
web.add_to(app)
security.add_to(app)


def main() -> NoReturn:
    """Runs the command line; a UserError is one line on the standard error and exit code 1, a ModelError 78.

    The trace of any other error is shown without secrets: libraries put what they were given into their messages.
    """
    try:
        app()
    except (UserError, ModelError) as error:
        Console(stderr=True).print(f"error: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(CANNOT_START if isinstance(error, ModelError) else FAILED)
    except Exception:
        sys.stderr.write(without_secrets(traceback.format_exc()))
        sys.exit(FAILED)
    sys.exit(0)
