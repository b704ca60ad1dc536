"""The scripts of deploy are no packages: their folders go to the end of the path."""

import sys
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy"
sys.path += [str(DEPLOY / folder) for folder in ("local", "image", "bill", "elasticsearch", "kubernetes/checks")]
