"""Which language a text is in: pycld2 on its beginning, py3langid where that is unsure or the text is short.

The steps, in order:

1. clean a bounded sample: HTML entities resolved, control characters, lone surrogates, addresses and handles away;
2. fewer than two different letters: `und`;
3. a text of some length: pycld2 over windows spread across all of it; `mixed` if a second language holds a fifth and
   py3langid, asked about each language's stretches alone, agrees; else the first language is accepted if pycld2 is
   reliable and finds at least 90 % of it there, or in the first 1,000 characters, or 60 % if the text is longer;
4. a short text, or one without a sure answer: both detectors weighed together, with the script and the words and
   letters that tell close languages apart;
5. the publisher's hint where the outcome is unsure; `und` where it stays under 0.5.

Sources: pycld2 is Google's Compact Language Detector 2 (<https://github.com/CLD2Owners/cld2>), py3langid a fork of
langid.py (Lui and Baldwin 2012, <https://aclanthology.org/P12-3005/>).
"""

import html
import re
from collections import Counter
from functools import cache
from importlib.metadata import version

import pycld2
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from processors.language_codes import (
    CLOSE_GROUPS,
    DENSE_SCRIPTS,
    INDISTINCT,
    MIXED,
    NEWS_LANGUAGES,
    NO_LANGUAGE,
    SAME_TO_DETECTORS,
    SCRIPT_LANGUAGE,
    UNDETERMINED,
    language_code,
)
from processors.scripts import script_of
from schemas.annotations import Language, LanguageCandidate

HEAD_CHARACTERS = 1_000
"""Code points of the beginning that decide where the whole gives no sure answer."""

IDENTIFIER_CHARACTERS = 400
"""Code points py3langid sees: it walks them in Python, and more does not change its answer."""

SHORT_CHARACTERS = 200
"""Below this pycld2's `reliable` is wrong often enough (one headline in forty) that py3langid is always asked too, and
a text is never `mixed`: in a headline, foreign names look like a second language."""

WINDOWS, WINDOW_CHARACTERS = 6, 300
"""Stretches spread over the whole text, in number and code points, in which a second language would show."""

MIXED_SUSPECTED, MIXED_SHARE = 0.08, 0.2
MIXED_LETTERS = 60
"""Fewest signs of either language's stretches, together, that py3langid is asked to confirm."""
MIXED_CONFIDENCE = 0.6

LANGUAGE_VERSION = f"pycld2 {pycld2.__version__}, py3langid {version('py3langid')}"
"""What detects languages here, as `processing` in an enriched article names it."""

ACCEPTED_SHARE = 0.9
"""pycld2's share from which a language needs no second opinion."""

MAIN_SHARE = 0.6
"""The same for a long text that is not mixed after all, such as a German article with a long English quotation; its
beginning alone may be the quotation."""

UNDETERMINED_BELOW = 0.5
MAX_CANDIDATES = 5
CANDIDATE_CONFIDENCE = 0.01

CLD2_FLOOR = 0.1
"""What pycld2 leaves a language it does not name: it is right in 19 of 20 headlines, so a tenth forgives a mistake."""

TELLTALE_ODDS, MAX_TELLTALES = 2.0, 6
"""Each distinctive word or letter doubles a language's odds against its close relatives, six times at most."""

HINT_UNSURE_BELOW, HINT_ODDS = 0.9, 9.0
"""Where the best language has less confidence than this, the hint counts as a witness who is right nine times in
ten. Never above: many feeds carry one fixed language tag for everything."""

HINT_ALONE = 0.5
"""Confidence of a language for which only the hint speaks."""

_SPACE = re.compile(r"\s+")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
# The 32 noncharacters beyond U+FFFF are left to the handlers of pycld2.error: in here they make the search 15 times
# slower, and no text has them.
_UNSPEAKABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff-\uffff]"
)
_ADDRESS = re.compile(r"(?:\b[a-z]{2,8}://|\bwww\.)\S{1,2000}|\S{1,100}@[\w.-]+|[@#]\w+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")

