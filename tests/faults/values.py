"""Wrong, odd and extreme values in the fields of an article, and trees that are none of its fields."""

import random
from collections.abc import Callable
from typing import Any, Final

Json = dict[str, Any]

Mutation = Callable[[random.Random, Json], None]
"""Changes an article in place."""

FIELDS: Final = (
    "id", "url", "title", "lead", "text", "source", "authors", "published_at", "updated_at", "language", "tags",
    "extra",
    "schema_version",
)  # fmt: skip

DATES: Final = (
    "0000-00-00", "0000-01-01T00:00:00Z", "0001-01-01", "0001-01-01T00:30:00+01:00", "1650-03-01", "1582-10-10",
    "1899-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59Z", "2199-12-31T23:59:59Z", "9999-12-31T23:30:00-01:00",
    "9999-12-31T23:59:59.999Z", "99999-01-01", "99999-01-01T00:00:00Z", "-0044-03-15", "+002026-09-01T00:00:00Z",
    "2026-02-30", "2026-13-01", "2024-W05-3", "2024-366", "2026-09-01T24:00:00Z", "2026-09-01T23:59:60Z",
    "2026-09-01T08:30:00+25:00", "2026-09-01T08:30:00+23:59:59.999999", "2026-09-01 08:30", "20260901T083000Z",
    "01/02/2026", "1.9.2026", "Tue, 01 Sep 2026 08:30:00 +0200", "Tue, 31 Feb 2026 08:30:00 GMT",
    "Tue, 01 Sep 99999 08:30:00 +0000", "Tue, 01 Sep 2026 08:30:00 +9999", "1 Sep 26 25:61:61 EST", "Sep 1", ":::: ,,",
    "2026-09-01T08:30:00Zulu", "٢٠٢٦-٠٩-٠١", "२०२६-०९-०१", "1790000000", "1790000000000", "²⁰²⁶", "۱۷۹۰۰۰۰۰۰۰",
    "soon", "null", "\ud800", "2026-09-01\x00", "", " ", "a" * 20_000, "1" * 5_000, "0x7fffffff", "1e10",
    0, -1, 1, 2026, 20260901, 99_999_999, 100_000_000, 1_790_000_000, 1_790_000_000_000, 1_790_000_000_000_000,
    253_402_300_799, 253_402_300_800, 253_402_300_799_999, 253_402_300_800_000, 2**31, 2**53, 2**63 - 1, 2**63,
    2**64 - 1, 2**64, -(2**63), 10**30, 1.5, 1.79e9, 1e300, -1e300, 1e-300, float("nan"), float("inf"), float("-inf"),
    True, False, None, [], {}, ["2026-09-01"], {"date": "2026-09-01"},
)  # fmt: skip

NUMBERS: Final = (
    0, -0.0, -1, 2**31, 2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, 2**64, -(2**63), -(2**63) - 1, 10**40, 10**4_000, 1e308,
    -1e308, 5e-324, 0.1 + 0.2, 1e16, 1e22, float("nan"), float("inf"), float("-inf"), 3.141592653589793,
)  # fmt: skip

WRONG: Final = (
    None, True, False, 0, 1.5, -1, 2**70, "", " ", "\n\t", "\u3000", "\u200b", "x", [], [[]], [None], ["a", 1], [""],
    {}, {"a": 1},
    {"": ""}, {"$ref": "#"}, "null", "\x00", "\ud800", "\udc00\ud800", "\ufeff", "\ufffe", "\U0010ffff", "a\x00b",
    "../../etc/passwd", "'; DROP TABLE articles; --", "<script>alert(1)</script>", "%00%ff", "{{7*7}}", "\x1b[2J",
)  # fmt: skip

IDENTIFIERS: Final = (
    "x" * 512, "x" * 513, "ä" * 256, "ä" * 257, "🚢" * 128, "🚢" * 9_000, "x" * 10_000, "x" * 10_001, "x" * 100_000,
    "#", "#0",
    "a#1", ":", "a:b:c", "_doc", ".", "..", "*", "a,b", "a b", " leading", "trailing ", "\u00a0nbsp\u00a0", "\x00",
    "\x01", "\x1f",
    "\x7f", "\u2028", "\u202eabc", "\ud83d", "a\ud83db", "\ufeffbom", "\uffff", "é", "e\u0301", "İ", "ß", "ﬁ", "\\",
    '"', "/",
    "?", "%2F", "0", "00", 0, -1, 17, 2**63 - 1, 2**64 - 1, 2**64, 1.0, 1e3, True, False, None, [], ["a"], {"a": 1}, "",
    " ", "\u200b", "\u3000", "null", "None", "true", "{}", "[]", "-" * 600, "\\u0000", "urn:uuid:0",
    "http://a.example/b?c=d#e",
)  # fmt: skip

