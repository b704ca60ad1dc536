"""Cue words and small words, one module a language; how to read them stands in `processors.quotes.cues`."""
