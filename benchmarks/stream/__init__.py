"""How fast the stream is, against what it could be: `python -m benchmarks.stream`, `make bench`."""
