"""Hostile names, answers, reports and sections on every page that shows them, in Chromium."""

from datetime import UTC, datetime

import pytest
from browser.class_room import DESK, QUIZ
from playwright.sync_api import Page

from casekit.delivery import AttemptRef, ensure_instructor, start_attempt, submit_attempt
from casekit.delivery.assigning import assign_quiz
from casekit.delivery.report import Told, report_question
from casekit.delivery.sections import SectionRef, create_section, join_section
from casekit.store import Person

pytestmark = pytest.mark.browser

HOSTILE = '"><img src=x onerror="window.caught=1"><script>window.caught=1</script>{{ 7 * 7 }}'


def make_hostile_class(served) -> tuple[str, str, str]:
    """Section id, attempt id and item id; everything a person can type is hostile."""
    store, now = served.app.extensions["casekit"].store, datetime.now(UTC)
    prof = ensure_instructor(store, now).person_id
    section = create_section(store, "xiaomi", prof, f"Groupe {HOSTILE}"[:100], now)
    with store.write() as session:
        session.add_person(Person("ada", "student", f"Ada {HOSTILE}"[:100], "a@example.org"), now)
    join_section(store, section.code, "ada", now)
    ref = SectionRef("xiaomi", section.section_id, prof)
    assign_quiz(store, ref, served.bank, QUIZ, (now, None), now)
    attempt = start_attempt(store, served.bank, QUIZ, "ada", now, seed=1)
    typed = {
        number: {field: [HOSTILE]}
        for number, slot in enumerate(attempt.plan.slots)
        if (field := {"numeric": "number", "short-text": "text"}.get(type_of(served, slot)))
    }
    mine = AttemptRef("xiaomi", attempt.attempt_id, "ada")
    submit_attempt(store, mine, typed, now)
    number = min(typed)
    report_question(store, served.bank, mine, number, Told("other", HOSTILE), now)
    return section.section_id, attempt.attempt_id, attempt.plan.slots[number].item_id


def type_of(served, slot) -> str:
    return served.bank.items[slot.item_id].written["type"]


def test_what_people_type_is_text_on_every_page(served, open_page):
    """Seen to fail when the section's name was marked safe in `section.html`: the image ran."""
    section, attempt, item = make_hostile_class(served)
    page: Page = open_page()
    page.goto(served.instructor_address())
    page.locator("main form button").click()
    base = f"{DESK}sections/{section}"
    addresses = {
        DESK: "Groupe",
        base: "Ada",
        f"{base}/members/ada": "Ada",
        f"{base}/quizzes/{QUIZ}": "Ada",
        f"{base}/attempts/{attempt}": "Ada",
        f"{DESK}items/{item}": "{{ 7 * 7 }}",
    }
    for address, words in addresses.items():
        page.goto(address)
        main = page.locator("main").inner_text()
        assert words in main, address
        assert page.evaluate("window.caught") is None, address
        assert page.locator("img[src='x']").count() == 0, address
        assert page.evaluate("document.scripts.length") == page.locator("head script").count()


def test_the_policy_stops_a_script_that_would_have_come_through(served, open_page):
    """The second wall: even markup that is in the page does not run, and inline style neither.

    Seen to fail when the policy allowed 'unsafe-inline'.
    """
    page: Page = open_page(complains=False)
    page.goto("/c/xiaomi/")
    page.evaluate(
        """() => {
          const main = document.querySelector("main");
          main.innerHTML += `<img src="x" onerror="window.caught = 1"><p id="styled"
            style="position: fixed">x</p>`;
          const script = document.createElement("script");
          script.textContent = "window.caught = 2";
          main.append(script);
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.caught") is None
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).position") == "static"
