"""Faults on real servers with real workers, and the proof that nothing was lost: `python -m tests.faults`."""
