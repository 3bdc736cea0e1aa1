"""Cards in a real browser: both sides, by day and by night, with and without scripts."""

from collections.abc import Callable, Iterator

import pytest
from export.anki_desk import AnkiDesk
from export.sample import NOW
from playwright.sync_api import Browser, Page

from casekit.domain.bank import Bank
from casekit.export.anki import write_deck

pytestmark = [pytest.mark.browser, pytest.mark.anki, pytest.mark.xdist_group("cards")]

Shown = Callable[..., str]
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, demo: Bank) -> Iterator[Shown]:
    """A side of a card of the demo course as Anki itself puts it together."""
    folder = tmp_path_factory.mktemp("anki")
    write_deck(demo, folder / "demo.apkg", exported_at=NOW)
    desk = AnkiDesk(folder)
    desk.take(folder / "demo.apkg")

    def show(card_id: str, side: str, mode: str = "", face: int = 0) -> str:
        card = desk.cards_of(card_id)[face]
        html = card.question() if side == "front" else card.answer()
        return f'<body class="card {mode}"><div id="qa">{html}</div>'

    yield show
    desk.collection.close()


def choices_on(page: Page) -> list[str]:
    return page.locator(".choices > li > .text").all_inner_texts()


def test_both_sides_show_the_choices_in_one_order(
    browser: Browser, demo: Bank, shown: Shown
) -> None:
    items = [v.item_id for v in demo.card_items() if v.written["type"] == "single"]
    page = browser.new_page(viewport=PHONE)
    moved = 0
    for item_id in items:
        page.set_content(shown(item_id, "front"))
        front = choices_on(page)
        page.set_content(shown(item_id, "back"))
        assert [text.removesuffix("\u00a0✓") for text in choices_on(page)] == front
        written = [choice.text for choice in demo.items[item_id].item.make_card().choices]
        moved += [text.replace("’", "'") for text in front] != written
    assert moved
    page.close()


def test_the_key_shows_on_the_back_alone_even_without_scripts(
    browser: Browser, demo: Bank, shown: Shown
) -> None:
    item_id = "europe-2015/silence"
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.set_content(shown(item_id, "front"))
    assert not page.locator(".feedback").first.is_visible()
    weight = "e => getComputedStyle(e).fontWeight"
    assert page.locator(".choices > .key").evaluate(weight) == "400"
    page.set_content(shown(item_id, "back"))
    assert page.locator(".feedback").first.is_visible()
    assert page.locator(".choices > .key").evaluate(weight) == "600"
    page.context.close()


@pytest.mark.parametrize("mode", ["nightMode", "night_mode"])
def test_night_turns_paper_and_ink(browser: Browser, demo: Bank, shown: Shown, mode: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.set_content(shown("europe-2015/silence", "back", mode))
    ground = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == "rgb(23, 22, 20)"
    page.close()


def test_no_card_is_wider_than_a_phone(browser: Browser, demo: Bank, shown: Shown) -> None:
    page = browser.new_page(viewport=PHONE)
    for card in demo.flashcards():
        for face in range(len(card.sides)):
            for side in ("front", "back"):
                page.set_content(shown(card.card_id, side, face=face))
                assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.close()
