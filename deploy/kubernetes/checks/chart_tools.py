"""What the checks of the chart need and the repository does not hold: helm, and the operators' resource definitions.

    chart_tools.py          makes what is missing in .stack/tools; says so where nothing can be made

helm is built by Go from its source, once (two minutes of a core, and more of a busy one). The definitions (CRDs) of
KEDA, ECK and the Prometheus operator are in their Go modules; Strimzi's own program writes its from its Java classes.
Versions and hashes are pinned here.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
TOOLS = ROOT / ".stack" / "tools"

BUILD_SECONDS = 1200
"""Longest time for a download or a build."""


@dataclass(frozen=True, slots=True)
class GoModule:
    """A Go module.

    Attributes:
        path: its name.
        version: pinned.
        hash: of its content, as go.sum has it.
        files: what is taken from it: the path in the module, and the name here.
    """

    path: str
    version: str
    hash: str
    files: dict[str, str]


HELM = GoModule("helm.sh/helm/v3", "v3.22.0", "h1:n1if5iQgHYsujPAcO5oonH/KiSNUmqmUF0iGVjSF3AU=", {})

CRD_MODULES = (
    GoModule(
        "github.com/kedacore/keda/v2",
        "v2.21.0",
        "h1:R6z2HZvstK4RLUMxroNACzBj74xGxt3kG59b5Xc+Xps=",
        {
            "config/crd/bases/keda.sh_scaledobjects.yaml": "keda-scaledobjects.yaml",
            "config/crd/bases/keda.sh_triggerauthentications.yaml": "keda-triggerauthentications.yaml",
            "schema/generated/scalers-schema.json": "keda-scalers.json",
        },
    ),
    GoModule(
        "github.com/elastic/cloud-on-k8s/v3",
        "v3.5.0",
        "h1:sR4oj+gNnwI9hgsKhBwjUlx+5F2T/kND40hrzaogtek=",
        {"config/crds/v1/all-crds.yaml": "eck.yaml"},
    ),
    GoModule(
        "github.com/prometheus-operator/prometheus-operator",
        "v0.85.0",
        "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=",
        {
            f"example/prometheus-operator-crd/monitoring.coreos.com_{kind}.yaml": f"prometheus-{kind}.yaml"
            for kind in ("podmonitors", "prometheusrules")
        },
    ),
)

STRIMZI_JARS = {
    "api-1.2.0.jar": "566961ae5e5646a001ae91312beda5cba3a5d467e740e205e1b761754335fe4e",
    "crd-annotations-1.2.0.jar": "00963443b04dbb28397f56798adbe97be0a37686a2e6884e69e54117657208a9",
    "crd-generator-1.2.0.jar": "76bb2430e702a1e6a24c071d26c865d5e9572cbc630d176d3b912033ae23ed00",
}
"""SHA-256 of those that the definitions are made from; Maven checks the others against its repository's sums."""

STRIMZI_KINDS = {
    "io.strimzi.api.kafka.model.kafka.Kafka": "strimzi-kafka.yaml",
    "io.strimzi.api.kafka.model.nodepool.KafkaNodePool": "strimzi-kafkanodepool.yaml",
    "io.strimzi.api.kafka.model.user.KafkaUser": "strimzi-kafkauser.yaml",
}


class ToolsMissing(Exception):  # noqa: N818 - says what is wrong
    """Something cannot be made here; the message says what is needed."""


def helm() -> Path:
    """The pinned helm.

    Raises:
        ToolsMissing: it is not built yet.
    """
    return _made(TOOLS / f"helm-{HELM.version}")


def definitions() -> Path:
    """The folder with the operators' resource definitions.

    Raises:
        ToolsMissing: it is not made yet.
    """
    return _made(TOOLS / f"crds-{_pins()}")


def _made(path: Path) -> Path:
    if not path.exists():
        raise ToolsMissing(f"{path.relative_to(ROOT)} is not there; `make chart-tools` makes it")
    return path


def make_helm() -> None:
    """Builds helm, if it is not there yet.

    Raises:
        ToolsMissing: there is no Go, or the build fails.
    """
    program = TOOLS / f"helm-{HELM.version}"
    if program.exists():
        return
    _need("go", "Go 1.26 or newer, from the Go project or a package golang-go that is as new")
    print(f"building helm {HELM.version} (once; some minutes)", flush=True)
    _download(HELM)
    TOOLS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TOOLS) as folder:
        _run(["go", "install", f"{HELM.path}/cmd/helm@{HELM.version}"], Path(folder), {"GOBIN": folder})
        (Path(folder) / "helm").replace(program)


