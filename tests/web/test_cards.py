"""Reviewing cards without script: the answer in its time, ratings, undo, every bad request."""

import re

import pytest
from factories import ITEMS, QUIZZES, make_workspace
from web.card_reader import CARDS, DECK, TERMS, hidden, rate, reviews_of, show_answer
from web.classroom import add_person, enter_as
from web.visitor import live, store_of, words

from casekit.delivery import end_sessions


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "course", {"content/cas/cards.yaml": TERMS})


@pytest.fixture
def ada(app):
    add_person(app, "ada")
    return enter_as(app, "ada")


def test_a_session_without_script_from_the_deck_to_the_end(ada):
    page = ada.get(CARDS)
    assert "5 cards wait today." in words(page)
    front = ada.get(DECK)
    assert "5 left: 5 new" in words(front)
    answer = show_answer(ada)
    assert "Again 1 min" in words(answer)
    assert re.search(r"Easy \d days", words(answer))
    asked = [rate(ada, 4) for _ in range(5)]
    assert asked == [
        "cas/comptes-nombre", "cas/canal-unique", "cas/annee-record", "cas/ventes-totales",
        "cas/c2b",
    ]  # fmt: skip
    assert "Done for today" in words(ada.get(DECK))
    assert "Nothing is left for today." in words(ada.get(CARDS))
    assert "5 cards come back in the next 30 days." in words(ada.get(CARDS))


def test_the_answer_is_not_in_the_page_before_it_is_asked_for(ada):
    """Seen to fail when the back was rendered with the front and only hidden."""
    front, answer = ada.get(DECK).text, show_answer(ada).text
    for told in (
        "partie intéressée",
        "C'est un autre chiffre",
        "journal",
        "✓",
        'class="choice right',
    ):
        assert told not in front.replace("’", "'"), told
    plain = answer.replace("’", "'")
    assert "partie intéressée" in plain
    assert "C'est un autre chiffre" in plain
    assert '<li class="choice right">' in answer
    assert "Prénom Nom" in answer


def test_the_order_of_the_options_hangs_on_the_day_alone(ada):
    front, answer = ada.get(DECK).text, show_answer(ada).text

    def options(page):
        return re.findall(r'<span lang="fr">([^<]+)</span>\s*<span class="sign">', page)

    assert options(front) == options(answer)
    assert len(options(front)) == 3


def test_a_rating_counts_once_and_says_when_another_page_was_first(ada):
    answer = show_answer(ada)
    fields = {**hidden(answer), "action": "rate:4"}
    assert ada.send(DECK, fields).location == DECK
    assert ada.send(DECK, fields).location == DECK  # the second half of a double click
    late = ada.send(DECK, {**fields, "action": "rate:1"})
    assert "rated on another page" in words(ada.get(late.location))
    assert [review["rating"] for review in reviews_of(ada)] == [4]


def test_the_time_looked_at_a_card_is_the_servers(ada):
    answer = show_answer(ada)
    fields = hidden(answer)
    early = int(fields["since"]) - 30_000
    ada.send(DECK, {**fields, "since": str(early), "action": "rate:3"})
    assert 30_000 <= reviews_of(ada)[0]["duration_ms"] < 60_000


@pytest.mark.parametrize("since", ["", "-1", "soon", "9" * 30, "99999999999999"])
def test_a_time_that_is_none_does_not_matter(ada, since):
    fields = {**hidden(show_answer(ada)), "since": since, "action": "rate:3"}
    assert ada.send(DECK, fields).location == DECK
    assert reviews_of(ada)[0]["duration_ms"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"action": "rate:7"}, {"action": "rate:0"}, {"action": "rate"}, {"action": "forget"},
        {"after": "-1"}, {"after": "x"}, {"after": "9" * 40}, {"action": "undo"},
    ],
)  # fmt: skip
def test_what_no_form_of_ours_sends_is_refused_and_counts_nothing(ada, change):
    fields = {**hidden(show_answer(ada)), "action": "rate:3", **change}
    reply = ada.send(DECK, fields)
    assert reply.status_code == 400
    assert "Nothing was changed" in words(reply)
    assert reviews_of(ada) == []


@pytest.mark.parametrize(
    "card", [("cas/nulle-part", "front"), ("cas/c2b", "gap:a"), ("cas/vieux", "front"), ("", "")]
)
def test_a_card_that_is_not_there_is_said_to_be_gone_and_the_next_one_asked(ada, card):
    fields = {**hidden(show_answer(ada)), "card": card[0], "side": card[1], "action": "rate:3"}
    page = ada.get(ada.send(DECK, fields).location)
    assert "no longer in the course. Nothing was counted." in words(page)
    assert hidden(page)["card"] == "cas/comptes-nombre"
    query = {"card": card[0], "side": card[1], "answer": "yes"}
    shown = ada.get(DECK, query_string=query)
    assert "no longer in the course" in words(shown)
    assert "Show answer" in words(shown)
    assert reviews_of(ada) == []


