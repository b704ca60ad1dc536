"""Where a quotation ends whose closing mark was forgotten: before the attribution that stands inside it."""

import re
from dataclasses import replace
from typing import Final

from processors.quotes.cues import CueClass, Lexicon
from processors.quotes.marks import MIN_UNCLOSED_WORDS, Marked
from processors.quotes.signs import COMMAS, DASH_SIGNS

MAX_SUBJECT_WORDS: Final = 3
"""Words of a name between the comma and the verb: "We wait, Ann Bell said."."""
LOOKAHEAD_LETTERS: Final = 60

_COMMA: Final = re.compile(rf"[{''.join(COMMAS)}]\s+|\s+(?:[{DASH_SIGNS}]|--)\s+")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")


def ended(text: str, marked: Marked, lexicon: Lexicon) -> Marked:
    """Cuts a quotation that is never closed before its attribution: “We wait, said Ann Bell.

    Args:
        text: the article.
        marked: a quotation; one that is closed stays as it is.
        lexicon: of its language.

    Returns:
        The quotation, shorter if a verb of saying follows a comma, with at most a name or a pronoun between.
    """
    if marked.closed:
        return marked
    for comma in _COMMA.finditer(text, marked.inner_start, marked.inner_end):
        if not _is_attribution(text, comma.end(), marked.inner_end, lexicon):
            continue
        if len(_WORD.findall(text, marked.inner_start, comma.start())) < MIN_UNCLOSED_WORDS:
            return marked
        return replace(marked, end=comma.start(), inner_end=comma.start())
    return marked


def _is_attribution(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    for position, match in enumerate(_WORD.finditer(text, start, min(start + LOOKAHEAD_LETTERS, end))):
        word = match.group()
        if lexicon.cues.get(word.lower()) is CueClass.SAY:
            return True
        subject = word[0].isupper() or word.lower() in lexicon.pronouns or word.lower() in lexicon.auxiliaries
        if not subject or position == MAX_SUBJECT_WORDS:
            return False
    return False
