"""Sitting a quiz in the browser, without script and with it."""

import re

import pytest
from sqlalchemy import func, select
from web.visitor import QUIZ, Visitor, position_of, store_of, words

from casekit.store.tables import attempt, hint, person, response

ANSWERS = {0: "Près de 10 000", 1: "Par sa boutique en ligne", 2: "2014"}
"""The right choices of the small course's quiz; question 3 is a number, 61."""


def count(visitor: Visitor, table: object) -> int:
    with store_of(visitor.app).read() as session:
        found = session.connection.scalar(select(func.count()).select_from(table))
    return int(found or 0)


def all_right(page: str) -> dict[str, str]:
    fields = {f"s{n}-choice": position_of(page, n, text) for n, text in ANSWERS.items()}
    return {**fields, "s3-number": "61"}


def test_starting_makes_a_guest_and_shows_every_question(visitor: Visitor) -> None:
    address = visitor.start()
    page = visitor.get(address)
    assert page.status_code == 200
    assert words(page).count("Question ") >= 4
    assert "combien de comptes ont diffusé les rumeurs" in words(page)
    assert count(visitor, person) == 1


def test_looking_at_a_quiz_makes_nobody_a_guest(visitor: Visitor) -> None:
    assert visitor.get(QUIZ).status_code == 200
    assert count(visitor, person) == 0


def test_starting_twice_resumes_the_one_attempt(visitor: Visitor) -> None:
    assert visitor.start() == visitor.start()
    assert count(visitor, attempt) == 1


def test_answers_saved_without_script_are_there_again(visitor: Visitor) -> None:
    address = visitor.start()
    reply = visitor.post(address, action="save", s0_choice="2", s3_number="60,8")
    assert (reply.status_code, reply.location) == (303, address)
    page = visitor.get(address).text
    assert re.search(r'name="s0-choice" value="2"[^>]*checked', page)
    assert 'value="60,8"' in page


def test_a_question_left_out_of_a_post_keeps_its_answer(visitor: Visitor) -> None:
    address = visitor.start()
    visitor.post(address, action="save", s0_choice="2", s3_number="61")
    visitor.post(address, action="save", s3_number="")
    page = visitor.get(address).text
    assert re.search(r'name="s0-choice" value="2"[^>]*checked', page)
    assert 'value="61"' not in page


def test_enter_in_a_field_saves(visitor: Visitor) -> None:
    address = visitor.start()
    assert visitor.post(address, s3_number="61").location == address
    assert 'value="61"' in visitor.get(address).text


def test_checking_locks_the_question_and_shows_why(visitor: Visitor) -> None:
    address = visitor.start()
    chosen = position_of(visitor.get(address).text, 0, "Plus d’un million")
    reply = visitor.post(address, action="check:0", s0_choice=chosen)
    assert (reply.status_code, reply.location) == (303, f"{address}#q0")
    text = words(visitor.get(address))
    assert "Not right" in text
    assert "C’est un autre chiffre." in text
    assert "Le chiffre vient d’une partie intéressée." in text
    assert "Près de 10 000 comptes ont diffusé ces rumeurs." in text


def test_a_checked_question_keeps_its_first_answer(visitor: Visitor) -> None:
    address = visitor.start()
    page = visitor.get(address).text
    visitor.post(address, action="check:0", s0_choice=position_of(page, 0, "Environ 1 000"))
    right = position_of(page, 0, "Près de 10 000")
    visitor.post(address, action="check:0", s0_choice=right)
    visitor.send(f"{address}/submit", {"s0-choice": right})
    assert "Not right" in words(visitor.get(f"{address}/result"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Choose or write an answer first"),
        ("soixante", "Write the number with digits, for example 12,5."),
        ("61.000", "can be read in two ways"),
        ("61 kg", "in the unit shown"),
    ],
)
def test_what_cannot_be_checked_is_asked_again_in_the_same_words_twice(
    visitor: Visitor, typed: str, sentence: str
) -> None:
    address = visitor.start()
    reply = visitor.post(address, action="check:3", s3_number=typed)
    assert reply.status_code == 422
    assert reply.text.partition("<title>")[2].startswith("Error:")
    assert words(reply).count(sentence) == 2
    assert 'href="#s3-number"' in reply.text
    assert 'id="s3-number"' in reply.text
    assert f'value="{typed}"' in reply.text


def test_faults_are_said_in_french_too(visitor: Visitor) -> None:
    address = visitor.start()
    visitor.post("/language", language="fr")
    reply = visitor.post(address, action="check:3", s3_number="soixante")
    assert '<html lang="fr">' in reply.text
    assert reply.text.partition("<title>")[2].startswith("Erreur")
    assert "par exemple 12,5" in words(reply)


def test_a_script_is_sent_the_one_question(visitor: Visitor) -> None:
    address = visitor.start()
    right = position_of(visitor.get(address).text, 1, ANSWERS[1])
    reply = visitor.post(address, script=True, action="check:1", s1_choice=right)
    assert reply.status_code == 200
    assert 'id="q1"' in reply.text
    assert 'id="q0"' not in reply.text
    assert "<html" not in reply.text
    assert "L’article ne cite qu’un canal." in words(reply)


def test_a_script_is_told_what_to_answer_again(visitor: Visitor) -> None:
    reply = visitor.post(visitor.start(), script=True, action="check:3", s3_number="??")
    assert reply.status_code == 422
    assert "Write the number with digits" in words(reply)
    assert "<html" not in reply.text