URLS: Final = (
    "http://", "http://[", "http://]", "http://[::1", "http://[::1]:99999/", "http://a:b:c/", "http://a:port/", "//",
    "///",
    "http:///x", "://", ":", "?", "#", "?#", "http://a.example/%", "http://a.example/%ff%00%c3%28",
    "http://a.example/?%",
    "http://a.example/?a=%zz&&&=&;=;", "http://a.example/?" + "a=1&" * 2_000, "http://a.example/" + "../" * 2_000,
    "http://" + "a." * 4_000 + "example/", "http://" + "ü" * 300 + ".example/", "http://xn--\u00fc.example/",
    "http://xn--a.example/", "http://" + "x" * 64 + ".example/", "http://\ud800.example/", "http://a.example/\ud800",
    "http://a.example/\x00", "http://a.example/\n\t\r ", "http://ａ.example/", "http://℀.example/",
    "http://a℀b@c.example/",
    "http://a.example:０/", "http://a.example:-1/", "http://user:pass@a.example/", "http://..", "http://.",
    "http://a..b/",
    "javascript:alert(1)", "data:text/html,%3Ch1%3E", "mailto:a@b", "file:///etc/passwd", "HTTP://A.EXAMPLE/B",
    "http://a.example/é", "http://a.example/%C3%A9", "http://a.example/e\u0301", "http://[v1.a]/",
    "http://[::ffff:1.2.3.4%25eth0]/",
    "http://1.2.3.4.5/", "http://0x7f.1/", "ftp://a.example;type=a", "http://a.example;p?q;r#s;t", "a" * 10_000,
    "\\\\a\\b",
    "http://a.example\\@b.example/", "http://a.example/?q=\u202e", "http://a.example/#" + "%" * 1_000, "", " ",
    "http", None, 5, [],
)  # fmt: skip


def _put(values: tuple[Any, ...], *fields: str) -> Mutation:
    def mutate(rng: random.Random, article: Json) -> None:
        article[rng.choice(fields)] = rng.choice(values)

    return mutate


def _no_id(values: tuple[Any, ...], field: str) -> Mutation:
    """A value of the field that decides who an article is where it has no id."""

    def mutate(rng: random.Random, article: Json) -> None:
        article.pop("id", None)
        article[field] = rng.choice(values)
        article["tags"] = [str(rng.random())]

    return mutate


def _random_url(rng: random.Random, article: Json) -> None:
    article.pop("id", None)
    alphabet = ":/?#[]@%&=;.,-_~!$'()*+ \\\t\n0129afAFxX\u00fc\u2100\uff0f\u3002\ud800\x00"
    article["url"] = rng.choice(("http://", "https:", "", "//")) + "".join(rng.choices(alphabet, k=rng.randrange(40)))


def _random_date(rng: random.Random, article: Json) -> None:
    alphabet = "0123456789-:+.TZ ,/WSepTueGMT()\u0663\u00b2"
    written = rng.choice(("2026-09-01T08:30:00+02:00", "Tue, 01 Sep 2026 08:30:00 +0200", "1790000000", "2026-W36-2"))
    characters = list(written)
    for _ in range(rng.randrange(1, 5)):
        place = rng.randrange(len(characters))
        characters[place : place + rng.randrange(3)] = rng.choices(alphabet, k=rng.randrange(3))
        characters = characters or ["0"]
    article[rng.choice(("published_at", "updated_at"))] = "".join(characters)


def _swapped(rng: random.Random, article: Json) -> None:
    first, second = rng.sample(FIELDS, 2)
    article[first], article[second] = article.get(second), article.get(first)


def _dropped(rng: random.Random, article: Json) -> None:
    for name in rng.sample(list(article), rng.randrange(len(article))):
        del article[name]


