"""Signs of writing by what they do: each set has one name, and stands here.

A set is looked up with a token's text, or with a single sign. Quotation marks are in `marks.py` and `conventions.py`.
"""

import re

TERMINAL = frozenset(".!?…。！？؟।۔‽")
"""Signs that may end a sentence."""
CLOSED_TERMINAL = frozenset("。！？؟।۔")
"""Those that end one wherever they stand: no abbreviation has them, no small letter follows."""
FULL_STOPS = frozenset(".。।۔")
QUESTION_MARKS = frozenset("?？؟")
COMMAS = frozenset(",，、،")
SEMICOLONS = frozenset(";；؛")
COLONS = frozenset(":：")
LONG_DASHES = frozenset({"—", "–", "―", "--"})
DASHES = LONG_DASHES | {"-"}
"""Those, and the hyphen that is written for one; a hyphen may also be all that a line's end leaves of a word."""
DASH_SIGNS = "–—―-"
"""The single signs among `DASHES`, for a character class."""
OPENING_BRACKETS = frozenset("(（[【")
CLOSING_BRACKETS = frozenset(")）]】")
ROUND_OPENING = frozenset("(（")
ROUND_CLOSING = frozenset(")）")
INVERTED = frozenset("¿¡")
"""Signs before a Spanish question or exclamation."""
APOSTROPHES = frozenset("'’")
CLAUSE_SIGNS = COMMAS | SEMICOLONS
STOPS = COMMAS | SEMICOLONS | COLONS | DASHES
"""Signs inside a sentence, between its clauses."""

POSSESSIVE = re.compile(r"['’](?:[sS](?!\w)|\s)")
"""The end of an owner: Crane's, or Jones' and a blank. To be looked for in the last two signs of a word."""
