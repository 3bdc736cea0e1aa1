"""Answers posted by a page whose session was lost: kept in the sign-in form, saved after it."""

import re
from contextlib import suppress
from dataclasses import dataclass, field

from flask import request
from werkzeug.datastructures import MultiDict

from casekit.delivery import AttemptRef, DeliveryError, save_answers
from casekit.domain.item import ImpossibleResponseError
from casekit.store import Person
from casekit.web.form import read_answers
from casekit.web.site import now, this_site

_ADDRESS = re.compile(r"^/c/(?P<course>[a-z0-9-]+)/attempts/(?P<attempt>[\w-]{1,64})$", re.ASCII)
_ANSWER = re.compile(r"^s\d{1,3}-[a-z][a-z0-9-]*$", re.ASCII)
_PREFIX = "kept-"


@dataclass(frozen=True)
class Kept:
    """What a form must carry on.

    Attributes:
        address: of the attempt.
        fields: (name, value) of the hidden fields, in order.
    """

    address: str
    fields: list[tuple[str, str]] = field(default_factory=list)


def read_kept() -> Kept | None:
    """What this request brought for an attempt; None when it brought nothing."""
    if request.method != "POST":
        return None
    if (address := request.form.get(f"{_PREFIX}address")) is not None:
        names = [name for name in request.form if name.startswith(f"{_PREFIX}s")]
        fields = [(n, value) for n in names for value in request.form.getlist(n)]
        return Kept(address, fields)
    path = request.path.removesuffix("/submit")
    if not _ADDRESS.match(path):
        return None
    names = [name for name in request.form if _ANSWER.match(name)]
    fields = [(f"{_PREFIX}{n}", value) for n in names for value in request.form.getlist(n)]
    return Kept(request.script_root + path, fields)


def deliver_kept(person: Person) -> str | None:
    """Saves what was kept as the answers of who has signed in now.

    Returns:
        The attempt's address, where the page says what is saved; None when nothing was kept. What
        is another person's attempt, or over, or not of our form, is left.
    """
    kept = read_kept()
    path = kept.address.removeprefix(request.script_root) if kept else ""
    found = _ADDRESS.match(path)
    if kept is None or found is None:
        return None
    pairs = [(name.removeprefix(_PREFIX), value) for name, value in kept.fields]
    ref = AttemptRef(found["course"], found["attempt"], person.person_id, person.session_epoch)
    with suppress(DeliveryError, ImpossibleResponseError):
        save_answers(this_site().store, ref, read_answers(MultiDict(pairs)).slots, now())
    return request.script_root + path
