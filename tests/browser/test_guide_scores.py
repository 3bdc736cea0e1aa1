"""The guide's worked scores are the ones that students see: every answer is given in Chromium."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from browser.quiz_taker import fill, newest_attempt
from browser.serving import serving
from guide_reader import CASES, QUIZ, Answer, Example, fields_of, make_guide_workspace, read_guide
from playwright.sync_api import Locator, Page, expect

from casekit.web import Settings, create_app

pytestmark = pytest.mark.browser

IS_TYPED = "(field) => field.matches('[type=text], textarea')"
IS_MENU = "(field) => field.matches('select')"
IS_TICKED = "(field) => field.matches('[type=radio], [type=checkbox]')"


@pytest.fixture
def guide(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[str, object]]:
    """A server with the guide's examples as one quiz: its address and its store."""
    workspace = make_guide_workspace(tmp_path / "guide", request.param, quiz=True)
    url = f"sqlite:///{tmp_path}/casekit.db"
    app = create_app(Settings(workspace, url, "only for this test", guests=True))
    with serving(app) as address:
        yield address, app.extensions["casekit"].store


def points_shown(question: Locator) -> Fraction | None:
    """The number at the beginning of `0,67 point sur 1`; None where nothing is scored."""
    if question.locator(".verdict.not-scored").count():
        return None
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


def answer_by_keyboard(control: Locator, value: str) -> None:
    control.focus()
    if control.evaluate(IS_TYPED):
        control.page.keyboard.insert_text(value)
    elif control.evaluate(IS_MENU):
        values = control.locator("option").evaluate_all("(all) => all.map((one) => one.value)")
        for _ in range(values.index(value)):
            control.press("ArrowDown")
        expect(control).to_have_value(value)
    else:
        control.press("Space")


def answer_by_touch(control: Locator, value: str) -> None:
    """A phone draws its own menus, and its own keys: there the value is put in."""
    if control.evaluate(IS_MENU):
        control.select_option(value)
        return
    control.tap(force=True)
    if control.evaluate(IS_TYPED):
        control.fill(value)


def press_by_keyboard(button: Locator) -> None:
    button.focus()
    button.press("Enter")


WAYS = {
    "keyboard": (answer_by_keyboard, press_by_keyboard, {}),
    "touch": (
        answer_by_touch,
        lambda button: button.tap(),
        {"has_touch": True, "viewport": {"width": 390, "height": 844}},
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("guide", ["en"], indirect=True)
def test_each_example_is_answered_and_checked_by_hand(guide, browser, way: str) -> None:
    """With script, one question at a time: the second answer of each table, mostly a part."""
    address, store = guide
    answer_control, press, options = WAYS[way]
    context = browser.new_context(base_url=address, locale="en", reduced_motion="reduce", **options)
    page = context.new_page()
    page.goto("/")
    page.goto(f"{page.url.rstrip('/')}/quizzes/{CASES['en']}/{QUIZ}")
    page.locator("main form button").click()
    page.locator("#attempt.stepped").wait_for()
    plan, wrong = newest_attempt(store).plan, []
    for number, example in enumerate(read_guide("en")):
        answer = example.answers[1]
        page.goto(f"{page.url.split('#')[0]}#q{number}")
        question = page.locator(f"#q{number}")
        fields = fields_of(example, answer, plan.slots[number].arrangement)
        for name, values in fields.items():
            for value in values:
                answer_control(find_control(question, f"s{number}-{name}", value), value)
        if not fields:
            continue
        press(question.locator("button[value^=check]"))
        question.locator(".verdict").wait_for()
        shown = points_shown(question)
        if shown != answer.score:
            wrong.append(f"{example.item_id}, {answer.words}: {shown}, not {answer.score}")
    context.close()
    assert wrong == []


def find_control(question: Locator, name: str, value: str) -> Locator:
    controls = question.locator(f"[name='{name}']:not([type=hidden])")
    if controls.count() == 1 and not controls.first.evaluate(IS_TICKED):
        return controls.first
    return question.locator(f"[name='{name}'][value='{value}']")
