"""Sessions: who is signed in on this browser, as the database knows them now."""

from typing import cast

from flask import Flask, Response, abort, session
from flask_login import LoginManager, UserMixin, current_user, login_user

from casekit.delivery import find_person
from casekit.store import Person
from casekit.web.site import read_session, this_site


class SignedIn(UserMixin):  # type: ignore[misc]
    """A person with a session; one that was ended elsewhere is nobody's."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def get_id(self) -> str:
        """What the signed cookie keeps: the person and the epoch of their sessions."""
        return f"{self.person.person_id}.{self.person.session_epoch}"


class _Login(LoginManager):  # type: ignore[misc]
    def _update_remember_cookie(self, response: Response) -> Response:
        """Nothing: there is no such cookie, and static files must not depend on the session."""
        return response


def prepare_login(app: Flask) -> None:
    """Lets the app know who is signed in."""
    login = _Login()
    # An address or a browser may change under a student in the middle of a quiz.
    login.session_protection = None
    login.user_loader(_load)
    login.init_app(app)


def begin_session(person: Person, *, stay: bool = True) -> None:
    """Begins a new session; nothing of the one before is left but the language.

    Args:
        person: who has just proved to be them.
        stay: whether it outlives the browser.
    """
    language = person.language or session.get("language")
    session.clear()
    session.permanent = stay
    login_user(SignedIn(person))
    session["role"] = person.role
    if language is not None:
        session["language"] = language


def begin_guest_session(guest: Person) -> None:
    """Goes on with the visitor's session: a guest proves nothing, and open pages still post."""
    session.permanent = True
    login_user(SignedIn(guest))
    session["role"] = guest.role


def end_session() -> None:
    """Ends the session; the language stays."""
    language = session.get("language")
    session.clear()
    if language is not None:
        session["language"] = language


def current_person() -> Person | None:
    """Who is signed in, as the database knows them now; None for a visitor."""
    user = current_user._get_current_object()
    return cast(SignedIn, user).person if user.is_authenticated else None


def current_account() -> Person | None:
    """Who is signed in with an account; None for a visitor, and for a guest, who may get one."""
    person = current_person()
    return None if person is None or person.role == "guest" else person


def require_account() -> Person:
    """Who is signed in with an account; anybody else is answered with 404."""
    return current_account() or abort(404)


def require_instructor() -> None:
    """Lets instructors pass, as the database knows them now; to others the page does not exist."""
    person = current_person()
    if person is None or person.role != "instructor":
        abort(404)


def _load(_user_id: str) -> SignedIn | None:
    known = read_session()
    person = find_person(this_site().store, known.person_id) if known else None
    if known is None or person is None or person.session_epoch != known.epoch:
        return None
    return SignedIn(person)
