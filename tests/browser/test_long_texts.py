"""Texts of many words and decisions in Chromium: counted, kept, handed in with the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.serving import serving
from every_type import make_typed_workspace
from playwright.sync_api import Browser, BrowserContext, Page, expect

from casekit.web import Settings, create_app

pytestmark = pytest.mark.browser

POSITION, ESSAY = "#q0", "#q1"
QUIZZES = "quizzes:\n  - id: lecture\n    title: Lecture\n    items: [ouvrir, note]\n"
LONG = ("été " * 60 + "\n\n") * 80
"""Longer than a beacon may be, once it is encoded; of few lines, which Chromium fills in slowly."""


@pytest.fixture
def context(tmp_path: Path, browser: Browser) -> Iterator[BrowserContext]:
    workspace = make_typed_workspace(tmp_path / "course")
    (workspace / "content/cas/quizzes.yaml").write_text(QUIZZES, encoding="utf-8")
    url = f"sqlite:///{tmp_path}/casekit.db"
    app = create_app(Settings(workspace, url, "only for this test", guests=True))
    with serving(app) as address:
        opened = browser.new_context(base_url=address, locale="en", reduced_motion="reduce")
        yield opened
        opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    opened = context.new_page()
    opened.goto("/c/demo/quizzes/cas/lecture")
    opened.locator("main form button").click()
    opened.locator("#attempt.stepped").wait_for()
    return opened


def go_to(page: Page, question: str) -> None:
    page.goto(page.url.split("#")[0] + question)
    expect(page.locator(question)).to_be_visible()


def test_words_are_counted_while_a_text_is_written(page: Page) -> None:
    go_to(page, ESSAY)
    count = page.locator(f"{ESSAY} output")
    expect(count).to_have_text("0 words")
    page.locator("textarea[name=s1-text]").fill("L'usine a 1,5 m²")
    expect(count).to_have_text("5 words")
    page.locator("textarea[name=s1-text]").fill("Un")
    expect(count).to_have_text("1 word")


def test_a_long_text_is_saved_when_its_field_is_left_and_comes_back_as_it_was(page: Page) -> None:
    go_to(page, ESSAY)
    field = page.locator("textarea[name=s1-text]")
    field.fill("\n" + LONG.strip())
    field.blur()
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.evaluate("localStorage.clear()")
    page.reload()
    go_to(page, ESSAY)
    assert page.locator("textarea[name=s1-text]").input_value() == LONG.strip()


def test_a_text_too_long_for_a_beacon_waits_in_the_browser(page: Page) -> None:
    go_to(page, ESSAY)
    page.locator("textarea[name=s1-text]").fill(LONG.strip())
    page.reload()
    page.locator("#attempt.stepped").wait_for()
    go_to(page, ESSAY)
    assert page.locator("textarea[name=s1-text]").input_value() == LONG.strip()
    expect(page.locator("#saved")).to_contain_text("Saved")


def test_a_decision_is_made_with_the_keyboard_alone(page: Page) -> None:
    page.locator("[name='s0-option']").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator("[name='s0-why']").focus()
    page.keyboard.type("Because 123 nnn ppp.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"{POSITION} .verdict")).to_contain_text("Complete")
    expect(page.locator(POSITION)).to_contain_text("Because 123 nnn ppp.")
    expect(page.locator(f"{POSITION} .taken")).to_contain_text("Non")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_before_and_after_answering(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    assert find_offences(page) == []
    page.locator("[name='s0-option']").first.check()
    page.locator(f"{POSITION} button[value='check:0']").click()
    expect(page.locator(f"{POSITION} .fault")).to_be_visible()
    assert find_offences(page) == []
    page.locator("[name='s0-for'][type=checkbox]").first.check()
    page.locator("[name='s0-against'][type=checkbox]").last.check()
    page.locator("[name='s0-why']").fill("Parce que.")
    page.locator(f"{POSITION} button[value='check:0']").click()
    expect(page.locator(f"{POSITION} .verdict")).to_be_visible()
    assert find_offences(page) == []
    go_to(page, ESSAY)
    page.locator("textarea[name=s1-text]").fill("Un deux trois.")
    assert find_offences(page) == []
    page.locator(f"{ESSAY} button[value='check:1']").click()
    expect(page.locator(f"{ESSAY} .verdict")).to_be_visible()
    assert find_offences(page) == []


def find_offences(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]
