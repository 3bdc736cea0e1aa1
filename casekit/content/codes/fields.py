"""E201 to E239, E268 and E269: what stands in a field, or does not."""

from casekit.content.codes.code import Code
from casekit.text.i18n import N_

SEED = "seeds/journal.yaml"
QUIZZES = "content/cas/quizzes.yaml"

FIELDS = {
    "E201": Code(
        "unknown-key",
        N_('there is no key "{key}" here'),
        N_(
            "A key that casekit does not know is never dropped in silence: it may be one that you"
            " rely on, misspelt. The schema that your editor shows lists the keys."
        ),
        "    explanatoin: |\n",
    ),
    "E202": Code(
        "missing-key",
        N_('"{key}" is missing'),
        N_("This key must be written. Its place is beside the keys that stand here."),
        "    evidence: [journal#comptes]\n    bloom: remember\n",
    ),
    "E204": Code(
        "wrong-type",
        N_('"{key}": {wanted_word} is expected, found {found_word}'),
        N_(
            "The value has another shape than the field needs. A list is written with a hyphen"
            " before each entry, or in brackets; a key without a value holds nothing."
        ),
        "    stem: [un, deux]\n",
    ),
    "E205": Code(
        "unknown-word",
        N_('"{key}" cannot be "{value}"; it is one of: {known}'),
        N_("This field takes one word of a closed list, in English in every course."),
        "    bloom: analyze\n",
    ),
    "E206": Code(
        "not-a-number",
        N_('"{key}": "{value}" is no number'),
        N_(
            "A number is written with digits, in a French course with a comma or a point for the"
            " decimals, thousands apart by spaces. In an English course a comma is not read,"
            " because 1,234 could mean two things. The unit has its own field."
        ),
        "    answer: soixante\n",
    ),
    "E207": Code(
        "not-a-percentage",
        N_('"{key}": "{value}" is no percentage from 0% to 100%'),
        N_("Write the number and the sign: 60%, 12,5%."),
        "    pass: 0.6\n",
        QUIZZES,
    ),
    "E208": Code(
        "not-true-or-false",
        N_('"{key}" is true or false, not "{value}"'),
        N_("Write true or false; yes, no, oui, non, vrai and faux are read too."),
        "    accept_scale: peut-être\n",
    ),
    "E209": Code(
        "not-a-date",
        N_('"{key}": "{value}" is no date'),
        N_(
            "Write 2025, 2025-05 or 2025-05-19: only as exact as it is known, year first. What is"
            " not known is null."
        ),
        "published: mai 2025\n",
        SEED,
    ),
    "E210": Code(
        "not-an-id",
        N_('"{value}" cannot be an id'),
        N_(
            "An id has lower-case letters without accents, digits and single hyphens, 64 at most:"
            " comptes-2026. It is part of addresses and of what Anki keeps, so it stays the same"
            " for ever."
        ),
        "  - id: Comptes_2026\n",
    ),
    "E211": Code(
        "not-a-citation",
        N_('"{value}" is no citation'),
        N_(
            "An excerpt is cited as source#excerpt, in a narrative as [@source#excerpt]; a"
            " paragraph as [@source:p7]. The source is the name of its file under seeds/ without"
            " .yaml."
        ),
        "    evidence: [journal comptes]\n",
    ),
    "E212": Code(
        "empty-text",
        N_('"{key}" is empty'),
        N_("A text is due here. A key that you do not need can be left out."),
        '    hint: ""\n',
    ),
    "E213": Code(
        "out-of-range",
        N_('"{key}" must be {bound}, not "{value}"'),
        N_("The number is outside of what makes sense for this field."),
        "    points: 0\n",
    ),
    "E214": Code(
        "too-few",
        N_('"{key}" needs {least} or more'),
        N_("The list is too short to mean anything: a choice needs two options, for example."),
        "    choices:\n      - correct: Oui\n",
    ),
    "E215": Code(
        "not-a-choice",
        N_("a choice is a text, or has one of the keys correct: and wrong:"),
        N_(
            "A plain text is a wrong choice. With a key one says which it is, and can add feedback:"
            " and id:. A text that has a colon followed by a space must be in quotes."
        ),
        "      - Oui: par internet\n",
    ),
    "E216": Code(
        "not-one-key",
        N_('"{name}" has {keys} correct choices; exactly one is due'),
        N_(
            "A question of type single has one right choice, marked with correct:. If several are"
            " right, ask for one of them, or join them in one choice."
        ),
        "    choices:\n      - Un\n      - Deux\n      - Trois\n",
    ),
    "E217": Code(
        "duplicate-choice",
        N_('two choices of "{name}" are "{choice}"'),
        N_("Two choices with one text, or one id, cannot be told apart."),
        "      - Environ 1 000 comptes\n      - Environ 1 000 comptes\n",
    ),
    "E218": Code(
        "too-many-choices",
        N_("there are more than {limit} choices"),
        N_("Choices are lettered from a to z. Students read five at most with care."),
        "    choices: (27 of them)\n",
    ),
    "E219": Code(
        "no-evidence",
        N_('"{name}" stands on nothing: neither evidence nor reference'),
        N_(
            "Each question names the excerpt that proves its key (evidence), or a scholarly source"
            " where it asks for knowledge of the course (reference)."
        ),
        "    evidence: []\n",
    ),
    "E220": Code(
        "no-answer",
        N_('"{name}" has neither answer nor range'),
        N_("A numeric question needs the number that is right, or the range that counts as right."),
        "    tolerance: 0,5\n",
    ),
    "E221": Code(
        "tolerance-and-range",
        N_('"{name}" has both tolerance and range'),
        N_("Both say which numbers count as right; keep the one that you mean."),
        "    tolerance: 0,5\n    range: [60, 62]\n",
    ),
    "E222": Code(
        "range-backward",
        N_('the range of "{name}" runs backward, or its answer lies outside'),
        N_("Write the lowest number first; the answer shown to students must be within."),
        "    range: [62, 60]\n",
    ),
    "E223": Code(
        "tolerance-missing",
        N_('"{name}" has an answer with decimals and no tolerance'),
        N_(
            "Few students will type the same decimals. Say how far off still counts as right:"
            " tolerance: 0,05 in the unit, or tolerance: 2% of the answer."
        ),
        "    answer: 3,05\n",
    ),
    "E224": Code(
        "relative-to-zero",
        N_('"{name}": a percentage of 0 is 0'),
        N_("With an answer of 0, or none, write the tolerance in the unit."),
        "    answer: 0\n    tolerance: 2%\n",
    ),
    "E225": Code(
        "not-a-tolerance",
        N_('"{value}" is no tolerance'),
        N_("Write a number of 0 or more in the unit (0,5) or a percentage of the answer (2%)."),
        "    tolerance: environ\n",
    ),
    "E226": Code(
        "voice-missing",
        N_("excerpts of kind {kind} need a voice: who says so?"),
        N_(
            "Only a fact may stand without a voice. A claim, an opinion or a forecast is only"
            " evidence with its speaker, nearest first."
        ),
        "    kind: opinion\n    text: |\n",
        SEED,
    ),
    "E227": Code(
        "licence-missing",
        N_("rights {rights} need a licence"),
        N_("Say under which licence or contract the text is used: CC-BY-4.0, CFC 2026."),
        "rights: licensed\nlicence: null\n",
        SEED,
    ),
    "E228": Code(
        "lines-backward",
        N_("lines are counted from 1, first before last"),
        N_("Each pair is the first and the last line of a part of the article."),
        "  lines: [[9, 1]]\n",
        SEED,
    ),
    "E229": Code(
        "ragged-row",
        N_("row {row} has {cells} cells for {columns} columns"),
        N_("Each row has one cell per column; write null for an empty one."),
        '    columns: [An, Ventes]\n    rows:\n      - ["2014"]\n',
        "content/cas/exhibits.yaml",
    ),
    "E230": Code(
        "empty-quiz",
        N_('quiz "{name}" has neither items nor draw'),
        N_("List the questions under items:, or say under draw: what to draw them from."),
        "    items: []\n",
        QUIZZES,
    ),
    "E231": Code(
        "practice-time-limit",
        N_('quiz "{name}" is practice: it has no time limit'),
        N_("Time limits belong to graded quizzes. Practice is for learning, not for haste."),
        "    time_limit: 20\n",
        QUIZZES,
    ),
    "E232": Code(
        "graded-at-once",
        N_('quiz "{name}" is graded: it gives no feedback at once'),
        N_(
            "Feedback at once would show the key before the quiz ends. Write on-submit or on-close."
        ),
        "    kind: graded\n    feedback: at-once\n",
        QUIZZES,
    ),
    "E233": Code(
        "not-allowed",
        N_('"{key}" cannot be "{value}"'),
        N_(
            "The value has not the form that this field needs: a language is two letters (fr), an"
            " address begins with https://, a SHA-256 has 64 signs from 0 to f."
        ),
        "url: journal.example\n",
        SEED,
    ),
    "E234": Code(
        "unknown-type",
        N_('"{name}": there is no item type "{value}"; types: {known}'),
        N_("The type decides which keys an item has and how it is answered and scored."),
        "    type: simple\n",
    ),
    "E235": Code(
        "listed-twice",
        N_('quiz "{name}" lists "{id}" twice'),
        N_("A question is asked once in an attempt."),
        "    items: [canal-unique, canal-unique]\n",
        QUIZZES,
    ),
    "E236": Code(
        "no-right-choice",
        N_('"{name}" has no correct choice'),
        N_(
            "A question of type multiple has one right choice or more, each marked with correct:."
            " A plain text is a wrong choice."
        ),
        "    choices:\n      - Un\n      - Deux\n      - Trois\n",
    ),
    "E237": Code(
        "no-full-answer",
        N_('no answer of "{name}" earns all the points'),
        N_("One answer at least is wholly right: leave its score: away, or write 100%."),
        "    answers:\n      - {text: en ligne, score: 50%}\n",
    ),
    "E238": Code(
        "duplicate-answer",
        N_('"{answer}" is the same as an answer above it'),
        N_(
            "Capitals, spaces, quotes, dashes and closing punctuation make no difference, nor do"
            " accents unless accents: strict stands there. Write each answer once."
        ),
        "    answers: [En ligne, en  ligne]\n",
    ),
    "E239": Code(
        "no-supports",
        N_('"{name}" has no passage that supports or contradicts its claim'),
        N_(
            "A question of type evidence lists under supports: the passages that speak for the"
            " claim of its stem; contradicts: and neither: are for the others."
        ),
        "    neither: [journal#canal, journal#ventes]\n",
    ),
    "E268": Code(
        "passage-twice",
        N_('"{name}" lists passage "{ref}" twice'),
        N_("A passage supports the claim, contradicts it or does neither; name it once."),
        "    supports: [journal#canal]\n    neither: [journal#ventes, journal#canal]\n",
    ),
    "E269": Code(
        "too-few-passages",
        N_('"{name}" shows fewer than {least} passages'),
        N_("With one passage there is nothing to choose. Add some that do not bear on the claim."),
        "    supports: [journal#canal]\n    objective: LO1\n",
    ),
}
