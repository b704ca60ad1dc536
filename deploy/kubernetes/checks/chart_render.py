"""Rendering the chart with the real helm, as objects."""

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from chart_tools import ROOT, helm

CHART = ROOT / "deploy" / "kubernetes" / "quotewire"
VALUES = ROOT / "deploy" / "kubernetes" / "values"
NAMESPACE = "news"
RENDER_SECONDS = 120

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to install the chart that is checked.

    Attributes:
        name: for people.
        values: files of deploy/kubernetes/values.
        settings: more values, as `--set` takes them.
        upgrade: whether it is rendered as an upgrade.
    """

    name: str
    values: tuple[str, ...]
    settings: tuple[str, ...] = ()
    upgrade: bool = False


EXISTING = Way("existing-clusters", ("existing-clusters.yaml",))
SIZES = tuple(Way(name, (f"{name}.yaml",)) for name in ("one-machine", "ten-machines", "hundred-machines"))

_OWN_KAFKA = ("strimzi.enabled=false", "kafka.brokers=kafka.example.org:9093", "kafka.ca.secret=kafka-ca")
_OWN_ELASTICSEARCH = ("eck.enabled=false", "elasticsearch.url=https://search.example.org")

WAYS = (
    EXISTING,
    *SIZES,
    Way("upgrade", ("ten-machines.yaml",), upgrade=True),
    Way("ten-machines-on-existing-kafka", ("ten-machines.yaml",), _OWN_KAFKA),
    Way(
        "ten-machines-on-existing-clusters",
        ("ten-machines.yaml",),
        (*_OWN_KAFKA, *_OWN_ELASTICSEARCH, "kibana.url=https://kibana.example.org/base", "kibana.space=news"),
    ),
    Way("mutual-tls", ("existing-clusters.yaml",), ("kafka.protocol=SSL",)),
    Way("mutual-tls-by-strimzi", ("ten-machines.yaml",), ("kafka.protocol=SSL", "eck.secureSettings={snapshot-keys}")),
    Way(
        "without-security",
        ("existing-clusters.yaml",),
        (
            "kafka.protocol=PLAINTEXT",
            "elasticsearch.authentication=none",
            "elasticsearch.url=http://search:9200",
            "elasticsearch.ca.secret=",
        ),
    ),
    Way(
        "page-with-ingress",
        ("existing-clusters.yaml",),
        (
            "web.ingress.enabled=true",
            "web.ingress.host=news.example.org",
            "web.ingress.tlsSecret=news-tls",
            "web.ingress.className=nginx",
            "web.login.user=desk",
            "web.tls.secret=page-tls",
            "web.trustedProxies={10.0.0.0/8}",
            "image.digest=sha256:" + "0123456789abcdef" * 4,
            "image.pullSecrets={registry}",
            "settings.log_level=DEBUG",
            "settings.enrich_batch=16",
            "indices.retentionDays=365",
            "fullnameOverride=news-desk",
            "monitoring.podMonitor.enabled=true",
            "monitoring.rules.enabled=true",
            "monitoring.job=quotewire-desk",
        ),
    ),
    Way("backup", ("existing-clusters.yaml",), ("backup.enabled=true",)),
    Way("backup-by-operators", ("ten-machines.yaml",), ("backup.enabled=true", "backup.repository=news-s3")),
    Way("restoring", ("one-machine.yaml",), ("backup.enabled=true", "index.paused=true"), upgrade=True),
    Way("restoring-with-keda", ("ten-machines.yaml",), ("backup.enabled=true", "index.paused=true"), upgrade=True),
    Way("upgrading-index-workers-first", ("ten-machines.yaml",), ("enrich.hold=true",), upgrade=True),
    Way(
        "page-behind-a-proxy-that-signs-in",
        ("existing-clusters.yaml",),
        ("web.login.by=proxy", "expire.enabled=false", "serviceAccount.create=false", "networkPolicy.enabled=true"),
    ),
)


class Refused(Exception):  # noqa: N818 - says what is wrong
    """helm does not take the values; the message is its own."""


def render(way: Way, *settings: str, release: str = "quotewire", kubernetes: str = "1.37.0") -> list[Object]:
    """The objects of the chart, in the order in which helm prints them.

    Args:
        way: values.
        settings: more of them.
        release: its name.
        kubernetes: version that the chart is told.

    Raises:
        Refused: helm or the chart does not take the values.
    """
    options = [f"--values={VALUES / name}" for name in way.values]
    options += [f"--set={setting}" for setting in (*way.settings, *settings)]
    if way.upgrade:
        options.append("--is-upgrade")
    return list(parsed(template(options, release, kubernetes)))


def template(options: Sequence[str], release: str = "quotewire", kubernetes: str = "1.37.0") -> str:
    """What `helm template` prints.

    Raises:
        Refused: it does not take the options.
    """
    command = [str(helm()), "template", release, str(CHART), f"--namespace={NAMESPACE}", *options]
    done = subprocess.run(
        [*command, f"--kube-version={kubernetes}"], capture_output=True, text=True, check=False, timeout=RENDER_SECONDS
    )
    if done.returncode != 0:
        raise Refused("\n".join(line for line in done.stderr.splitlines() if "found symbolic link" not in line))
    return done.stdout


def parsed(text: str) -> Iterable[Object]:
    """The objects in a text of YAML documents; a key that stands twice is an error."""
    for document in yaml.load_all(text, _Strict):
        if document:
            yield document


class _Strict(yaml.CSafeLoader):
    """Refuses a key that stands twice in one mapping, of which YAML would silently take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"{sorted(twice)} twice", node.start_mark)
        return super().construct_mapping(node, deep)


def named(path: Path) -> Way:
    """A way of one's own: a file of values."""
    return Way(path.stem, (str(path.resolve()),))
