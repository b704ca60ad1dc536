"""Writes what is found in the sample articles: quotations of twelve languages into docs/quotes.md, names of all
languages into docs/models.md.

    PYTHONPATH=. python docs/gallery.py

What stands between the two marks is replaced; tests keep it as the processors find it.
"""

import html
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel import Locale

from processors.chain import Annotated, Chain
from schemas import Entity, EntityLabel, Quote, RawArticle
from streams.sources import Article, read_articles

ROOT = Path(__file__).resolve().parents[1]
QUOTES_PAGE, NAMES_PAGE = ROOT / "docs" / "quotes.md", ROOT / "docs" / "models.md"
BEGIN, END = "<!-- gallery -->\n", "<!-- /gallery -->\n"

LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "sv": "Swedish",
    "pl": "Polish", "ru": "Russian", "tr": "Turkish", "ar": "Arabic", "ja": "Japanese", "zh": "Chinese",
}  # fmt: skip
LONGEST = 110
"""Characters of a quotation that are shown."""


@cache
def annotated_samples() -> list[tuple[RawArticle, Annotated]]:
    """The sample articles with what is found in them."""
    articles = [record.raw for record in read_articles([str(ROOT / "samples")]) if isinstance(record, Article)]
    return list(zip(articles, Chain().annotate(articles), strict=True))


def gallery() -> str:
    """The quotations as Markdown."""
    shown: dict[str, tuple[str, Annotated]] = {}
    for article, annotated in annotated_samples():
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


def names_gallery() -> str:
    """The names as Markdown: of each language the article with the most."""
    shown: dict[str, tuple[str, Annotated]] = {}
    for article, annotated in annotated_samples():
        code = annotated.annotations.language.code
        entities = annotated.annotations.entities
        if len(entities) > len(shown[code][1].annotations.entities if code in shown else ()):
            shown[code] = (article.title or article.text, annotated)
    rows = [
        "| article | persons | organisations | places | other names |",
        "|---|---|---|---|---|",
    ]
    for code in sorted(shown, key=_language):
        title, annotated = shown[code]
        found = annotated.annotations.entities
        cells = (_cell(_names(found, label)) for label in ("PER", "ORG", "LOC", "MISC"))
        rows.append(f"| {_language(code)}: {_cell(title[:LONGEST])} | {' | '.join(cells)} |")
    return "\n".join([*rows, ""])


def _language(code: str) -> str:
    return Locale("en").languages.get(code, code)


def _names(entities: list[Entity], label: EntityLabel) -> str:
    """Canonical names, the most salient first, each with its code and how often it is written."""
    found = [entity for entity in entities if entity.label == label]
    counts = Counter(entity.canonical for entity in found)
    names = {entity.canonical: entity for entity in sorted(found, key=lambda entity: -(entity.salience or 0))}
    return "; ".join(
        name + (f" ({entity.id})" if entity.id else "") + (f" ×{counts[name]}" if counts[name] > 1 else "")
        for name, entity in names.items()
    )


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2].rstrip()} … {text[-LONGEST // 3 :].lstrip()}"


def _cell(text: str) -> str:
    plain = " ".join(html.unescape(text).split())
    return "".join(f"\\{char}" if char in "|\\`*_[]<>#~" else char for char in plain)


def main() -> None:
    """Write the pages."""
    for page, made in ((QUOTES_PAGE, gallery()), (NAMES_PAGE, names_gallery())):
        before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        page.write_text(f"{before}{BEGIN}{made}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
