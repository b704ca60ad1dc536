"""What pyproject.toml says of the project."""

import tomllib
from pathlib import Path

VERSION: str = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]["version"]