Shares = dict[str, float]

KNOWN_LANGUAGES = frozenset(code for _, name in pycld2.LANGUAGES if (code := language_code(name))) | NEWS_LANGUAGES
"""Every code that detection may give, besides `und` and `mixed`; a hint outside it is ignored."""


def known_language(tag: str | None) -> str | None:
    """The code of a publisher's language tag (`de-AT`, `deu`), None if it is missing or names no known language."""
    code = language_code(tag)
    return code if code in KNOWN_LANGUAGES else None


def detect_language(text: str, hint: str | None = None) -> Language:
    """The language of a text; never raises, whatever the text holds.

    Args:
        text: any string; a bounded sample of it is read (its beginning, and six windows of 300 code points).
        hint: the language its publisher names (`de`, `deu`, `de-AT`), used only where detection is unsure.

    Returns:
        The language with its confidence (0 to 1) and up to five candidates, best first. `mixed` has its languages as
        candidates, their confidence being their share of the text; `und` is given where nothing reaches 0.5, and,
        whatever the hint, for a text without letters or of one letter repeated.
    """
    letter = _FIRST_LETTER.search(text)
    if letter is None:
        return Language(code=UNDETERMINED, confidence=0.0)
    start = max(0, letter.start() - 1)  # with the sign before it, which may make it a handle or a hashtag
    # Entities and addresses shrink when cleaned, hence the margin before the cut.
    head = _cleaned(text[start : start + 2 * HEAD_CHARACTERS])[:HEAD_CHARACTERS]
    spread = head
    if len(text) - start > HEAD_CHARACTERS:
        spread = _cleaned(_windows(text, start))
        if len(_SPACE.sub("", head)) < SHORT_CHARACTERS:
            head = spread[:HEAD_CHARACTERS]  # the text begins with a very long address or a desert of white space
    if _too_uniform(head) and _too_uniform(spread):
        return Language(code=UNDETERMINED, confidence=0.0)
    scores = None
    if len(spread) >= SHORT_CHARACTERS:
        reliable, shares = _cld2_details(spread)
        if _may_be_mixed(shares) and (parts := _two_languages(_cleaned(_windows(text, start, 4 * WINDOWS)))):
            return _language(MIXED, sum(parts.values()), parts)
        scores = (
            _accepted(reliable, shares, ACCEPTED_SHARE)
            or _accepted(*_cld2_details(head), ACCEPTED_SHARE, only=_first(shares))
            or (_accepted(reliable, shares, MAIN_SHARE) if spread is not head else None)
        )
    return _decided(scores or _from_both(head), known_language(hint))


def _windows(text: str, start: int, windows: int = WINDOWS) -> str:
    """Equal stretches spread over `text[start:]`, or all of it where that is no more."""
    length = len(text) - start
    if length <= windows * WINDOW_CHARACTERS:
        return text[start:]
    step = (length - WINDOW_CHARACTERS) // (windows - 1)
    return "\n".join(text[at : at + WINDOW_CHARACTERS] for at in range(start, start + windows * step, step))


def _cleaned(sample: str) -> str:
    """A sample as the detectors can take it; pycld2 raises on control characters and lone surrogates."""
    if "&" in sample:
        sample = html.unescape(sample)
    if _UNSPEAKABLE.search(sample):
        sample = _UNSPEAKABLE.sub(_replacement, sample)
    if "@" in sample or "#" in sample or "://" in sample or "www." in sample:
        sample = _ADDRESS.sub(" ", sample)
    return sample


def _replacement(match: re.Match[str]) -> str:
    """C1 controls are nearly always Windows-1252 in the wrong decoder: \\x92 was an apostrophe."""
    character = match[0]
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", errors="ignore") or " "
    return " "


def _too_uniform(sample: str) -> bool:
    """Whether the sample has fewer than two different letters, so that it can be in no language."""
    return all(len(set(filter(str.isalpha, part.lower()))) < 2 for part in (sample[:64], sample))


