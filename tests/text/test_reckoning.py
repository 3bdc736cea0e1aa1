"""Why partial credit is what it is, in words."""

from fractions import Fraction

import pytest

from casekit.domain.item import Reckoning
from casekit.text.i18n import use_language
from casekit.text.reckoning import say_reckoning


@pytest.mark.parametrize(
    ("reckoning", "english", "french"),
    [
        (Reckoning("in-order", 3, 4), "3 of 4 steps in order", "3 étapes sur 4 dans l’ordre"),
        (Reckoning("gaps", 1, 3), "1 of 3 gaps", "1 trou sur 3"),
        (
            Reckoning("gaps", 1, 3, partly=1),
            "1 of 3 gaps, 1 more in part",
            "1 trou sur 3, 1 de plus en partie",
        ),
        (Reckoning("pairs", 3, 5), "3 of 5 pairs", "3 paires sur 5"),
        (
            Reckoning("in-category", 4, 6),
            "4 of 6 in the right category",
            "4 sur 6 dans la bonne catégorie",
        ),
        (
            Reckoning("net", 2, 3, wrong=1),
            "2 of 3 right choices ticked, less 1 wrong one",
            "2 bons choix cochés sur 3, moins 1 faux",
        ),
        (
            Reckoning("net", 1, 3),
            "1 of 3 right choices ticked",
            "1 bon choix coché sur 3",
        ),
        (
            Reckoning("exact", 2, 3, wrong=1),
            "2 of 3 right choices ticked, 1 wrong one; only the whole set counts",
            "2 bons choix cochés sur 3, 1 faux\u202f; seul l’ensemble complet compte",
        ),
        (
            Reckoning("false2", 3, 3, wrong=1, share=Fraction(1, 2)),
            "3 of 3 right choices ticked, less 50% for 1 wrong one",
            "3 bons choix cochés sur 3, moins 50\u202f% pour 1 faux",
        ),
        (
            Reckoning("each", 5, 6),
            "5 of 6 decisions right, to tick or to leave",
            "5 décisions justes sur 6, cocher ou laisser",
        ),
        (
            Reckoning("share", share=Fraction(1, 2)),
            "this answer earns 50%",
            "cette réponse vaut 50\u202f%",
        ),
        (
            Reckoning("judged", 1, 3),
            "1 of 3 passages judged rightly",
            "1 passage bien jugé sur 3",
        ),
    ],
)
def test_a_reckoning_is_said_in_both_languages(
    reckoning: Reckoning, english: str, french: str
) -> None:
    with use_language("en"):
        assert say_reckoning(reckoning) == english
    with use_language("fr"):
        assert say_reckoning(reckoning).replace("\u00a0%", "\u202f%") == french
