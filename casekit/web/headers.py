"""The headers of every response: what the browser may do, and what it may keep."""

from flask import Flask, Response, request

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
_PRIVATE_BLUEPRINTS = frozenset({"attempt", "desk", "downloads", "person", "quiz"})


def add_headers(app: Flask) -> None:
    """Sets the headers on whatever the app answers, errors and files included."""

    @app.after_request
    def set_headers(response: Response) -> Response:
        response.headers.extend(FIXED_HEADERS)
        if request.blueprint in _PRIVATE_BLUEPRINTS:
            # What one student answers must not stay in a browser that another one uses next.
            response.headers["Cache-Control"] = "no-store"
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-cache"
        return response
