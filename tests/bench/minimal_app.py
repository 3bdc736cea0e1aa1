"""The least that serves the same: Flask, a template, SQLAlchemy Core and SQLite, and nothing else.

A page of questions from plain dicts, autoescaped; CSRF token and signed session; one row written
for each answer, in one BEGIN IMMEDIATE transaction; the page shows what was answered; submitting
writes what is new, a score for each question and the end, in one transaction too. No item types, no
Markdown, no languages, no rules on who may do what when.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, redirect, render_template, request, session
from flask_wtf import CSRFProtect
from jinja2 import DictLoader
from sqlalchemy import (
    Column,
    Connection,
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
from werkzeug.wrappers import Response

from casekit.domain.bank import Bank
from casekit.domain.item.single import SingleItem

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
    Column("seq", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
    Index("by_person", "person"),
)
score = Table(
    "score",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String, nullable=False),
    Column("slot", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
    Index("score_by_person", "person"),
)
ended = Table(
    "ended",
    metadata,
    Column("person", String, primary_key=True),
    Column("at", DateTime, nullable=False),
)
WORDS = "une phrase sans surprise qui tient lieu de ce que la page montre de plus "


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
        questions: each with `stem`, `choices` and `key`, the right choice's number.
        filler: may be changed later.
    """
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "not a secret: nothing is served to anybody"
    app.jinja_loader = DictLoader({"page.html": PAGE, "question.html": QUESTION})
    CSRFProtect(app)
    engine = make_engine(database)
    shown = filler or Filler()

    @app.get("/attempt")
    def show() -> str:
        person = session.setdefault("person", secrets.token_urlsafe(16))
        answers = read_answers(engine, person)
        return render_template("page.html", questions=questions, answers=answers, filler=shown.page)

    @app.post("/attempt")
    def answer() -> Any:
        [number] = picked = read_form(request.form)
        seq = write_answer(engine, session["person"], number, picked[number])
        if request.form["action"] == "save":
            return {"now": seq, "due": None, "slots": {number: {"seq": seq, "state": "saved"}}}
        return render_template(
            "question.html",
            question=questions[number],
            number=number,
            answers=picked,
            filler=shown.reply,
        )

    @app.post("/attempt/submit")
    def submit() -> Response:
        keys = [question["key"] for question in questions]
        write_end(engine, session["person"], read_form(request.form), keys)
        return redirect("/attempt/result", 303)

    return app


def questions_of(bank: Bank, quiz_id: str) -> list[dict[str, Any]]:
    """A quiz's questions, as the app wants them."""
    items = [bank.items[item_id].item for item_id in bank.quizzes[quiz_id].items]
    return [
        {
            "stem": item.stem,
            "choices": [choice.text for choice in item.choices],
            "key": str(1 + [choice.correct for choice in item.choices].index(True)),
        }
        for item in items
        if isinstance(item, SingleItem)
    ]


def words(length: int) -> str:
    """So many characters of text."""
    return (WORDS * (length // len(WORDS) + 1))[: max(length, 0)]


def read_form(form: Mapping[str, str]) -> dict[int, str]:
    """The choice by slot."""
    names = [name for name in form if name.endswith("-choice")]
    return {int(name[1:].partition("-")[0]): form[name] for name in names}


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
    with engine.connect() as connection:
        return _read_newest(connection, person)


def write_answer(engine: Engine, person: str, slot: int, answer: str) -> int:
    """Appends one row; returns the number that it has for the page."""
    now = datetime.now(UTC)
    seq = int(now.timestamp() * 1000)
    row = {"person": person, "slot": slot, "answer": answer, "seq": seq, "at": now}
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(insert(response), row)
    return seq


def write_end(engine: Engine, person: str, picked: Mapping[int, str], keys: Sequence[str]) -> None:
    """Appends the answers that are new, a score for each question, and the end."""
    now = datetime.now(UTC)
    same = {"person": person, "at": now}
    with engine.execution_options(writes=True).begin() as connection:
        known = _read_newest(connection, person)
        new = {slot: answer for slot, answer in picked.items() if known.get(slot) != answer}
        rows = [{**same, "slot": slot, "answer": answer, "seq": 0} for slot, answer in new.items()]
        if rows:
            connection.execute(insert(response), rows)
        points = [int(picked.get(slot) == key) for slot, key in enumerate(keys)]
        scores = [{**same, "slot": slot, "points": earned} for slot, earned in enumerate(points)]
        connection.execute(insert(score), scores)
        connection.execute(insert(ended), same)


def _read_newest(connection: Connection, person: str) -> dict[int, str]:
    rows = select(response.c.slot, response.c.answer).where(response.c.person == person)
    return dict(connection.execute(rows.order_by(response.c.id)).tuples().all())
