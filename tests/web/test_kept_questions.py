"""Questions kept between requests are never another student's."""

import re
from pathlib import Path

from flask import Flask
from web.visitor import QUIZ, Visitor

from casekit.web import Settings, create_app


def serve_without_watching(workspace: Path, folder: Path) -> Flask:
    """Only an app that does not watch keeps rendered questions."""
    url = f"sqlite:///{folder}/kept.db"
    return create_app(Settings(workspace, url, "only for this test", guests=True))


def choices_of(page: str) -> list[str]:
    question = page[page.index('id="q0"') : page.index('id="q1"')]
    return re.findall(r'<span lang="fr">(.+?)</span>', question)


def test_each_student_keeps_an_order_of_their_own(workspace: Path, tmp_path: Path) -> None:
    app = serve_without_watching(workspace, tmp_path)
    orders = []
    for _ in range(12):
        visitor = Visitor(app)
        address = visitor.start(QUIZ)
        first = choices_of(visitor.get(address).text)
        assert choices_of(visitor.get(address).text) == first
        orders.append(tuple(first))
    assert len(set(orders)) > 1
    assert len({tuple(sorted(order)) for order in orders}) == 1


def test_each_reader_is_answered_in_their_language(workspace: Path, tmp_path: Path) -> None:
    app = serve_without_watching(workspace, tmp_path)
    visitor = Visitor(app)
    address = visitor.start(QUIZ)
    assert "Check" in visitor.get(address).text
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    page = visitor.get(address).text
    assert "Vérifier" in page
    assert ">Check<" not in page


def test_each_question_says_which_answer_it_has(workspace: Path, tmp_path: Path) -> None:
    visitor = Visitor(serve_without_watching(workspace, tmp_path))
    address = visitor.start(QUIZ)
    for seq in ("1000", "2000"):  # the second time the question is a kept one
        visitor.send(address, {"action": "save", "s0-choice": "1", "n0": seq}, script=True)
        page = visitor.get(address).text
        assert re.findall(r'<section class="question"[^>]* data-seq="(\d+)">', page)[:2] == [
            seq,
            "0",
        ]
