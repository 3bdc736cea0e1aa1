"""The instructor's desk: items in place, the state that pages poll, exports, the documentation."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from factories import ITEMS
from web.conftest import MakeApp
from web.visitor import CASE, DESK, HOME, Visitor, live, words

ITEM = f"{DESK}items/cas/ventes-totales"


def test_the_desk_lists_every_item_with_its_page(instructor: Visitor) -> None:
    page = instructor.get(DESK)
    assert page.status_code == 200
    for name in ("comptes-nombre", "canal-unique", "annee-record", "ventes-totales"):
        assert f"{DESK}items/cas/{name}" in page.text


def test_pages_lead_an_instructor_to_the_desk_and_nobody_else(
    instructor: Visitor, visitor: Visitor
) -> None:
    assert f'href="{DESK}"' in instructor.get(CASE).text
    assert f'href="{DESK}"' not in visitor.get(CASE).text


def test_an_item_stands_with_its_key_its_evidence_and_its_line(instructor: Visitor) -> None:
    text = words(instructor.get(ITEM))
    line = ITEMS.splitlines().index("  - id: ventes-totales") + 1
    assert f"content/cas/items.yaml:{line}" in text
    assert "L’article le dit en toutes lettres." in text
    assert "61 millions d’appareils" in text


def test_an_item_says_what_guessing_and_what_each_answer_earns(instructor: Visitor) -> None:
    text = words(instructor.get(f"{DESK}items/cas/canal-unique"))
    assert "Blind guessing earns 33% on average." in text
    assert "Check has nothing to say about this question." in text
    assert "Score of every response Score Answers 100% A 0% B; C" in text
    assert "60,5; 61,5" in words(instructor.get(ITEM))


def test_an_item_shows_what_check_says_of_it_and_of_no_other(
    make_app: MakeApp, workspace: Path
) -> None:
    items = workspace / "content/cas/items.yaml"
    items.write_text(ITEMS.replace("Environ 1 000 comptes", "Toutes ces réponses"), "utf-8")
    instructor = Visitor(make_app(workspace))
    instructor.sign_in()
    assert "W321" in words(instructor.get(f"{DESK}items/cas/comptes-nombre"))
    assert "W321" not in words(instructor.get(ITEM))


def test_an_edit_is_seen_in_place(make_app: MakeApp, workspace: Path) -> None:
    instructor = Visitor(make_app(workspace, watch=True))
    instructor.sign_in()
    before = instructor.get(f"{DESK}state").json
    items = workspace / "content/cas/items.yaml"
    items.write_text(ITEMS.replace("en toutes lettres", "en clair"), encoding="utf-8")
    live(instructor.app).look_now()
    after = instructor.get(f"{DESK}state").json
    assert before["digest"] != after["digest"]
    assert "L’article le dit en clair." in words(instructor.get(ITEM))


def test_a_mistake_is_counted_and_named_in_place(make_app: MakeApp, workspace: Path) -> None:
    instructor = Visitor(make_app(workspace, watch=True))
    instructor.sign_in()
    items = workspace / "content/cas/items.yaml"
    items.write_text(ITEMS.replace("answer: 61", "answer: soixante"), encoding="utf-8")
    live(instructor.app).look_now()
    assert instructor.get(f"{DESK}state").json["errors"] == 1
    page = words(instructor.get(ITEM))
    assert "content/cas/items.yaml:" in page
    assert "L’article le dit en toutes lettres." in page


def test_an_item_that_is_not_there_is_not_found(instructor: Visitor) -> None:
    assert instructor.get(f"{DESK}items/cas/nothing").status_code == 404


@pytest.mark.parametrize(("case", "name"), [("", "demo.apkg"), ("cas", "demo-cas.apkg")])
def test_a_deck_is_downloaded(instructor: Visitor, case: str, name: str) -> None:
    reply = instructor.post(f"{DESK}decks/", case=case)
    assert reply.status_code == 200
    assert name in reply.headers["Content-Disposition"]
    assert zipfile.is_zipfile(BytesIO(reply.data))


@pytest.mark.parametrize("fields", [{}, {"case": "nothing"}, {"case": "../cas"}])
def test_what_cannot_be_exported_is_refused(instructor: Visitor, fields: dict[str, str]) -> None:
    assert instructor.post(f"{DESK}decks/", **fields).status_code == 400


def test_a_deck_is_remembered_in_the_workspace(instructor: Visitor, workspace: Path) -> None:
    instructor.post(f"{DESK}decks/", case="")
    assert "deck\tcas\t" in (workspace / "content" / "anki-ledger.tsv").read_text("utf-8")


def test_an_export_that_has_nothing_in_it_says_so(make_app: MakeApp, workspace: Path) -> None:
    items = workspace / "content/cas/items.yaml"
    text = ITEMS.replace("    objective:", "    card: false\n    objective:")
    items.write_text(text, encoding="utf-8")
    instructor = Visitor(make_app(workspace))
    instructor.sign_in()
    reply = instructor.post(f"{DESK}decks/", case="")
    assert reply.status_code == 422
    assert "no deck" in words(reply)


def test_the_instructor_can_take_the_quiz_too(instructor: Visitor) -> None:
    assert instructor.get(HOME).status_code == 200
    assert instructor.get(instructor.start()).status_code == 200


def found(instructor: Visitor, wanted: str) -> list[str]:
    """The ids of the questions that the desk lists for a search, in their order."""
    page = instructor.get(DESK, query_string={"find": wanted})
    return re.findall(r'<code class="meta">cas/([^<]+)</code>', page.text)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ("ventes-totales", ["ventes-totales"]),
        ("NUMERIC", ["ventes-totales"]),
        ("cas/canal", ["canal-unique"]),
        ("  Combien   D'APPAREILS ", ["ventes-totales"]),
        ("numeric canal", []),
    ],
)
def test_a_question_is_found_by_any_of_its_words(
    instructor: Visitor, wanted: str, ids: list[str]
) -> None:
    assert found(instructor, wanted) == ids


def test_a_search_says_how_much_it_found_and_the_way_back(instructor: Visitor) -> None:
    page = instructor.get(DESK, query_string={"find": "<b>rien"})
    assert "0 questions for “<b>rien”. Show all" in words(page)
    assert f'href="{DESK}#questions"' in page.text
    assert len(found(instructor, "")) == len(re.findall("^  - id:", ITEMS, re.MULTILINE))
