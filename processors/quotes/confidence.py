"""How sure a quotation and its speaker are, 0 to 1: that share of those with the same confidence is right.

Logistic curves over the evidence of `kinds` and the score of `speakers` (Platt scaling: J. Platt, "Probabilistic
Outputs for Support Vector Machines", 1999). The few numbers were fitted to annotated news in English and German and
rounded to the cautious side; `make bench-quotes` prints confidence against accuracy.
"""

import math
from typing import Final

from processors.quotes.candidates import CandidateKind
from processors.quotes.marks import Marked
from processors.quotes.speakers import Attribution

BASE: Final = 1.9
PER_EVIDENCE: Final = 0.45
UNCLOSED: Final = 1.8
"""The closing mark is missing, so its end is a guess."""
NOBODY: Final = 1.7
"""No speaker: what is said without anybody saying it is more often no quotation."""

SPEAKER_BASE: Final = 0.85
PER_SCORE: Final = 0.3
CARRIED: Final = 1.35
"""A speaker carried over from the quotation before has no score of its own; this stands for it."""
ONLY_A_GROUP: Final = 0.5
"""A noun group that no word for people or bodies marks is less often who speaks."""


def of_quotation(margin: float, marked: Marked, attribution: Attribution) -> float:
    """How sure it is that the marks hold a quotation.

    Args:
        margin: how far its evidence lies over `kinds.THRESHOLD`.
        marked: its marks.
        attribution: its attribution.

    Returns:
        0 to 1, with three decimals.
    """
    evidence = BASE + PER_EVIDENCE * margin
    evidence -= 0.0 if marked.closed else UNCLOSED
    evidence -= NOBODY if attribution.speaker is None else 0.0
    return _logistic(evidence)


def of_speaker(attribution: Attribution) -> float:
    """How sure it is that the quotation is the speaker's, 0 to 1, with three decimals; 0 without a speaker."""
    if attribution.speaker is None:
        return 0.0
    evidence = SPEAKER_BASE + (CARRIED if attribution.carried else PER_SCORE * attribution.score)
    evidence -= ONLY_A_GROUP if attribution.speaker.kind is CandidateKind.GROUP else 0.0
    return _logistic(evidence)


def _logistic(evidence: float) -> float:
    return round(1.0 / (1.0 + math.exp(-evidence)), 3)
