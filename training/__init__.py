"""How the named entity models in `processors/models/` are made: from annotated data to a folder that spaCy loads."""

import os

# One thread: NumPy's OpenBLAS reads this when NumPy is first imported, so it is set before any of our modules imports
# it. Several threads do not help matrices as small as these, and one process at a time should mean one busy core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
