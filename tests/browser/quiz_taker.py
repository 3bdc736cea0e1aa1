"""Reads a question on the page as a student does, and knows its key from the bank."""

from playwright.sync_api import Locator, Page
from sqlalchemy import select

from casekit.domain.attempt import Attempt
from casekit.domain.bank import Bank
from casekit.domain.item import Arrangement, NumericItem, SingleItem
from casekit.store import Store
from casekit.store.tables import attempt as attempts
from casekit.text.markdown import strip_markdown

QUIZ = "europe-2015/lecture"
HOME = "/c/xiaomi/"
START = "/c/xiaomi/quizzes/europe-2015/lecture"

FILL = """(question, [prefix, fields]) => {
  for (const [name, values] of Object.entries(fields)) {
    for (const value of values) {
      const named = `[name="${prefix}${name}"]:not([type=hidden])`;
      const control = question.querySelector(named);
      if (control.matches("[type=radio], [type=checkbox]")) {
        [...question.querySelectorAll(named)].find((box) => box.value === value).click();
      } else {
        control.value = value;
        if (control.value !== value) throw new Error(`${prefix}${name} does not take ${value}`);
      }
    }
  }
}"""
"""Answers a question in one call: a call for each field is what takes long."""


def keys(bank: Bank) -> list[str]:
    """The right answer to each question of the quiz as a person would say or type it."""
    answers = []
    for item_id in bank.quizzes[QUIZ].items:
        item = bank.items[item_id].item
        if isinstance(item, SingleItem):
            answers.append(next(c.text for c in item.choices if c.correct))
        elif isinstance(item, NumericItem):
            answers.append(item.key(Arrangement()).text)
    return answers


def normal(text: str) -> str:
    """Text without the differences that typography makes."""
    return " ".join(text.replace("’", "'").split())


def position_of(question: Locator, answer: str) -> int:
    """Where, from 1, the page shows this choice."""
    texts = [
        normal(text) for text in question.locator("label.choice > span[lang]").all_inner_texts()
    ]
    return texts.index(normal(strip_markdown(answer, "fr"))) + 1


def current(page: Page) -> Locator:
    """The question that is shown."""
    return page.locator(".question:visible")


def start(page: Page, *, script: bool = True) -> None:
    """Opens the quiz and starts it; with script, waits until one question is shown."""
    page.goto(START)
    page.get_by_role("button", name="Commencer").click()
    page.locator("#attempt.stepped" if script else "#attempt").wait_for()


def newest_attempt(store: Store) -> Attempt:
    """The one attempt that runs."""
    statement = select(attempts.c.course_id, attempts.c.id).where(attempts.c.submitted_at.is_(None))
    with store.read() as session:
        [(course_id, attempt_id)] = session.connection.execute(statement).all()
        found = session.find_attempt(course_id, attempt_id)
    assert found is not None
    return found


def fill(question: Locator, number: int, fields: dict[str, list[str]]) -> None:
    """Gives an answer, written as the fields that a form sends."""
    question.evaluate(FILL, [f"s{number}-", fields])
