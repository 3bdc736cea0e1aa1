"""A graded quiz against the clock, as a student of a section meets it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from browser.quiz_taker import current
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from casekit.delivery import NewAccount, ensure_instructor, join
from casekit.delivery.assigning import assign_quiz
from casekit.delivery.sections import SectionRef, create_section
from casekit.store.tables import attempt, response

pytestmark = pytest.mark.browser

GRADED = "/c/xiaomi/quizzes/europe-2015/bilan"
EMAIL, PASSWORD = "ada@example.org", "une phrase de passe"
AT_ONCE = "Math.random = () => 0;"
"""What the page puts off by chance, so that a hall does not act in step, comes now."""


@pytest.fixture
def start_graded(served, open_page) -> Callable[..., Page]:
    """Signs a student in and starts the graded quiz; returns the page of the attempt."""
    store, now = served.app.extensions["casekit"].store, datetime.now(UTC)
    instructor = ensure_instructor(store, now)
    section = create_section(store, "xiaomi", instructor.person_id, "Groupe A", now)
    ref = SectionRef("xiaomi", section.section_id, instructor.person_id)
    closes_at = now + timedelta(hours=2)
    assign_quiz(store, ref, served.bank, "europe-2015/bilan", (now, closes_at), now)
    join(store, section.code, NewAccount(EMAIL, "Ada Lovelace", PASSWORD), now)

    def start(script: str = "", **options) -> Page:
        page = open_page(**options)
        page.add_init_script(script)
        page.goto("/sign-in")
        sign_in(page)
        page.goto(GRADED)
        page.locator("main").get_by_role("button", name="Commencer").click()
        page.locator("#attempt.stepped").wait_for()
        return page

    return start


def sign_in(page: Page) -> None:
    page.get_by_label("Adresse électronique").fill(EMAIL)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Se connecter").click()
    page.wait_for_url(lambda address: "sign-in" not in address)


def go_to_type(page: Page, selector: str) -> None:
    """Goes on to a question that is answered in this way."""
    while not current(page).locator(selector).count():
        page.keyboard.press("n")


def slots_answered(served) -> set[int]:
    with served.app.extensions["casekit"].store.read() as session:
        return set(session.connection.scalars(select(response.c.slot)))


def set_due(served, seconds: float) -> None:
    """Lets the time of the only attempt end so many seconds from now."""
    due = datetime.now(UTC) + timedelta(seconds=seconds)
    with served.app.extensions["casekit"].store.write() as session:
        session.connection.execute(update(attempt).values(due_at=due))


def test_a_lost_session_is_renewed_in_mid_attempt_and_the_answer_arrives(served, start_graded):
    """Fails when signing in again forgets what was answered, or does not come back here."""
    page = start_graded()
    go_to_type(page, "label.choice input[type=radio]")
    page.context.clear_cookies()
    page.keyboard.press("Digit2")
    expect(page.locator("#notices")).to_contain_text("Vous avez été déconnecté")
    assert slots_answered(served) == set()
    page.get_by_role("link", name="Se connecter", exact=True).last.click()
    sign_in(page)
    page.locator("#attempt.stepped").wait_for()
    expect(page.locator("#saved")).to_have_text(re.compile("^Enregistré à"))
    expect(page.locator("input[value='2']:checked")).to_have_count(1)
    assert len(slots_answered(served)) == 1


def test_when_time_runs_out_the_answers_hand_themselves_in(served, start_graded):
    """Fails when the end of the time loses what was typed in the last moment."""
    page = start_graded(AT_ONCE)
    go_to_type(page, "input[type=text]")
    set_due(served, 4)
    page.reload()
    last = current(page).locator("input[type=text]")
    expect(page.locator("#timer")).to_contain_text(re.compile(r"reste 0:0\d"))
    last.fill("3,05")
    page.wait_for_url("**/result")
    expect(page.locator("main")).to_contain_text("Votre temps s’est terminé")
    assert len(slots_answered(served)) == 1


def test_answers_that_come_after_the_end_are_not_taken_and_stay_to_be_downloaded(
    served, start_graded
):
    """Fails when late answers count, or vanish without a word."""
    page = start_graded()
    go_to_type(page, "label.choice input[type=radio]")
    page.context.set_offline(True)
    page.keyboard.press("Digit1")
    expect(page.locator("#told")).to_contain_text("injoignable")
    set_due(served, -3600)
    page.context.set_offline(False)
    expect(page.locator("#notices")).to_contain_text("ne sont pas arrivées à temps")
    expect(page.locator("#download")).to_be_visible()
    page.get_by_role("link", name="Voir le résultat").click()
    expect(page.locator("#leftover")).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Télécharger").click()
    page.get_by_role("button", name="Les retirer").click()
    assert page.evaluate("Object.keys(localStorage).filter((k) => k.includes('queue'))") == []
    assert slots_answered(served) == set()


def test_more_time_given_in_mid_attempt_reaches_the_page(served, start_graded):
    """Fails when the page keeps the end that it was loaded with."""
    page = start_graded()
    expect(page.locator("#timer")).to_contain_text("15 min")
    set_due(served, 29.5 * 60)
    go_to_type(page, "label.choice input[type=radio]")
    page.keyboard.press("Digit1")
    expect(page.locator("#timer")).to_contain_text("30 min")


def test_the_time_is_announced_at_its_thresholds_alone_and_can_be_hidden(served, start_graded):
    """Fails when a screen reader is told the time at every tick, or never."""
    page = start_graded("")
    said = page.locator("#timer-said")
    expect(page.locator("#timer")).to_contain_text("15 min")
    expect(said).to_be_empty()
    page.get_by_role("button", name="Masquer le temps").click()
    expect(page.get_by_text("min restantes")).to_be_hidden()
    set_due(served, 602)
    page.reload()
    expect(page.get_by_role("button", name="Montrer le temps")).to_be_visible()
    expect(page.get_by_text("min restantes")).to_be_hidden()
    expect(said).to_have_text("Il reste 10 minutes.")


def test_flags_and_gaps_are_on_the_review_page_and_enter_goes_on(served, start_graded):
    """Fails when a flag stays in the page, or Enter does nothing where nothing is checked."""
    page = start_graded()
    page.keyboard.press("f")
    expect(current(page).locator(".flag")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(current(page).locator("h2")).to_have_text("Question 2 sur 10")
    go_to_type(page, "label.choice input[type=radio]")
    page.keyboard.press("Digit1")
    for _ in range(10):
        page.keyboard.press("n")
    page.get_by_role("button", name="Relire et terminer").click()
    page.wait_for_url("**/review")
    expect(page.locator(".navigator li").first).to_contain_text("marquée")
    expect(page.locator(".navigator .flagged")).to_have_count(1)
    expect(page.locator(".navigator").get_by_text("sans réponse")).to_have_count(9)
    expect(page.locator("#timer")).to_contain_text("15 min")
    page.context.set_offline(True)
    page.get_by_role("button", name="Rendre").click()
    expect(page.locator("#told")).to_contain_text("Pas encore rendu")
    page.context.set_offline(False)
    page.get_by_role("button", name="Rendre").dblclick()
    page.wait_for_url("**/result")
    expect(page.locator("h1")).to_contain_text("sur 10")
