"""The practice quiz in Chromium: by keyboard alone, by touch on a phone, and without script."""

import re

import pytest
from browser.quiz_taker import HOME, START, current, keys, position_of, start
from playwright.sync_api import Page, Response, expect

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until what has the focus says this."""
    page.wait_for_load_state()
    for _ in range(60):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "[document.activeElement.innerText, document.activeElement.ariaLabel].join(' ')"
        )
        if name in words:
            return
    pytest.fail(f"{name!r} can't be reached by Tab")


def is_saved(reply: Response) -> bool:
    return reply.request.method == "POST" and reply.status == 200


def see_full_score(page: Page, total: int) -> None:
    expect(page.locator("h1")).to_contain_text(f"{total} points sur {total}")
    expect(page.locator(".verdict").first).to_contain_text("Juste")
    expect(page.locator(".passage mark").first).to_contain_text(
        "le patron est resté discret sur sa date d’arrivée en Europe"
    )
    expect(page.locator("figcaption").first).to_contain_text("L’Usine Digitale")
    expect(page.get_by_text("le calendrier et la méthode sont tus").first).to_be_visible()


def test_the_quiz_is_taken_by_keyboard_alone(served, open_page):
    page = open_page()
    page.goto(HOME)
    tab_to(page, "Contrôle de lecture")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{START}")
    tab_to(page, "Commencer")
    page.keyboard.press("Enter")
    page.locator("#attempt.stepped").wait_for()
    answers = keys(served.bank)
    for number, answer in enumerate(answers, 1):
        question = current(page)
        expect(question.locator("h2")).to_have_text(f"Question {number} sur {len(answers)}")
        if question.locator("input[type=text]").count():
            tab_to_field(page)
            page.keyboard.type(answer)
        else:
            page.keyboard.press(f"Digit{position_of(question, answer)}")
        page.keyboard.press("Enter")
        expect(question.locator(".verdict")).to_contain_text("Juste")
        if number < len(answers):
            page.keyboard.press("Enter")
    tab_to(page, "Relire et terminer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review")
    expect(page.locator("h1")).to_have_text("Avant de rendre")
    tab_to(page, "Rendre")
    page.keyboard.press("Enter")
    see_full_score(page, len(answers))


def tab_to_field(page: Page) -> None:
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('input[type=text]')"):
            return
    pytest.fail("the field can't be reached by Tab")


def tap_on(page: Page, title: str) -> None:
    """Taps "next" as a person does, once more when the first tap came too soon after the last.

    "Next" stands where "check" stood: the second half of a double tap there is none.
    """
    question = current(page)
    question.get_by_role("button", name="Suivante").tap()
    try:
        expect(question.locator("h2")).to_have_text(title, timeout=1000)
    except AssertionError:
        question.get_by_role("button", name="Suivante").tap()
        expect(question.locator("h2")).to_have_text(title)


def test_the_quiz_is_taken_by_touch_on_a_phone(served, open_page):
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(START)
    page.get_by_role("button", name="Commencer").tap()
    page.locator("#attempt.stepped").wait_for()
    answers = keys(served.bank)
    for number, answer in enumerate(answers, 1):
        question = current(page)
        if question.locator("input[type=text]").count():
            question.locator("input[type=text]").tap()
            question.locator("input[type=text]").fill(answer)
        else:
            question.locator("label.choice").nth(position_of(question, answer) - 1).tap()
        question.get_by_role("button", name="Vérifier").tap()
        expect(question.locator(".verdict")).to_contain_text("Juste")
        if number < len(answers):
            tap_on(page, f"Question {number + 1} sur {len(answers)}")
    page.get_by_role("button", name="Relire et terminer").tap()
    page.get_by_role("button", name="Rendre").tap()
    see_full_score(page, len(answers))


def test_the_quiz_is_taken_without_script(served, open_page):
    page = open_page(java_script_enabled=False)
    start(page, script=False)
    answers = keys(served.bank)
    for number, answer in enumerate(answers):
        question = page.locator(".question").nth(number)
        if question.locator("input[type=text]").count():
            question.locator("input[type=text]").fill(answer)
        else:
            question.locator("label.choice").nth(position_of(question, answer) - 1).click()
        if number == 0:
            question.get_by_role("button", name="Vérifier").click()
            expect(page.locator(".question").nth(0).locator(".verdict")).to_contain_text("Juste")
    page.get_by_role("button", name="Relire et terminer").click()
    expect(page.locator(".standfirst")).to_contain_text("ont toutes une réponse")
    page.get_by_role("button", name="Rendre").click()
    see_full_score(page, len(answers))


def test_an_unreadable_number_is_asked_again_beside_its_field(served, open_page):
    page = open_page(java_script_enabled=False)
    start(page, script=False)
    field = page.locator("input[type=text]").first
    field.fill("douze")
    field.locator("xpath=ancestor::section").get_by_role("button", name="Vérifier").click()
    expect(page).to_have_title(re.compile("^Erreur"))
    summary = page.locator("#errors a")
    summary.click()
    expect(page.locator("input[type=text]").first).to_have_value("douze")
    expect(page.locator(".fault")).to_contain_text(re.compile("chiffres"))


def test_going_back_walks_the_questions(served, open_page):
    page = open_page()
    start(page)
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(current(page).locator("h2")).to_have_text("Question 3 sur 8")
    page.go_back()
    expect(current(page).locator("h2")).to_have_text("Question 2 sur 8")


def test_a_lost_network_keeps_the_answer_and_says_so(served, open_page):
    page = open_page()
    start(page)
    page.keyboard.press("Digit1")
    page.context.set_offline(True)
    current(page).get_by_role("button", name="Vérifier").click()
    expect(page.locator("#told")).to_contain_text("injoignable")
    expect(current(page).locator("input:checked")).to_have_count(1)
    page.context.set_offline(False)
    current(page).get_by_role("button", name="Vérifier").click()
    expect(current(page).locator(".verdict")).to_be_visible()
    expect(page.locator("#told")).to_be_hidden()


def test_an_answer_that_was_not_checked_is_there_after_leaving(served, open_page):
    page = open_page()
    start(page)
    page.keyboard.press("Digit2")
    page.keyboard.press("n")
    expect(current(page).locator("h2")).to_have_text("Question 2 sur 8")
    address = page.url.split("#")[0]
    page.goto(HOME)
    page.goto(address)
    expect(page.locator("#q0 input[value='2']")).to_be_checked()


def test_opening_the_passages_is_recorded_and_said_with_the_feedback(served, open_page):
    page = open_page()
    start(page)
    current(page).get_by_role("button", name="Ouvrir les passages").click()
    expect(current(page).locator(".passages .passage")).to_have_count(8)
    page.keyboard.press("Digit1")
    current(page).get_by_role("button", name="Vérifier").click()
    expect(current(page).locator(".meta").first).to_contain_text(
        re.compile("passages", re.IGNORECASE)
    )


def test_single_keys_can_be_switched_off(served, open_page):
    page = open_page()
    start(page)
    page.locator("#keys summary").click()
    page.locator("#keys-switch").click()
    page.keyboard.press("n")
    expect(current(page).locator("h2")).to_have_text("Question 1 sur 8")


def test_a_stale_tab_erases_nothing(served, open_page):
    first = open_page()
    start(first)
    second = first.context.new_page()
    second.goto(first.url)
    second.locator("#attempt.stepped").wait_for()
    first.keyboard.press("n")
    current(first).locator("input[type=text]").fill("3")
    with first.expect_response(is_saved):
        first.locator("[data-step='1']:visible").click()
    with second.expect_response(is_saved):
        second.keyboard.press("Digit1")
    first.reload()
    expect(first.locator("#q1 input[type=text]")).to_have_value("3")
    expect(first.locator("#q0 input:checked")).to_have_count(1)


def test_what_is_typed_is_saved_without_leaving_the_question(served, open_page):
    page = open_page()
    start(page)
    page.keyboard.press("n")
    with page.expect_response(is_saved):
        current(page).locator("input[type=text]").fill("3,05")
    page.reload()
    expect(current(page).locator("input[type=text]")).to_have_value("3,05")


def test_a_tab_left_open_leads_to_the_result_once_handed_in(served, open_page):
    page = open_page()
    start(page)
    stale = page.context.new_page()
    stale.goto(page.url)
    stale.locator("#attempt.stepped").wait_for()
    page.goto(page.url.split("#")[0] + "/review")
    page.get_by_role("button", name="Rendre").click()
    expect(page.locator("h1")).to_contain_text("sur 8")
    stale.keyboard.press("Digit1")
    stale.keyboard.press("Enter")
    stale.get_by_role("link", name="Voir le résultat").click()
    expect(stale.locator("h1")).to_contain_text("sur 8")
