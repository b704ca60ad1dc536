"""The scripts of deploy/local are no package: their folder goes to the end of the path, as when stack.py runs."""

import sys
from pathlib import Path

LOCAL = Path(__file__).parents[2] / "deploy" / "local"
sys.path.append(str(LOCAL))
