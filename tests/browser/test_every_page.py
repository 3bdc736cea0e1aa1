"""Every page in Chromium: accessible, in both languages and modes, at every width."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.class_room import make_class
from browser.quiz_taker import HOME, START, current, start
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CASE = "/c/xiaomi/cases/europe-2015"
CARDS = "/c/xiaomi/cards"
DECK = f"{CARDS}/europe-2015"
ANSWER = f"{DECK}?card=europe-2015/vente-directe&side=front&answer=yes"
CARD_PAGES = (CARDS, DECK, ANSWER, f"{DECK}/vente-directe?answer=yes")
READ = (HOME, CASE, START, "/c/xiaomi/no-such-page", "/help/codes", "/help/exhibits")

LOOKS = [("fr", "light"), ("en", "dark")]
"""Each language and each mode once: colours do not hang on the language."""


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong, a line each."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]


def walk(page: Page, served) -> list[str]:
    """Goes through every kind of page, running axe on each; returns what it found."""
    found: list[str] = []

    def look() -> None:
        name = page.url.removeprefix(served.address)
        found.extend(f"{name} {line}" for line in axe(page))

    for address in (*READ, *CARD_PAGES):
        page.goto(address)
        look()
    page.goto(START)
    page.locator("main form button").click()
    page.locator("#attempt.stepped").wait_for()
    look()
    attempt = page.url.split("#")[0]
    page.keyboard.press("Digit1")
    current(page).locator("button[value^=passages]").click()
    expect(current(page).locator(".passages")).to_be_visible()
    look()
    current(page).locator("button[value^=check]").click()
    expect(current(page).locator(".verdict")).to_be_visible()
    look()
    page.keyboard.press("n")
    current(page).locator("input[type=text]").fill("abc")
    page.keyboard.press("Enter")
    expect(current(page).locator(".fault")).to_be_visible()
    look()
    page.goto(attempt + "/review")
    look()
    page.locator("main form button").last.click()
    page.wait_for_url("**/result")
    look()
    page.goto(served.instructor_address())
    look()
    page.locator("main form button").click()
    look()
    for address in ("items/europe-2015/silence", "handouts/"):
        page.goto(f"/c/xiaomi/teach/{address}")
        look()
    return found


def walk_signed_in(page: Page, served) -> list[str]:
    """Goes through the pages of a student with an account, from the code to the result."""
    found: list[str] = []

    def look(address: str | None = None) -> None:
        if address is not None:
            page.goto(address)
        name = page.url.removeprefix(served.address)
        found.extend(f"{name} {line}" for line in axe(page))

    section = make_class(served).rpartition("/")[2]
    with served.app.extensions["casekit"].store.read() as session:
        code = session.find_section("xiaomi", section).code
    look("/sign-in")
    look("/join")
    look(f"/join/{code}")
    page.fill("#name", "Eva")
    page.locator("main form button").click()  # without an address: asked again
    look()
    page.fill("#email", "eva@example.org")
    page.fill("#password", "une phrase de passe")
    page.locator("main form button").click()
    page.locator("main h1").wait_for()
    look("/account")
    look("/account/delete")
    look("/c/xiaomi/quizzes/europe-2015/bilan")
    page.locator("main form button").click()
    page.locator("#attempt.stepped").wait_for()
    look()
    attempt = page.url.split("#")[0]
    look(f"{attempt}/review")
    page.locator("main form button").last.click()
    page.wait_for_url("**/result")
    look()
    return found


@pytest.mark.parametrize(("language", "scheme"), LOOKS)
def test_axe_finds_no_violation_for_a_student_with_an_account(served, open_page, language, scheme):
    page = open_page(locale=language, color_scheme=scheme, reduced_motion="reduce")
    assert walk_signed_in(page, served) == []


@pytest.mark.parametrize(("language", "scheme"), LOOKS)
def test_axe_finds_no_violation_on_any_page(served, open_page, language, scheme):
    page = open_page(locale=language, color_scheme=scheme, reduced_motion="reduce")
    assert walk(page, served) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_page_scrolls_sideways(served, open_page, width):
    page = open_page(viewport={"width": width, "height": 800})
    for address in (HOME, CASE, START, *CARD_PAGES, "/help/exhibits"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    start(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_language_follows_the_browser_and_the_switch(served, open_page):
    page = open_page(locale="en-GB")
    page.goto(HOME)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_url(served.address + HOME)


def test_a_citation_opens_its_passage_in_place_on_a_phone(served, open_page):
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(CASE)
    cite = page.locator(".narrative a.cite", has_text="2").first
    cite.tap()
    opened = page.locator(".narrative [id$=-open]")
    expect(opened).to_contain_text("le patron est resté discret")
    expect(opened).to_contain_text("Sylvain Arnulf")
    cite.tap()
    expect(opened).to_have_count(0)


def test_a_citation_has_its_passage_in_the_margin_of_a_wide_page(served, open_page):
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(CASE)
    note = page.locator(".margin-note", has_text="le patron est resté discret").first
    expect(note).to_be_visible()
    cite = page.locator(".narrative a.cite", has_text="2").first
    assert abs(note.bounding_box()["y"] - cite.bounding_box()["y"]) < 200


def test_an_instructor_changes_a_question_and_sees_it(served, open_page):
    page = open_page()
    page.goto(served.instructor_address())
    page.locator("main form button").click()
    page.goto("/c/xiaomi/teach/items/europe-2015/silence")
    expect(page.locator(".stem").first).to_contain_text("Au CeBIT")
    file = served.workspace / "content/europe-2015/items.yaml"
    written = file.read_text("utf-8")
    file.write_text(written.replace("Au CeBIT, sur quoi", "À Hanovre, sur quoi"), "utf-8")
    expect(page.locator(".stem").first).to_contain_text("À Hanovre", timeout=15000)
    file.write_text(written.replace("- correct: La date", "- wrong: La date"), "utf-8")
    expect(page.locator(".problems")).to_contain_text("items.yaml:", timeout=15000)
    expect(page.locator(".stem").first).to_contain_text("À Hanovre")
    file.write_text(written, "utf-8")
    expect(page.locator(".problems")).to_have_count(0, timeout=15000)
