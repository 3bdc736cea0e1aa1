"""A visitor of a WSGI app who keeps cookies, and knows what the app alone has cost."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from time import process_time
from typing import Any

from werkzeug.test import EnvironBuilder

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass
class Reply:
    """What came back.

    Attributes:
        cpu_s: CPU time of the app from the call to the last byte, the client's own left out.
    """

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""
    cpu_s: float = 0.0

    def header(self, name: str) -> str:
        """The value of a header, empty without it."""
        return next((value for key, value in self.headers if key.lower() == name), "")


class Visitor:
    """One browser: its cookies, and the CSRF token of the page that it saw last."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.cookies: SimpleCookie = SimpleCookie()
        self.token = ""

    def get(self, address: str) -> Reply:
        """The page at an address."""
        reply = self._call(EnvironBuilder(address, headers=self._headers()))
        if found := _TOKEN.search(reply.body):
            self.token = found[1]
        return reply

    def post(self, address: str, fields: Mapping[str, str], *, fetch: bool = False) -> Reply:
        """The reply to a form, as a page or as a script posts it."""
        headers = self._headers() | ({"X-Requested-With": "fetch"} if fetch else {})
        data = {"csrf_token": self.token, **fields}
        return self._call(EnvironBuilder(address, method="POST", data=data, headers=headers))

    def _headers(self) -> dict[str, str]:
        pairs = (f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        return {"Cookie": "; ".join(pairs), "Accept-Language": "fr"}

    def _call(self, builder: EnvironBuilder) -> Reply:
        environ, reply = builder.get_environ(), Reply()

        def start_response(status: str, headers: list[tuple[str, str]], _info: Any = None) -> None:
            reply.status, reply.headers = int(status.split()[0]), headers

        start = process_time()
        chunks: Iterable[bytes] = self.app(environ, start_response)
        body = b"".join(chunks)
        if close := getattr(chunks, "close", None):
            close()
        reply.cpu_s = process_time() - start
        reply.body = body.decode()
        for name, value in reply.headers:
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        return reply
