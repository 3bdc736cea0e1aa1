"""The headers of every response: what the browser may do, and what it may keep."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
FIXED_HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_TAUGHT = frozenset({None, "course", "guide"})
"""Areas whose pages are about what is taught; every other one is about somebody."""


def add_headers(app: Flask) -> None:
    """Sets the headers on whatever the app answers, errors and files included."""
    app.wsgi_app = _with_fixed_headers(app.wsgi_app)  # type: ignore[method-assign, assignment]

    @app.after_request
    def set_lifetime(response: Response) -> Response:
        if request.blueprint not in _TAUGHT:
            # What one student answers must not stay in a browser that another one uses next.
            response.headers["Cache-Control"] = "no-store"
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-cache"
        return response


def _with_fixed_headers(app: "WSGIApplication") -> "WSGIApplication":
    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(
            status: str, headers: list[tuple[str, str]], *exc_info: Any
        ) -> Callable[[bytes], object]:
            return start_response(status, [*headers, *FIXED_HEADERS], *exc_info)

        return app(environ, start)

    return answer
