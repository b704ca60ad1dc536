"""Serbian in its other alphabet: letter for letter, "lj", "nj" and "dž" being one letter each."""

import re

_LATIN = "abvgdđežzijklmnoprstćufhcčš"
_CYRILLIC = "абвгдђежзијклмнопрстћуфхцчш"
_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_LETTERS = dict(zip(_LATIN, _CYRILLIC, strict=True)) | _DIGRAPHS
_PIECE = re.compile("lj|nj|dž|.", re.IGNORECASE | re.DOTALL)


def cyrillic(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Puts Serbian in Latin letters into Cyrillic ones.

    Returns:
        The text, and how far its places have moved, as `links.linked`.
    """
    result, moves = "", [(0, 0)]
    for piece in _PIECE.finditer(text):
        letters = piece[0]
        letter = _LETTERS.get(letters.lower(), letters)
        result += letter.upper() if letters[0].isupper() else letter
        if len(letters) > 1:
            moves.append((piece.end(), len(result) - piece.end()))
    return result, moves
