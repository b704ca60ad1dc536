"""The routes of the search page, and what is done about errors: a page that says what is wrong, never a trace."""

import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from streams.errors import ElasticsearchUnavailable, NotInitialised
from streams.search import Reader
from streams.settings import Settings
from streams.web.article import article_page
from streams.web.figures import Figures
from streams.web.guard import HEALTH, Guard, host_name
from streams.web.limits import Failures, Rate
from streams.web.live import live_json, live_page
from streams.web.login import Asked, Login
from streams.web.rendering import STATIC, Renderer
from streams.web.searching import search_page
from streams.web.speaker import speaker_page

RETRY_SECONDS: Final = 5
"""After so long a browser or a program may ask again when Elasticsearch was away."""

TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
LOCAL: Final = frozenset({"127.0.0.1", "::1", "localhost"})

Page = Callable[[Request], Response]


def create_app(settings: Settings) -> ASGIApp:
    """The whole application, guarded; it connects to Elasticsearch at the first request.

    Raises:
        BadInput: what is set as the login cannot be one.
    """
    renderer = Renderer()
    reader = Reader(settings)
    figures = Figures(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            reader.close()
            figures.close()

    # Not coroutines: Starlette runs them in threads, as the Reader waits for Elasticsearch.
    def search(request: Request) -> Response:
        return search_page(renderer, reader, request.query_params)

    def article(request: Request) -> Response:
        return article_page(renderer, reader, request.path_params["article_id"])

    def speaker(request: Request) -> Response:
        return speaker_page(renderer, reader, request.query_params)

    def live(_request: Request) -> Response:
        return live_page(renderer, figures)

    def live_figures(_request: Request) -> Response:
        try:
            return live_json(figures)
        except (ElasticsearchUnavailable, NotInitialised) as error:
            return JSONResponse({"problem": str(error)}, 503, {"retry-after": str(RETRY_SECONDS)})

    def unavailable(_request: Request, error: Exception) -> Response:
        return renderer.page(
            "error.html",
            status=503,
            headers={"retry-after": str(RETRY_SECONDS)},
            heading="Nothing can be searched right now",
            problem=str(error),
            section="",
        )

    def refused(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
        heading = "There is no such page" if error.status_code == 404 else error.detail
        return renderer.page("error.html", status=error.status_code, heading=heading, problem="", section="")

    def failed(_request: Request, _error: Exception) -> Response:
        # Starlette raises it again after the answer, and Uvicorn logs it.
        problem = "The fault is ours; the log of `quotewire web` has the reason."
        return renderer.page("error.html", status=500, heading="This page failed", problem=problem, section="")

    app = Starlette(
        routes=[
            Route("/", search),
            Route("/article/{article_id:path}", article),
            Route("/speaker", speaker),
            Route("/live", live),
            Route("/live.json", live_figures),
            Route(HEALTH, _health),
            Route("/static/{name}", _static_files()),
        ],
        exception_handlers={
            ElasticsearchUnavailable: unavailable,
            NotInitialised: unavailable,
            HTTPException: refused,
            Exception: failed,
        },
        lifespan=lifespan,
    )
    asked = Asked(settings)
    return Guard(
        app,
        allowed_hosts(settings),
        Rate(settings.web_requests_per_minute),
        Login(asked, Failures()),
        kept=asked() is None,
    )


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """Names and addresses the page answers to: this machine's own, the one it listens on, those of the settings."""
    named = {host_name(name) for name in settings.web_allowed_hosts.split(",") if name.strip()}
    return LOCAL | named | {settings.web_host.lower()}


def _health(_request: Request) -> Response:
    return PlainTextResponse("alive\n")


def _static_files() -> Page:
    """Serves the files in static/, read once: nothing else can be reached."""
    files = {path.name: (path.read_bytes(), TYPES[path.suffix]) for path in STATIC.iterdir() if path.suffix in TYPES}

    def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in files:
            raise HTTPException(404)
        content, media_type = files[name]
        # Addresses in our pages carry a version (rendering.asset).
        return Response(content, media_type=media_type, headers={"cache-control": "max-age=31536000, immutable"})

    return static
