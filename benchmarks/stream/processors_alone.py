"""Row j: language detection and quotations alone, one core, CPU time."""

import gc
import time
from typing import Any, Final

from benchmarks.language import ARTICLE_CHARACTERS, SPEED_BAR
from benchmarks.quotes import find_entities
from benchmarks.stream.context import Context
from benchmarks.stream.row import Row
from processors.entity_models.store import ModelStore
from processors.language import detect_language
from processors.quotes import find_quotations
from processors.sections import find_sections

QUOTES_BAR: Final = 1.0
"""Megabytes of text a second and core, on top of the entities."""
SHARE_BAR: Final = 0.10
"""Of the time that entities and quotations take together."""

MOST: Final = 500
"""Articles of a round."""


def rows(context: Context) -> list[Row]:
    articles: list[dict[str, Any]] = [
        {"text": raw["text"], "lang": raw["tags"][1]} for raw in context.articles(min(context.count, MOST))
    ]
    texts = [article["text"][:ARTICLE_CHARACTERS] for article in articles if len(article["text"]) >= ARTICLE_CHARACTERS]
    store = ModelStore()
    sections = [find_sections(article["text"]) for article in articles]
    entities = find_entities(store, articles, sections)
    gc.collect()
    gc.freeze()  # as in the NLP processes
    size = sum(len(article["text"].encode()) for article in articles) / 1e6
    languages: list[float] = []
    quotations: list[float] = []
    shares: list[float] = []
    for number in range(context.rounds + 1):
        start = time.process_time()
        for text in texts:
            detect_language(text)
        detected = time.process_time() - start
        start = time.process_time()
        find_entities(store, articles, sections)
        named = time.process_time() - start
        start = time.process_time()
        for article, names, parts in zip(articles, entities, sections, strict=True):
            find_quotations(article["text"], article["lang"], names, parts)
        quoted = time.process_time() - start
        if number:  # the first round fills caches
            languages.append(len(texts) / detected)
            quotations.append(size / quoted)
            shares.append(quoted / (quoted + named))
        which = f"round {number}" if number else "warm-up"
        context.tell(f"{which}: {len(texts) / detected:,.0f} articles/s, {size / quoted:.2f} MB/s")
    gc.unfreeze()
    return [
        Row(
            "j", f"language detection alone, texts of {ARTICLE_CHARACTERS:,} characters", tuple(languages), None,
            "articles/s", SPEED_BAR,
        ),
        Row("j", "quotations alone, on top of the entities", tuple(quotations), None, "MB/s", QUOTES_BAR),
        Row(
            "j", "quotations' share of the time of entities and quotations", tuple(shares), None, "", SHARE_BAR,
            at_least=False, note="quality, and speed on annotated articles: make bench-language, make bench-quotes",
        ),
    ]  # fmt: skip
