"""Who sees which cards, a card's own page, missed questions, and the ways to the cards."""

import re
import sqlite3
from contextlib import closing
from io import BytesIO
from zipfile import ZipFile

import pytest
from factories import ITEMS, make_workspace
from web.card_reader import CARDS, COURSE, DECK, TERMS, hidden, rate, reviews_of
from web.classroom import GRADED_QUIZZES, NOTE, add_person, assign, enter_as, make_section
from web.visitor import CASE, HOME, Visitor, live, position_of, store_of, words


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "course", {"content/cas/cards.yaml": TERMS})


@pytest.fixture
def ada(app):
    add_person(app, "ada")
    return enter_as(app, "ada")


def test_a_visitor_becomes_a_guest_with_the_first_rating_and_not_before(app, visitor):
    for address in (CARDS, DECK, f"{CARDS}/cas/c2b?answer=yes"):
        assert visitor.get(address).status_code == 200
    with store_of(app).read() as session:
        assert session.find_first_of("guest") is None
    rate(visitor, 4)
    assert "4 cards wait today." in words(visitor.get(CARDS))
    with store_of(app).read() as session:
        assert session.find_first_of("guest") is not None


def test_without_guests_a_visitor_signs_in_first_and_comes_back(make_app, workspace):
    app = make_app(workspace, guests=False)
    visitor = Visitor(app)
    for address in (CARDS, DECK, COURSE, f"{CARDS}/cas/c2b"):
        reply = visitor.get(f"{address}?answer=yes")
        assert (reply.status_code, reply.location) == (303, f"/sign-in?next={address}")
    posted = visitor.send(DECK, {"action": "rate:3", "card": "cas/c2b", "side": "front"})
    assert posted.location == f"/sign-in?next={CARDS}"
    assert "5 cards" in words(visitor.get(CASE))
    assert "to review today" not in words(visitor.get(CASE))
    add_person(app, "ada")
    assert enter_as(app, "ada").get(f"{CARDS}/cas/c2b").status_code == 200


def test_a_cards_own_page_asks_first_and_schedules_nothing(ada):
    address = f"{CARDS}/cas/c2b"
    front = ada.get(address)
    assert "oriente" not in front.text
    back = ada.get(f"{address}?answer=yes").text
    assert "<strong>oriente</strong>" in back
    assert "<em>Marketing Management</em>" in back
    other_way = ada.get(f"{address}?side=back")
    assert "oriente" in other_way.text
    assert "C2B" not in other_way.text
    assert reviews_of(ada) == []


def test_a_withdrawn_card_is_not_asked_but_anki_still_finds_it(ada):
    page = ada.get(f"{CARDS}/cas/vieux?answer=yes")
    assert "has been withdrawn" in words(page)
    assert "vieille réponse" in words(page)


def test_a_renamed_card_is_found_by_the_address_in_an_old_deck(make_app, tmp_path):
    terms = TERMS.replace("- id: c2b\n", "- id: client-vers-marque\n    was: c2b\n")
    root = make_workspace(tmp_path / "renamed", {"content/cas/cards.yaml": terms})
    reply = Visitor(make_app(root)).get(f"{CARDS}/cas/c2b")
    assert reply.location == f"{CARDS}/cas/client-vers-marque"


def test_what_a_quiz_from_memory_closes_is_closed_here_too(make_app, tmp_path):
    quizzes = GRADED_QUIZZES + "    reading: closed\n"
    app = make_app(
        make_workspace(tmp_path / "exam", {"content/cas/cards.yaml": TERMS}, quizzes=quizzes)
    )
    section = make_section(app, "ines", "ada")
    assign(app, section)
    ada = enter_as(app, "ada")
    ada.start(NOTE)
    for address in (CARDS, DECK, f"{CARDS}/cas/c2b?answer=yes"):
        reply = ada.get(address)
        assert reply.status_code == 409
        assert "from memory" in words(reply)
    assert ada.post(CARDS, action="missed").status_code == 409
    assert ada.get(HOME).status_code == 200


def test_a_question_missed_in_practice_waits_in_the_cards_and_comes_first(ada):
    rate(ada, 4)  # of two reviewed before, the one missed since comes back
    address = ada.start()
    page = ada.get(address).text
    wrong = position_of(page, 2, "2012")
    ada.post(address, action="check:2", s2_choice=wrong)
    assert "From your quiz" in words(ada.get(DECK))
    ada.post(f"{address}/submit", action="anyway")
    result = words(ada.get(f"{address}/result"))
    assert "1 question that you missed is now in your cards" in result
    asked = ada.get(DECK)
    assert hidden(asked)["card"] == "cas/annee-record"
    ada.post(CARDS, new="0", action="save")
    assert rate(ada, 4) == "cas/annee-record"
    assert "Done for today" in words(ada.get(DECK))


def test_the_deck_of_missed_questions_has_the_notes_of_the_courses_deck(ada):
    assert "My missed questions" not in words(ada.get(CARDS))
    assert ada.post(CARDS, action="missed").status_code == 404
    address = ada.start()
    wrong = position_of(ada.get(address).text, 2, "2012")
    ada.post(address, action="check:2", s2_choice=wrong)
    assert "My missed questions" in words(ada.get(CARDS))
    reply = ada.post(CARDS, action="missed")
    assert reply.status_code == 200
    assert "filename=demo-missed.apkg" in reply.headers["Content-Disposition"]
    guids = read_guids(reply.data)
    assert len(guids) == 1
    ledger = live(ada.app).workspace / "content/anki-ledger.tsv"
    assert not ledger.exists()  # what a student takes says nothing of what students have
    assert guids < read_guids(export_all(ada.app))


def export_all(app):
    instructor = Visitor(app)
    instructor.sign_in()
    return instructor.post("/c/demo/teach/decks/", case="").data


def read_guids(apkg):
    with ZipFile(BytesIO(apkg)) as package, closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(package.read("collection.anki2"))
        return {guid for (guid,) in connection.execute("SELECT guid FROM notes")}


def test_hostile_text_on_a_card_is_text(make_app, tmp_path):
    evil = "<script>alert(1)</script> <img src=x onerror=alert(2)> [x](javascript:alert(3))"
    terms = f"""\
cards:
  - id: mal
    front: |
      {evil}
    back: |
      {evil}
    reference: "<b onclick=alert(4)>x</b>"
"""
    root = make_workspace(tmp_path / "evil", {"content/cas/cards.yaml": terms})
    page = Visitor(make_app(root)).get(f"{CARDS}/cas/mal?answer=yes").text
    body = page.split('<article class="question card">')[1].split("</article>")[0]
    assert "<script" not in body
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", body)
    assert "onclick" not in re.sub(r"&lt;.*?&gt;", "", body)
    assert 'href="javascript' not in body
    assert "&lt;script&gt;" in body


def test_the_pages_that_lead_to_the_cards_count_them(ada):
    for address in (HOME, CASE):
        page = ada.get(address)
        assert DECK in page.text
    assert "5 cards · 5 to review today" in words(ada.get(CASE))
    assert ada.get(HOME).text.count(CARDS) >= 2


def test_a_course_without_cards_says_so_and_links_to_none(make_app, tmp_path):
    without = ITEMS.replace("    objective: LO1", "    objective: LO1\n    card: false")
    visitor = Visitor(make_app(make_workspace(tmp_path / "bare", items=without)))
    assert "This course has no cards yet." in words(visitor.get(CARDS))
    assert "There are no cards here yet." in words(visitor.get(DECK))
    assert "/cards" not in visitor.get(HOME).text
    assert "/cards" not in visitor.get(CASE).text