def _cld2_details(sample: str) -> tuple[bool, Shares]:
    """pycld2's verdict: whether it is reliable, and the share of the sample by language, 0 to 1."""
    try:
        reliable, _, details = pycld2.detect(sample.encode("utf-8", "ignore"), isPlainText=True)
    except pycld2.error:  # a character class pycld2 refuses and the cleaning does not know: no evidence
        return False, {}
    shares: Shares = {}
    for _, name, percent, _ in details:
        code = language_code(name)
        if code and percent:
            shares[code] = shares.get(code, 0.0) + percent / 100
    return reliable, shares


def _first(scores: Shares) -> str | None:
    return max(scores, key=lambda code: scores[code], default=None)


def _accepted(reliable: bool, shares: Shares, least: float, only: str | None = None) -> Shares | None:
    """pycld2's shares if they are reliable and the first (which must be `only`, if given) has at least `least`."""
    first = _first(shares)
    if not reliable or first is None or only not in (None, first) or shares[first] < least:
        return None
    return shares


def _from_both(head: str) -> Shares:
    """Both detectors' evidence multiplied, then what script and telltale words add; sums to 1."""
    if by_script := _by_script(head):
        return by_script
    reliable, shares = _cld2_details(head)
    scores = {
        code: probability * (CLD2_FLOOR + shares.get(code, 0.0))
        for code, probability in _identified(head[:IDENTIFIER_CHARACTERS]).items()
    }
    for code, share in shares.items():
        if code not in scores and reliable:  # a language py3langid does not know, such as Maori or Yiddish
            scores[code] = CLD2_FLOOR * share
    return _normalised(_with_telltales(scores, head))


def _normalised(scores: Shares) -> Shares:
    total = sum(scores.values())
    return {code: score / total for code, score in scores.items()} if total > 0 else {}


@cache
def _identifier() -> LanguageIdentifier:
    """The py3langid model, loaded once (half a second) at first use.

    Two threads that meet here may both load it; one of the two equal models is dropped. It is only read afterwards.
    """
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(NEWS_LANGUAGES & set(identifier.labels))
    return identifier


def _identified(sample: str) -> Shares:
    """py3langid's probabilities of the languages it finds at all likely."""
    found: Shares = {}
    for name, probability in _identifier().rank(sample)[:12]:
        code = language_code(name)
        if code:
            found[code] = found.get(code, 0.0) + float(probability)
    return found


def _by_script(head: str) -> Shares | None:
    """The language, where most letters are of a script that one language alone uses."""
    if head.isascii():
        return None
    counts: Counter[str] = Counter(map(script_of, head[:IDENTIFIER_CHARACTERS]))
    del counts[""]
    weights: Counter[str] = Counter()
    for script, count in counts.items():
        weights[SCRIPT_LANGUAGE.get(script, "")] += count * (2 if script in DENSE_SCRIPTS else 1)
    if weights["ja"]:
        weights["ja"] += weights.pop("zh", 0)
    code, weight = max(weights.items(), key=lambda item: item[1], default=("", 0))
    share = weight / max(1, weights.total())
    if not code or share <= UNDETERMINED_BELOW:
        return None
    if code == "zh" and len(head) < SHORT_CHARACTERS:  # Japanese headlines may do without kana
        return {"zh": 0.8 * share, "ja": 0.2 * share}
    return {code: share}


def _with_telltales(scores: Shares, head: str) -> Shares:
    """Scores after counting the words and letters that tell the best language from its close relatives."""
    best = _first(scores)
    group = next((group for group in CLOSE_GROUPS if best in group), None)
    if group is None:
        return scores
    lowered = head[:IDENTIFIER_CHARACTERS].lower()
    words, letters = Counter(_WORD.findall(lowered)), Counter(lowered)
    hits = {
        code: sum(words[word] for word in telltales.words) + sum(letters[letter] for letter in telltales.letters)
        for code, telltales in group.items()
    }
    most = max(hits.values())
    return {
        code: score / TELLTALE_ODDS ** min(MAX_TELLTALES, most - hits.get(code, most)) for code, score in scores.items()
    }


