"""Questions that ask nearly the same, and the place of the keys."""

import re

import pytest
from factories import ITEMS, QUIZZES, make_workspace

from casekit.content import read_workspace
from casekit.content.checks.likeness import Asked, find_names, find_pairs

FIRST = "Combien de comptes ont diffusé les rumeurs sur la marque en 2014 ?"


def are_alike(one, other):
    texts = enumerate((one, other))
    asked = [Asked(n, t, (frozenset(), tuple(re.findall("[0-9]+", t)))) for n, t in texts]
    return len(list(find_pairs(asked))) == 1


@pytest.mark.parametrize(
    "other",
    [
        FIRST,
        "En 2014, combien de comptes ont diffusé les rumeurs sur la marque ?",
        "**Combien** de comptes ont-ils diffusé « les rumeurs » sur la marque en 2014 ?",
        "Combien de comptes ont diffusés les rumeurs sur la marque en 2014 ?",
        "Combien de comptes n'ont pas diffusé les rumeurs sur la marque en 2014 ?",
    ],
)
def test_order_signs_endings_and_short_words_tell_no_questions_apart(other):
    assert are_alike(FIRST, other)


@pytest.mark.parametrize(
    "other",
    [
        "Combien de comptes ont diffusé les rumeurs sur la marque en 2015 ?",
        "Combien de comptes ont relayé les rumeurs sur la marque en 2014 ?",
        "Combien de comptes ont diffusé les rumeurs sur Xiaomi en 2014 ?",
        "Qui a parlé des rumeurs en 2014 ?",
    ],
)
def test_another_number_name_or_word_makes_another_question(other):
    assert not are_alike(FIRST, other)


def test_a_long_frame_does_not_make_two_products_one_question():
    frame = (
        "D'après la directrice des ventes, à combien se montent les ventes de {} au Danemark en"
        " 2013, en milliers d'appareils livrés dans les magasins de la marque ?"
    )
    assert not are_alike(frame.format("téléviseurs"), frame.format("trottinettes"))


def test_names_are_words_with_a_capital_that_begin_no_sentence():
    text = "Selon Lei Jun, l'Inde compte. Combien ? « Peu », dit Xiaomi."
    assert find_names(text) == {"Lei", "Jun", "Inde", "Xiaomi"}


AGAIN = """
  - id: encore
    type: single
    stem: |
      La marque vend-elle, et par où, ses appareils ?
    choices:
      - correct: En ligne
      - Au marché
      - Au magasin
    evidence: [journal#canal]
    objective: LO1
    bloom: understand
    explanation: |
      Un seul canal est cité.
"""


def codes_of(tmp_path, items, **more):
    reading = read_workspace(make_workspace(tmp_path, items=items, **more), cache=False)
    return [(problem.code, problem.params["name"]) for problem in reading.problems]


def test_an_accepted_likeness_is_silent_and_its_reason_is_needed(tmp_path):
    accepted = AGAIN + "    accept: {W345: deux essais}\n"
    assert codes_of(tmp_path / "a", ITEMS + accepted) == []
    other = accepted.replace("journal#canal", "journal#ventes")
    reading = read_workspace(make_workspace(tmp_path / "b", items=ITEMS + other), cache=False)
    assert [problem.code for problem in reading.problems] == ["W302"]


def test_a_withdrawn_question_is_like_no_other(tmp_path):
    assert codes_of(tmp_path, ITEMS + AGAIN) == [("W345", "encore")]
    assert codes_of(tmp_path, ITEMS + AGAIN + "    status: withdrawn\n") == []


def test_a_likeness_between_files_is_kept_and_looked_for_again_when_one_changes(tmp_path):
    more = "content/cas/items/plus.yaml"
    make_workspace(tmp_path, {more: "items:" + AGAIN})
    for _ in range(2):
        [problem] = read_workspace(tmp_path).problems
        assert (problem.code, problem.file) == ("W345", more)
    make_workspace(tmp_path, {more: "items:" + AGAIN.replace("journal#canal", "journal#ventes")})
    assert read_workspace(tmp_path).problems == ()


DRAWN = """\
quizzes:
  - id: lecture
    title: Contrôle de lecture
    items: [{listed}]
    draw: [{{types: [true-false], count: 1}}]
"""
COIN = """
  - id: pile-{n}
    type: true-false
    stem: |
      {stem}
    answer: vrai
    evidence: [journal#canal]
    objective: LO1
    bloom: understand
    explanation: |
      Un seul canal est cité.
"""
STEMS = ("La boutique est en ligne.", "On achète par un canal.", "Les rayons sont fermés.")


def test_a_draw_weighs_as_much_as_it_draws_however_large_its_pool(tmp_path):
    """One of three coins (1/2) beside three questions by number or choice: 0, 1/3, 1/3.

    (1/2 + 0 + 1/3 + 1/3) / 4 is 29 %; the whole pool would make it (3/2 + 2/3) / 6, 36 %.
    """
    coins = "".join(COIN.format(n=n, stem=stem) for n, stem in enumerate(STEMS))
    listed = "ventes-totales, comptes-nombre, canal-unique"
    quizzes = DRAWN.format(listed=listed)
    assert codes_of(tmp_path / "a", ITEMS + coins, quizzes=quizzes) == []
    guessable = DRAWN.format(listed="comptes-nombre, canal-unique")
    assert codes_of(tmp_path / "b", ITEMS + coins, quizzes=guessable) == [("W311", "lecture")]


def test_the_place_of_the_keys_matters_only_where_choices_stay_in_order(tmp_path):
    more = "".join(
        AGAIN.replace("id: encore", f"id: encore-{n}").replace(
            "La marque vend-elle, et par où, ses appareils ?", stem
        )
        for n, stem in enumerate(STEMS)
    )
    asked = QUIZZES.replace(
        "[comptes-nombre, canal-unique, annee-record, ventes-totales]",
        "[canal-unique, encore-0, encore-1, encore-2]",
    )
    fixed = asked + "    shuffle: {choices: false}\n"
    assert codes_of(tmp_path / "a", ITEMS + more, quizzes=asked) == []
    assert codes_of(tmp_path / "b", ITEMS + more, quizzes=fixed) == [("W346", "lecture")]
