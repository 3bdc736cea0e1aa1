"""A server on this machine that nothing of ours may ever call, whatever a text asks for."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from factories import make_workspace

from casekit.content import read_workspace
from casekit.domain.bank import Bank
from casekit.export.anki import write_deck
from casekit.export.errors import RefusedAddressError
from casekit.export.handout import Handout, write_handout
from casekit.text.markdown import render_markdown

NOW = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


@dataclass
class Canary:
    """What the server was asked for, and texts that ask it."""

    address: str
    calls: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [
            f"![plan]({self.address}/image.png)",
            f'<img src="{self.address}/raw.png">',
            f"[lien]({self.address}/page)",
            f'<link rel="stylesheet" href="{self.address}/style.css">',
            f'<iframe src="{self.address}/frame"></iframe>',
        ]


@pytest.fixture
def canary() -> Iterator[Canary]:
    found = Canary("")

    class Note(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.calls.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Note)
    found.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def bank_with(text: str, folder: Path) -> Bank:
    """The small course with this text in its narrative, past the check that would refuse it."""
    bank = read_workspace(make_workspace(folder), cache=False).bank
    assert bank is not None
    case = replace(bank.cases["cas"], narrative=f"{bank.cases['cas'].narrative}\n\n{text}\n")
    return replace(bank, cases={"cas": case})


def test_markdown_calls_nobody(canary: Canary) -> None:
    for text in canary.texts:
        assert "<img" not in render_markdown(text, "fr")
    assert canary.calls == []


@pytest.mark.pdf
def test_a_handout_calls_nobody(canary: Canary, tmp_path: Path) -> None:
    """Seen to fail when WeasyPrint was left its own fetcher and images were passed through."""
    for number, text in enumerate(canary.texts):
        bank = bank_with(text, tmp_path / str(number))
        with suppress(RefusedAddressError):
            write_handout(bank, Handout("cas"), tmp_path / "handout.pdf", exported_at=NOW)
    assert canary.calls == []


def test_a_deck_calls_nobody(canary: Canary, tmp_path: Path) -> None:
    for number, text in enumerate(canary.texts):
        bank = bank_with(text, tmp_path / str(number))
        write_deck(bank, tmp_path / "deck.apkg", exported_at=NOW)
    assert canary.calls == []
