"""Marking by hand in Chromium: with the keyboard alone, and accessible at every width."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browser.serving import serving
from browser.test_teach_pages import check_page
from every_type import make_typed_workspace
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from web.classroom import address_of, assign, make_section
from web.test_marking import QUIZ, QUIZZES, sit
from web.visitor import store_of

from casekit.delivery import ensure_instructor
from casekit.domain.section import Section
from casekit.web import Settings, create_app, make_instructor_address

pytestmark = pytest.mark.browser


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    workspace = make_typed_workspace(tmp_path / "course")
    quizzes = QUIZZES.replace("{feedback}", "on-submit")
    (workspace / "content/cas/quizzes.yaml").write_text(quizzes, encoding="utf-8")
    url = f"sqlite:///{tmp_path}/casekit.db"
    return create_app(Settings(workspace, url, "only for this test", guests=True))


@pytest.fixture
def section(app: Flask) -> Section:
    prof = ensure_instructor(store_of(app), datetime.now(UTC)).person_id
    made = make_section(app, prof, "ada", "bob")
    assign(app, made, "cas/noter")
    return made


@pytest.fixture
def page(app: Flask, browser: Browser) -> Iterator[Page]:
    with serving(app) as address:
        context = browser.new_context(base_url=address, locale="en", reduced_motion="reduce")
        opened = context.new_page()
        opened.goto(make_instructor_address(app, ""))
        opened.locator("main form button").click()
        yield opened
        context.close()


def test_answers_are_marked_with_the_keyboard_one_after_the_other(
    app: Flask, section: Section, page: Page
) -> None:
    for student in ("ada", "bob"):
        sit(app, student, "Un conseil. " * 300)
    found = []
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address_of(section, f"{QUIZ}/marking"))
    found += check_page(page)
    page.get_by_role("link", name="Mark the answers").click()
    page.locator("summary").click()
    page.locator("#c0-own").fill("1")
    page.locator("#c0-0").check()  # whoever chooses a level means that
    expect(page.locator("#c0-own")).to_have_value("")
    page.locator("#c0-own").fill("0.5")
    expect(page.locator("input[value=own]")).to_be_checked()
    page.locator("#c0-own").press("Enter")
    expect(page.locator("#errors")).to_contain_text("Write points from 0 to 3.")
    found += check_page(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 1280, "height": 700})
    found += check_page(page)
    page.locator("#c1-own").fill("2,5")
    page.locator("#c1-own").press("Enter")
    expect(page.locator("#answer")).to_contain_text("Saved. Here is the next answer.")
    page.wait_for_load_state()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#c0-0")).to_be_checked()
    for key in ("Tab", "Tab", "3", "Enter"):  # past the field for other points
        page.keyboard.press(key)
    expect(page.locator("main")).to_contain_text("Nothing waits")
    assert found == []
