"""The quiz over all cases of the course, as a student of a section takes it."""

from datetime import UTC, datetime, timedelta

import pytest
from browser.quiz_taker import fill, newest_attempt
from playwright.sync_api import expect

from casekit.delivery import NewAccount, ensure_instructor, join
from casekit.delivery.assigning import assign_quiz
from casekit.delivery.sections import SectionRef, create_section

pytestmark = pytest.mark.browser

QUIZ = "course/controle"


def test_the_quiz_over_all_cases_is_taken_and_every_key_is_right(served, open_page) -> None:
    """On a phone without script: 15 questions drawn from six cases, answered with their keys."""
    store, now = served.app.extensions["casekit"].store, datetime.now(UTC)
    teacher = ensure_instructor(store, now)
    section = create_section(store, "xiaomi", teacher.person_id, "Groupe A", now)
    ref = SectionRef("xiaomi", section.section_id, teacher.person_id)
    assign_quiz(store, ref, served.bank, QUIZ, (now, now + timedelta(hours=2)), now)
    join(store, section.code, NewAccount("ada@example.org", "Ada", "une phrase de passe"), now)

    page = open_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(f"/sign-in?next=/c/xiaomi/quizzes/{QUIZ}")
    page.get_by_label("Adresse électronique").fill("ada@example.org")
    page.get_by_label("Mot de passe").fill("une phrase de passe")
    page.locator("main").get_by_role("button", name="Se connecter").click()
    page.locator("main").get_by_role("button", name="Commencer").click()
    page.locator("#attempt").wait_for()

    plan = newest_attempt(store).plan
    assert {slot.item_id.split("/")[0] for slot in plan.slots} == set(served.bank.cases)
    for number, slot in enumerate(plan.slots):
        version = served.bank.items[slot.item_id]
        item = version.settle(slot.arrangement).item
        fields = item.write_response(item.key(slot.arrangement), slot.arrangement)
        fill(page.locator(f"#q{number}"), number, fields)
    page.locator("#attempt button[value=review]").click()
    page.wait_for_url("**/review")
    page.locator("main form button").last.click()
    page.wait_for_url("**/result")
    expect(page.locator("h1")).to_contain_text("15 points sur 15")