def _long_field(rng: random.Random, article: Json) -> None:
    length = rng.choice((2_047, 2_048, 2_049, 8_191, 9_999, 10_000, 10_001, 33_000))
    sign = rng.choice(("a", "ä", "🚢", "a ", "\n", "„", "\u0301", "\x00", "&amp;", "<b>", "\u202e", "9"))
    text = (sign * length)[:length]
    name = rng.choice(("title", "lead", "source", "authors", "tags", "language", "url"))
    article[name] = [text] * rng.choice((1, 3)) if name in ("authors", "tags") else text


def _long_list(rng: random.Random, article: Json) -> None:
    name, count = rng.choice(("authors", "tags")), rng.choice((999, 1_000, 1_001, 20_000))
    article[name] = [rng.choice(("a", "", " ", "ä" * 10, str(rng.random())))] * count


VALUES: Final[dict[str, Mutation]] = {
    "dates": _put(DATES, "published_at", "updated_at"),
    "both dates": lambda rng, article: article.update(published_at=rng.choice(DATES), updated_at=rng.choice(DATES)),
    "random date": _random_date,
    "wrong types": _put(WRONG, *FIELDS),
    "numbers": _put(NUMBERS, *FIELDS, "score"),
    "ids": _put(IDENTIFIERS, "id"),
    "ids with source": lambda rng, article: article.update(id=rng.choice(IDENTIFIERS), source=rng.choice(IDENTIFIERS)),
    "urls": _no_id(URLS, "url"),
    "random url": _random_url,
    "hints": _put(("de", "DEU", "de-AT", "../../de", "xx", "\ud800", "de\x00", "und", "mixed", "", 5, "ⅾe", "İ"),
    "language"),
    "swapped": _swapped,
    "dropped": _dropped,
    "long field": _long_field,
    "long list": _long_list,
}  # fmt: skip


def _nested(rng: random.Random, depth: int) -> Any:
    value: Any = rng.choice(NUMBERS + WRONG)
    for _ in range(depth):
        value = [value] if rng.random() < 0.5 else {rng.choice(("a", "", "a.b", "$", "\x00", "\ud800")): value}
    return value


def _random_tree(rng: random.Random, depth: int = 4) -> Any:
    kind = rng.random()
    if depth == 0 or kind < 0.4:
        return rng.choice(NUMBERS + WRONG + DATES)
    if kind < 0.7:
        return [_random_tree(rng, depth - 1) for _ in range(rng.randrange(5))]
    return {str(rng.choice(WRONG + FIELDS)): _random_tree(rng, depth - 1) for _ in range(rng.randrange(5))}


def _any_field(rng: random.Random, article: Json) -> None:
    article[rng.choice((*FIELDS, "wire", "extra"))] = _random_tree(rng)


def _deep_field(rng: random.Random, article: Json) -> None:
    article[rng.choice((*FIELDS, "wire"))] = _nested(rng, rng.choice((1, 50, 97, 98, 99, 100, 101, 300, 900)))


def _many_fields(rng: random.Random, article: Json) -> None:
    signs = rng.choice(("a", "\x00", "\ud800", ".", "", " ", "extra_"))
    article.update({f"{signs}{position}": position for position in range(rng.choice((10, 2_000)))})


def _odd_names(rng: random.Random, article: Json) -> None:
    for _ in range(rng.randrange(1, 8)):
        article[rng.choice(("", " ", ".", "a..b", "_id", "_source", "article_id", "version", "quotes", "raw", "body",
                            "TEXT", "text ", "te\x00xt", "\ud800", "\udfff", "__class__", "extra_", "model_config",
                            "x" * 3_000, "language.code"))] = rng.choice(WRONG + NUMBERS)  # fmt: skip


def _extra(rng: random.Random, article: Json) -> None:
    name = rng.choice(("wire", "\ufffd", "\x00", "\ud800", ""))
    article["extra"] = {name: rng.choice(NUMBERS + WRONG), "wire_": 1}
    article[name] = rng.choice(NUMBERS + WRONG)


def _twice(rng: random.Random, article: Json) -> None:
    """Fields that are in `extra` too, and under every name that could be found for them."""
    count = rng.choice((1, 50, 3_000))
    article.update({str(number): 0 for number in range(count)})
    article["extra"] = {str(number): 1 for number in range(count)} | {
        "0" + "_" * length: 2 for length in range(count // 10)
    }


TREES: Final[dict[str, Mutation]] = {
    "any field": _any_field,
    "deep field": _deep_field,
    "many fields": _many_fields,
    "odd names": _odd_names,
    "extra": _extra,
    "twice": _twice,
}
