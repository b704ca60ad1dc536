"""How much an article is about somebody or something: a number from 0 to 1 from what a reader sees first."""

from typing import Final

MENTIONS: Final = 0.5
"""What many mentions are worth at most."""
POSITION: Final = 0.2
"""What a first mention at the very beginning is worth."""
TITLE: Final = 0.3
"""What a mention in the title is worth."""
FEWER: Final = 0.7
"""What each mention leaves of the distance to the most that mentions are worth: one 0.15, two 0.26, five 0.42."""


def salience(mentions: int, first: float, in_title: bool) -> float:
    """0.5 * (1 - 0.7 ^ mentions) + 0.2 * (1 - first) + 0.3 if it is in the title; rounded to hundredths.

    It never falls with more mentions, with an earlier first one, or with a mention in the title.

    Args:
        mentions: at least 1.
        first: where the first mention is, as a share of the text, 0 to 1.
        in_title: whether the title names it too.

    Returns:
        From 0 to 1.
    """
    return round(MENTIONS * (1 - FEWER**mentions) + POSITION * (1 - first) + TITLE * in_title, 2)
