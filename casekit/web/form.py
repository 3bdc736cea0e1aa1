"""The one form of an attempt, read into slots; it carries what all questions were answered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict

from casekit.delivery import Posted, Seqs
from casekit.domain.item import ImpossibleResponseError

_FIELD = re.compile(r"^s(0|[1-9]\d{0,2})-([a-z][a-z0-9-]{0,63})$", re.ASCII)
_ACTION = re.compile(r"^(?P<verb>[a-z]{1,20})(?::(?P<number>0|[1-9]\d{0,2}))?$", re.ASCII)
_SEQ = re.compile(r"^n(0|[1-9]\d{0,2})$", re.ASCII)
_OWN_FIELDS = frozenset({"csrf_token", "action", "via"})
_MAX_DIGITS = 16


@dataclass(frozen=True)
class Action:
    """The button that was pressed: `save`, `check:3`.

    Attributes:
        number: the slot, from 0; None for a button of the whole form.
    """

    verb: str
    number: int | None = None


@dataclass(frozen=True)
class Answers:
    """What the form says, by slot number.

    Attributes:
        slots: the fields of each slot; one of which nothing was posted is left out.
        seqs: when its answer was given, as a script numbers them; none without one.
    """

    slots: Posted
    seqs: Seqs


def read_answers(form: MultiDict[str, str]) -> Answers:
    """What was posted for each slot.

    Raises:
        ImpossibleResponseError: a field that our form does not have.
    """
    slots: dict[int, dict[str, list[str]]] = {}
    seqs: dict[int, int] = {}
    for name, values in form.lists():
        if name in _OWN_FIELDS:
            continue
        if found := _SEQ.match(name):
            seqs[int(found[1])] = _read_seq(values)
        elif found := _FIELD.match(name):
            slots.setdefault(int(found[1]), {})[found[2]] = values
        else:
            raise ImpossibleResponseError("a field that the form does not have")
    return Answers(slots, seqs)


def _read_seq(values: list[str]) -> int:
    text = values[0]
    if len(values) > 1 or not (text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS):
        raise ImpossibleResponseError("not a number of an answer")
    return int(text)


def read_action(form: MultiDict[str, str], known: Iterable[str]) -> Action:
    """The button pressed; a form sent without one (Enter in a field) means the first known verb.

    Raises:
        ImpossibleResponseError: several buttons, or one that our form does not have.
    """
    verbs = list(known)
    pressed = form.getlist("action")
    if not pressed:
        return Action(verbs[0])
    found = _ACTION.match(pressed[0])
    if len(pressed) > 1 or found is None or found["verb"] not in verbs:
        raise ImpossibleResponseError("a button that the form does not have")
    number = found["number"]
    return Action(found["verb"], None if number is None else int(number))


def is_script() -> bool:
    """Whether a script of ours asks, which wants a part of a page, or plain data, or nothing."""
    header = request.headers.get("X-Requested-With")
    return header == "fetch" or request.form.get("via") == "beacon"  # a beacon has no headers
