"""What a model's files say without loading it, and whether they are whole: for all that could be used, at the start.

Nothing of spaCy is imported here: the check of fourteen models takes a fraction of a second and no memory.
"""

import configparser
import hashlib
import importlib.util
import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution, version
from pathlib import Path
from typing import Any, Final

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from processors.entity_models.choice import Choice, is_package
from processors.errors import ModelError

RECOGNISER: Final = "ner"
VECTORS: Final = ("tok2vec", "transformer")
"""Components that the recogniser may listen to. Nothing else of a pipeline is loaded: tagging, parsing and lemmas are
not used and cost most of the time."""

RECOGNISERS: Final = frozenset({"ner", "beam_ner"})
"""spaCy's factories of recognisers; they and `tok2vec` keep their weights in `<component>/model`."""

SUMS: Final = "sums"
"""In meta.json, as training writes it: the SHA-256 in hex digits of each other file, by its path in the folder."""

HASHED_BYTES: Final = 64 * 1024 * 1024
"""Larger files (vectors of the official `lg` packages) are only measured: summing them would take seconds."""

MODEL_SIZE: Final = "size"
"""In meta.json, as training writes it: bytes of all files in the folder."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on disk.

    Attributes:
        choice: what it was looked up for.
        folder: with config.cfg and meta.json.
        meta: what meta.json says.
        components: those of the pipeline that are needed, in order: name and factory.
        others: components that are there and need not be loaded.
        is_package: whether it is imported by name.
        package: how it was installed, where that is known.
    """

    choice: Choice
    folder: Path
    meta: dict[str, Any]
    components: dict[str, str]
    others: tuple[str, ...]
    is_package: bool = False
    package: Distribution | None = None

    @property
    def name(self) -> str:
        """Name and version, such as `de_quotewire_ner 0.1.0`."""
        return f"{self.meta['lang']}_{self.meta['name']} {self.meta['version']}"

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in _files(self.folder))

    @property
    def licence(self) -> str:
        """Of the weights; empty where meta.json does not say."""
        return str(self.meta.get("license") or "")

    @property
    def sums(self) -> dict[str, str]:
        """The SHA-256 (hex) that each file must have, by its path in the folder; empty where nobody has written it.

        Training writes them into meta.json, pip into the RECORD of a package.
        """
        written = self.meta.get(SUMS)
        if isinstance(written, dict):
            return {str(path): str(digest) for path, digest in written.items()}
        return {
            path: urlsafe_b64decode(file.hash.value + "==").hex()
            for path, file in self._recorded().items()
            if file.hash is not None and file.hash.mode == "sha256"
        }

    def sizes(self) -> dict[str, int]:
        """The bytes that each file must have, where a package's RECORD says them."""
        return {path: file.size for path, file in self._recorded().items() if file.size is not None}

    def _recorded(self) -> dict[str, PackagePath]:
        found = {}
        for file in (self.package.files or ()) if self.package else ():
            path = Path(str(file.locate()))
            if path.is_relative_to(self.folder):
                found[path.relative_to(self.folder).as_posix()] = file
        return found

    def scores(self) -> dict[str, float]:
        """Strict F1 by data set (0 to 1), as meta.json has it; of spaCy's packages their one figure."""
        written = self.meta.get("scores")
        if isinstance(written, dict):
            return {name: float(score["f1"]) for name, score in written.items() if _is_figure(score, "f1")}
        performance = self.meta.get("performance")
        if isinstance(performance, dict) and _is_figure(performance, "ents_f"):
            return {"its own test": float(performance["ents_f"])}
        return {}


def read_model(choice: Choice) -> ModelFiles:
    """What the files of a model say.

    Raises:
        ModelError: there is no such package or folder, or its meta.json or config.cfg cannot be read.
    """
    package, imported = None, is_package(choice.source)
    if imported:
        package = _distribution(choice.source)
        folder = _package_folder(choice)
    else:
        folder = Path(choice.source).expanduser()
        if not (folder / "meta.json").is_file():
            what = "it has no meta.json" if folder.is_dir() else "it is no installed package and no folder"
            raise unusable(choice, what)
    meta = _meta(choice, folder)
    components, others = _components(_configuration(choice, folder))
    return ModelFiles(choice, folder, meta, components, others, imported, package)


def check_model(choice: Choice) -> ModelFiles:
    """The same, with all that can be known without loading the model found right.

    Raises:
        ModelError: it is for another spaCy, has no `ner`, lacks files or packages, or its weights are damaged.
    """
    files = read_model(choice)
    for problem in _problems(files):
        raise unusable(choice, problem)
    return files


def unusable(choice: Choice, what: str) -> ModelError:
    """The error that says which model, what is wrong with it, and the way out.

    Args:
        choice: the model.
        what: is wrong, as a clause.
    """
    return ModelError(f"the entity model {choice.source} cannot be used: {what}; {_way_out(choice)}")


def _way_out(choice: Choice) -> str:
    if choice.reason == "forced":
        return f"install it, or change what QUOTEWIRE_ENTITY_MODELS says for `{choice.model_of}`"
    if choice.reason == "official":
        size = choice.source.rpartition("_")[2]
        return (
            f"install it again (`quotewire models install {choice.model_of} --size {size}`), remove it (`pip uninstall "
            f"{choice.source}`), or force another model for `{choice.model_of}` (QUOTEWIRE_ENTITY_MODELS)"
        )
    return "install Quotewire again, train the model again (`make train-models`), or remove it"


