"""Quotations: who said what.

In the order in which an article passes; `extraction` leads it through:

references.py   marks written as HTML references (&quot;) are read as the signs
marks.py        which quotation marks belong together, by the conventions of languages (conventions.py); unclosed.py
dialogue.py     speech without marks, after dashes; transcripts.py: after names and colons
layout.py       words and signs (tokens.py), cues (cue_places.py, cues.py with lexicons/), sentences (sentence_ends.py)
candidates.py   who might be speaking (boundaries.py: names cut to size in languages without blanks)
speakers.py     cue and speaker of each quotation, with subjects.py, agents.py (passives), owners.py (whose somebody is)
                and the weights of weights.py
kinds.py        direct, mixed, or no quotation
indirect.py     reported speech without marks: reported_clauses.py, infinitives.py, attributed.py, with clauses.py
resolution.py   the speaker's full name: people.py (who they are), pronouns.py, sentences.py, grammar.py
confidence.py   how sure both are

Nothing here needs a parser or a model; entities make the speakers better. mypyc may compile these files
(processors/compiled.py).
"""

from processors import compiled

compiled.find(__path__)

from processors.quotes.extraction import find_quotations  # noqa: E402 - after the compiled form is found

__all__ = ["find_quotations"]
