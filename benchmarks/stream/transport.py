"""Row b: what is left of the worker without its processors, against the same job written with Quix Streams.

    ours   the enrich agent (with one NLP process that finds nothing) and the index agent, two Faust workers
    other  benchmarks/stream/quix/job.py, two processes

Both read the same articles from a topic of their own, write enriched articles to a second and documents into new
indices of the same templates. Both are held while the topic is filled, so that what is measured begins with a full
topic and ends when Elasticsearch has answered for the last article.
"""

from collections.abc import Callable
from typing import Final

from benchmarks.stream.context import Context
from benchmarks.stream.held import HeldPipeline, Pair, held_pipeline, messages_of
from benchmarks.stream.quix.environment import interpreter
from benchmarks.stream.row import Row
from streams.worker import AGENT_MALLOC

WARM_UP: Final = 5
"""Of so many articles one is worked on before it is measured."""

MOST_CPU_MS: Final = 1.0

SAME_WORK: Final = (
    "both decode, check, identify and encode each article alike and fill the same indices; ours also keeps each "
    "article's state (one document read and one written), versions, dead letters and metrics; Quix Streams' job "
    "delivers at least once and does none of that"
)

Start = Callable[[HeldPipeline], None]


def rows(context: Context) -> list[Row]:
    """The rows of this module."""
    quix = interpreter(context.tell)
    sides: dict[str, Start] = {
        "ours": start_agents,
        "Quix Streams": lambda pipeline: start_quix(pipeline, quix),
        "Quix Streams, nothing checked": lambda pipeline: start_quix(pipeline, quix, "--plain"),
    }
    messages = raw_messages(context, context.count)
    speeds: dict[str, list[float]] = {name: [] for name in sides}
    cpu: dict[str, list[float]] = {name: [] for name in sides}
    measure(context, start_agents, messages)  # so that the servers are warm for whoever is first
    for number in range(context.rounds):
        order = list(sides) if number % 2 == 0 else list(reversed(sides))
        for name in order:
            speed, milliseconds = measure(context, sides[name], messages)
            context.tell(
                f"round {number + 1}, {name}: {speed:,.0f} articles/s, {milliseconds:.2f} ms of CPU an article"
            )
            speeds[name].append(speed)
            cpu[name].append(milliseconds)
    ours, other, plain = (tuple(speeds[name]) for name in sides)
    named = "transport alone, two processes : the same job with Quix Streams"
    return [
        Row("b", named, ours, other, "articles/s", 1.0, note=SAME_WORK),
        Row("b", f"{named}, nothing checked", ours, plain, "articles/s", None, note="plain dictionaries in and out"),
        Row(
            "b", "CPU of the worker for one article: both agents and the NLP process", tuple(cpu["ours"]), None, "ms",
            MOST_CPU_MS, at_least=False, note="user and system time",
        ),
        Row("b", "CPU of Quix Streams' two processes for one article", tuple(cpu["Quix Streams"]), None, "ms", None),
    ]  # fmt: skip


def raw_messages(context: Context, count: int) -> list[Pair]:
    """So many articles, and before them those of the warm-up, under their keys."""
    return messages_of(context.articles(count + count // WARM_UP))


def measure(context: Context, start: Start, messages: list[Pair]) -> tuple[float, float]:
    """One round of one side, in a pipeline of its own.

    Returns:
        Articles a second, and milliseconds of CPU for each.
    """
    with held_pipeline(context) as pipeline:
        start(pipeline)
        topic = pipeline.settings.raw_topic
        warm = len(messages) - context.count
        pipeline.warm_up(topic, messages[:warm])
        seconds, cpu = pipeline.measure(topic, messages[warm:])
        return context.count / seconds, cpu / context.count * 1000


def start_agents(pipeline: HeldPipeline) -> None:
    """The two agents, each as a supervisor would start it; the enrich agent's processors are the identity."""
    folder = pipeline.folder()
    enrich = ("-m", "benchmarks.stream.stand_in", "--folder", str(folder))
    index = ("-m", "streams.cli", "worker", "--agents", "index", "--folder", str(folder))
    for arguments in (enrich, index):
        pipeline.start(*arguments, variables=AGENT_MALLOC)


def start_quix(pipeline: HeldPipeline, python: str, *options: str) -> None:
    """The same with Quix Streams."""
    for agent in ("enrich", "index"):
        pipeline.start("-m", "benchmarks.stream.quix.job", agent, *options, program=python)
