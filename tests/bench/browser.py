"""A browser over a real connection: it keeps cookies and the token of the page that it saw last."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from time import perf_counter
from urllib.parse import urlencode

from tests.bench.visitor import Reply

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PATIENCE_S = 15.0


class Wire:
    """One connection, opened again when the server has closed it meanwhile."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: HTTPConnection | None = None

    def ask(self, method: str, path: str, body: str, headers: Mapping[str, str]) -> Reply:
        """The reply.

        Raises:
            OSError, HTTPException: none came.
        """
        was_open = self._connection is not None
        try:
            return self._ask(method, path, body, headers)
        except (OSError, HTTPException) as error:
            self.close()
            # As browsers do: a connection that was kept open may have been closed by now.
            if not was_open or not isinstance(error, ConnectionError):
                raise
        try:
            return self._ask(method, path, body, headers)
        except (OSError, HTTPException):
            self.close()
            raise

    def abandon(self, method: str, path: str, body: str, headers: Mapping[str, str]) -> None:
        """Sends, and hangs up without waiting for the reply."""
        with suppress(OSError, HTTPException):
            self._open().request(method, path, body, dict(headers))
        self.close()

    def close(self) -> None:
        """Hangs up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, path: str, body: str, headers: Mapping[str, str]) -> Reply:
        connection = self._open()
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        content = answer.read()
        if answer.will_close:
            self.close()
        return Reply(answer.status, answer.getheaders(), content.decode())

    def _open(self) -> HTTPConnection:
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_S)
        return self._connection


@dataclass
class Browser:
    """What one person has open."""

    wire: Wire
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    took_s: float = 0.0

    def get(self, address: str) -> Reply:
        """The page at an address."""
        reply = self._ask("GET", address, "", self._headers())
        if found := TOKEN.search(reply.body):
            self.token = found[1]
        return reply

    def post(self, address: str, fields: Mapping[str, str], *, fetch: bool = False) -> Reply:
        """The reply to a form, as a page or as a script posts it."""
        return self._ask("POST", address, self._body(fields), self._form_headers(fetch=fetch))

    def abandon(self, address: str, fields: Mapping[str, str], *, fetch: bool = False) -> None:
        """Posts a form, and does not wait for the reply."""
        self.wire.abandon("POST", address, self._body(fields), self._form_headers(fetch=fetch))

    def _ask(self, method: str, address: str, body: str, headers: Mapping[str, str]) -> Reply:
        start = perf_counter()
        reply = self.wire.ask(method, address, body, headers)
        self.took_s = perf_counter() - start
        for name, value in reply.headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return reply

    def _body(self, fields: Mapping[str, str]) -> str:
        return urlencode({"csrf_token": self.token, **fields})

    def _headers(self) -> dict[str, str]:
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Accept-Language": "fr", **({"Cookie": sent} if sent else {})}

    def _form_headers(self, *, fetch: bool) -> dict[str, str]:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._headers() | form | ({"X-Requested-With": "fetch"} if fetch else {})
