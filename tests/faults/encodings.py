"""What is done to the bytes of a message: flipped, cut, spliced, packed, in another encoding, or no JSON at all."""

import gzip
import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from tests.faults.values import FIELDS, WRONG

LARGE: Final = 0.1
"""Share of large messages that are megabytes long."""


def _bits(rng: random.Random, value: bytes) -> bytes:
    changed = bytearray(value)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _spliced(rng: random.Random, value: bytes) -> bytes:
    """A slice taken out, doubled, moved or replaced."""
    start, end = sorted(rng.randrange(len(value) + 1) for _ in range(2))
    piece = value[start:end]
    other = rng.choice(
        (b"", piece * 2, piece[::-1], b"\x00" * 5, rng.randbytes(8), b'"', b"{", b"]", b",", b"\\", b":")
    )
    return value[:start] + other + value[end:]


def _tokens(rng: random.Random, value: bytes) -> bytes:
    """JSON's own signs and words in wrong places."""
    signs = (b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"null", b"true", b"NaN", b"Infinity", b"-Infinity", b"-",
             b"1e999", b"-1e999", b"0" * 30, b"1" * 5_000, b"\\u0000", b"\\ud800", b"\\udc00\\ud800", b"\\x", b"\\u12",
             b"/*a*/", b"//a\n", b"'", b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80",
             b"\xe2\x80")  # fmt: skip
    for _ in range(rng.randrange(1, 4)):
        place = rng.randrange(len(value) + 1)
        value = value[:place] + rng.choice(signs) + value[place + rng.randrange(3) :]
    return value


def _raw_number(rng: random.Random, value: bytes) -> bytes:
    number = rng.choice((b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e400", b"9" * 400, b"9" * 5_000,
    b"0." + b"9" * 5_000,
                         b"1E+2", b"-0", b"01", b"+1", b".5", b"5.", b"0x10", b"1_000", b"1e-400",
                         b"1" + b"0" * 19))  # fmt: skip
    name = rng.choice((*FIELDS, "score")).encode()
    return b'{"%s": %s, %s' % (name, number, value[1:])


def _duplicate(rng: random.Random, value: bytes) -> bytes:
    """A name twice: the later one holds, in every JSON reader along the way."""
    name = rng.choice(FIELDS).encode()
    first = json.dumps(rng.choice(tuple(v for v in WRONG if not isinstance(v, float)))).encode()
    if rng.random() < 0.5:
        return b'{"%s": %s, %s' % (name, first, value[1:])
    return value[:-1] + b', "%s": %s}' % (name, first)


def _deep(rng: random.Random, value: bytes) -> bytes:
    depth = rng.choice((10, 99, 100, 101, 1_023, 1_024, 1_025, 20_000, 200_000))
    opening, closing = rng.choice(((b"[", b"]"), (b'{"a":', b"}")))
    tree = opening * depth + rng.choice((b"1", b"", b'"\\ud800"')) + closing * rng.choice((depth, depth, depth - 1, 0))
    return rng.choice((tree, b'{"wire": %s, %s' % (tree, value[1:]), value[:-1] + b', "extra": %s}' % tree))


def _bomb(rng: random.Random, value: bytes) -> bytes:
    """What unpacks to hundreds of times its size, as it is: nobody is to unpack it."""
    content = value + b"\0" * 3_000_000
    kind = rng.randrange(4)
    if kind == 0:
        return gzip.compress(content, mtime=0)
    if kind == 1:
        return zlib.compress(content)
    if kind == 2:
        return gzip.compress(value, mtime=0)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("article.json", (2026, 9, 1, 0, 0, 0)), content)
    return packed.getvalue()


def _other_encoding(rng: random.Random, value: bytes) -> bytes:
    text = value.decode(errors="replace")
    encoding = rng.choice(
        ("utf-16", "utf-16-le", "utf-32", "utf-7", "latin-1", "cp1252", "utf-8-sig", "shift-jis", "cp037")
    )
    return text.encode(encoding, "replace")


def _several(rng: random.Random, value: bytes) -> bytes:
    return rng.choice((value * 2, value + b"\n" + value, b"[" + value + b"]", value + b"\x00", b" \n" + value + b"\t ",
                       b")]}',\n" + value, b"callback(" + value + b")",
                       json.dumps(value.decode(errors="replace")).encode()))  # fmt: skip


def _large(rng: random.Random, value: bytes) -> bytes:
    if rng.random() > LARGE:
        return value[:-1] + b', "wire": "%s"}' % (b"b" * 30_000)
    size = rng.choice((1_000_000, 4_000_000, 8 * 1024 * 1024 - len(value) - 12, 8 * 1024 * 1024 - len(value) - 11))
    return value[:-1] + b', "wire": "%s"}' % (b"b" * size)


def _no_json(rng: random.Random, value: bytes) -> bytes:
    return rng.choice((b"", b" ", b"\x00", b"null", b"true", b"0", b'""', b"[]", b"{}", b"{", b'"', b"<xml/>",
    b"\xef\xbb\xbf", b"-",
                       b"%PDF-1.4", b"\x89PNG\r\n\x1a\n", rng.randbytes(rng.choice((1, 10, 1_000)))))  # fmt: skip


BYTES: Final[dict[str, Callable[[random.Random, bytes], bytes]]] = {
    "bits": _bits,
    "truncated": lambda rng, value: value[: rng.randrange(len(value))],
    "spliced": _spliced,
    "tokens": _tokens,
    "raw number": _raw_number,
    "duplicate": _duplicate,
    "deep": _deep,
    "bomb": _bomb,
    "other encoding": _other_encoding,
    "several": _several,
    "large": _large,
    "no JSON": _no_json,
}
