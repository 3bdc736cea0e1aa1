"""The app factory: one app for one set of settings, no state in the process but caches."""

import secrets
from contextlib import suppress
from datetime import timedelta
from types import TracebackType
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect
from jinja2 import TemplateError
from werkzeug.middleware.proxy_fix import ProxyFix

from casekit.store import open_store
from casekit.text.i18n import LANGUAGES, gettext, set_language, use_language
from casekit.web import (
    account,
    attempt,
    cards,
    course,
    coverage,
    decks,
    desk,
    guide,
    handouts,
    marking,
    person,
    quiz,
    report,
    teach_results,
    teach_sections,
)
from casekit.web.errors import add_error_pages
from casekit.web.headers import add_headers
from casekit.web.live import Courses, LiveCourse
from casekit.web.login import prepare_login
from casekit.web.rendering import prepare_templates
from casekit.web.settings import Settings
from casekit.web.site import Site, enter_course, this_bank, this_site

MAX_FORM_BYTES = 1_000_000
SESSION_DAYS = 180
_YEAR_S = 365 * 24 * 3600
_DAY_S = 24 * 3600


AREAS = (
    *(course, quiz, attempt, cards, report, person, account),
    *(desk, coverage, decks, handouts, teach_sections, teach_results, marking, guide),
)
"""The modules whose pages the app has."""


class CasekitApp(Flask):
    """A Flask app with our log lines and our static files' lifetime."""

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        """Logs a bug with the number that the person is shown."""
        g.error_id = secrets.token_hex(4)
        self.logger.error(
            "error %s at %s %s", g.error_id, request.method, request.path, exc_info=exc_info
        )

    def get_send_file_max_age(self, filename: str | None) -> int:
        """How long browsers keep a static file, in seconds: a year when its address dates it."""
        return _YEAR_S if "v" in request.args else _DAY_S


class _Sessions(SecureCookieSessionInterface):
    """Signed cookies that go over https only wherever the request came over https."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def create_app(settings: Settings) -> Flask:
    """The app of a workspace, ready to serve.

    Raises:
        StoreError: the database cannot be used as it is.
        ValueError: the settings' database has no file, or `base_url` no host.
    """
    app = CasekitApp("casekit.web", template_folder=None)
    _configure(app, settings)
    app.extensions["casekit"] = Site(
        settings=settings,
        store=open_store(settings.database_url),
        courses=Courses(LiveCourse(settings.workspace, watch=settings.watch)),
    )
    prepare_templates(app, settings.workspace, watch=settings.watch)
    app.before_request(_enter)  # before the token is checked, so that a refusal has a language
    app.url_defaults(_name_course)
    CSRFProtect(app)
    prepare_login(app)
    add_headers(app)
    add_error_pages(app)
    for area in AREAS:
        app.register_blueprint(area.bp)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops
        )
    return app


def warm_up(app: Flask) -> None:
    """Compiles the templates and reads the catalogue, so that no student waits for it.

    Done before a server forks, each worker has it from its first request on. A template that does
    not compile is left to the page that needs it.
    """
    for name in app.jinja_env.list_templates(extensions=["html"]):
        with suppress(TemplateError):
            app.jinja_env.get_template(name)
    for language in LANGUAGES:
        with use_language(language):
            gettext("Start")


def _configure(app: Flask, settings: Settings) -> None:
    app.session_interface = _Sessions()
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        PERMANENT_SESSION_LIFETIME=timedelta(days=SESSION_DAYS),
        SESSION_COOKIE_NAME="casekit",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        # A token lives as long as its session: a page left open over lunch must still save.
        WTF_CSRF_TIME_LIMIT=None,
        # Some browsers send no Referer for privacy's sake; the token and SameSite suffice.
        WTF_CSRF_SSL_STRICT=False,
    )
    if settings.base_url:
        host = urlsplit(settings.base_url).hostname
        if host is None:
            raise ValueError(f"base_url has no host: {settings.base_url}")
        # The machine itself may always ask: health checks, a look past the proxy.
        app.config["TRUSTED_HOSTS"] = [host, "localhost", "127.0.0.1"]


def _enter() -> None:
    """Fixes the request's language and content before anything else looks at it."""
    if request.endpoint == "static":  # the same for everybody: the session is left alone
        return
    if "\0" in request.path:  # no id has it, and PostgreSQL refuses to look for it
        abort(404)
    wanted = person.find_page_language()
    # A language first: a refusal below must be readable.
    set_language(wanted or _first_language())
    course_id = (request.view_args or {}).pop("course", None)
    if course_id is not None:
        enter_course(course_id)
        set_language(wanted or this_bank().language)


def _first_language() -> str:
    banks = (course.content.bank for course in this_site().courses)
    return next((bank.language for bank in banks if bank is not None), "en")


def _name_course(endpoint: str, values: dict[str, object]) -> None:
    """Addresses within a course name that course."""
    if "course_id" in g and current_app.url_map.is_endpoint_expecting(endpoint, "course"):
        values.setdefault("course", g.course_id)