def test_a_script_saves_without_a_page(visitor: Visitor) -> None:
    address = visitor.start()
    reply = visitor.post(address, script=True, action="save", s3_number="61", n3="5")
    assert reply.status_code == 200
    assert reply.json["slots"] == {"3": {"seq": 5, "state": "saved"}}
    assert 'value="61"' in visitor.get(address).text


def test_passages_are_all_those_of_the_case_and_are_recorded(visitor: Visitor) -> None:
    address = visitor.start()
    assert "qu’un seul canal" not in words(visitor.get(address))
    reply = visitor.post(address, action="passages:0", s3_number="61")
    assert reply.location == f"{address}#q0"
    page = visitor.get(address)
    for passage in ("Près de 10 000 comptes", "61 millions", "qu’un seul canal"):
        assert passage in words(page)
    assert 'value="61"' in page.text
    assert count(visitor, hint) == 1
    visitor.post(address, action="check:0", s0_choice="1")
    assert "You read the passages" in words(visitor.get(address))


def test_the_review_page_counts_what_is_left(visitor: Visitor) -> None:
    address = visitor.start()
    reply = visitor.post(address, action="review", s0_choice="1")
    assert (reply.status_code, reply.location) == (303, f"{address}/review")
    page = visitor.get(reply.location)
    assert page.status_code == 200
    assert "3 questions have no answer yet" in words(page)


def test_a_number_that_cannot_be_read_is_asked_again_before_the_end(visitor: Visitor) -> None:
    address = visitor.start()
    reply = visitor.post(f"{address}/submit", s3_number="soixante")
    assert reply.status_code == 422
    assert "Write the number with digits" in words(reply)
    assert visitor.get(address).status_code == 200
    reply = visitor.post(f"{address}/submit", action="anyway")
    assert reply.location == f"{address}/result"


def test_the_result_shows_score_answers_and_passages(visitor: Visitor) -> None:
    address = visitor.start()
    reply = visitor.send(f"{address}/submit", all_right(visitor.get(address).text))
    assert (reply.status_code, reply.location) == (303, f"{address}/result")
    page = visitor.get(reply.location)
    assert page.status_code == 200
    text = words(page)
    assert "4 points out of 4" in text
    assert "Passed" in text
    assert text.count("Right") >= 4
    assert "Près de 10 000 comptes ont diffusé ces rumeurs." in text
    assert "Le Journal" in text


def test_an_attempt_without_answers_earns_nothing_and_says_so(visitor: Visitor) -> None:
    address = visitor.start()
    visitor.post(f"{address}/submit")
    text = words(visitor.get(f"{address}/result"))
    assert "0 points out of 4" in text
    assert "Not answered" in text


def test_submitting_twice_keeps_the_first_score(visitor: Visitor) -> None:
    address = visitor.start()
    right = all_right(visitor.get(address).text)
    visitor.post(f"{address}/submit")
    rows = count(visitor, response)
    reply = visitor.send(f"{address}/submit", right)
    assert (reply.status_code, reply.location) == (303, f"{address}/result")
    assert "0 points out of 4" in words(visitor.get(reply.location))
    assert count(visitor, response) == rows


@pytest.mark.parametrize("action", ["save", "review", "check:0", "passages:0"])
def test_a_submitted_attempt_takes_no_more_answers(visitor: Visitor, action: str) -> None:
    address = visitor.start()
    visitor.post(f"{address}/submit")
    rows = count(visitor, response)
    reply = visitor.post(address, action=action, s0_choice="1")
    assert reply.status_code == 409
    assert "finished" in words(reply)
    assert count(visitor, response) == rows


def test_each_page_leads_to_where_the_attempt_stands(visitor: Visitor) -> None:
    address = visitor.start()
    assert visitor.get(f"{address}/result").location == address
    visitor.post(f"{address}/submit")
    assert visitor.get(address).location == f"{address}/result"
    assert visitor.get(f"{address}/review").location == f"{address}/result"


@pytest.mark.parametrize(
    "fields",
    [
        {"s0-choice": "9"},
        {"s0-choice": "a"},
        {"s0-choice": ["1", "2"]},
        {"s0-number": "61"},
        {"s9-choice": "1"},
        {"s0-choice": "1", "is_admin": "1"},
        {"s00-choice": "1"},
        {"action": "delete"},
        {"action": "check"},
        {"action": "check:7", "s0-choice": "1"},
        {"action": "save:0", "s0-choice": "1"},
        {"action": ["save", "review"], "s0-choice": "1"},
        {"action": "hint:0"},
    ],
)
def test_a_forged_form_is_refused_and_changes_nothing(
    visitor: Visitor, fields: dict[str, str | list[str]]
) -> None:
    address = visitor.start()
    reply = visitor.send(address, {"action": "save", **fields})
    assert reply.status_code == 400
    assert "Nothing was changed" in words(reply)
    assert count(visitor, response) == 0


def test_a_finished_practice_quiz_begins_anew(visitor: Visitor) -> None:
    address = visitor.start()
    visitor.post(f"{address}/submit")
    assert visitor.start() != address


def test_the_start_page_knows_what_is_under_way(visitor: Visitor) -> None:
    address = visitor.start()
    visitor.post(address, action="save", s0_choice="1")
    assert "1 of 4" in words(visitor.get(QUIZ))
    visitor.post(f"{address}/submit")
    assert f"{address}/result" in visitor.get(QUIZ).text
