"""Reviewing cards in Chromium by keys: ratings, undo, a lost connection, a question missed."""

import pytest
from browser.quiz_taker import current, keys, position_of, start
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

DECK = "/c/xiaomi/cards/europe-2015"
PHONE = {"width": 390, "height": 844}


def miss_first_question(page: Page, served) -> str:
    """Answers the first question of the quiz wrong, and checks it; returns its words."""
    start(page)
    question = current(page)
    right = position_of(question, keys(served.bank)[0])
    page.keyboard.press(f"Digit{2 if right == 1 else 1}")
    page.keyboard.press("Enter")
    expect(question.locator(".verdict")).to_contain_text("Faux")
    return question.locator(".stem").inner_text()


def test_a_session_by_keys_from_a_missed_question_on(served, open_page):
    page = open_page(viewport=PHONE)
    stem = miss_first_question(page, served)
    page.goto(DECK)
    page.evaluate("window.isSamePage = true")
    title = page.locator("#card-title")
    expect(title).to_have_text("De votre quiz")
    expect(page.locator(".card .stem")).to_have_text(stem)
    left = page.title()

    page.keyboard.press("Space")
    expect(page.locator("#answer")).to_be_focused()
    expect(page.locator("#answer .choice.right")).to_contain_text("✓ juste")
    for button in page.locator("#ratings button").all():
        box = button.bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert box["y"] + box["height"] <= PHONE["height"]  # in reach of the thumb, always
    page.keyboard.press("Digit4")
    expect(title).to_have_text("Nouvelle carte")
    expect(title).to_be_focused()
    assert page.title() != left
    expect(page.locator("#said")).to_contain_text("restantes")

    page.keyboard.press("Control+z")
    expect(page.locator("#study [role=status]")).to_have_text("Votre dernière note est annulée.")
    expect(page.locator(".card .stem")).to_have_text(stem)
    assert page.title() == left

    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    page.context.set_offline(True)
    page.keyboard.press("Space")
    expect(page.locator("#trouble")).to_be_visible()
    page.context.set_offline(False)
    page.keyboard.press("Space")  # Good
    expect(title).to_have_text("Nouvelle carte")
    expect(page.locator("#trouble")).to_be_hidden()
    expect(page.locator("#left")).to_contain_text("1 en apprentissage")
    assert page.evaluate("window.isSamePage")


def test_the_keys_can_be_switched_off(served, open_page):
    page = open_page()
    page.goto(DECK)
    page.keyboard.press("?")
    page.locator("#keys-switch").click()
    page.locator("#card-title").focus()
    page.keyboard.press("u")
    page.keyboard.press("Space")
    expect(page.locator("#show")).to_be_visible()
    page.locator("#show button").focus()
    page.keyboard.press("Space")  # a button's own key is not ours to switch off
    expect(page.locator("#ratings")).to_be_visible()
