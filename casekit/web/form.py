"""The one form of an attempt, read into slots; it carries what all questions were answered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from casekit.delivery import Posted
from casekit.domain.item import ImpossibleResponseError

_FIELD = re.compile(r"^s(0|[1-9]\d{0,2})-([a-z][a-z0-9-]{0,63})$", re.ASCII)
_ACTION = re.compile(r"^(?P<verb>[a-z]{1,20})(?::(?P<number>0|[1-9]\d{0,2}))?$", re.ASCII)
_OWN_FIELDS = frozenset({"csrf_token", "action"})


@dataclass(frozen=True)
class Action:
    """The button that was pressed: `save`, `check:3`.

    Attributes:
        number: the slot, from 0; None for a button of the whole form.
    """

    verb: str
    number: int | None = None


def read_posted(form: MultiDict[str, str]) -> Posted:
    """What was posted for each slot. A slot of which nothing was posted is left out.

    Raises:
        ImpossibleResponseError: a field that our form does not have.
    """
    slots: dict[int, dict[str, list[str]]] = {}
    for name, values in form.lists():
        if name in _OWN_FIELDS:
            continue
        found = _FIELD.match(name)
        if found is None:
            raise ImpossibleResponseError("a field that the form does not have")
        slots.setdefault(int(found[1]), {})[found[2]] = values
    return slots


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
