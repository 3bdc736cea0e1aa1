"""Cards in a real browser: both sides, by day and by night, with and without scripts."""

import re
from pathlib import Path

import pytest
from export.sample import note_of
from playwright.sync_api import Browser, Page

from casekit.domain.bank import Bank
from casekit.export.card_faces import read_faces
from casekit.export.note_type import FIELDS

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


def card_html(bank: Bank, item_id: str, side: str, mode: str = "") -> str:
    """A card as Anki puts it together from template, fields and style."""
    note = note_of(bank, item_id)
    faces = read_faces(note.type)
    html = faces.faces[0].front if side == "front" else faces.faces[0].back
    for name, value in zip(FIELDS[note.type], note.fields, strict=True):
        html = html.replace(f"{{{{{name}}}}}", value)
        if not value:
            html = re.sub(rf"\{{\{{#{name}}}}}.*?\{{\{{/{name}}}}}", "", html, flags=re.DOTALL)
        html = html.replace(f"{{{{#{name}}}}}", "").replace(f"{{{{/{name}}}}}", "")
    return f'<style>{faces.css}</style><body class="card {mode}"><div id="qa">{html}</div>'


def choices_on(page: Page) -> list[str]:
    return page.locator(".choices > li > .text").all_inner_texts()


def test_both_sides_show_the_choices_in_one_order(browser: Browser, demo: Bank) -> None:
    items = [v.item_id for v in demo.card_items() if v.written["type"] == "single"]
    page = browser.new_page(viewport=PHONE)
    moved = 0
    for item_id in items:
        page.set_content(card_html(demo, item_id, "front"))
        front = choices_on(page)
        page.set_content(card_html(demo, item_id, "back"))
        assert [text.removesuffix("\u00a0✓") for text in choices_on(page)] == front
        written = [choice.text for choice in demo.items[item_id].item.make_card().choices]
        moved += [text.replace("’", "'") for text in front] != written
    assert moved
    page.close()


def test_the_key_shows_on_the_back_alone_even_without_scripts(browser: Browser, demo: Bank) -> None:
    item_id = "europe-2015/silence"
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.set_content(card_html(demo, item_id, "front"))
    assert not page.locator(".feedback").first.is_visible()
    weight = "e => getComputedStyle(e).fontWeight"
    assert page.locator(".choices > .key").evaluate(weight) == "400"
    page.set_content(card_html(demo, item_id, "back"))
    assert page.locator(".feedback").first.is_visible()
    assert page.locator(".choices > .key").evaluate(weight) == "600"
    page.context.close()


@pytest.mark.parametrize("mode", ["nightMode", "night_mode"])
def test_night_turns_paper_and_ink(browser: Browser, demo: Bank, mode: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.set_content(card_html(demo, "europe-2015/silence", "back", mode))
    ground = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == "rgb(23, 22, 20)"
    page.close()


def test_no_card_is_wider_than_a_phone(browser: Browser, demo: Bank, tmp_path: Path) -> None:
    page = browser.new_page(viewport=PHONE)
    for version in demo.card_items():
        page.set_content(card_html(demo, version.item_id, "back"))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.close()
