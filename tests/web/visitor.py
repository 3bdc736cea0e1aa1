"""A person with a browser that keeps cookies and fills in forms, without script."""

import re
from dataclasses import dataclass, field
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casekit.store import Store
from casekit.web import make_instructor_address
from casekit.web.live import LiveCourse
from casekit.web.site import Site

HOME = "/c/demo/"
QUIZ = "/c/demo/quizzes/cas/lecture"
CASE = "/c/demo/cases/cas"
DESK = "/c/demo/teach/"
FETCH = {"X-Requested-With": "fetch"}

_NO_BREAK = re.compile("[\u00a0\u202f]")
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Visitor:
    """One person before one app; every post carries the token, as the pages' forms do."""

    app: Flask
    client: FlaskClient = field(init=False)
    token: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        self.client = self.app.test_client()
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = self.language

    def get(self, address: str, **options: object) -> TestResponse:
        return self.client.get(address, buffered=True, **options)

    def post(self, address: str, *, script: bool = False, **fields: str) -> TestResponse:
        """Posts a form; a name like `s0_choice` stands for the field `s0-choice`."""
        data = {name.replace("_", "-"): value for name, value in fields.items()}
        return self.send(address, data, script=script)

    def send(
        self, address: str, data: dict[str, str | list[str]], *, script: bool = False
    ) -> TestResponse:
        if not self.token:
            self.token = find_token(self.get("/help/nothing"))
        fields = {**data, "csrf_token": self.token}
        headers = FETCH if script else {}
        return self.client.post(address, data=fields, headers=headers, buffered=True)

    def start(self, quiz: str = QUIZ) -> str:
        """Starts the quiz; returns the attempt's address."""
        begun = self.post(quiz)
        assert begun.status_code == 303
        return str(begun.location)

    def sign_in(self) -> TestResponse:
        address = make_instructor_address(self.app, "")
        self.token = find_token(self.get(address))
        reply = self.send(address, {})
        self.token = ""
        return reply


def find_token(page: TestResponse) -> str:
    found = _TOKEN.search(page.text)
    assert found is not None
    return unescape(found[1])


def live(app: Flask) -> LiveCourse:
    site: Site = app.extensions["casekit"]
    return next(iter(site.courses))


def store_of(app: Flask) -> Store:
    site: Site = app.extensions["casekit"]
    return site.store


def position_of(page: str, number: int, choice: str) -> str:
    """The value to post for a choice that the page shows at a question."""
    pattern = rf'name="s{number}-choice" value="(\d+)"(?:(?!value=).)*?>[^<]*{re.escape(choice)}'
    found = re.search(pattern, _NO_BREAK.sub(" ", page), re.DOTALL)
    assert found is not None, choice
    return found[1]


def words(page: TestResponse | str) -> str:
    """What a page says, without its tags; every white space, no-break ones too, is one space."""
    html = page if isinstance(page, str) else page.text
    text = re.sub(r"<(script|style|template)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text))).strip()
