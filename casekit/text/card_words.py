"""What a flashcard says besides its author's words, in every outlet."""

from collections.abc import Mapping

from casekit.domain.item import Instruction, Relation
from casekit.text.i18n import N_

INSTRUCTIONS: Mapping[Instruction, str] = {
    "tick-all": N_("Which of these are right? There may be several."),
    "true-or-false": N_("True or false?"),
    "which-support": N_("Which passages support this claim?"),
    "what-each-does": N_("Does each passage support this claim, contradict it, or do neither?"),
    "fill-gaps": N_("What is missing?"),
    "match-each": N_("What belongs to what?"),
    "put-in-order": N_("In which order?"),
    "choose-and-argue": N_(
        "No answer is the right one: choose, and argue with a passage for it and one against it."
    ),
    "sort-each": N_("What belongs where? Some may belong nowhere."),
}
"""What a card asks to do, below its question."""

RELATION_SENTENCES: Mapping[Relation, str] = {
    "supports": N_("It supports the claim."),
    "contradicts": N_("It contradicts the claim."),
    "neither": N_("It does neither."),
}
"""What a passage does, below it on the back of a card."""
