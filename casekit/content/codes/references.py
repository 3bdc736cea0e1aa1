"""E203, E240 to E267, E320 to E322: names that must be the name of something, rights, templates."""

from casekit.content.codes.code import Code
from casekit.text.i18n import N_

SEED = "seeds/journal.yaml"
COURSE = "content/course.yaml"
CASE = "content/cas/case.md"
QUIZZES = "content/cas/quizzes.yaml"

REFERENCES = {
    "E203": Code(
        "unknown-excerpt",
        N_('"{name}" cites "{ref}", which no source has'),
        N_(
            "An excerpt is cited as source#excerpt: the name of the file under seeds/ without"
            " .yaml, then the excerpt's id in that file. A renamed one must be renamed here too."
        ),
        "    evidence: [journal#compte]\n",
    ),
    "E240": Code(
        "duplicate-id",
        N_('the id "{id}" is given twice; first at {first}'),
        N_(
            "Results, cards and links hang on the id, so it must be the only one of its kind in the"
            " case, excerpts in their source."
        ),
        "  - id: canal-unique\n",
    ),
    "E241": Code(
        "unknown-source",
        N_('there is no source "{id}"'),
        N_("A source is a file seeds/<id>.yaml."),
        "sources: [journaux]\n",
        CASE,
    ),
    "E242": Code(
        "unknown-paragraph",
        N_('"{id}" has no paragraph {number}; it has {count} at most'),
        N_("Paragraphs are the non-empty lines of the article, counted from 1."),
        "La marque vend beaucoup [@journal:p99].\n",
        CASE,
    ),
    "E243": Code(
        "unknown-objective",
        N_('there is no objective "{id}"; objectives: {known}'),
        N_("Learning objectives are listed in content/course.yaml."),
        "    objective: LO9\n",
    ),
    "E244": Code(
        "unknown-exhibit",
        N_('the case has no exhibit "{id}"'),
        N_("Exhibits are listed in the exhibits.yaml of the case."),
        "    exhibit: chiffres\n",
    ),
    "E245": Code(
        "unknown-item",
        N_('quiz "{name}" lists "{id}", which is no item'),
        N_(
            "In the quizzes of a case an item is named by its id; items of another case, and in"
            " content/quizzes.yaml all items, by case/item."
        ),
        "    items: [canal-uniques]\n",
        QUIZZES,
    ),
    "E246": Code(
        "item-not-live",
        N_('quiz "{name}" lists "{id}", which is {status}'),
        N_(
            "A draft is not ready for students, and a withdrawn item is kept for its results only."
            " Take it out of the quiz, or make it live."
        ),
        "    status: draft\n",
    ),
    "E247": Code(
        "draw-too-large",
        N_('quiz "{name}" draws {count} from {pool}'),
        N_(
            "The filters of the draw leave fewer items than it takes. A draw never takes what is"
            " draft, withdrawn or already listed in the quiz, and in practice nothing that a graded"
            " quiz can ask."
        ),
        "    draw: [{tags: [vente], count: 9}]\n",
        QUIZZES,
    ),
    "E248": Code(
        "unequal-points",
        N_('quiz "{name}" draws among items of {low} to {high} points'),
        N_(
            "Whoever draws the small ones could not reach the same score. Give all the same points."
        ),
        "    points: 2\n",
    ),
    "E249": Code(
        "case-missing",
        N_("there is no folder content/{id}"),
        N_("cases: lists the folders under content/ in teaching order, each with a case.md."),
        "cases: [cas, autre]\n",
        COURSE,
    ),
    "E250": Code(
        "case-not-listed",
        N_("the folder content/{id} is not among the cases"),
        N_("Add it to cases:, or move the folder elsewhere: what is not listed is not taught."),
        "cases: [cas]\n",
        COURSE,
    ),
    "E251": Code(
        "was-taken",
        N_('"{id}" cannot be a former id: it is in use, or claimed twice'),
        N_(
            "was: hands the results of the former id to this item. If an item has that id now, the"
            " results would have two owners."
        ),
        "    was: canal-unique\n",
    ),
    "E252": Code(
        "unknown-warning",
        N_('"{id}" is no warning that can be accepted'),
        N_("accept: silences warnings (W...), each with a reason. Errors cannot be silenced."),
        "    accept: {W999: raison}\n",
    ),
    "E253": Code(
        "not-verbatim",
        N_('excerpt "{name}" does not stand word for word in paragraph {paragraph}'),
        N_(
            "An excerpt is evidence because it is quoted exactly. Copy it from the article again;"
            " what is left out is marked [...]. Spaces, kinds of quotes and apostrophes may differ."
        ),
        "    text: |\n      Près de 12 000 comptes ont diffusé ces rumeurs.\n",
        SEED,
    ),
    "E254": Code(
        "wrong-paragraph",
        N_('excerpt "{name}" stands in paragraph {found}, not {paragraph}'),
        N_("Paragraphs are the non-empty lines of the article, counted from 1."),
        "    paragraph: 2\n",
        SEED,
    ),
    "E255": Code(
        "excerpt-too-long",
        N_('excerpt "{name}" has {words} words; with rights quotation at most {limit}'),
        N_(
            "A quotation is short. Cut it to what the questions need, mark what is left out with"
            " [...], or make two excerpts. The limit is a rule of this house, not law."
        ),
        "rights: quotation\n",
        SEED,
    ),
    "E256": Code(
        "full-text-without-rights",
        N_("the full text lies here, but its source has rights quotation"),
        N_(
            "With rights quotation only excerpts may be kept. Delete the file, or say in the source"
            " what gives you the right to the full text (licensed, open, own)."
        ),
        "L'article entier.\n",
        "seeds/journal.md",
    ),
    "E257": Code(
        "over-budget",
        N_("the excerpts quote {quoted} of {total} words ({share} %); the budget is {budget} %"),
        N_(
            "All excerpts of an article together stay within quotation_budget of course.yaml, a"
            " share of the words that the source notes as words. Shorten or drop excerpts that no"
            " question needs."
        ),
        "  words: 60\n",
        SEED,
    ),
    "E258": Code(
        "original-missing",
        N_("no file in the folder has the SHA-256 of this original"),
        N_(
            "Excerpts are compared with the very text that they were taken from. The file may have"
            " been changed, or lie elsewhere; its name does not matter."
        ),
        "original:\n  sha256: 0000...\n",
        SEED,
    ),
    "E259": Code(
        "image-missing",
        N_('there is no image "{src}" in the folder of the case'),
        N_("Images lie in media/ in the folder of the case: ![text](media/plan.png)."),
        "![Un plan](media/plan.png)\n",
        CASE,
    ),
    "E260": Code(
        "remote-image",
        N_('the image "{src}" lies elsewhere; put a copy into media/'),
        N_(
            "An image from another server can vanish or change, is missing on paper and offline,"
            " and tells that server who reads."
        ),
        "![Un plan](https://example.org/plan.png)\n",
        CASE,
    ),
    "E261": Code(
        "no-alternative-text",
        N_('the image "{src}" has no alternative text'),
        N_(
            "Who cannot see the image hears this text instead. Say in the brackets what the image"
            " shows: ![Ventes par an, de 2010 à 2014](media/ventes.png)."
        ),
        "![](media/plan.png)\n",
        CASE,
    ),
    "E263": Code(
        "unknown-case",
        N_('there is no case "{id}"'),
        N_("A case is a folder under content/ that course.yaml lists."),
        "    draw: [{cases: [autre], count: 1}]\n",
        QUIZZES,
    ),
    "E266": Code(
        "unknown-insertion",
        N_('"{value}" cannot be set here'),
        N_("A line of its own sets {{ excerpt source#excerpt }} or {{ exhibit id }}."),
        "{{ extrait journal#canal }}\n",
        CASE,
    ),
    "E267": Code(
        "wrong-word-count",
        N_("the source notes {noted} words; the article has {counted}"),
        N_(
            "The share of an article that is quoted is counted on words. They are those of the"
            " article itself, within lines; casekit sources verify counts them."
        ),
        "original:\n  words: 500\n",
        SEED,
    ),
    "E320": Code(
        "template-does-not-render",
        N_('the template does not render: {what_word} "{word}"'),
        N_(
            "A file under templates/ replaces ours of the same name. One that does not render would"
            " break every page, card or handout that uses it. Mend it, or delete it to have ours"
            " again."
        ),
        "<h1>{{ view.course.title }</h1>\n",
        "templates/web/home.html",
    ),
    "E321": Code(
        "template-without-macro",
        N_('the template has no macro "{name}", which other templates call'),
        N_(
            "A file under templates/ that replaces one of ours must define every macro that ours"
            " defines. Copy ours, and change what is between the macros' first and last lines."
        ),
        "{% macro problems(list) %}{% endmacro %}\n",
        "templates/web/_problems.html",
    ),
    "E322": Code(
        "image-not-shown",
        N_('the image "{src}" would not be shown'),
        N_(
            "Pages, cards and handouts show images from media/ in the folder of the case whose"
            " names have letters, digits, - and _ only and end in .png, .jpg, .jpeg, .gif or"
            " .webp. An SVG can carry a script and is not served."
        ),
        "![Un plan](plan.svg)\n",
        CASE,
    ),
}