def make_definitions() -> None:
    """Fetches and writes the operators' resource definitions, if they are not there yet.

    Raises:
        ToolsMissing: Go, Maven or a JDK is missing, a download fails, or something has another hash.
    """
    folder = TOOLS / f"crds-{_pins()}"
    if folder.is_dir():
        return
    _need("go", "Go, from the Go project or the package golang-go")
    _need("mvn", "Maven: apt-get install maven")
    java = _java()
    print("fetching the operators' resource definitions (once)", flush=True)
    TOOLS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TOOLS) as temporary:
        made = Path(temporary) / "crds"
        made.mkdir()
        for module in CRD_MODULES:
            source = _download(module)
            for path, name in module.files.items():
                shutil.copyfile(source / path, made / name)
        _write_strimzi(java, Path(temporary), made)
        made.replace(folder)


def _pins() -> str:
    pinned = [*((module.path, module.hash, sorted(module.files.items())) for module in CRD_MODULES)]
    return hashlib.sha256(json.dumps([pinned, STRIMZI_JARS, STRIMZI_KINDS]).encode()).hexdigest()[:12]


def _download(module: GoModule) -> Path:
    """The folder of a Go module.

    Raises:
        ToolsMissing: it cannot be had, or has another content than the pinned one.
    """
    answer = _run(["go", "mod", "download", "-json", f"{module.path}@{module.version}"], Path(tempfile.gettempdir()))
    found: dict[str, Any] = json.loads(answer)
    if found["Sum"] != module.hash:
        raise ToolsMissing(f"{module.path} {module.version} has the hash {found['Sum']}, and {module.hash} is pinned")
    return Path(found["Dir"])


def _write_strimzi(java: Path, work: Path, target: Path) -> None:
    command = ["mvn", "--batch-mode", "--quiet", "--strict-checksums", f"--file={HERE / 'strimzi-pom.xml'}"]
    _run([*command, f"-Dwork.directory={work}", "generate-resources"], work, {"JAVA_HOME": str(java.parents[1])})
    for name, pinned in STRIMZI_JARS.items():
        found = hashlib.sha256((work / "lib" / name).read_bytes()).hexdigest()
        if found != pinned:
            raise ToolsMissing(f"{name} has the SHA-256 {found}, and {pinned} is pinned")
    options = ["--yaml"]
    for name, value in {
        "target-kube": "1.16+",
        "crd-api-version": "v1",
        "api-versions": "v1",
        "storage-version": "v1",
    }.items():
        options += [f"--{name}", value]
    kinds = [f"{kind}={target / name}" for kind, name in STRIMZI_KINDS.items()]
    program = [str(java), "-XX:TieredStopAtLevel=1", "-cp", f"{work / 'lib'}/*", "io.strimzi.crdgenerator.CrdGenerator"]
    _run([*program, *options, *kinds], work)


def _java() -> Path:
    """A Java that Strimzi's program runs on: the one that the local stack takes."""
    sys.path.append(str(ROOT / "deploy" / "local"))
    from java import OLDEST, find

    wanted = os.environ.get("QUOTEWIRE_JAVA_HOME")
    jdk, _refused = find(Path(wanted) if wanted else None)
    if jdk is None:
        raise ToolsMissing(f"a JDK {OLDEST} or newer is needed; QUOTEWIRE_JAVA_HOME can name it")
    return jdk.home / "bin" / "java"


def _need(program: str, what: str) -> None:
    if shutil.which(program) is None:
        raise ToolsMissing(f"`{program}` is not here; needed is {what}")


def _run(command: Sequence[str], folder: Path, more: dict[str, str] | None = None) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(more or {})},
            capture_output=True,
            text=True,
            check=False,
            timeout=BUILD_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise ToolsMissing(f"`{' '.join(command[:3])}` had not ended after {BUILD_SECONDS} s") from None
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no output"]
        raise ToolsMissing(f"`{' '.join(command[:3])}` failed: {last[0]}")
    return done.stdout


def main() -> int:
    """Makes what is missing; the exit code is 1 only in CI, where the checks must run."""
    try:
        make_helm()
        make_definitions()
    except ToolsMissing as error:
        print(f"the Helm chart cannot be checked here: {error}", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
