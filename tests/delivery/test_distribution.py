"""What a class chose, where there is no key: each person once, and never a few of them."""

from delivery.class_sample import add_person, make_class
from delivery.sample import NOW, QUIZ, make_bank, minutes

from casekit.delivery import AttemptRef, save_answers, start_attempt, submit_attempt
from casekit.delivery.distribution import MIN_ANSWERS, distribution_of, find_section_of
from casekit.store.attempts import read_plan

POSITION = {
    "id": "ouvrir",
    "type": "position",
    "stem": "Faut-il ouvrir ?",
    "options": ["Oui", "Non", "Plus tard"],
    "for": "0",
    "against": "0",
}
GRADED = {"kind": "graded", "items": (POSITION,)}
ITEM = "cas/ouvrir"


def answer(store, bank, person, option, at=NOW, why="Parce que."):
    attempt = start_attempt(store, bank, QUIZ, person, at, seed=1)
    ref = AttemptRef(attempt.course_id, attempt.attempt_id, person)
    return submit_attempt(store, ref, {0: {"option": [option], "why": [why]}}, at)


def make_people(store, *names):
    return [add_person(store, name) for name in names]


def test_options_are_counted_in_their_order_once_five_have_answered(store):
    bank = make_bank(items=(POSITION,))
    people = make_people(store, "a", "b", "c", "d", "e")
    for person, option in zip(people[:4], "2212", strict=True):
        answer(store, bank, person, option)
    few = distribution_of(store, "demo", bank.items[ITEM], None)
    assert (few.counts, few.answered) == ({}, MIN_ANSWERS - 1)
    answer(store, bank, people[4], "2")
    found = distribution_of(store, "demo", bank.items[ITEM], None)
    assert list(found.counts.items()) == [("Oui", 1), ("Non", 4), ("Plus tard", 0)]


def test_everybody_counts_once_with_the_newest_answer(store):
    bank = make_bank(items=(POSITION,))
    for person in make_people(store, "a", "b", "c", "d", "e"):
        answer(store, bank, person, "1")
    answer(store, bank, "a", "3", minutes(30))
    found = distribution_of(store, "demo", bank.items[ITEM], None)
    assert found.counts == {"Oui": 4, "Non": 0, "Plus tard": 1}


def test_wherever_an_attempt_has_the_question_its_answer_counts(store):
    others = tuple({**POSITION, "id": f"autre{number}"} for number in range(3))
    bank = make_bank(items=(*others, POSITION), shuffle={"items": True})
    places = set()
    for number, person in enumerate(make_people(store, *"abcdefgh")):
        attempt = start_attempt(store, bank, QUIZ, person, NOW, seed=number)
        ref = AttemptRef(attempt.course_id, attempt.attempt_id, person)
        here = [slot.item_id for slot in attempt.plan.slots].index(ITEM)
        places.add(here)
        posted = {n: {"option": ["2" if n == here else "1"], "why": ["Ainsi."]} for n in range(4)}
        submit_attempt(store, ref, posted, NOW)
    assert len(places) > 1
    found = distribution_of(store, "demo", bank.items[ITEM], None)
    assert found.counts == {"Oui": 0, "Non": 8, "Plus tard": 0}


def test_the_plans_of_a_whole_class_push_none_out_of_memory(store):
    """With 2,000 attempts it took seconds, and the plans in use were read anew afterwards."""
    bank = make_bank(items=(POSITION,))
    for person in make_people(store, "a", "b", "c", "d", "e"):
        answer(store, bank, person, "1")
    read_plan.cache_clear()
    assert distribution_of(store, "demo", bank.items[ITEM], None).answered == 5
    assert read_plan.cache_info().currsize == 0


def test_an_answer_that_was_emptied_again_is_nobodys(store):
    bank = make_bank(items=(POSITION,))
    for person in make_people(store, "a", "b", "c", "d", "e", "f"):
        answer(store, bank, person, "1")
    again = start_attempt(store, bank, QUIZ, "f", minutes(5), seed=1)
    ref = AttemptRef("demo", again.attempt_id, "f")
    save_answers(store, ref, {0: {"option": ["2"]}}, minutes(6))
    save_answers(store, ref, {0: {"why": [""]}}, minutes(7))
    assert distribution_of(store, "demo", bank.items[ITEM], None).answered == 5


def test_a_section_sees_its_own_students(store):
    school = make_class(store, "a", "b", "c", "d", "e", **GRADED)
    school.assign(store)
    for student, option in zip("abcde", "11223", strict=True):
        attempt = answer(store, school.bank, student, option)
    for stranger in make_people(store, "x", "y"):
        answer(store, make_bank(items=(POSITION,)), stranger, "3")
    section_id = find_section_of(store, attempt)
    assert section_id == school.section.section_id
    version = school.bank.items[ITEM]
    own = distribution_of(store, "demo", version, section_id)
    assert own.counts == {"Oui": 2, "Non": 2, "Plus tard": 1}
    assert distribution_of(store, "demo", version, None).answered == 7


def test_practice_is_compared_with_the_section_that_a_student_belongs_to(store):
    school = make_class(store, "a", **GRADED)
    bank = make_bank(items=(POSITION,))
    make_people(store, "guest")
    assert find_section_of(store, answer(store, bank, "a", "1")) == school.section.section_id
    assert find_section_of(store, answer(store, bank, "guest", "1")) is None


def test_answers_to_an_older_version_count_where_their_option_still_stands(store):
    old = make_bank(items=({**POSITION, "options": ["Non", "Oui", "Jamais"]},))
    people = make_people(store, "a", "b", "c", "d", "e", "f")
    for person, option in zip(people, "112223", strict=True):
        answer(store, old, person, option)
    new = make_bank(items=(POSITION,))
    found = distribution_of(store, "demo", new.items[ITEM], None)
    assert found.counts == {"Oui": 3, "Non": 2, "Plus tard": 0}
    assert found.answered == 5


def test_other_questions_and_courses_do_not_count(store):
    other = {**POSITION, "id": "ouvrir-plus"}
    bank = make_bank(items=(other,))
    for person in make_people(store, "a", "b", "c", "d", "e"):
        answer(store, bank, person, "1")
    version = make_bank(items=(POSITION,)).items[ITEM]
    assert distribution_of(store, "demo", version, None).answered == 0
    assert distribution_of(store, "autre", bank.items["cas/ouvrir-plus"], None).answered == 0