def test_content_that_changes_between_front_and_answer_loses_nothing(make_app, workspace):
    app = make_app(workspace, watch=True)
    add_person(app, "ada")
    ada = enter_as(app, "ada")
    front = ada.get(DECK)
    first = hidden(front)["card"]
    file = workspace / "content/cas/items.yaml"
    gone = ITEMS.replace("- id: comptes-nombre\n", "- id: comptes-nombre\n    status: draft\n")
    file.write_text(gone, "utf-8")
    quizzes = QUIZZES.replace("comptes-nombre, ", "")
    (workspace / "content/cas/quizzes.yaml").write_text(quizzes, "utf-8")
    live(app).look_now()
    page = ada.get(DECK, query_string={**hidden(front), "answer": "yes"})
    assert "no longer in the course" in words(page)
    assert hidden(page)["card"] != first
    late = ada.send(DECK, {**hidden(front), "action": "rate:3"})
    assert (late.status_code, reviews_of(ada)) == (303, [])


def test_undo_takes_the_last_rating_back_and_shows_its_card_again(ada):
    first, second = rate(ada, 4), rate(ada, 4)
    page = ada.get(DECK)
    fields = {"action": "undo", "review": hidden(page, "review")["review"]}
    again = ada.get(ada.send(DECK, fields).location)
    assert "Your last rating is taken back." in words(again)
    assert hidden(again)["card"] == second
    twice = ada.get(ada.send(DECK, fields).location)
    assert "nothing to take back" in words(twice)
    assert hidden(twice, "review")["review"] == "1"
    assert [row["rating"] for row in reviews_of(ada)] == [4, 4, None]
    assert first != second


def test_nothing_of_anothers_cards_is_seen_or_changed(app, ada):
    add_person(app, "bob")
    bob = enter_as(app, "bob")
    rate(ada, 4)
    fields = {"action": "undo", "review": hidden(ada.get(DECK), "review")["review"]}
    assert "nothing to take back" in words(bob.get(bob.send(DECK, fields).location))
    assert "5 cards wait today." in words(bob.get(CARDS))
    assert "Undo" not in words(bob.get(DECK))
    bob.post(CARDS, new="1", action="save")
    assert 'value="20"' in ada.get(CARDS).text
    assert [row["rating"] for row in reviews_of(ada)] == [4]


def test_the_limit_of_new_cards_is_kept_and_asked_again_when_it_is_none(ada):
    assert ada.post(CARDS, new="2", action="save").location == f"{CARDS}?told=saved"
    page = ada.get(f"{CARDS}?told=saved")
    assert "Your setting is saved." in words(page)
    assert "2 cards wait today." in words(page)
    refused = ada.post(CARDS, new="viele", action="save")
    assert refused.status_code == 422
    assert "Error: Cards" in refused.text
    assert "Write a whole number from 0 to 500." in words(refused)
    assert 'value="viele"' in refused.text
    assert "2 cards wait today." in words(ada.get(CARDS))


def test_a_session_that_was_ended_reviews_nothing(app, ada):
    fields = {**hidden(show_answer(ada)), "action": "rate:3"}
    ada.send("/language", {"language": "en"})
    end_sessions(store_of(app), "ada")
    reply = ada.send(DECK, fields)
    assert reply.status_code == 401
    assert "Sign in" in words(reply)
    assert reviews_of(ada) == []


@pytest.mark.parametrize(
    "address", [f"{CARDS}/nothing", f"{CARDS}/cas/nothing", f"{CARDS}/nothing/c2b",
                f"{CARDS}/cas/c2b?side=gap:x", "/c/nobody/cards"],
)  # fmt: skip
def test_what_is_no_deck_and_no_card_is_not_there(ada, address):
    assert ada.get(address).status_code == 404


def test_what_an_address_says_has_happened_is_one_of_our_sentences(ada):
    page = ada.get(f"{DECK}?told=%3Cb%3Ehacked%3C/b%3E")
    assert "hacked" not in page.text


def test_cards_are_kept_by_no_browser(ada):
    for address in (CARDS, DECK, f"{CARDS}/cas/c2b"):
        assert ada.get(address).headers["Cache-Control"] == "no-store"
