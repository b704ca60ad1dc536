"""Texts made alike for comparison."""

import re
import unicodedata

_ACCENT = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """A text for comparison: no capitals and no accents, which capitals often go without (ΔΙΑΒΑΣΤΕ, AYRICA)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("ı", "i"))
    return unicodedata.normalize("NFC", _ACCENT.sub("", decomposed))
