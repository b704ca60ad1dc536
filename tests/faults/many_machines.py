"""`make cluster`: three brokers, three Elasticsearch nodes and several workers, all of them moved under load.

While articles come in, partitions and their leaders move between brokers, enrich and index workers are scaled apart,
every worker is restarted, and an Elasticsearch node is emptied, stopped and started. Each step proves that it happened,
and in the end every message is accounted for as after any fault. Exit code 1 if one of them cannot be proved or the
account is not even.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import gt, sub

from streams.errors import KafkaUnavailable
from streams.kafka_admin import admin_client, lag
from tests.faults.cluster import BROKERS, OFFSETS_TOPIC, Cluster
from tests.faults.corpus import DIED, HUNG, Item, corpus, ordered
from tests.faults.nodes import NODES, Nodes, name_of
from tests.faults.publishing import Waning
from tests.faults.reassignment import (
    carried_out,
    elect_preferred,
    led_otherwise,
    left_out,
    reassign,
    with_all,
    without_one,
)
from tests.faults.trial import Trial
from tests.integration.conftest import Pipeline
from tests.integration.invented import articles

AGENTS = ("enrich", "index")

WORKERS = 2
"""Of each kind, at the beginning."""

PARTITIONS = 6
"""So that two workers of a kind have three each, and three have two each."""

SPARE = 3
"""So many times as many articles are there: on a slow machine the steps last longer than their share of articles."""

TEXTS = 200
"""Different articles; each comes again under new ids, so that what is expected of it is known without enriching all."""

ARTICLE_SECONDS = 0.1
"""Each article takes an NLP process so much longer: something is often in hand, and the servers get the cores."""

BURST = 30
"""Messages that are sent at once where all others are done: one of three workers gets ten of them or more, and has
some in hand for longer than a second. Workers tell once a second what they have in hand; single articles can fall
between two tellings, again and again."""

HANG_SECONDS = 6
"""Longest time for a document: one that hangs takes its process some times that long until it is a dead letter."""

ONE_DELIVERY = 3
"""Most times that a message hangs alone in an NLP process before it is a dead letter (streams/nlp_pool.py)."""

HUNG_ALONE = "was ended with one message: topic='{}' partition={} offset={} "
"""What a worker says each time."""

MORE = 5
"""Articles that must become searchable while a node is away."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, and how the articles went on from its beginning until all stages had moved.

    Attributes:
        name: of what was done.
        seconds: that it took.
        published: messages.
        enriched: messages written to the enriched topic, those of work that was done twice included.
        searchable: articles more than before.
    """

    name: str
    seconds: float
    published: int
    enriched: int
    searchable: int


@dataclass
class ManyMachines:
    """The demonstration on servers that run, with nothing on them yet.

    Attributes:
        trial: not begun.
        cluster: of brokers.
        nodes: of Elasticsearch.
        steps: that are done.
        working: the numbers of the workers that run, of each kind.
    """

    trial: Trial
    cluster: Cluster
    nodes: Nodes
    steps: list[Step] = field(default_factory=list)
    working: dict[str, list[int]] = field(default_factory=lambda: {agent: [] for agent in AGENTS})

    @property
    def pipeline(self) -> Pipeline:
        return self.trial.pipeline

    @property
    def things_to_do(self) -> tuple[Callable[[], None], ...]:
        """In their order."""
        return (
            self.reassign,
            self.elect,
            self.scale_enrich,
            self.scale_index,
            self.roll,
            self.move_elasticsearch,
        )

    def begin(self) -> None:
        """Makes topics, indices and workers, and publishes the first articles."""
        self.trial.begin(
            # This process asks the node that is never stopped; the workers know all three.
            {"kafka_brokers": ",".join(self.cluster.addresses), "elasticsearch_url": self.nodes.urls[0]},
            items=self._items(),
            variables={
                "QUOTEWIRE_ELASTICSEARCH_URL": ",".join(self.nodes.urls),
                "QUOTEWIRE_FAULTS_SECONDS": str(ARTICLE_SECONDS),
            },
            nlp_processes=1,
            nlp_seconds_per_document=HANG_SECONDS,
            partitions=PARTITIONS,
            replication=BROKERS,
            replicas=1,
            topic_prefix="news",
            index_prefix="news",
            group_prefix="quotewire",
        )
        for agent in AGENTS:
            for _ in range(WORKERS):
                self.start(agent)
        self.trial.publish(self._share())
        self.await_members()
        self.trial.wait(lambda: self.pipeline.count() > 0, "articles to be searchable")

    def _items(self) -> list[Item]:
        """The usual mixture, of TEXTS texts, SPARE times as many; nothing hangs but what this module lets hang."""
        trial, orders = self.trial, [("segfault", DIED), ("kill", DIED)]
        many, expensive = SPARE * trial.count, SPARE * trial.expensive
        valid = sum(item.reason is None for item in corpus(many, trial.seed, orders, expensive=expensive))
        texts = articles(TEXTS)
        copies = [texts[number % TEXTS] | {"id": f"article-{number}"} for number in range(valid)]
        return corpus(many, trial.seed, orders, valid=copies, expensive=expensive)

    def run(self, tell: Callable[[str], None] = print) -> None:
        """All steps, and what is left of the articles.

        Args:
            tell: told what was proved.
        """
        for do in self.things_to_do:
            told = len(self.trial.evidence)
            do()
            tell("\n".join(f"proved: {line}" for line in self.trial.evidence[told:]))
        trial = self.trial
        if trial.published < trial.count:
            trial.publish(trial.count - trial.published)
        trial.items = trial.items[: trial.published]
        trial.expect([item.article for item in trial.items if item.article])
        trial.over()

    def _share(self) -> int:
        """How many messages belong to each step."""
        return self.trial.count // (len(self.things_to_do) + 2)

    # ---- what the steps are made of

    def start(self, agent: str) -> int:
        """Starts a worker of a kind; its number."""
        self.trial.start_worker("--agents", agent)
        number = len(self.pipeline.workers) - 1
        self.working[agent].append(number)
        return number

    def stop(self, agent: str, number: int) -> None:
        """Stops a worker in order, as Kubernetes does."""
        self.working[agent].remove(number)
        worker = self.pipeline.workers[number]
        worker.send_signal(signal.SIGTERM)
        code = worker.wait(60)
        self.trial.prove(code == 0, f"{agent} worker {number + 1} stopped with exit code {code}")

    def await_members(self) -> None:
        """Waits until the partitions of both kinds are shared out among those that run."""
        wanted = [len(self.working[agent]) for agent in AGENTS]

        def shared_out() -> bool:
            try:
                return self.pipeline.members() == wanted
            except KafkaUnavailable:  # a group that is new, or whose broker has just changed
                return False

        self.trial.wait(shared_out, f"{wanted} workers in the two groups")

    def generation(self, agent: str) -> int:
        return self.cluster.generation(self.pipeline.settings.group(agent))

    def shares(self, agent: str) -> dict[str, str]:
        """The partitions of each member of a group."""
        group = self.pipeline.settings.group(agent)
        with admin_client(self.pipeline.settings) as admin:
            members = admin.describe_groups([group])[group]["members"]
        return {member["member_id"]: str(member["member_assignment"]) for member in members}

    def enriched(self) -> int:
        settings = self.pipeline.settings
        return sum(row.end for row in lag(settings, settings.group("index"), settings.enriched_topic))

    def in_hand(self) -> int:
        return sum(self.trial.in_flight("enrich", number) for number in self.working["enrich"])

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Articles come in, some are in hand at the beginning, and all stages go on from then on."""
        trial = self.trial
        trial.wait(self._kept_busy, "messages to be in hand")
        with Waning(trial, trial.published + self._share()):
            begun, before = time.monotonic(), self.progress()
            yield
            seconds = round(time.monotonic() - begun, 1)
            # Some steps take a second or two: less than an article takes through all stages.
            trial.wait(lambda: all(map(gt, self.progress(), before)), f"all stages to go on with: {name}")
            done = Step(name, seconds, *map(sub, self.progress(), before))
            self.steps.append(done)
            trial.prove(
                min(done.published, done.enriched, done.searchable) > 0,
                f"{name}, {done.seconds:.0f} s: {done.published} messages came in, {done.enriched} were enriched, "
                f"{done.searchable} more articles searchable",
            )

    def _kept_busy(self) -> bool:
        """Whether a worker says that something is in hand; sends more if everything is done."""
        trial, busy = self.trial, self.in_hand() > 0
        if not busy and trial.done() == trial.published:
            trial.publish(BURST)
        return busy

    def progress(self) -> tuple[int, int, int]:
        """Messages published, messages enriched, articles searchable."""
        return self.trial.published, self.enriched(), self.pipeline.count()

    # ---- the steps

    def moved_topics(self) -> list[str]:
        settings = self.pipeline.settings
        return [settings.raw_topic, settings.enriched_topic, settings.dead_letter_topic, OFFSETS_TOPIC]

    def ends(self) -> list[int]:
        """Where each partition of the raw and the enriched topic ends."""
        settings = self.pipeline.settings
        topics = {"enrich": settings.raw_topic, "index": settings.enriched_topic}
        return [row.end for agent, topic in topics.items() for row in lag(settings, settings.group(agent), topic)]

    def reassign(self) -> None:
        """Each partition leaves one of the brokers, and comes back."""
        trial, cluster, topics = self.trial, self.cluster, self.moved_topics()
        with self.step("partitions reassigned"):
            before = cluster.partitions(topics)
            plan = without_one(before)
            reassign(cluster, plan, trial.folder)
            trial.wait(lambda: carried_out(plan, cluster.partitions(topics)), "the partitions to have left a broker")
            # A folder is renamed when its partition goes, and deleted later.
            trial.wait(lambda: not any(left_out(one) in cluster.stored(one) for one in plan), "their files to be gone")
            after = cluster.partitions(topics)
            changed = led_otherwise(before, after)
            trial.prove(
                changed > 0, f"{len(plan)} partitions left one of the three brokers, {changed} have another leader"
            )
            ends = self.ends()
            trial.wait(
                lambda: all(now > then for now, then in zip(self.ends(), ends, strict=True)),
                "each partition to get messages",
            )
            trial.prove(True, f"each of {len(ends)} raw and enriched partitions got messages then")
            plan = with_all(before)
            reassign(cluster, plan, trial.folder)
            trial.wait(lambda: carried_out(plan, cluster.partitions(topics)), "the partitions to be on all brokers")
            trial.prove(
                all(left_out(one) in cluster.stored(one) for one in plan),
                f"{len(plan)} partitions are on three brokers again, all three copies in sync",
            )

    def elect(self) -> None:
        """Each partition is led by the broker that had nothing of it."""
        trial, cluster, topics = self.trial, self.cluster, self.moved_topics()
        groups = [self.pipeline.settings.group(agent) for agent in AGENTS]
        with self.step("preferred leaders elected"):
            before, coordinators = cluster.partitions(topics), [cluster.coordinator(group) for group in groups]
            elect_preferred(cluster, with_all(before), trial.folder)
            trial.wait(
                lambda: all(found.leader == left_out(one) for one, found in cluster.partitions(topics).items()),
                "the brokers that were left out to lead",
            )
            changed = led_otherwise(before, cluster.partitions(topics))
            trial.prove(changed > 0, f"all {len(before)} are led by the broker that they had left ({changed} were not)")
            trial.await_done(1)  # so the group has found the broker that leads it now
            led = [cluster.coordinator(group) for group in groups]
            trial.evidence.append(f"the brokers that lead the two groups: {coordinators} before, {led} now")

    def scale_enrich(self) -> None:
        """A third enrich worker; the index workers notice nothing."""
        with self.step("enrich workers 2 -> 3"), self.only("enrich"):
            number = self.start("enrich")
            self.await_members()
            self.trial.wait(lambda: self.trial.taken("enrich", number) > 0, "the third worker to take messages")

    def scale_index(self) -> None:
        """An index worker goes and one comes; the enrich workers notice nothing."""
        with self.step("index workers 2 -> 1 -> 2"), self.only("index"):
            self.stop("index", self.working["index"][0])
            self.await_members()
            number = self.start("index")
            self.await_members()
            self.trial.wait(lambda: self.trial.taken("index", number) > 0, "the new worker to take messages")

    @contextmanager
    def only(self, agent: str) -> Iterator[None]:
        """Only one group is shared out anew in the block."""
        (other,) = (one for one in AGENTS if one != agent)
        before, shares = {one: self.generation(one) for one in AGENTS}, self.shares(other)
        yield
        after = {one: self.generation(one) for one in AGENTS}
        self.trial.prove(
            after[agent] > before[agent] and after[other] == before[other] and self.shares(other) == shares,
            f"the {agent} group was shared out {after[agent] - before[agent]} times, the {other} group not at all: "
            f"generation {after[other]}, each of its {len(shares)} members has what it had",
        )

    def roll(self) -> None:
        """Every worker is stopped, and another one started in its place, one after the other.

        The first one goes while a document hangs in another worker.
        """
        hanging = ordered("hangs-in-a-rebalance", "hang", HUNG)
        self.trial.items.insert(self.trial.published, hanging)
        enrich, index = list(self.working["enrich"]), list(self.working["index"])
        with self.step("every worker restarted, one after the other"):
            holder = self._holder()
            first = next(number for number in enrich if number != holder)
            self.stop("enrich", first)
            self.await_members()
            self._prove_hanging(hanging, holder)
            self.start("enrich")
            self.await_members()
            for number in index:
                self.restart("index", number)
            self._prove_done_twice(hanging)
            for number in enrich:
                if number != first:
                    self.restart("enrich", number)

    def _holder(self) -> int:
        """The enrich worker in which a document hangs, as soon as it has noticed."""
        found: list[int] = []

        def noticed() -> bool:
            found[:] = [number for number in self.working["enrich"] if "was ended" in self.pipeline.log(number)]
            return bool(found)

        self.trial.wait(noticed, "a document to hang")
        return found[0]

    def _prove_hanging(self, item: Item, holder: int) -> None:
        assert item.place is not None
        self.trial.prove(
            item.place not in {place for place, _ in self.trial.letters_so_far()},
            f"meanwhile a document hung in worker {holder + 1}, and still did when the group was shared out",
        )

    def _prove_done_twice(self, item: Item) -> None:
        assert item.place is not None
        text = HUNG_ALONE.format(*item.place)
        self.trial.wait(lambda: self.pipeline.log().count(text) > ONE_DELIVERY, "the document to be tried anew")
        tried = self.pipeline.log().count(text)
        self.trial.prove(
            True, f"it was delivered again: it hung alone {tried} times, once delivered {ONE_DELIVERY} at most"
        )

    def restart(self, agent: str, number: int) -> None:
        self.stop(agent, number)
        self.start(agent)
        self.await_members()

    def move_elasticsearch(self) -> None:
        """A node is emptied, stopped and started, and gets shards again."""
        trial, nodes = self.trial, self.nodes
        with self.step("an Elasticsearch node emptied, stopped and back"):
            number, _ = nodes.holder(f"{self.pipeline.settings.index_prefix}-*")
            name = name_of(number)
            held = nodes.held()[name]
            nodes.exclude(number)
            trial.wait(lambda: nodes.held()[name] == 0, "its shards to move")
            trial.prove(held > 0, f"{held} shards moved from {name} to the others")
            stopped = nodes.ask_to_stop(number)
            trial.wait(lambda: nodes.state()[0] == NODES - 1, "the cluster to notice")
            trial.prove(
                stopped and nodes.state() == (NODES - 1, "green"),
                f"{name} stopped; no shard lost its copy: two nodes, green",
            )
            searchable = self.pipeline.count()
            trial.wait(lambda: self.pipeline.count() >= searchable + MORE, "articles to become searchable meanwhile")
            trial.prove(True, f"{self.pipeline.count() - searchable} more articles became searchable with two nodes")
            nodes.start([number])
            nodes.exclude(None)
            trial.wait(lambda: nodes.held()[name] > 0, "shards to move back")
            trial.wait(lambda: nodes.state() == (NODES, "green"), "all to be in order")
            trial.prove(True, f"{name} is back, {nodes.held()[name]} shards moved to it: three nodes, green")
