"""How well and how fast languages are detected: `python -m benchmarks.language [--data ../shared/data]`.

Reads `langid/eval.jsonl.gz` below the data folder ({text, lang, kind}; kind is title, sentence, paragraph or
article). Prints, by kind, the share that is right: strictly; with Croatian, Serbian and Bosnian counted as one, which
the bars are for; and with Malay and Indonesian counted as one too, since that set's Malay is largely Indonesian.
Then the languages that are worst, what they are taken for, and the articles per second on one core.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from processors.language import detect_language

BARS = {"title": 96.0, "sentence": 98.5, "paragraph": 99.5}
"""Percent right with Croatian, Serbian and Bosnian counted as one."""

SPEED_BAR = 3_000
"""Articles of ARTICLE_CHARACTERS per second and core, on an idle machine."""

ARTICLE_CHARACTERS = 2_400
ROUNDS = 3

ONE = {"bs": "hr", "sr": "hr"}
ONE_WITH_MALAY = ONE | {"ms": "id"}


@dataclass(frozen=True, slots=True)
class Row:
    """One text of the evaluation set and the language it is in."""

    text: str
    language: str
    kind: str


def load(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Row(row["text"], row["lang"], row["kind"]) for row in map(json.loads, lines)]


def accuracy(pairs: list[tuple[str, str]], same: dict[str, str]) -> float:
    """Percent of (language, detected) pairs that agree, languages in `same` counted as one."""
    right = sum(same.get(language, language) == same.get(found, found) for language, found in pairs)
    return 100 * right / len(pairs)


def joined_articles(rows: list[Row]) -> Iterator[str]:
    """Articles of ARTICLE_CHARACTERS, made by joining the paragraphs of one language."""
    paragraphs: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.kind == "paragraph":
            paragraphs[row.language].append(row.text)
    for texts in paragraphs.values():
        everything = "\n\n".join(texts)
        for start in range(0, len(everything) - ARTICLE_CHARACTERS, ARTICLE_CHARACTERS):
            yield everything[start : start + ARTICLE_CHARACTERS]


def report_accuracy(rows: list[Row]) -> bool:
    detected: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        detected[row.kind].append((row.language, detect_language(row.text).code))
    print("kind        texts   strict   hr=sr=bs    bar          hr=sr=bs, ms=id")
    all_met = True
    for kind, pairs in detected.items():
        merged, bar = accuracy(pairs, ONE), BARS.get(kind)
        met = bar is None or merged >= bar
        all_met &= met
        verdict = "" if bar is None else f"{bar:5.1f} {'met' if met else 'MISSED'}"
        print(
            f"{kind:10} {len(pairs):6}   {accuracy(pairs, {}):6.2f}     {merged:6.2f}  {verdict:13}"
            f"     {accuracy(pairs, ONE_WITH_MALAY):6.2f}"
        )
    for kind, pairs in detected.items():
        wrong = Counter((a, b) for a, b in pairs if ONE.get(a, a) != ONE.get(b, b))
        print(f"\n{kind}: taken for another: {', '.join(f'{a}>{b} {n}' for (a, b), n in wrong.most_common(16)) or '-'}")
        totals, missed = Counter(a for a, _ in pairs), Counter(a for (a, _), n in wrong.items() for _ in range(n))
        shares = sorted((100 - 100 * missed[a] / totals[a], a) for a in missed)[:6]
        print(f"{kind}: worst: {', '.join(f'{code} {share:.1f}' for share, code in shares) or '-'}")
    return all_met


def report_speed(rows: list[Row]) -> bool:
    articles = list(joined_articles(rows))
    best = 0.0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for article in articles:
            detect_language(article)
        best = max(best, len(articles) / (time.perf_counter() - start))
    met = best >= SPEED_BAR
    print(
        f"\n{best:,.0f} articles of {ARTICLE_CHARACTERS:,} characters per second on one core ({len(articles)} articles,"
        f" best of {ROUNDS} rounds); bar {SPEED_BAR:,} {'met' if met else 'MISSED'}"
    )
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("NEWS_DATA", "../shared/data")))
    path = parser.parse_args().data / "langid" / "eval.jsonl.gz"
    if not path.is_file():
        print(f"{path} is missing: name the data folder with --data or in NEWS_DATA", file=sys.stderr)
        return 2
    rows = load(path)
    detect_language("The model is loaded before anything is timed.")
    accurate, fast = report_accuracy(rows), report_speed(rows)
    return 0 if accurate and fast else 1


if __name__ == "__main__":
    sys.exit(main())
