"""E290 to E308 and W370: variables, positions and essays."""

from casekit.content.codes.code import Code
from casekit.text.i18n import N_

OPEN_TYPES = {
    "E290": Code(
        "not-an-expression",
        N_('"{name}": the expression "{value}" cannot be read: {reason_word}'),
        N_(
            "With variables the answer may be worked out: numbers with a decimal point, names of"
            " variables, + - * / **, parentheses, and min, max, abs, round, floor, ceil, sqrt."
            " Nothing else is read, so that no file can run a program."
        ),
        '    answer: "n * 0,5"\n',
    ),
    "E291": Code(
        "unknown-variable",
        N_('"{word}" is no variable of "{name}"; variables: {known}'),
        N_("A name in the answer must be one of those under variables:."),
        '    answer: "m * 20"\n',
    ),
    "E292": Code(
        "not-a-variable-name",
        N_('"{word}" cannot be the name of a variable'),
        N_(
            "A name has letters without accents, digits and underscores, begins with a letter, is"
            " at most 30 long, and is neither answer nor the name of a function."
        ),
        "    variables: {années: {from: 3, to: 12}}\n",
    ),
    "E293": Code(
        "not-a-variable",
        N_('"{key}" does not say which values it takes'),
        N_(
            "A variable is a range {from: 3, to: 12, step: 1}, a list of numbers, or a cell of an"
            " exhibit {exhibit: ventes, row: 2014, column: Appareils}."
        ),
        "    variables: {n: {from: 3}}\n",
    ),
    "E294": Code(
        "range-of-no-values",
        N_('"{key}" has no values: from is above to, or the step is not above 0'),
        N_("A range goes upwards, from the smallest value to the largest."),
        "    variables: {n: {from: 12, to: 3}}\n",
    ),
    "E295": Code(
        "too-many-values",
        N_('"{key}" can take more than {most} values'),
        N_("So many values cannot be told apart. Take a larger step, or a shorter range."),
        "    variables: {n: {from: 0, to: 100000}}\n",
    ),
    "E296": Code(
        "no-value",
        N_('"{name}": with {values} the answer cannot be worked out: {reason_word}'),
        N_(
            "Somebody would be given these values. Up to 2,000 combinations are all tried; of more,"
            " the ends of every range and a sample. Leave the value out, or change the answer."
        ),
        '    answer: "20 / (n - 5)"\n',
    ),
    "E297": Code(
        "decimals-without-tolerance",
        N_('"{name}": with {values} the answer is {result}, and there is no tolerance'),
        N_(
            "Where the answer has decimals for some values, few students type the same ones. Give a"
            " tolerance, or values that divide evenly."
        ),
        '    answer: "n / 7"\n',
    ),
    "E298": Code(
        "unknown-in-braces",
        N_('"{key}": "{word}" in braces is nothing that can be shown here; known: {known}'),
        N_(
            "In the texts of a question with variables, a name in braces is replaced by its value."
            " The answer can be shown in the explanation, the warrant and the back of a card only,"
            " which come after answering."
        ),
        "      Combien en {m} mois ?\n",
    ),
    "E299": Code(
        "unknown-cell",
        N_('exhibit "{exhibit}" has no {key_word} "{value}"; known: {known}'),
        N_(
            "A cell is named by its row, which is the text of the row's first cell, and by the"
            " header of its column. Numbers from 1 count as well."
        ),
        "    variables: {n: {exhibit: ventes, row: 2013, column: Appareils}}\n",
    ),
    "E300": Code(
        "cell-is-no-number",
        N_('the cell of "{key}" is no number: "{value}"'),
        N_(
            "The cell is read as students' numbers are, in the unit of the exhibit; what has two"
            " readings or none is refused."
        ),
        "    variables: {n: {exhibit: ventes, row: 2014, column: Rang}}\n",
    ),
    "E301": Code(
        "variables-and-range",
        N_('"{name}" has variables: give an answer and a tolerance, not a range'),
        N_("A range is the same for everybody, while the key depends on what was drawn."),
        "    range: [1, 2]\n",
    ),
    "E302": Code(
        "points-and-rubric",
        N_('"{name}" is worth {points}, but its rubric adds up to {total}'),
        N_("An essay is worth what its criteria are worth together. Leave points: away."),
        "    points: 4\n",
    ),
    "E303": Code(
        "rubric-too-large",
        N_('the rubric of "{name}" adds up to {total}; {most} is the most'),
        N_("No question is worth more. Give the criteria smaller points."),
        "      - {criterion: Le style, points: 60}\n",
    ),
    "E304": Code(
        "words-backward",
        N_("min is above max"),
        N_("No text could be long enough and short enough."),
        "    words: {min: 300, max: 200}\n",
    ),
    "E305": Code(
        "too-many-variables",
        N_('"{name}" has more than {most} variables'),
        N_("So many values to read hide what is asked. Write some of them as numbers."),
        "    variables: {a: [1], b: [1], c: [1], d: [1], e: [1], f: [1], g: [1], h: [1], i: [1]}\n",
    ),
    "E306": Code(
        "duplicate-option",
        N_('"{text}" is the same as an option above it'),
        N_("Students could not say which of the two they mean."),
        "    options: [Rester, Partir, rester]\n",
    ),
    "E307": Code(
        "too-few-excerpts",
        N_('"{name}" asks for {count} passages to cite; there are {known} to choose from'),
        N_("Nobody could answer. Ask for fewer, or give more passages to choose from."),
        "    for: 9\n",
    ),
    "E308": Code(
        "name-in-unit",
        N_('"{key}": "{word}" in braces has no value in a unit'),
        N_(
            "Answers are read in the unit as it is written, the same for everybody. Say what was"
            " drawn in the stem."
        ),
        '    unit: "euros pour {n} mois"\n',
    ),
    "W370": Code(
        "variable-not-shown",
        N_('"{name}" draws "{word}" and never shows it in its stem'),
        N_(
            "Every student has values of their own, and must read them in the question: write the"
            " name in braces where its value belongs. An exhibit shows no drawn value."
        ),
        "    variables: {n: {from: 3, to: 12}, m: [1, 2]}\n",
    ),
}
