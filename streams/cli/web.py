"""`quotewire web`: the search page."""

from typing import Annotated

import typer

from streams.cli.common import load_settings


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("web")(web)


def web(
    host: Annotated[str | None, typer.Option(help="Address to listen on; default: QUOTEWIRE_WEB_HOST.")] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65_535, help="Port to listen on, 0 for any free one; default: QUOTEWIRE_WEB_PORT."),
    ] = None,
) -> None:
    """Serve the search page until SIGTERM or Ctrl-C: search, articles, speakers, and the live stream.

    It only reads, and needs Elasticsearch but not Kafka; with an API key in QUOTEWIRE_ELASTICSEARCH_API_KEY, one that
    may read the indices is enough. It listens on this machine alone (127.0.0.1) and asks nobody for a password. On
    another address it needs a login: QUOTEWIRE_WEB_USER and QUOTEWIRE_WEB_PASSWORD; QUOTEWIRE_WEB_TOKEN for programs;
    or QUOTEWIRE_WEB_LOGIN=proxy where a proxy in front asks for it. The name by which others reach it goes into
    QUOTEWIRE_WEB_ALLOWED_HOSTS; QUOTEWIRE_WEB_CERTIFICATE_FILE and QUOTEWIRE_WEB_KEY_FILE make it https.
    """
    from streams.logs import set_up_logging
    from streams.web.server import serve

    given = {name: value for name, value in (("web_host", host), ("web_port", port)) if value is not None}
    settings = load_settings().model_copy(update=given)
    set_up_logging(settings.log_level)
    serve(settings, lambda address: typer.echo(f"the search page is at {address} (Ctrl-C ends it)"))
