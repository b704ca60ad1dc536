"""Runs the build steps of deploy/Dockerfile without Docker, in a clean directory, and tries the result.

    steps.py [DIRECTORY]    default: a temporary directory, removed afterwards

The COPY and RUN instructions of all stages but the last are carried out as they stand, on exactly the files that
.dockerignore lets through, with the Python and the C compiler that this machine has. What an image has beside them (the
system's libraries, the user) is not there: it shows that the project is compiled, installs from its lock file, with its
models, and runs as an ordinary user from anywhere.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dockerfile import Ignored, Stage, context, stages

ROOT = Path(__file__).resolve().parents[2]
HOME = "/opt/quotewire"
"""Where the image has Quotewire."""
WHEELS = "/opt/wheels"
"""Where one stage leaves the project's wheel for the next."""


class StepError(Exception):
    """A step of the build, or a command of the result, ended with an error."""


@dataclass(frozen=True, slots=True)
class Built:
    """What the steps have made.

    Attributes:
        home: Stands for /opt/quotewire.
        source: Stands for the working directory of the stages before the last.
        environment: What the last stage's ENV instructions set.
        user: The number of the image's user.
    """

    home: Path
    source: Path
    environment: Mapping[str, str]
    user: int

    def command(self, *arguments: str) -> list[str]:
        """A command line of the image's program, run as the image's user if this is root."""
        line = [str(self.home / "bin" / "quotewire"), *arguments]
        if os.geteuid() != 0:
            return line
        # The Python of this machine may lie in root's own folders, so reading them is allowed, and nothing else.
        # That ordinary users may read what was installed is checked file by file (`unreadable`).
        reads = "-all,+dac_read_search"
        return [
            "setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups", "--no-new-privs",
            f"--inh-caps={reads}", f"--ambient-caps={reads}", *line,
        ]  # fmt: skip

    def run(self, *arguments: str, stdin: str = "", environ: Mapping[str, str] | None = None) -> str:
        """Run the image's program in the root directory, where it can write nothing, and return what it prints.

        Raises:
            StepError: It ended with an error.
        """
        return _run(self.command(*arguments), Path("/"), {**self.environment, **(environ or {})}, stdin)

    def unreadable(self) -> list[Path]:
        """Installed files and folders that the image's user cannot read, or others than root can change."""
        found = []
        for folder, _, files in os.walk(self.home):
            for path in [Path(folder), *(Path(folder) / name for name in files)]:
                mode = path.lstat().st_mode
                if not path.is_symlink() and (not mode & 0o004 or mode & 0o022):
                    found.append(path)
        return found


def build(directory: Path) -> Built:
    """Carry out all stages but the last in an empty directory.

    Raises:
        StepError: An instruction names a file that is not let through, or a command ended with an error.
    """
    *earlier, last = stages((ROOT / "deploy" / "Dockerfile").read_text("utf-8"))
    home = directory / "home"
    for stage in earlier:
        source = directory / stage.name
        source.mkdir()
        carry_out(stage, ROOT, source, {HOME: home, WHEELS: directory / "wheels"})
    shutil.copy2(ROOT / "deploy" / "image" / "healthy.py", home / "healthy.py")
    environment = {name: value.replace(HOME, str(home)) for name, value in last.environment().items()}
    return Built(home, source, environment, int(last.all("USER")[-1].rest.partition(":")[0]))


def carry_out(stage: Stage, root: Path, source: Path, places: Mapping[str, Path]) -> None:
    """Carry out the COPY and RUN instructions of a stage.

    Args:
        stage: Whose instructions.
        root: The build's context.
        source: Stands for the stage's working directory.
        places: What stands for folders of the image. One that a COPY takes from an earlier stage is there already.

    Raises:
        StepError: As `build`.
    """
    files = context(root, Ignored.read((root / ".dockerignore").read_text("utf-8")))
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    # The interpreter itself, not that of the environment it runs in, whose packages nothing here may see.
    environ["PYTHON"] = str(getattr(sys, "_base_executable", sys.executable))
    for instruction in stage.instructions:
        if instruction.name == "ENV":
            environ |= {name: _here(value, places) for name, value in stage.environment().items()}
        elif instruction.name == "COPY" and "from" in instruction.flags:
            if not places[instruction.rest.split()[0]].exists():
                raise StepError(f"COPY {instruction.rest}: no earlier stage has made it")
        elif instruction.name == "COPY":
            *names, target = instruction.rest.split()
            for name in names:
                _copy(name, target, files, root, source)
        elif instruction.name == "RUN":
            _run(["sh", "-c", _here(instruction.rest, places)], source, environ)
        elif instruction.name not in {"WORKDIR", "ARG"}:
            raise StepError(f"{instruction.name} {instruction.rest}: steps.py does not know this instruction")


def _here(text: str, places: Mapping[str, Path]) -> str:
    for place, path in places.items():
        text = text.replace(place, str(path))
    return text


def _copy(name: str, target: str, files: Sequence[Path], root: Path, source: Path) -> None:
    """COPY name target: a file into a folder (with / at its end), or the contents of a folder."""
    wanted = Path(name)
    chosen = [path for path in files if path == wanted or wanted in path.parents]
    if not chosen:
        raise StepError(f"COPY {name}: no such file, or .dockerignore keeps it out")
    for path in chosen:
        destination = source / target / (path.name if path == wanted else path.relative_to(wanted))
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / path, destination)


def _run(command: Sequence[str], directory: Path, environ: Mapping[str, str], stdin: str = "") -> str:
    done = subprocess.run(
        command, cwd=directory, env=dict(environ), input=stdin, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise StepError(f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> int:
    """Build, try, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", nargs="?", type=Path, help="an empty directory, which stays")
    directory = parser.parse_args().directory
    with tempfile.TemporaryDirectory() as temporary:
        try:
            built = build(directory or Path(temporary))
            print(f"installed into {built.home}")
            built.run("--help")
            article = (ROOT / "samples" / "articles.jsonl").read_text("utf-8").splitlines()[0]
            print(f"quotewire enrich answers {len(built.run('enrich', '-', stdin=article)):,} characters for a sample")
        except StepError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
