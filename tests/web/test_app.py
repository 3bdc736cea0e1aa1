"""The factory: headers, error pages, limits, proxies, templates of a workspace, settings."""

import logging
import re
import stat
from pathlib import Path

import pytest
from flask import Flask
from web.conftest import MakeApp
from web.visitor import CASE, HOME, QUIZ, Visitor, store_of, words

from casekit.domain.item import ITEM_TYPES
from casekit.store import StoreUnavailableError
from casekit.web import Settings
from casekit.web.settings import read_secret_key
from casekit.wsgi import make_app as make_wsgi_app

ADDRESSES = ["/", HOME, CASE, QUIZ, "/nothing", "/c/demo/teach/", "/static/casekit.css"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_safety_headers(visitor: Visitor, address: str) -> None:
    headers = visitor.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers


def test_no_page_asks_another_server_for_anything(visitor: Visitor) -> None:
    for address in (HOME, CASE, QUIZ, visitor.start()):
        page = visitor.get(address).text
        loaded = re.findall(r'<(?:script|img|link|iframe)[^>]*(?:src|href)="([^"]+)"', page)
        assert all(found.startswith("/") and not found.startswith("//") for found in loaded)
        assert not re.search(r"<script(?![^>]*src=)|<style| style=| on\w+=", page)


def test_attempts_are_not_kept_by_the_browser(visitor: Visitor) -> None:
    address = visitor.start()
    for page in (address, f"{address}/review", "/c/demo/attempts/nothing"):
        assert visitor.get(page).headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_for_a_year_when_their_address_dates_them(visitor: Visitor) -> None:
    page = visitor.get(HOME).text
    address = re.search(r'"(/static/casekit\.css\?v=[0-9a-f]+)"', page)
    assert address is not None
    assert "max-age=31536000" in visitor.get(address[1]).headers["Cache-Control"]
    assert "Vary" not in visitor.get(address[1]).headers
    assert "max-age=86400" in visitor.get("/static/casekit.css").headers["Cache-Control"]


def test_a_wrong_method_is_said_to_be_one(visitor: Visitor) -> None:
    reply = visitor.post(CASE)
    assert reply.status_code == 405
    assert "GET" in reply.headers["Allow"]
    assert "Nothing was changed" in words(reply)


def test_a_form_that_is_too_large_is_refused(visitor: Visitor) -> None:
    address = visitor.start()
    reply = visitor.post(address, action="save", s3_number="6" * 1_000_001)
    assert reply.status_code == 413
    assert visitor.get(address).status_code == 200


def test_a_bug_is_a_page_with_the_number_that_is_in_the_log(
    app: Flask, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    address = visitor.start()
    with store_of(app).write() as session:
        session.connection.exec_driver_sql("UPDATE attempt SET plan = 'broken'")
    with caplog.at_level(logging.ERROR):
        reply = visitor.get(address)
    assert reply.status_code == 500
    number = re.search(r"error ([0-9a-f]{8}) at GET /c/demo/attempts/", caplog.text)
    assert number is not None
    assert number[1] in words(reply)
    assert "Traceback" not in reply.text
    assert "Content-Security-Policy" in reply.headers


def test_a_database_that_is_away_is_said_to_be_away(app: Flask, visitor: Visitor) -> None:
    address = visitor.start()

    def refuse(*_: object) -> None:
        raise StoreUnavailableError("the disk is full")

    app.before_request_funcs.setdefault("attempt", []).append(refuse)
    reply = visitor.post(address, action="save", s3_number="61")
    assert reply.status_code == 503
    assert reply.headers["Retry-After"] == "60"
    assert "disk" not in words(reply)


def test_error_pages_speak_french(app: Flask) -> None:
    assert '<html lang="fr">' in Visitor(app, language="fr").get("/nothing").text


def test_proxies_are_believed_only_when_there_are_any(make_app: MakeApp, workspace: Path) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/cours"}
    direct = Visitor(make_app(workspace)).get(QUIZ, headers=forwarded)
    behind = Visitor(make_app(workspace, proxies=1)).get(QUIZ, headers=forwarded)
    assert "Secure" not in direct.headers["Set-Cookie"]
    assert "Secure" in behind.headers["Set-Cookie"]
    assert 'action="/cours/language"' in behind.text
    assert 'action="/cours/c/demo/quizzes/cas/lecture"' in behind.text


def test_another_host_is_refused_when_the_server_has_a_name(
    make_app: MakeApp, workspace: Path
) -> None:
    app = make_app(workspace, base_url="https://cases.example.org")
    visitor = Visitor(app)
    assert visitor.get(HOME, base_url="https://cases.example.org").status_code == 200
    assert visitor.get(HOME, base_url="https://evil.example").status_code == 400


def write_template(workspace: Path, name: str, text: str) -> None:
    path = workspace / "templates/web" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_workspace_overrides_one_template_and_keeps_the_others(
    make_app: MakeApp, workspace: Path
) -> None:
    write_template(workspace, "home.html", "<p>Chez nous: {{ view.link.title }}</p>")
    visitor = Visitor(make_app(workspace))
    assert visitor.get(HOME).text == "<p>Chez nous: Cours de démonstration</p>"
    assert visitor.get(visitor.start()).status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "{{ config }}",
        "{{ config.SECRET_KEY }}",
        "{{ request.environ }}",
        "{{ session }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ _.__globals__ }}",
        "{{ view.__class__.__init__.__globals__ }}",
        "{{ missing }}",
    ],
)
def test_a_workspaces_template_stays_in_its_sandbox(
    make_app: MakeApp, workspace: Path, text: str
) -> None:
    write_template(workspace, "home.html", "check has seen this one")
    app = make_app(workspace)
    write_template(workspace, "home.html", text)
    reply = Visitor(app).get(HOME)
    assert reply.status_code == 500
    assert "only for this test" not in reply.text


def test_every_item_type_has_its_two_macros(app: Flask) -> None:
    for item_type in ITEM_TYPES:
        module = app.jinja_env.get_template(f"item/{item_type}.html").module
        assert callable(module.ask)
        assert callable(module.review)


def test_the_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    key = read_secret_key(tmp_path / ".casekit")
    assert len(key) >= 32
    assert read_secret_key(tmp_path / ".casekit") == key
    path = tmp_path / ".casekit/secret-key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["secret-key"]


def test_the_environment_goes_before_the_workspace(tmp_path: Path) -> None:
    environ = {
        "CASEKIT_DATABASE_URL": "postgresql+psycopg://db/casekit",
        "CASEKIT_SECRET_KEY": "from outside",
        "CASEKIT_BASE_URL": "https://cases.example.org",
        "CASEKIT_PROXIES": "1",
    }
    settings = Settings.for_workspace(tmp_path, environ)
    assert settings.database_url == "postgresql+psycopg://db/casekit"
    assert settings.secret_key == "from outside"
    assert (settings.base_url, settings.proxies) == ("https://cases.example.org", 1)
    assert not (tmp_path / ".casekit").exists()


def test_any_server_can_serve_a_workspace(workspace: Path) -> None:
    app = make_wsgi_app({"CASEKIT_WORKSPACE": str(workspace)})
    assert Visitor(app).get(HOME).status_code == 200
    assert (workspace / ".casekit/casekit.db").is_file()
    store_of(app).close()
