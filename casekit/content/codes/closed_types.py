"""E270 to E279: what cloze, matching, ordering and categorize questions must have."""

from casekit.content.codes.code import Code
from casekit.text.i18n import N_

CLOSED_TYPES = {
    "E270": Code(
        "text-twice",
        N_('"{text}" stands twice in "{name}"'),
        N_(
            "Two things, two steps or two texts at the left that read the same cannot be told"
            " apart; and what belongs somewhere is no distractor. Only the texts at the right of"
            " two pairs may be equal."
        ),
        "    distractors: [Les magasins]\n",
    ),
    "E271": Code(
        "tie-of-one",
        N_("a list within the sequence holds two steps or more"),
        N_(
            "A list of its own says that its steps may stand in any order. A step by itself needs"
            " no list."
        ),
        "      - [Le salon]\n",
    ),
    "E272": Code(
        "one-rank",
        N_('"{name}" has nothing to put in order'),
        N_("Write two steps or more; a single list within the sequence leaves every order right."),
        "    sequence:\n      - [Le salon, La boutique]\n",
    ),
    "E273": Code(
        "no-gap",
        N_('the text of "{name}" has no gap'),
        N_("A gap stands in the text as its name in double brackets: [[canal]]."),
        "    text: |\n      La marque vend en ligne.\n",
    ),
    "E274": Code(
        "gap-undefined",
        N_('gap "{gap}" stands in the text but not under gaps'),
        N_(
            "Each name in double brackets needs its entry under gaps:, which says what is right"
            " there."
        ),
        "      La marque vend par [[cannal]].\n",
    ),
    "E275": Code(
        "gap-unused",
        N_('gap "{gap}" does not stand in the text'),
        N_("Put its name in double brackets where its words are missing, or take the entry away."),
        "      prix: [bas]\n",
    ),
    "E276": Code(
        "gap-twice",
        N_('gap "{gap}" stands twice in the text'),
        N_("Each gap is filled once. Give the second one a name and an entry of its own."),
        "      La marque vend par [[canal]], et par [[canal]] seul.\n",
    ),
    "E277": Code(
        "not-a-gap",
        N_("a gap is a list of texts, or has one of the keys answer: and choices:"),
        N_(
            "Write [first text, other text] for words to be typed; answer: with tolerance: and"
            " unit: for a number; choices: as in a question of type single for a choice."
        ),
        "      canal: {tolerance: 1}\n",
    ),
    "E278": Code(
        "gap-in-link",
        N_('a gap of "{name}" stands in a link or in an image'),
        N_("Nothing can be typed there. Put the gap beside the link."),
        "      La marque vend par [sa [[canal]]](https://journal.example).\n",
    ),
    "E279": Code(
        "not-a-pair",
        N_("a pair has the keys left: and right:"),
        N_("Write - {left: Pékin, right: Chine}, or each key on a line of its own."),
        "      - Pékin: Chine\n",
    ),
}
