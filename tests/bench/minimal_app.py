"""The least that serves the same: Flask, a template, SQLAlchemy Core and SQLite, and nothing else.

A page of questions from plain dicts, autoescaped; CSRF token and signed session; one row written
for each post, in one BEGIN IMMEDIATE transaction; the page shows what was answered. No item types,
no Markdown, no languages, no scores, no rules on who may do what when.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, render_template, request, session
from flask_wtf import CSRFProtect
from jinja2 import DictLoader
from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    select,
)

QUESTION = """\
<section class="question" id="q{{ number }}" aria-labelledby="q{{ number }}-label">
<h2 id="q{{ number }}-label">Question {{ number + 1 }}</h2>
<fieldset><legend>{{ question.stem }}</legend>
{% for choice in question.choices %}<label>
<input type="radio" name="s{{ number }}-choice" value="{{ loop.index }}"
{%- if answers.get(number) == loop.index|string %} checked{% endif %}>
<span>{{ choice }}</span>
</label>
{% endfor %}</fieldset>
<p>{{ filler }}</p>
<button name="action" value="check:{{ number }}">Check</button>
</section>
"""
PAGE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Quiz</title></head>
<body><main>
<form method="post"><input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
{% for question in questions %}{% with number = loop.index0 %}{% include "question.html" %}
{%- endwith %}{% endfor %}
<button name="action" value="submit">Submit</button>
</form>
</main></body>
</html>
"""

metadata = MetaData()
response = Table(
    "response",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String, nullable=False),
    Column("slot", Integer, nullable=False),
    Column("answer", String),
    Column("at", DateTime, nullable=False),
    Index("by_person", "person"),
)


@dataclass
class Filler:
    """Words that make the page, and the reply to a check, as long as casekit's."""

    page: str = ""
    reply: str = ""


def make_minimal_app(
    database: Path, questions: Sequence[dict[str, Any]], filler: Filler | None = None
) -> Flask:
    """The app.

    Args:
        database: the SQLite file, made when it is missing.
        questions: each with `stem` and `choices`.
        filler: may be changed later.
    """
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "not a secret: nothing is served to anybody"
    app.jinja_loader = DictLoader({"page.html": PAGE, "question.html": QUESTION})
    CSRFProtect(app)
    engine = make_engine(database)
    words = filler or Filler()

    @app.get("/attempt")
    def show() -> str:
        person = session.setdefault("person", secrets.token_urlsafe(16))
        answers = read_answers(engine, person)
        return render_template("page.html", questions=questions, answers=answers, filler=words.page)

    @app.post("/attempt")
    def answer() -> tuple[str, int]:
        number, picked = read_form(request.form)
        write_answer(engine, session["person"], number, picked)
        if request.form["action"] == "save":
            return "", 204
        reply = render_template(
            "question.html",
            question=questions[number],
            number=number,
            answers={number: picked},
            filler=words.reply,
        )
        return reply, 200

    return app


def read_form(form: Mapping[str, str]) -> tuple[int, str]:
    """The one slot that was answered, and the choice."""
    name = next(name for name in form if name.endswith("-choice"))
    return int(name[1:].partition("-")[0]), form[name]


def make_engine(database: Path) -> Engine:
    """An engine with the same care for the data as casekit's store takes."""
    engine = create_engine(f"sqlite:///{database}")

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    metadata.create_all(engine)
    return engine


def read_answers(engine: Engine, person: str) -> dict[int, str]:
    """The newest answer by slot."""
    rows = select(response.c.slot, response.c.answer).where(response.c.person == person)
    with engine.connect() as connection:
        return dict(connection.execute(rows.order_by(response.c.id)).tuples().all())


def write_answer(engine: Engine, person: str, slot: int, answer: str) -> None:
    """Appends one row."""
    row = {"person": person, "slot": slot, "answer": answer, "at": datetime.now(UTC)}
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(insert(response), row)