def _distribution(package: str) -> Distribution | None:
    try:
        return distribution(package)
    except PackageNotFoundError:
        return None


def _package_folder(choice: Choice) -> Path:
    """The folder with the pipeline inside a package as `spacy package` makes it."""
    spec = importlib.util.find_spec(choice.source)
    for place in (spec.submodule_search_locations if spec else None) or ():
        outer = Path(place)
        if (outer / "meta.json").is_file():
            meta = _meta(choice, outer)
            return outer / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    raise unusable(choice, "it is an installed package, but has no meta.json: it is no spaCy pipeline")


def _meta(choice: Choice, folder: Path) -> dict[str, Any]:
    path = folder / "meta.json"
    try:
        meta = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise unusable(choice, f"{path} cannot be read ({error})") from None
    if not isinstance(meta, dict):
        raise unusable(choice, f"{path} holds no JSON object")
    missing = [name for name in ("lang", "name", "version", "spacy_version") if not isinstance(meta.get(name), str)]
    if missing:
        raise unusable(choice, f"{path} does not say its {', '.join(missing)}")
    return meta


@dataclass(frozen=True, slots=True)
class _Configuration:
    """Of a config.cfg: the pipeline in order, the factory of each component, and whether `ner` listens to another."""

    pipeline: list[str]
    factories: dict[str, str]
    listens: bool


def _configuration(choice: Choice, folder: Path) -> _Configuration:
    path = folder / "config.cfg"
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(path.read_text("utf-8"))
        pipeline = [str(name) for name in json.loads(parser["nlp"]["pipeline"])]
        components = [name.split(".") for name in parser.sections() if name.startswith("components.")]
        factories = {
            name[1]: str(json.loads(parser[".".join(name)].get("factory", '""')))
            for name in components
            if len(name) == 2
        }
    except (OSError, ValueError, KeyError, TypeError, configparser.Error) as error:
        raise unusable(choice, f"{path} cannot be read ({' '.join(str(error).split())})") from None
    layers = [parser[".".join(name)].get("@architectures", "") for name in components if name[1] == RECOGNISER]
    return _Configuration(pipeline, factories, any("Listener" in layer for layer in layers))


def _components(configuration: _Configuration) -> tuple[dict[str, str], tuple[str, ...]]:
    """The components that are needed with their factories, and the others."""
    factories = configuration.factories
    # What a recogniser of somebody else's looks at is not known.
    alone = factories.get(RECOGNISER) in RECOGNISERS and not configuration.listens
    needed = (RECOGNISER,) if alone else (*VECTORS, RECOGNISER)
    components = {name: factories.get(name, "") for name in configuration.pipeline if name in needed}
    return components, tuple(name for name in factories if name not in components)


def _problems(files: ModelFiles) -> Iterator[str]:
    """What is wrong, as clauses; the first is the one to tell."""
    here = version("spacy")
    made_for = files.meta["spacy_version"]
    if not _allows(made_for, here):
        yield f"it was made for spaCy {made_for}, and this is spaCy {here}"
    if RECOGNISER not in files.components:
        yield "it has no `ner` component, so it finds no entities"
    yield from _missing_packages(files)
    yield from _missing_files(files)
    yield from _damaged_files(files)


def _allows(versions: str, here: str) -> bool:
    try:
        return SpecifierSet(f"=={versions}" if versions[:1].isdigit() else versions).contains(here, prereleases=True)
    except InvalidSpecifier:
        return False


def _missing_packages(files: ModelFiles) -> Iterator[str]:
    """Packages that it needs, such as a tokenizer for Japanese."""
    requirements = files.package.requires if files.package else files.meta.get("requirements")
    for written in requirements or ():
        try:
            needed = Requirement(written)
        except InvalidRequirement:
            continue
        if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
            continue
        found = _distribution(needed.name)
        if found is None:
            yield f"it needs the package {written}, which is not installed"
        elif not needed.specifier.contains(found.version, prereleases=True):
            yield f"it needs the package {written}, and {found.version} is installed"


def _missing_files(files: ModelFiles) -> Iterator[str]:
    needed = ["tokenizer", "vocab", *files.components]
    needed += [f"{name}/model" for name, factory in files.components.items() if factory in {*RECOGNISERS, "tok2vec"}]
    for name in needed:
        path = files.folder / name
        if not path.exists():
            yield f"{path} is missing"
        elif path.is_file() and not path.stat().st_size:
            yield f"{path} is empty"


def _damaged_files(files: ModelFiles) -> Iterator[str]:
    sums, sizes = files.sums, files.sizes()
    for name, digest in sums.items():
        path = files.folder / name
        if name.split("/")[0].removesuffix(".json") in files.others:
            continue
        if not path.is_file():
            yield f"{path} is missing"
            continue
        size = path.stat().st_size
        if size != sizes.get(name, size) or (size <= HASHED_BYTES and _digest(path) != digest):
            yield f"{path} is damaged: it is not the file that was trained"
    told = files.meta.get(MODEL_SIZE)
    if not sums and isinstance(told, int) and told != files.size:
        yield f"{files.folder} has {files.size:,} bytes, and meta.json says {told:,}: something is missing or damaged"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _is_figure(scores: object, name: str) -> bool:
    return isinstance(scores, dict) and isinstance(scores.get(name), int | float)
