"""The instructor's page of decks: what each holds, and what the next export changes."""

from pathlib import Path

from factories import ITEMS
from web.conftest import MakeApp
from web.visitor import DESK, Visitor, words

DECKS = f"{DESK}decks/"


def test_the_desk_leads_to_the_decks(instructor: Visitor) -> None:
    assert f'href="{DECKS}"' in instructor.get(DESK).text


def test_before_the_first_export_everything_is_new(instructor: Visitor) -> None:
    page = instructor.get(DECKS)
    text = words(page)
    assert "Deck of the whole course 4 notes" in text
    assert "Nothing has been exported yet" in text
    assert 'name="case" value="cas"' in page.text


def test_after_an_export_the_page_says_what_the_next_one_changes(
    make_app: MakeApp, workspace: Path
) -> None:
    instructor = Visitor(make_app(workspace))
    instructor.sign_in()
    instructor.post(DECKS, case="")
    assert "whoever has the last deck has everything" in words(instructor.get(DECKS))
    items = ITEMS.replace("L'article ne cite qu'un canal.", "Un seul canal.")
    (workspace / "content/cas/items.yaml").write_text(items, encoding="utf-8")
    later = Visitor(make_app(workspace))
    later.sign_in()
    page = later.get(DECKS)
    assert "Corrected since (1) cas/canal-unique" in words(page)
    assert f'href="{DESK}items/cas/canal-unique"' in page.text


def test_the_page_speaks_french(make_app: MakeApp, workspace: Path) -> None:
    instructor = Visitor(make_app(workspace), language="fr")
    instructor.sign_in()
    assert "Paquets Anki" in words(instructor.get(DECKS))


def test_what_is_about_somebody_is_kept_by_no_browser(instructor: Visitor) -> None:
    """Seen to fail: an area that was forgotten in a list let students' texts be kept."""
    areas = set(instructor.app.blueprints) - {"course", "guide"}
    assert {"decks", "marking", "attempt"} <= areas
    for address in (DECKS, DESK, "/account"):
        assert instructor.get(address).headers["Cache-Control"] == "no-store"
    assert instructor.get("/c/demo/").headers["Cache-Control"] == "private, no-cache"
