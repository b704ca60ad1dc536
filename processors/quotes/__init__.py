"""Quotations: who said what.

An article passes `references` (signs written as &quot;), `marks` (which quotation marks belong together, by
`conventions`), `dialogue` and `transcripts` (speech without marks), `layout` (words, sentences and cues around them),
`candidates` (who might be speaking), `speakers` (cue and speaker of each), `kinds` (quotation or not), `indirect` with
`clauses` (reported speech) and `resolution` (the speaker's full name). Nothing here needs a parser or a model; entities
make the speakers better.
"""

from processors.quotes.extraction import find_quotations

__all__ = ["find_quotations"]
