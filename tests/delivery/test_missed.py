"""Questions missed in a quiz come to the cards, and not before the student was told."""

from datetime import timedelta

import pytest
from delivery.card_sample import QUIZ, at, boxed, learn, rated, read_bank
from delivery.sample import NOW, choose, minutes, open_class, start
from factories import ITEMS

from casekit.delivery import check_slot, save_answers, submit_attempt
from casekit.delivery.cards import Learner, open_box, review_card
from casekit.domain.section import LONGEST_GRACE

WANTED = ITEMS.replace("    tags: [vente]", "    tags: [vente]\n    card: true").replace(
    "    tags: [rumeurs]", "    tags: [rumeurs]\n    card: true"
)
"""The same questions, whose authors want a card although a graded quiz has them."""


def sit(store, bank, person_id, letters, moment=NOW):
    """An attempt at the quiz with these choices, `-` for none; not handed in."""
    attempt, ref = start(store, bank, person_id, moment, quiz_id=QUIZ)
    for number, letter in enumerate(letters):
        if letter != "-":
            save_answers(store, ref, choose(attempt, number, letter), moment)
    return attempt, ref


def missed_in(store, bank, person_id, moment):
    queue = boxed(store, bank, Learner("demo", person_id), moment).queue()
    return [asked.card.card_id.removeprefix("cas/") for asked in queue.missed]


def test_in_practice_a_question_comes_as_soon_as_it_is_checked(store, tmp_path):
    bank, person_id = read_bank(tmp_path), learn(store).person_id
    attempt, ref = sit(store, bank, person_id, "a--")  # wrong, but only saved
    assert missed_in(store, bank, person_id, minutes(1)) == []
    check_slot(store, ref, 0, choose(attempt, 0, "a"), minutes(2))
    check_slot(store, ref, 1, choose(attempt, 1, "a"), minutes(2))  # this one is right
    assert missed_in(store, bank, person_id, minutes(2)) == ["comptes-nombre"]


def test_what_was_not_answered_was_not_missed(store, tmp_path):
    bank, person_id = read_bank(tmp_path), learn(store).person_id
    _, ref = sit(store, bank, person_id, "-b-")
    submit_attempt(store, ref, {}, minutes(1))
    assert missed_in(store, bank, person_id, minutes(1)) == ["canal-unique"]


def test_with_feedback_at_the_end_they_come_when_it_is_handed_in(store, tmp_path):
    bank, person_id = read_bank(tmp_path, feedback="on-submit"), learn(store).person_id
    _, ref = sit(store, bank, person_id, "abb")
    assert missed_in(store, bank, person_id, minutes(1)) == []
    submit_attempt(store, ref, {}, minutes(1))
    assert missed_in(store, bank, person_id, minutes(1)) == [
        "comptes-nombre", "canal-unique", "annee-record",
    ]  # fmt: skip


def test_with_feedback_at_the_close_they_come_only_after_it(store, tmp_path):
    """Seen to fail when the end of the attempt alone was asked for."""
    bank = read_bank(tmp_path, items=WANTED, kind="graded", feedback="on-close")
    student = open_class(store, bank, closes_at=minutes(60)).add_student(store)
    _, ref = sit(store, bank, student, "a--")
    submit_attempt(store, ref, {}, minutes(5))
    learner = Learner("demo", student)
    review_card(store, bank, learner, rated("comptes-nombre", 4), minutes(10))
    assert missed_in(store, bank, student, minutes(59)) == []
    assert missed_in(store, bank, student, minutes(60) + LONGEST_GRACE) == []
    told = minutes(60) + LONGEST_GRACE + timedelta(seconds=1)
    assert missed_in(store, bank, student, told) == ["comptes-nombre"]


def test_a_reserved_question_has_no_card_to_come(store, tmp_path):
    bank = read_bank(tmp_path, kind="graded", feedback="on-submit")
    student = open_class(store, bank).add_student(store)
    _, ref = sit(store, bank, student, "abb")
    submit_attempt(store, ref, {}, minutes(5))
    box = open_box(store, bank, Learner("demo", student), at(minutes(6)))
    assert box.missed == {}
    assert [card.card_id for card in box.cards] == ["cas/ventes-totales", "cas/c2b"]


@pytest.mark.parametrize(("second", "missed"), [("b", []), ("c", ["comptes-nombre"]), ("-", None)])
def test_the_newest_answer_to_a_question_counts(store, tmp_path, second, missed):
    bank, person_id = read_bank(tmp_path), learn(store).person_id
    for n, letter in enumerate(("a", second)):
        _, ref = sit(store, bank, person_id, letter, minutes(n))
        submit_attempt(store, ref, {}, minutes(n))
    expected = ["comptes-nombre"] if missed is None else missed
    assert missed_in(store, bank, person_id, minutes(3)) == expected


def test_reviewing_its_card_settles_a_missed_question(store, tmp_path):
    bank, learner = read_bank(tmp_path), learn(store)
    _, ref = sit(store, bank, learner.person_id, "a--")
    submit_attempt(store, ref, {}, minutes(1))
    review_card(store, bank, learner, rated("comptes-nombre", 3), minutes(2))
    assert missed_in(store, bank, learner.person_id, minutes(3)) == []
    box = boxed(store, bank, learner, minutes(3))
    assert list(box.missed) == ["cas/comptes-nombre"]  # still in the deck of missed questions
    assert box.new_left == 20


def test_a_missed_question_is_known_by_its_new_name(store, tmp_path):
    bank, person_id = read_bank(tmp_path / "old"), learn(store).person_id
    _, ref = sit(store, bank, person_id, "a--")
    submit_attempt(store, ref, {}, minutes(1))
    new = ITEMS.replace("- id: comptes-nombre\n", "- id: comptes\n    was: comptes-nombre\n")
    renamed = read_bank(tmp_path / "new", items=new, asks="comptes")
    assert missed_in(store, renamed, person_id, minutes(2)) == ["comptes"]


def test_anothers_missed_questions_are_not_mine(store, tmp_path):
    bank, mine = read_bank(tmp_path), learn(store).person_id
    _, ref = sit(store, bank, learn(store).person_id, "abb")
    submit_attempt(store, ref, {}, minutes(1))
    assert missed_in(store, bank, mine, minutes(2)) == []