def _may_be_mixed(shares: Shares) -> bool:
    """Whether pycld2 names a second language that is worth a closer look.

    It counts bytes, of which a Tamil or Chinese character has three, hence a limit far below a fifth.
    """
    return sum(share >= MIXED_SUSPECTED for share in shares.values()) >= 2


def _two_languages(spread: str) -> Shares | None:
    """The shares of the languages of a text that has two, else None.

    pycld2's shares alone are noise below a third (it takes lists of names for another language), so each language's
    stretches are put together and py3langid must recognise both.
    """
    encoded = spread.encode("utf-8", "ignore")
    try:
        *_, vectors = pycld2.detect(encoded, isPlainText=True, returnVectors=True)
    except pycld2.error:
        return None
    stretches: dict[str, list[str]] = {}
    for start, length, _, name in vectors:
        code = language_code(name)
        if code:
            stretches.setdefault(code, []).append(encoded[start : start + length].decode("utf-8", "ignore"))
    letters = {code: _weight("".join(pieces)) for code, pieces in stretches.items()}
    total = sum(letters.values())
    parts = {
        code: letters[code] / total
        for code, pieces in stretches.items()
        if letters[code] >= max(MIXED_LETTERS, MIXED_SHARE * total) and _confirmed(code, " ".join(pieces))
    }
    if len(parts) < 2 or any(parts.keys() <= group for group in INDISTINCT):
        return None
    return parts


def _weight(stretch: str) -> int:
    """How much text a stretch is, so that Chinese may be compared with English: signs without white space, dense
    scripts counted twice."""
    return sum(2 if script_of(character) in DENSE_SCRIPTS else 1 for character in stretch if not character.isspace())


def _confirmed(code: str, stretch: str) -> bool:
    """Whether py3langid recognises a language in the stretches pycld2 gave to it."""
    relatives: frozenset[str] = next((group for group in INDISTINCT if code in group), frozenset({code}))
    found = _by_script(stretch) or _identified(stretch[:IDENTIFIER_CHARACTERS])
    return sum(found.get(relative, 0.0) for relative in relatives) >= MIXED_CONFIDENCE


def _decided(scores: Shares, hint: str | None) -> Language:
    """The verdict from the languages' scores and the publisher's hint."""
    scores = {code: score for code, score in scores.items() if code not in NO_LANGUAGE}
    best = _first(scores)
    if hint and best != hint:
        if best in SAME_TO_DETECTORS and hint in SAME_TO_DETECTORS:
            scores[best], scores[hint] = scores.get(hint, 0.0), scores[best]
        elif hint in scores and scores[best or hint] < HINT_UNSURE_BELOW:
            scores = _normalised(scores | {hint: scores[hint] * HINT_ODDS})
        best = _first(scores)
    confidence = _confidence(best, scores)
    if hint and confidence < UNDETERMINED_BELOW:
        best, confidence = hint, HINT_ALONE
        scores[hint] = max(HINT_ALONE, scores.get(hint, 0.0))
    return _language(best if best and confidence >= UNDETERMINED_BELOW else UNDETERMINED, confidence, scores, best)


def _confidence(best: str | None, scores: Shares) -> float:
    """The best language's score, with those of the languages that detectors cannot tell from it."""
    if best is None:
        return 0.0
    return sum(scores.get(code, 0.0) for code in (SAME_TO_DETECTORS if best in SAME_TO_DETECTORS else (best,)))


def _language(code: str, confidence: float, scores: Shares, first: str | None = None) -> Language:
    ranked = sorted(scores.items(), key=lambda item: (item[0] != first, -item[1], item[0]))
    candidates = [
        LanguageCandidate(code=name, confidence=round(min(1.0, score), 4))
        for name, score in ranked[:MAX_CANDIDATES]
        if score >= CANDIDATE_CONFIDENCE
    ]
    return Language(code=code, confidence=round(min(1.0, confidence), 4), candidates=candidates)
