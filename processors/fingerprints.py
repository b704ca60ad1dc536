"""Near-duplicate keys: two articles that share one key are most likely copies of each other.

MinHash (Broder 1997, "On the resemblance and containment of documents") over shingles of the body, from the
datasketch library, cut into bands (locality-sensitive hashing; Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", section 3.4). With ROWS values in each of BANDS bands, two texts of Jaccard similarity s share a band with
probability 1 - (1 - s^ROWS)^BANDS: 0.991 at 0.8, 0.14 at 0.5, 0.004 at 0.3.

Keys are the same in every process, on every machine and in every version: shingles are hashed with CRC-32 and fixed
multipliers, never with Python's `hash()`; seed and permutation scheme are named, and a test holds keys from before.
Changing any constant here makes all indexed keys worthless.
"""

import html
import re
import unicodedata
import zlib
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

from schemas.annotations import Section

BANDS, ROWS = 20, 7
SEED = 20
SCHEME = "affine32"

WORDS_PER_SHINGLE = 3
"""One changed word changes three shingles: 25 changes in an article of 400 words still leave two texts at 0.8."""

CHARACTERS_PER_SHINGLE = 5
"""For scripts without spaces, where five characters are about three words."""

MIN_SHINGLES = 8
"""Below this, chance agreements decide; the whole text's hash is the only key."""

MAX_SHINGLES = 4_096
"""Most shingles that enter the MinHash, those with the smallest hashes, which is the same sample in every copy."""

KEY_BYTES = 6
"""48 bits a key: in ten million articles, one in a million is in a wrong group by chance."""

# Thai, Lao, Myanmar, Khmer, Han with its extensions, kana, and their compatibility forms.
_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(rf"[{_WITHOUT_SPACES}]|[^\W{_WITHOUT_SPACES}]+")
_DENSE = re.compile(f"[{_WITHOUT_SPACES}]")

# Well-mixing odd 64-bit constants (golden ratio, xxHash, wyhash); what matters is that they never change.
_MULTIPLIERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F],
    dtype=np.uint64,
)


def near_duplicate_keys(text: str, sections: Sequence[Section] = ()) -> list[str]:
    """Keys of which two articles share at least one if their bodies are nearly the same.

    Case, white space, punctuation and HTML entities make no difference.

    Args:
        text: the article's text; under a second for a million characters.
        sections: its sections; titles, boilerplate and tags are left out, or, where nothing else is there,
            boilerplate and tags only. Without sections the whole text is read.

    Returns:
        BANDS keys `"band number:12 hex digits"`; a single key `"x:12 hex digits"` of the whole for a text with fewer
        than MIN_SHINGLES shingles; none for an empty one.
    """
    body = _body(text, sections)
    if "&" in body:
        body = html.unescape(body)
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", body).casefold())
    shingles = _shingles(tokens)
    if len(shingles) < MIN_SHINGLES:
        whole = " ".join(tokens or body.split())
        return [f"x:{_hex(whole.encode('utf-8', 'surrogatepass'))}"] if whole else []
    values = _minhash(shingles).astype(">u4")
    return [f"{band}:{_hex(values[band * ROWS : (band + 1) * ROWS].tobytes())}" for band in range(BANDS)]


def _body(text: str, sections: Sequence[Section]) -> str:
    for skipped in (("title", "boilerplate", "tag"), ("boilerplate", "tag")):
        parts = [text[section.start : section.end] for section in sections if section.kind not in skipped]
        if parts:
            return "\n".join(parts)
    return "" if sections else text


def _shingles(tokens: list[str]) -> npt.NDArray[np.uint32]:
    """The distinct hashes of the shingles of a text, the smallest MAX_SHINGLES of them, in ascending order."""
    beginning = tokens[:1000]
    dense = sum(map(len, beginning)) < 2 * len(beginning) and sum(map(_is_dense, beginning)) * 2 > len(beginning)
    size = CHARACTERS_PER_SHINGLE if dense else WORDS_PER_SHINGLE
    count = len(tokens) - size + 1
    if count < 1:
        return np.empty(0, dtype=np.uint32)
    by_token = {token: zlib.crc32(token.encode("utf-8", "surrogatepass")) for token in set(tokens)}
    hashes = np.fromiter(map(by_token.__getitem__, tokens), dtype=np.uint64, count=len(tokens))
    # Unsigned 64-bit arithmetic wraps around, which is wanted; the high half is the well-mixed one.
    combined = hashes[:count] * _MULTIPLIERS[0]
    for at in range(1, size):
        combined += hashes[at : at + count] * _MULTIPLIERS[at]
    return np.unique((combined >> np.uint64(32)).astype(np.uint32))[:MAX_SHINGLES]


def _is_dense(token: str) -> bool:
    return _DENSE.match(token) is not None


@cache
def _permutations() -> MinHash:
    """A MinHash without content, whose permutations all others share: making them costs more than using them."""
    return MinHash(num_perm=BANDS * ROWS, seed=SEED, scheme=SCHEME)


def _itself(value: int) -> int:
    return value


def _minhash(shingles: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    sketch = MinHash(
        num_perm=BANDS * ROWS, seed=SEED, scheme=SCHEME, permutations=_permutations().permutations, hashfunc=_itself
    )
    sketch.update_batch(shingles.tolist())
    digest: npt.NDArray[np.uint32] = sketch.hashvalues
    return digest


def _hex(value: bytes) -> str:
    return blake2b(value, digest_size=KEY_BYTES).hexdigest()
