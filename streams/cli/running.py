"""`quotewire init`, `worker`, `status`, `settings`: setting up and running the pipeline."""

from pathlib import Path
from typing import Annotated, get_args

import typer
from pydantic import SecretStr
from rich.table import Table

from streams.cli.common import JsonOption, console, load_settings, print_json
from streams.errors import CANNOT_START, BadInput, UserError
from streams.settings import AgentName, Settings


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("init")(init)
    app.command("worker")(worker)
    app.command("status")(status)
    app.command("settings")(show_settings)


def init() -> None:
    """Create the topics and the index templates; may be run again at any time."""
    from streams.setup import initialise

    for line in initialise(load_settings()):
        typer.echo(line)


def worker(
    agents: Annotated[
        str, typer.Option(help="Which agents to run, separated by commas: enrich, index.")
    ] = "enrich,index",
    folder: Annotated[Path | None, typer.Option(hidden=True)] = None,
) -> None:
    """Run the agents until SIGTERM or Ctrl-C; run it again elsewhere for more workers.

    Stopping takes at most ten seconds and loses nothing: what was not finished is delivered again.

    Metrics for Prometheus are at http://127.0.0.1:9464/metrics; /healthz says whether the worker is alive, /readyz
    whether it has all it needs, and what is missing. QUOTEWIRE_METRICS_HOST and QUOTEWIRE_METRICS_PORT change the
    address; a second worker on one machine needs a port of its own (0 = any free one, which the log says).
    """
    from streams import worker as workers

    names = [name.strip() for name in agents.split(",") if name.strip()]
    known = get_args(AgentName)
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise BadInput(f"--agents {agents!r}: choose from {', '.join(known)}")
    chosen: list[AgentName] = [name for name in known if name in names]
    try:
        settings = load_settings()
    except UserError as error:
        typer.secho(f"error: {error}", fg="red", err=True)
        raise typer.Exit(CANNOT_START) from None
    if folder is not None:  # started by a supervisor, for one agent
        raise typer.Exit(workers.run_child(settings, chosen[0], folder))
    raise typer.Exit(workers.run(settings, chosen))


def status(json: JsonOption = False) -> None:
    """Show brokers, Elasticsearch, lag by partition, documents, dead letters, and how deliveries ended.

    The exit code is 1 where Kafka or Elasticsearch does not answer.
    """
    settings = load_settings()
    report, problems = _kafka_report(settings)
    documents, more_problems = _documents_report(settings)
    report |= documents
    problems += more_problems
    if json:
        print_json(report | {"problems": problems})
    else:
        _print_report(report)
        for problem in problems:
            typer.secho(problem, fg="red", err=True)
    if problems:
        raise typer.Exit(1)


def show_settings() -> None:
    """Print every setting with its value; secrets are not shown."""
    settings = load_settings()
    table = Table("variable", "value", "meaning", box=None)
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        shown = "********" if isinstance(value, SecretStr) else "" if value is None else str(value)
        if isinstance(value, dict):
            shown = ",".join(f"{key}={item}" for key, item in value.items())
        table.add_row(f"QUOTEWIRE_{name.upper()}", shown, field.description or "")
    console().print(table)


def _kafka_report(settings: Settings) -> tuple[dict[str, object], list[str]]:
    from streams.kafka_admin import lag, message_count, missing_topics, topic_configurations

    try:
        missing = missing_topics(settings, list(topic_configurations(settings)))
        if missing:
            problem = f"topics missing: {', '.join(missing)}; run `quotewire init`"
            return {"brokers": settings.kafka_brokers, "lag": []}, [problem]
        rows = lag(settings, settings.group("enrich"), settings.raw_topic)
        rows += lag(settings, settings.group("index"), settings.enriched_topic)
        rows += lag(settings, settings.group("index"), settings.dead_letter_topic)
        report: dict[str, object] = {
            "brokers": settings.kafka_brokers,
            "lag": [
                {"topic": r.topic, "partition": r.partition, "committed": r.committed, "end": r.end, "lag": r.lag}
                for r in rows
            ],
            "dead_letters": message_count(settings, settings.dead_letter_topic),
        }
        return report, []
    except UserError as error:
        return {"brokers": None, "lag": []}, [str(error)]


def _documents_report(settings: Settings) -> tuple[dict[str, object], list[str]]:
    from streams.metrics.totals import outcome_totals
    from streams.search import Reader

    reader = Reader(settings)
    try:
        articles, quotes = reader.count()
        report: dict[str, object] = {
            "elasticsearch": settings.elasticsearch_url,
            "articles": articles,
            "quotations": quotes,
            "outcomes": outcome_totals(settings),
        }
        return report, []
    except UserError as error:
        return {"elasticsearch": None}, [str(error)]
    finally:
        reader.close()


def _print_report(report: dict[str, object]) -> None:
    out = console()
    out.print(f"Kafka           {report['brokers'] or 'no answer'}")
    out.print(f"Elasticsearch   {report['elasticsearch'] or 'no answer'}")
    for name in ("articles", "quotations", "dead_letters"):
        if name in report:
            out.print(f"{name.replace('_', ' '):15} {report[name]:,}")
    outcomes = report.get("outcomes")
    if isinstance(outcomes, dict):
        for agent, counts in outcomes.items():
            shown = ", ".join(f"{outcome} {count:,}" for outcome, count in counts.items() if count)
            out.print(f"{agent:15} {shown or 'nothing yet'}")
    rows = report["lag"]
    if isinstance(rows, list) and rows:
        table = Table("topic", "partition", "committed", "end", "lag", box=None)
        for row in rows:
            committed = "-" if row["committed"] is None else f"{row['committed']:,}"
            table.add_row(row["topic"], str(row["partition"]), committed, f"{row['end']:,}", f"{row['lag']:,}")
        out.print(table)
        out.print(f"lag in all      {sum(row['lag'] for row in rows):,}")
