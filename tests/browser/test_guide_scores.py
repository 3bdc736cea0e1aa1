"""The guide's worked scores are the ones that students see: every answer is given in Chromium."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from browser.serving import serving
from guide_reader import CASES, QUIZ, Answer, Example, fields_of, make_guide_workspace, read_guide
from playwright.sync_api import Locator, Page
from sqlalchemy import select

from casekit.domain.attempt import Attempt
from casekit.store.tables import attempt as attempts
from casekit.web import Settings, create_app

pytestmark = pytest.mark.browser

CLICK = "(box) => box.click()"


@pytest.fixture
def guide(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[str, object]]:
    """A server with the guide's examples as one quiz: its address and its store."""
    workspace = make_guide_workspace(tmp_path / "guide", request.param, quiz=True)
    url = f"sqlite:///{tmp_path}/casekit.db"
    app = create_app(Settings(workspace, url, "only for this test", guests=True))
    with serving(app) as address:
        yield address, app.extensions["casekit"].store


def newest_attempt(store) -> Attempt:
    statement = select(attempts.c.course_id, attempts.c.id).where(attempts.c.submitted_at.is_(None))
    with store.read() as session:
        [(course_id, attempt_id)] = session.connection.execute(statement).all()
        found = session.find_attempt(course_id, attempt_id)
    assert found is not None
    return found


def fill(question: Locator, number: int, fields: dict[str, list[str]]) -> None:
    for name, values in fields.items():
        for value in values:
            controls = question.locator(f"[name='s{number}-{name}']:not([type=hidden])")
            if controls.first.get_attribute("type") == "text":
                controls.first.fill(value)
            else:
                question.locator(f"[name='s{number}-{name}'][value='{value}']").evaluate(CLICK)


def points_shown(question: Locator) -> Fraction:
    """The number at the beginning of `0,67 point sur 1`."""
    words = question.locator(".verdict .points").inner_text()
    return Fraction(words.split()[0].replace(",", "."))


def take(page: Page, store, address: str, rows: list[tuple[Example, Answer | None]]) -> list[str]:
    """Takes the quiz once, an answer to each question; the scores that are not as written."""
    page.goto(address)
    page.locator("main form button").click()
    page.locator("#attempt").wait_for()
    plan = newest_attempt(store).plan
    for number, (example, answer) in enumerate(rows):
        if answer is not None:
            fields = fields_of(example, answer, plan.slots[number].arrangement)
            fill(page.locator(f"#q{number}"), number, fields)
    page.locator("#attempt button[value=review]").click()
    page.wait_for_url("**/review")
    page.locator("main form button").last.click()
    page.wait_for_url("**/result")
    return [
        f"{example.item_id}, {answer.words}: {shown}, not {answer.score}"
        for number, (example, answer) in enumerate(rows)
        if answer and (shown := points_shown(page.locator(f"#q{number}"))) != answer.score
    ]


@pytest.mark.parametrize("guide", ["en", "fr"], indirect=True)
def test_students_see_the_scores_that_the_guide_works_out(guide, browser, request) -> None:
    """Without script, as one form; a score in the guide that is changed is a failure here."""
    language = request.node.callspec.params["guide"]
    address, store = guide
    examples = read_guide(language)
    context = browser.new_context(
        base_url=address, locale=language, java_script_enabled=False, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/")
    home = page.url.rstrip("/")
    assert "/c/" in home
    quiz = f"{home}/quizzes/{CASES[language]}/{QUIZ}"
    wrong = []
    for round_number in range(max(len(example.answers) for example in examples)):
        rows = [
            (e, e.answers[round_number] if round_number < len(e.answers) else None)
            for e in examples
        ]
        wrong += take(page, store, quiz, rows)
    context.close()
    assert wrong == []
