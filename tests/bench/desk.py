"""One student in front of one app, whichever it is: the same forms go to casekit and to the least.

As from the page's script: each answer is sent alone, with its number; the end has all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import time
from typing import Protocol

from tests.bench.generate import QUIZ_LENGTH
from tests.bench.visitor import Reply

WANTED = {"first": 200, "page": 200, "save": 200, "check": 200, "submit": 303}
"""The status of the reply to each kind of request."""


class Asks(Protocol):
    """What asks: through WSGI in this process, or over a connection."""

    def get(self, address: str) -> Reply:
        """The page at an address."""

    def post(self, address: str, fields: Mapping[str, str], *, fetch: bool = False) -> Reply:
        """The reply to a form."""


@dataclass
class Desk:
    """Somebody in front of an attempt.

    Attributes:
        seqs: the numbers of the answers saved, by question; the end sends them once more.
    """

    visitor: Asks
    address: str
    seqs: dict[int, int] = field(default_factory=dict)

    def ask(self, kind: str, number: int = 0) -> Reply:
        """The reply to one request; fails unless it is the one that is measured."""
        if kind in {"first", "page"}:
            reply = self.visitor.get(self.address)
        elif kind == "submit":
            fields = {"action": "submit", **self._every_answer()}
            reply = self.visitor.post(f"{self.address}/submit", fields)
        else:
            reply = self.visitor.post(self.address, self._one_answer(kind, number), fetch=True)
        if reply.status != WANTED[kind]:
            raise AssertionError(f"{kind} {number}: {reply.status} {reply.body[:400]}")
        return reply

    def _one_answer(self, kind: str, number: int) -> dict[str, str]:
        """What the script posts of a question: checking takes another choice than saving did."""
        self.seqs[number] = int(time() * 1000)
        if kind == "check":
            return {"action": f"check:{number}", **answer_fields(number, "2", self.seqs[number])}
        return {"action": "save", **answer_fields(number, pick(number), self.seqs[number])}

    def _every_answer(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        for number in range(QUIZ_LENGTH):
            fields |= answer_fields(number, pick(number), self.seqs.get(number))
        return fields


def answer_fields(number: int, position: str, seq: int | None = None) -> dict[str, str]:
    """The fields of one question: the choice at a position, and the number of the answer."""
    return {f"s{number}-choice": position, f"n{number}": str(seq or int(time() * 1000))}


def pick(number: int) -> str:
    """The position that is chosen at a question; not the one that is checked."""
    return ("1", "3", "4")[number % 3]
