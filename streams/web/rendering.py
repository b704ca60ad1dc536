"""Templates, and what they may call. Everything is escaped; texts of articles are made harmless and isolated too."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from streams.search import pieces
from streams.web.text import direction, harmless, language_name, language_tag

FOLDER: Final = Path(__file__).parent
STATIC: Final = FOLDER / "static"

_ISOLATED: Final = Markup("<bdi>{}</bdi>")
_FOUND: Final = Markup("<mark>{}</mark>")


class Renderer:
    """Makes pages from templates."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "shown": shown,
            "harmless": harmless,
            "highlighted": highlighted,
            "day": day,
            "number": number,
            "counted": counted,
            "language_name": language_name,
            "lang": language_tag,
            "dir": direction,
        }
        self._environment.globals |= {
            "link": link,
            "article_path": article_path,
            "web_address": web_address,
            "asset": asset,
        }

    def page(
        self, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any
    ) -> HTMLResponse:
        """A whole page."""
        text = self._environment.get_template(template).render(**context)
        return HTMLResponse(text, status, headers)


def shown(text: object) -> Markup:
    """A name, a title, an outlet within a line of the page's own: harmless, and its direction kept to itself."""
    return _ISOLATED.format(harmless(str(text)))


def highlighted(piece: str) -> Markup:
    """A piece of a text with what was searched for marked; for an element with a direction of its own."""
    parts = [
        _FOUND.format(harmless(part)) if found else escape(harmless(part)) for part, found in pieces(piece) if part
    ]
    return Markup("").join(parts)


def day(moment: object) -> str:
    """The date of an ISO 8601 time in UTC: `9 Sep 2026`; nothing where there is none."""
    try:
        parsed = datetime.fromisoformat(str(moment))
    except ValueError:
        return ""
    parsed = parsed.astimezone(UTC) if parsed.tzinfo else parsed
    return f"{parsed.day} {parsed:%b} {parsed.year}"


def number(value: float) -> str:
    """A whole number with thin spaces between thousands, as no language takes it for a decimal sign."""
    return f"{value:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 article`, `2 articles`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def link(path: str, **parameters: object) -> str:
    """An address on this page; empty parameters are left out."""
    given = {name: str(value) for name, value in parameters.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(given, quote_via=quote)}" if given else path


def article_path(article_id: str) -> str:
    """Where an article is shown; an id may hold any character."""
    return f"/article/{quote(article_id, safe='')}"


def web_address(url: object) -> str | None:
    """The address if it is one to follow (http, https); None for `javascript:` and the like."""
    text = str(url or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    plain = text.isprintable() and not any(char.isspace() for char in text)
    return text if plain and parts.scheme in ("http", "https") and parts.hostname else None


_versions: dict[str, str] = {}


def asset(name: str) -> str:
    """The address of a file in static/, with a version, so that browsers may keep it."""
    if name not in _versions:
        _versions[name] = sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={_versions[name]}"
