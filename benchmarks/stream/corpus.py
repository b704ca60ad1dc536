"""Articles of real length in several languages, made by recombining the paragraphs of the samples.

The samples have some seven hundred words of a language, and real news has ever new ones; how fast a text is cut into
words and its words are looked up hangs on that. So words that the samples have once are varied: half of one and half of
another, the same throughout an article, some forms often and most of them seldom. Of 33,000 German words 78 % have been
seen before then (98 % without; of real articles, as many words, 63 %), of 68,000 English ones 87 % (real 76 %).

The samples were written to show quotations, and have 6.6 of them in 1,000 characters; annotated real news has 1.3
(German) and 3.5 (English). So nine in ten paragraphs lose their quotation marks: 4.1 are left, most of them indirect.
"""

import hashlib
import json
import math
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

SAMPLES: Final = Path(__file__).parents[2] / "samples"

MEDIAN_CHARACTERS: Final = 2_500
"""Of a news article; half of them are longer."""

SIGMA: Final = 0.5
"""Lengths are log-normal: a tenth is below 1,300 characters, a tenth above 4,700."""

SHORTEST, LONGEST = 400, 12_000

SHARES: Final = {
    "de": 40, "en": 35, "es": 5, "fr": 5, "it": 3, "nl": 2, "pl": 2, "pt": 2, "ru": 2,
    "sv": 1, "tr": 1, "zh": 1, "ja": 1,
}  # fmt: skip
"""Percent of the articles, of a newsroom that reads German and English first."""

DENSE: Final = {"zh": 0.35, "ja": 0.5}
"""Characters that an article of these needs, for one of other scripts."""

SHORTEST_PARAGRAPH: Final = 80
"""Characters; what is shorter in the samples are titles and lines of boilerplate."""

WITH_ASIDE: Final = 0.5

UNQUOTED: Final = 0.9
"""Share of the paragraphs without their quotation marks."""

VARIED: Final = 0.3
"""Exponent of the Pareto distribution of the form that a word has in an article: a fifth of them stay as they are."""
FORMS: Final = 1_000
"""Most forms of a word."""

FIRST_DAY: Final = datetime(2026, 11, 1, tzinfo=UTC)
DAYS: Final = 25

LATE: Final = 0.05
"""Share of articles that are up to two months older than the others: they go into other indices."""

_SEED: Final = 20_261_101


@cache
def _paragraphs() -> dict[str, tuple[str, ...]]:
    """The paragraphs of the samples, by language."""
    texts: dict[str, list[str]] = {code: [] for code in SHARES}
    with (SAMPLES / "articles.jsonl").open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            code = _language(article)
            if code in texts:
                texts[code].append(article["text"])
    for path in sorted((SAMPLES / "text").glob("*.txt")):
        texts[path.name[:2]].append(path.read_text(encoding="utf-8"))
    return {code: tuple(dict.fromkeys(p for text in all_of for p in _split(text))) for code, all_of in texts.items()}


def _language(article: dict[str, Any]) -> str:
    """The language of a sample; where it has no hint, as the detector sees it."""
    from processors.language import detect_language

    hint = article.get("language") or detect_language(article["text"]).code
    return str(hint).partition("-")[0]


def _split(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def articles(count: int) -> list[dict[str, Any]]:
    """Raw articles, no two with the same text; the first n of a longer list are those of a shorter one.

    Args:
        count: how many.
    """
    while len(_made) < count:
        _made.append(next(_making))
    return _made[:count]


def _all() -> Iterator[dict[str, Any]]:
    chance = random.Random(_SEED)
    seen: set[bytes] = set()
    number = 0
    while True:
        article = _article(chance, number)
        key = hashlib.sha256(article["text"].encode()).digest()
        if key not in seen:
            seen.add(key)
            yield article
            number += 1


_making: Final = _all()
_made: Final[list[dict[str, Any]]] = []
"""What was asked for so far, to be asked for again."""


def _article(chance: random.Random, number: int) -> dict[str, Any]:
    (code,) = chance.choices(list(SHARES), list(SHARES.values()))
    length = min(max(MEDIAN_CHARACTERS * math.exp(chance.gauss(0, SIGMA)), SHORTEST), LONGEST) * DENSE.get(code, 1.0)
    sources = _paragraphs()[code]
    shortest = SHORTEST_PARAGRAPH * DENSE.get(code, 1.0)
    paragraphs = _recombined(chance, [text for text in sources if len(text) >= shortest], length)
    # Titles, "read more", copyright and tag lines: an article has at most one of them.
    asides = [text for text in sources if len(text) < shortest]
    if chance.random() < WITH_ASIDE:
        paragraphs.insert(chance.randint(0, len(paragraphs)), chance.choice(asides))
    paragraphs = [_MARKS.sub("", text) if chance.random() < UNQUOTED else text for text in paragraphs]
    text = _varied(chance, code, "\n\n".join(paragraphs))
    days = chance.uniform(-60, 0) if chance.random() < LATE else chance.uniform(0, DAYS)
    outlet = f"outlet-{chance.randrange(40)}"
    return {
        "id": f"bench-{number:06}",
        "source": outlet,
        "url": f"https://{outlet}.example.org/{number}",
        "title": f"{chance.choice(asides)} ({number})",
        "text": text,
        "published_at": (FIRST_DAY + timedelta(days=days)).isoformat(timespec="seconds"),
        "authors": [f"Author {chance.randrange(200)}"],
        "tags": ["benchmark", code],
    }


def _recombined(chance: random.Random, paragraphs: list[str], length: float) -> list[str]:
    """Paragraphs in random order, of about so many characters together; none comes again before all have come."""
    chosen: list[str] = []
    characters = 0
    while True:
        for paragraph in chance.sample(paragraphs, len(paragraphs)):
            # Half a paragraph too long is as good as half a one too short: the median stays where it is.
            if chosen and characters + len(paragraph) / 2 > length:
                return chosen
            chosen.append(paragraph)
            characters += len(paragraph) + 2


_MARKS: Final = re.compile('["„“”«»‹›「」『』]')
_WORD: Final = re.compile(r"(?<![&\w])[^\W\d_]{5,}")


@cache
def _rare(code: str) -> tuple[str, ...]:
    """The words that only one paragraph has: most names, and what it is about; none where words have no spaces."""
    if code in DENSE:
        return ()
    counts = Counter(word for paragraph in _paragraphs()[code] for word in dict.fromkeys(_WORD.findall(paragraph)))
    return tuple(word for word, count in counts.items() if count == 1)


@cache
def _known_rare(code: str) -> frozenset[str]:
    return frozenset(_rare(code))


def _varied(chance: random.Random, code: str, text: str) -> str:
    """The text with its rare words in forms of this article."""
    rare, forms = _known_rare(code), dict[str, str]()

    def form(match: re.Match[str]) -> str:
        word = match.group()
        if word in rare and word not in forms:
            number = min(int(chance.paretovariate(VARIED)) - 1, FORMS)
            forms[word] = _form(code, word, number) if number else word
        return forms.get(word, word)

    return _WORD.sub(form, text)


def _form(code: str, word: str, number: int) -> str:
    others = _rare(code)
    other = others[zlib.crc32(f"{word} {number}".encode()) % len(others)]
    return word[: len(word) // 2] + other[len(other) // 2 :]
