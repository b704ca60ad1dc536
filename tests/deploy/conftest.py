"""The scripts of deploy/local, deploy/image and deploy/bill are no packages: here they are found."""

import sys
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy"
sys.path += [str(DEPLOY / "local"), str(DEPLOY / "image"), str(DEPLOY / "bill")]
