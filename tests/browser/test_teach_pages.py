"""The instructor's pages of sections and results in Chromium, and the student's report."""

import pytest
from browser.class_room import DESK, make_class
from browser.test_every_page import axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def sign_in(page: Page, served) -> None:
    page.goto(served.instructor_address())
    page.locator("main form button").click()
    expect(page).to_have_url(served.address + DESK)


def check_page(page: Page) -> list[str]:
    """What is wrong with a page: to axe, or because it scrolls sideways."""
    page.wait_for_load_state()
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    found = [f"{page.url} {line}" for line in axe(page)]
    return [*found, f"{page.url} scrolls sideways by {width}"] if width > 0 else found


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("fr", "light", 320), ("en", "dark", 1280)]
)
def test_sections_and_results_are_accessible_at_every_width(
    served, open_page, language, scheme, width
):
    page = open_page(locale=language, color_scheme=scheme, viewport={"width": width, "height": 800})
    section = make_class(served)
    sign_in(page, served)
    found = check_page(page)
    page.goto(section)
    page.locator("summary").first.click()
    found += check_page(page)
    progress = page.locator(".rows a").first.get_attribute("href")
    page.get_by_role("link", name="Bob").click()
    page.locator("summary").click()
    found += check_page(page)
    page.goto(progress)
    found += check_page(page)
    page.get_by_role("link", name="Ada", exact=True).click()
    expect(page.locator("#trail")).to_be_visible()
    found += check_page(page)
    assert found == []


def test_a_question_is_reported_after_its_check_without_leaving_the_quiz_behind(served, open_page):
    page = open_page(locale="en")
    page.goto("/c/xiaomi/quizzes/europe-2015/lecture")
    page.locator("main form button").click()
    page.locator("#attempt.stepped").wait_for()
    page.keyboard.press("Digit1")
    page.locator("#q0 button[value^=check]").click()
    page.locator("#q0").get_by_role("link", name="Report this question").click()
    page.wait_for_url("**/report/0*")
    assert check_page(page) == []
    page.get_by_label("The question is not clear").check()
    page.get_by_label("In your words").fill("Which year?")
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator("#q0")).to_contain_text("Your instructor will read your report.")
