"""Texts made harmless to show: characters that reorder, hide or break what stands around them become visible signs.

Escaping is not done here but by the templates and by `marking`: every text goes through both.
"""

from typing import Final

UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"

_LINE_ENDS: Final = "\u0085\u2028\u2029"
_BIDI_CONTROLS: Final = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Embeddings, overrides and isolates. One that is not closed reaches as far as the paragraph, and one that closes too
much ends the isolation of the page's own elements; left-to-right and right-to-left marks can do neither, and stay."""
_DEPRECATED: Final = "".join(map(chr, (*range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC))))

_SIGNS: Final[dict[int, str]] = (
    {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r\f"}
    | {0x7F: "\N{SYMBOL FOR DELETE}"}
    | {ord("\r"): " ", ord("\f"): " "}
    | dict.fromkeys(range(0x80, 0xA0), UNKNOWN)
    | dict.fromkeys(map(ord, _LINE_ENDS), "\n")
    | dict.fromkeys(map(ord, _BIDI_CONTROLS + _DEPRECATED), UNKNOWN)
)

RIGHT_TO_LEFT: Final = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "ckb", "dv"})
"""Languages written from right to left."""


def harmless(text: str) -> str:
    """The text with visible signs for control characters, one for one: offsets into it stay right."""
    return text.translate(_SIGNS)


def direction(language: str) -> str:
    """The `dir` of a text in this language; `auto` (by its first letter) where the language does not tell."""
    if language in RIGHT_TO_LEFT:
        return "rtl"
    return "ltr" if is_code(language) else "auto"


def language_tag(language: str) -> str:
    """The `lang` of a text; empty (unknown) for `und`, `mixed` and what is no code."""
    return language if is_code(language) else ""


def is_code(language: str) -> bool:
    """Whether this is the code of a language: two or three letters, and not `und`."""
    return language.isascii() and language.isalpha() and len(language) in (2, 3) and language != "und"


def language_name(language: str) -> str:
    """The English name of a language, or its code."""
    return _NAMES.get(language, language)


_NAMES: Final = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "ckb": "Sorani", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "mt": "Maltese", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese", "und": "undetermined",
    "mixed": "mixed",
}  # fmt: skip
