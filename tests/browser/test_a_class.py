"""A class in Chromium: an instructor and two students, from the section's code to the report."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from browser.quiz_taker import current
from playwright.sync_api import Page, expect
from sqlalchemy import select

from casekit.store.tables import attempt, response, score

pytestmark = pytest.mark.browser

DESK = "/c/xiaomi/teach/"
LECTURE = "/c/xiaomi/quizzes/europe-2015/lecture"
GRADED = "/c/xiaomi/quizzes/europe-2015/bilan"
PASSWORD = "une phrase de passe"


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).click()


def join(page: Page, code: str, name: str) -> None:
    """Comes by the code alone, and makes an account."""
    page.goto("/join")
    page.get_by_label("Code de votre groupe").fill(code)
    press(page, "Continuer")
    page.get_by_label("Votre nom").fill(name)
    page.get_by_label("Adresse électronique").fill(f"{name.split()[0].lower()}@example.org")
    page.get_by_label("Choisissez un mot de passe").fill(PASSWORD)
    press(page, "Rejoindre")
    due = page.get_by_role("region", name="À faire")
    expect(due.get_by_role("link", name="Contrôle noté")).to_be_visible()


def begin(page: Page) -> None:
    page.goto(GRADED)
    press(page, "Commencer")
    page.locator("#attempt.stepped").wait_for()


def answer(page: Page, number: int) -> None:
    """Gives some answer to the question that is shown, as its type asks for."""
    question = current(page)
    expect(question.locator("h2")).to_contain_text(f"Question {number} sur 10")
    if question.locator("input[type=text]").count():
        question.locator("input[type=text]").fill("3")
    else:
        for field in question.locator("fieldset:has(input)").all():
            field.locator("input[type=radio], input[type=checkbox]").first.check(force=True)


def go_on(page: Page) -> None:
    current(page).get_by_role("button", name="Suivante").click()


def wait_until_saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text(re.compile("Enregistré"))


def hand_in(page: Page) -> None:
    page.locator("#attempt").get_by_role("button", name="Relire et terminer").click()
    page.wait_for_url("**/review")
    press(page, "Rendre")
    page.wait_for_url("**/result")


def rows(served, table) -> list[dict]:
    with served.app.extensions["casekit"].store.read() as session:
        return [dict(row) for row in session.connection.execute(select(table)).mappings()]


def test_two_students_and_an_instructor_from_the_code_to_the_report(served, open_page):
    instructor = open_page()
    instructor.goto(served.instructor_address())
    press(instructor, "Se connecter")
    instructor.get_by_label("Nouveau groupe").fill("Master 1, groupe A")
    press(instructor, "Créer le groupe")
    code = instructor.locator(".join-code").inner_text()
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", code.strip())
    section = instructor.url
    open_quiz(instructor)

    ada = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    join(ada, code, "Ada Lovelace")
    practise(ada)
    begin(ada)
    lose_the_network_for_a_while(ada, served)

    bob = open_page()
    join(bob, code.lower(), "Bob Martin")
    begin(bob)
    answer(bob, 1)
    wait_until_saved(bob)
    instructor.goto(section)
    expect(instructor.locator("main")).to_contain_text("Ada Lovelace")
    bob = change_browser(bob, open_page)
    for number in range(2, 11):
        answer(bob, number)
        if number < 10:
            go_on(bob)
    hand_in(bob)
    expect(bob.locator("h1")).to_contain_text("sur 10")
    report_the_first_question(bob)

    read_the_results(instructor, section)
    assert {row["end_reason"] for row in rows(served, attempt) if row["assignment_id"]} == {
        "submitted"
    }


def open_quiz(page: Page) -> None:
    """Opens the graded quiz to the section; it has been open since yesterday."""
    quiz = page.locator("li", has=page.locator("h3 a[href*='europe-2015']"))
    if quiz.locator("summary").count():
        quiz.locator("summary").click()
    yesterday = datetime.now(UTC) - timedelta(days=1)
    quiz.locator("input[name=opens]").fill(yesterday.strftime("%Y-%m-%dT00:00"))
    quiz.get_by_role("button", name="Ouvrir").click()
    expect(quiz).to_contain_text("pas commencé")


def practise(page: Page) -> None:
    page.goto(LECTURE)
    press(page, "Commencer")
    page.locator("#attempt.stepped").wait_for()
    question = current(page)
    question.locator("label.choice").first.tap()
    question.get_by_role("button", name="Vérifier").tap()
    expect(question.locator(".verdict")).to_be_visible()


def lose_the_network_for_a_while(page: Page, served) -> None:
    """Answers five questions without network, then goes on and hands in: nothing is lost."""
    answer(page, 1)
    wait_until_saved(page)
    page.context.set_offline(True)
    for number in range(2, 7):
        go_on(page)
        answer(page, number)
    page.locator("body").click(position={"x": 2, "y": 2})
    expect(page.locator("#told")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#told")).to_be_hidden(timeout=15000)
    for number in range(7, 11):
        go_on(page)
        answer(page, number)
    hand_in(page)
    expect(page.locator("h1")).to_contain_text("sur 10")
    graded = next(row for row in rows(served, attempt) if row["assignment_id"])
    slots = {row["slot"] for row in rows(served, response) if row["attempt_id"] == graded["id"]}
    assert slots == set(range(10))
    assert sum(row["attempt_id"] == graded["id"] for row in rows(served, score)) == 10


def change_browser(page: Page, open_page) -> Page:
    """Closes one browser in the middle of the quiz and goes on in another, at the same place."""
    page.context.close()
    other = open_page()
    other.goto(GRADED)
    other.get_by_role("link", name="Se connecter").first.click()
    other.get_by_label("Adresse électronique").fill("bob@example.org")
    other.get_by_label("Mot de passe").fill(PASSWORD)
    press(other, "Se connecter")
    other.goto(GRADED)
    press(other, "Reprendre")
    other.locator("#attempt.stepped").wait_for()
    first = other.locator("#q0")
    assert first.locator("input:checked").count() or first.locator("input[type=text]").input_value()
    other.goto(other.url.split("#")[0] + "#q1")
    return other


def report_the_first_question(page: Page) -> None:
    question = page.locator("#q0")
    question.get_by_role("link", name="Signaler").click()
    page.locator("main input[type=radio]").first.check(force=True)
    page.locator("main textarea").fill("Deux réponses me semblent justes.")
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("Votre enseignant")


def read_the_results(page: Page, section: str) -> None:
    page.goto(section)
    page.locator("main").get_by_role("link", name="Avancement et résultats").click()
    for name in ("Ada Lovelace", "Bob Martin"):
        expect(page.locator("main")).to_contain_text(name)
    with page.expect_download() as download:
        page.locator("main").get_by_role("link", name="CSV").click()
    text = download.value.path().read_text("utf-8-sig")
    assert "Ada Lovelace" in text
    page.locator("main").get_by_role("link", name="Bob Martin", exact=True).click()
    expect(page.locator("#trail")).to_be_visible()
    page.goto(DESK)
    page.locator("section", has=page.locator("#reported")).get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("Deux réponses me semblent justes.")
    expect(page.locator(".place").first).to_contain_text("items.yaml:")
