"""Signs of writing by what they do: each set has one name, and stands here.

A set is looked up with a token's text, or with a single sign. Quotation marks are in `marks.py` and `conventions.py`.
"""

import re
from typing import Final

TERMINAL: Final = frozenset(".!?…。！？؟।۔‽")
"""Signs that may end a sentence."""
CLOSED_TERMINAL: Final = frozenset("。！？؟।۔")
"""Those that end one wherever they stand: no abbreviation has them, no small letter follows."""
FULL_STOPS: Final = frozenset(".。।۔")
QUESTION_MARKS: Final = frozenset("?？؟")
COMMAS: Final = frozenset(",，、،")
SEMICOLONS: Final = frozenset(";；؛")
COLONS: Final = frozenset(":：")
LONG_DASHES: Final = frozenset({"—", "–", "―", "--"})
DASHES: Final = LONG_DASHES | {"-"}
"""Those, and the hyphen that is written for one; a hyphen may also be all that a line's end leaves of a word."""
DASH_SIGNS: Final = "–—―-"
"""The single signs among `DASHES`, for a character class."""
OPENING_BRACKETS: Final = frozenset("(（[【")
CLOSING_BRACKETS: Final = frozenset(")）]】")
ROUND_OPENING: Final = frozenset("(（")
ROUND_CLOSING: Final = frozenset(")）")
INVERTED: Final = frozenset("¿¡")
"""Signs before a Spanish question or exclamation."""
APOSTROPHES: Final = frozenset("'’")
CLAUSE_SIGNS: Final = COMMAS | SEMICOLONS
STOPS: Final = COMMAS | SEMICOLONS | COLONS | DASHES
"""Signs inside a sentence, between its clauses."""

POSSESSIVE: Final = re.compile(r"['’](?:[sS](?!\w)|\s)")
"""The end of an owner: Crane's, or Jones' and a blank. To be looked for in the last two signs of a word."""
