"""W3xx: advice on teaching, which an author may take or accept with a reason."""

from casekit.content.codes.code import Code
from casekit.text.i18n import N_

COURSE = "content/course.yaml"
CASE = "content/cas/case.md"
SEED = "seeds/journal.yaml"
CARDS = "content/cas/cards.yaml"
QUIZZES = "content/cas/quizzes.yaml"

ADVICE = {
    "W301": Code(
        "unread-file",
        N_('casekit does not read "{name}" here'),
        N_("A file with another name than those that casekit knows is left aside."),
        "items: []\n",
        "content/cas/item.yaml",
    ),
    "W302": Code(
        "needless-accept",
        N_("{id} does not occur here: nothing to accept"),
        N_("Take the line away, or it may hide a warning that comes later."),
        "    accept: {W310: raison}\n",
    ),
    "W310": Code(
        "guessable",
        N_('blind guessing at "{name}" scores {share} % on average'),
        N_(
            "The better of random answering and the best blind strategy earns more than half of the"
            " points. Add plausible choices, or ask for a number."
        ),
        "    scoring: each\n",
        baseline=N_(
            "Baseline: half of the points, what a coin earns on true or false; the share is"
            " exact, the better of answering at random and of the best fixed answer, as the"
            " type scores it."
        ),
    ),
    "W311": Code(
        "guessable-quiz",
        N_('blind guessing at quiz "{name}" scores {share} % on average'),
        N_(
            "Above 35 % the result says little about what a student knows. Use questions with more"
            " choices, or some that ask for a number."
        ),
        "    items: [canal-unique]\n",
        QUIZZES,
        baseline=N_(
            "Baseline: 35 %, a little above the third that questions with three choices give"
            " away; each question counts by its points, each draw as many times as it draws,"
            " at the mean of its pool."
        ),
    ),
    "W312": Code(
        "key-longest",
        N_(
            "in {count} of {total} questions the key is the longest choice; chance alone gives"
            " about {share} %, and so many in less than 5 of 100 cases"
        ),
        N_(
            "Authors tend to write the right choice with most care, and students notice. Shorten"
            " keys, or give some wrong choices the same detail."
        ),
        "      - correct: Près de 10 000 comptes\n",
        baseline=N_(
            "Baseline: a key that is longest by chance in one of as many choices as each"
            " question has, and an exact one-sided binomial test at 5 %."
        ),
    ),
    "W313": Code(
        "one-bloom-level",
        N_("all {count} questions of the case are at one level: {level}"),
        N_(
            "A case is there to be analysed and judged. Questions at several of Bloom's levels show"
            " whether students can do more than find a line again."
        ),
        "    bloom: remember\n",
        baseline=N_("Baseline: four live questions or more in the case, all at the same level."),
    ),
    "W314": Code(
        "objective-without-item",
        N_('no question serves objective "{id}"'),
        N_("What no question asks for is not assessed: write one, or drop the objective."),
        "objectives:\n  - {id: LO2, text: Juger, bloom: evaluate}\n",
        COURSE,
    ),
    "W315": Code(
        "objective-below-level",
        N_('objective "{id}" is at level {level}, its questions at {highest} at most'),
        N_("The questions do not show whether the objective is reached. Ask one at its level."),
        "  - {id: LO1, text: Lire un article, bloom: create, target: 70%}\n",
        COURSE,
        baseline=N_(
            "Baseline: the highest level among the live questions that serve the objective,"
            " held against the objective's own."
        ),
    ),
    "W316": Code(
        "excerpt-without-item",
        N_('no question cites excerpt "{name}"'),
        N_("With a quotation budget each excerpt must earn its place: use it, or drop it."),
        "  - id: reste\n",
        SEED,
    ),
    "W317": Code(
        "number-of-choices",
        N_('"{name}" has {count} choices; 3 to 5 serve best'),
        N_(
            "With two, guessing pays; with more than five some are never picked and cost reading"
            " time. Three good ones are enough (Rodriguez 2005)."
        ),
        "    choices:\n      - correct: Oui\n      - Non\n",
        baseline=N_("Baseline: 3 to 5 choices, in the types that have choices."),
    ),
    "W320": Code(
        "unmarked-negation",
        N_('the question turns on "{word}", which is easily overread'),
        N_(
            "A student who overreads a negation knows the matter and loses the point. Ask"
            " positively, or mark the word: in bold (**not**) or in capitals."
        ),
        "      Lequel de ces canaux la marque n'utilise-t-elle pas ?\n",
        baseline=N_(
            "Baseline: a negation in the sentence that asks, the last of the stem, which is"
            " neither in bold nor in capitals."
        ),
    ),
    "W321": Code(
        "all-or-none-of-the-above",
        N_('"{text}" refers to the other choices'),
        N_(
            "Who knows two choices to be right knows the key; choices are shuffled besides, so"
            " that above means nothing. Write a choice that says something itself."
        ),
        "      - Aucune de ces réponses\n",
    ),
    "W322": Code(
        "voice-not-named",
        N_('"{name}" uses {kind_word} "{ref}" without naming its voice: {voice}'),
        N_(
            "A claim, an opinion or a forecast is only true as said by somebody. Name the speaker"
            " in the question or in the explanation."
        ),
        "      Combien de comptes ont diffusé les rumeurs ?\n",
        baseline=N_(
            "Baseline: of the voice's names of three letters and its other words of four"
            " letters or more, their endings aside, not one stands in any text of the"
            " question."
        ),
    ),
    "W330": Code(
        "shared-with-graded",
        N_('"{name}" can also be asked in graded quiz "{quiz}"'),
        N_(
            "Who practised a question meets it again where it counts. What a graded quiz can draw"
            " is reserved: keep it out of practice."
        ),
        "    kind: graded\n",
        QUIZZES,
    ),
    "W331": Code(
        "card-of-reserved-item",
        N_('"{name}" has a card and can be asked in graded quiz "{quiz}"'),
        N_("The card shows question and key before the quiz. Take card: away, or the item."),
        "    card: true\n",
    ),
    "W332": Code(
        "source-not-in-case",
        N_('"{name}" cites source "{source}", which case "{case}" does not list'),
        N_("While answering, students can consult the excerpts of the case's sources only."),
        "    evidence: [journal#comptes, autre#passage]\n",
    ),
    "W333": Code(
        "word-count-missing",
        N_("the article has {counted} words, which its source does not note"),
        N_(
            "The article stays outside. With its number of words noted in the source, every check"
            " keeps the quotation budget without it."
        ),
        "original:\n  file: article.txt\n",
        SEED,
    ),
    "W334": Code(
        "nothing-quoted",
        N_('no passage of source "{name}" is quoted yet'),
        N_(
            "Questions cite passages, so a source without any serves nothing. To quote one:"
            ' casekit excerpt SOURCE "first words ... last words".'
        ),
        "excerpts:\n",
        "seeds/autre.yaml",
    ),
    "W345": Code(
        "near-duplicate",
        N_('"{name}" asks nearly the same as "{other}"'),
        N_(
            "A question that is there twice counts twice, and a draw can ask both. Keep the better"
            " one, or ask for something else. A stem that fits any question (which of these is"
            " true?) is better replaced by the question itself."
        ),
        "  - id: canal-encore\n",
        baseline=N_(
            "Baseline: two questions of a case cite the same excerpts, their stems (with the text,"
            " pairs or steps that belong to them) have the same numbers and names, and 95 % of the"
            " letters of their words of four letters or more, sorted, are the same."
        ),
    ),
    "W346": Code(
        "key-position",
        N_(
            'in quiz "{name}", which does not shuffle the choices, the key is at place {place} in'
            " {count} of {total} questions; chance alone gives about {share} %"
        ),
        N_(
            "Authors put the key at a favourite place, and students notice. Let the quiz shuffle"
            " the choices (its default), or move some keys."
        ),
        "    shuffle: {choices: false}\n",
        QUIZZES,
        baseline=N_(
            "Baseline: a key at any place with the same chance, and an exact one-sided binomial"
            " test of the favourite place at 5 %, shared among the places."
        ),
    ),
    "W347": Code(
        "term-in-definition",
        N_('the back of card "{name}" names "{word}", which it is also asked for'),
        N_(
            "A card with reversed: true is asked both ways: the definition, then, must not name the"
            " term. Word it otherwise, or take reversed: away."
        ),
        "    reversed: true\n",
        CARDS,
    ),
}
