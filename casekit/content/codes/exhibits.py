"""E310 to E315 and W340: what an exhibit must hold so that it can be drawn truly."""

from casekit.content.codes.code import Code
from casekit.text.i18n import N_

_FILE = "content/cas/exhibits.yaml"

EXHIBITS = {
    "E310": Code(
        "unreadable-cell",
        N_('row {row}, column "{column}": "{value}" cannot be read as a number: {why_word}'),
        N_(
            "Bars and lines are drawn from numbers alone. Write one in the course's language, with"
            " the exhibit's unit or without it; where there is none, write null or a dash, and"
            " say what is uncertain in the note. A table shows any text."
        ),
        '      - ["2014", environ 61]\n',
        _FILE,
    ),
    "E311": Code(
        "chart-too-short",
        N_('"{name}" has too few rows to draw: {count}, and a chart needs two'),
        N_("A single number says more in a sentence. A chart compares: give it a second row."),
        '    rows:\n      - ["2014", "61"]\n    evidence: [journal#ventes]\n',
        _FILE,
    ),
    "E312": Code(
        "no-date-of-event",
        N_('row {row}: "{value}" is no date'),
        N_(
            "An event stands at a date, as exact as it is known: 2015, 2015-03, 2015-03-16, or in"
            " words that are shown as they stand (mid-March 2015). Never write a day that no source"
            " gives."
        ),
        "      - [2015-02-30, La marque arrive.]\n",
        _FILE,
    ),
    "E313": Code(
        "dates-out-of-order",
        N_('row {row}: "{value}" is before "{above}", which stands above it'),
        N_("Time runs one way. Write the rows in order, the earliest first."),
        '      - ["2015", "61"]\n      - ["2014", "58"]\n',
        _FILE,
    ),
    "E314": Code(
        "nothing-to-draw",
        N_('"{name}" has one column: there is nothing to draw'),
        N_("The first column names the rows of a chart; the numbers or events stand in the next."),
        "    columns: [An]\n",
        _FILE,
    ),
    "E315": Code(
        "too-many-series",
        N_('"{name}" has {count} columns of numbers; a chart shows at most {most}'),
        N_(
            "Printed in grey, more than four series cannot be told apart. Leave out what the case"
            " does not need, make two exhibits, or show a table."
        ),
        "    columns: [An, A, B, C, D, E]\n",
        _FILE,
    ),
    "W340": Code(
        "chart-too-long",
        N_('"{name}" has {count} rows; a chart of this kind is easy to read up to {most}'),
        N_(
            "Bars and events beyond two dozen are a wall. Keep those that the case is about, or"
            " show a table; from 61 rows on, and 501 for a line, the table is all that is shown."
        ),
        "    kind: bar\n",
        _FILE,
    ),
}
"""By code; none of them concerns a table."""
