"""What every page of one app shares, and what one request has found out about itself."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, cast

from flask import current_app, g, session
from werkzeug.exceptions import NotFound

from casekit.delivery import AttemptRef, SignedOutError
from casekit.domain.bank import Bank
from casekit.store import Store
from casekit.web.live import Content, Courses, LiveCourse
from casekit.web.settings import Settings

_ATTEMPT_ID = re.compile(r"^[\w-]{1,64}$", re.ASCII)


@dataclass(frozen=True)
class Site:
    """What one app serves and where it keeps what happens."""

    settings: Settings
    store: Store
    courses: Courses


class NotReadyError(Exception):
    """The course has no content without errors, and never had; its author must mend the files."""

    def __init__(self, content: Content) -> None:
        super().__init__("no good content")
        self.content = content


def this_site() -> Site:
    """The site of the current app."""
    return cast(Site, current_app.extensions["casekit"])


def this_content() -> Content:
    """The content of the course that the request's address names: one and the same throughout."""
    return cast(Content, g.content)


def this_bank() -> Bank:
    """The bank of the course that the request's address names."""
    bank = this_content().bank
    if bank is None:  # `enter_course` has refused the request
        raise LookupError("the request has no course")
    return bank


def enter_course(course_id: str) -> None:
    """Fixes the content that this request is answered from.

    Raises:
        NotFound: there is no such course.
        NotReadyError: there may be one, but its files have never been good.
    """
    course = this_site().courses.find(course_id)
    if course is None:
        refuse_unready()
        raise NotFound
    g.live, g.content = course, course.content
    g.course_id = course_id


def refuse_unready() -> None:
    """Raises `NotReadyError` when a workspace has no content at all to serve."""
    for course in this_site().courses:
        if course.content.bank is None:
            raise NotReadyError(course.content)


def this_live() -> LiveCourse:
    """The course that the request's address names, as it lives."""
    return cast(LiveCourse, g.live)


class KnownPerson(NamedTuple):
    """Who the signed session says it is; whether it still holds is the database's to say."""

    person_id: str
    epoch: int


def read_session() -> KnownPerson | None:
    """What the session says, None for a visitor."""
    person, _, epoch = str(session.get("_user_id", "")).rpartition(".")
    return KnownPerson(person, int(epoch)) if person and epoch.isdecimal() else None


def own_attempt(attempt_id: str) -> AttemptRef:
    """The attempt of an address, as this person's.

    Raises:
        NotFound: no attempt has such an id.
        SignedOutError: nobody is signed in.
    """
    if not _ATTEMPT_ID.match(attempt_id):
        raise NotFound
    known = read_session()
    if known is None:
        raise SignedOutError("a visitor")
    return AttemptRef(this_bank().course.id, attempt_id, known.person_id, known.epoch)


def person_id() -> str | None:
    """Who makes this request, as the session says; None for a visitor."""
    known = read_session()
    return known.person_id if known else None


def seems_instructor() -> bool:
    """Whether the session was an instructor's when it began: enough to show a link, no more."""
    return session.get("role") == "instructor"


def now() -> datetime:
    """The time of the server's clock, the only one that counts."""
    return datetime.now(UTC)
