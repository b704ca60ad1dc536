"""Writes the gallery of docs/quotes.md: what is found in a sample article of each of twelve languages.

    PYTHONPATH=. python docs/gallery.py

What stands between the two marks is replaced; a test keeps it as the processors find it.
"""

import html
from collections.abc import Iterator
from pathlib import Path

from processors.chain import Annotated, Chain
from schemas import Quote
from streams.sources import Article, read_articles

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "quotes.md"
BEGIN, END = "<!-- gallery -->\n", "<!-- /gallery -->\n"

LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "sv": "Swedish",
    "pl": "Polish", "ru": "Russian", "tr": "Turkish", "ar": "Arabic", "ja": "Japanese", "zh": "Chinese",
}  # fmt: skip
LONGEST = 110
"""Characters of a quotation that are shown."""


def gallery() -> str:
    """The gallery as Markdown."""
    articles = [record.raw for record in read_articles([str(ROOT / "samples")]) if isinstance(record, Article)]
    shown: dict[str, tuple[str, Annotated]] = {}
    for article, annotated in zip(articles, Chain().annotate(articles), strict=True):
        code = annotated.annotations.language.code
        if code in LANGUAGES and len(annotated.annotations.quotes) > _found(shown.get(code)):
            shown[code] = (article.title or "", annotated)
    return "\n".join(
        line for code, name in LANGUAGES.items() if code in shown for line in _section(name, code, *shown[code])
    )


def _found(shown: tuple[str, Annotated] | None) -> int:
    return len(shown[1].annotations.quotes) if shown else 0


def _section(name: str, code: str, title: str, annotated: Annotated) -> Iterator[str]:
    yield f"### {name}: {_cell(title)}"
    yield ""
    yield "| quotation | kind | speaker | cue | confidence |"
    yield "|---|---|---|---|---|"
    for quote in annotated.annotations.quotes:
        sure = f"{quote.confidence:.2f}"
        if quote.speaker is not None and quote.speaker.confidence is not None:
            sure += f" / {quote.speaker.confidence:.2f}"
        cue = _cell(quote.cue.text) if quote.cue else ""
        yield f"| {_cell(_shortened(quote.text))} | {quote.kind} | {_speaker(quote)} | {cue} | {sure} |"
    yield ""


def _speaker(quote: Quote) -> str:
    if quote.speaker is None:
        return ""
    mention, entity = quote.speaker.text, quote.speaker.entity
    return _cell(mention if entity in (None, mention) else f"{mention} → {entity}")


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2].rstrip()} … {text[-LONGEST // 3 :].lstrip()}"


def _cell(text: str) -> str:
    plain = " ".join(html.unescape(text).split())
    return "".join(f"\\{char}" if char in "|\\`*_[]<>#~" else char for char in plain)


def main() -> None:
    """Write the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{gallery()}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
