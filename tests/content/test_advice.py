import math

import pytest
from every_type import make_typed_workspace
from factories import COURSE, ITEMS, SOURCE, make_workspace

from casekit.content import read_workspace
from casekit.content.checks.tail import binomial_tail
from casekit.content.checks.teaching import voice_stems
from casekit.content.checks.wording import find_negation
from casekit.content.document import parse_document
from casekit.content.entries import check_document
from casekit.content.nearness import find_near
from casekit.domain.source import Excerpt


@pytest.mark.parametrize(
    ("successes", "trials", "chance", "tail"),
    [
        (3, 3, 1 / 3, 1 / 27),  # by hand: (1/3)^3
        (2, 3, 1 / 3, 7 / 27),  # 3 * (1/3)^2 * 2/3 + 1/27, above the expected 1
        (4, 4, 0.25, 1 / 256),
        (1, 4, 0.25, 1.0),  # not more than expected: nothing to say
        (0, 0, 0.5, 1.0),
        (5, 10, 0.25, 0.0781269073),  # pbinom(4, 10, 0.25, lower.tail = FALSE) in R
    ],
)
def test_the_binomial_tail_is_exact(successes, trials, chance, tail):
    assert math.isclose(binomial_tail(successes, trials, chance), tail, rel_tol=1e-8)


@pytest.mark.parametrize(
    ("language", "stem", "word"),
    [
        ("fr", "Lequel de ces canaux la marque n'utilise-t-elle pas ?", "n'utilise-t-elle pas"),
        ("fr", "Quel pays ne fait pas partie de l'Europe ?", "ne fait pas"),
        ("fr", "Tous ces pays y sont, sauf un : lequel ?", "sauf"),
        ("fr", "Lequel de ces canaux la marque **n'utilise-t-elle pas** ?", None),
        ("fr", "Lequel de ces canaux la marque N'UTILISE-T-ELLE PAS ?", None),
        ("fr", "Lei Jun ne parle pas du prix. Que dit-il du coût ?", None),
        ("fr", "Quel pays la marque vise-t-elle ?", None),
        ("en", "Which of these is not a channel?", "not"),
        ("en", "Which of these is **not** a channel?", None),
        ("en", "Which of these is NOT a channel?", None),
        ("en", "All of these are channels except which one?", "except"),
        ("en", "What does the note say?", None),
    ],
)
def test_a_negation_is_found_unless_it_is_marked(language, stem, word):
    assert find_negation(stem, language) == word


@pytest.mark.parametrize("text", ["Toutes les réponses", "Aucune de ces réponses"])
def test_choices_about_other_choices_are_found_in_french(tmp_path, text):
    items = ITEMS.replace("      - Par des opérateurs\n", f"      - {text}\n")
    reading = read_workspace(make_workspace(tmp_path, items=items))
    assert [p.code for p in reading.problems] == ["W321"]


@pytest.mark.parametrize("text", ["All of the above", "None of these"])
def test_choices_about_other_choices_are_found_in_english(tmp_path, text):
    items = ITEMS.replace("      - Par des opérateurs\n", f"      - {text}\n").replace("0,5", "0.5")
    course = COURSE.replace("language: fr", "language: en")
    reading = read_workspace(make_workspace(tmp_path, items=items, course=course))
    assert [p.code for p in reading.problems] == ["W321"]


def excerpt(kind, *voice):
    return Excerpt(id="a", paragraph=1, kind=kind, voice=voice, text="x")


def test_a_voice_is_known_by_its_names_and_content_words():
    stems = voice_stems(excerpt("claim", "Lei Jun, fondateur de Xiaomi", "les autorités"))
    assert stems == ("lei", "jun", "fondate", "xiao", "autorit")


def test_a_fact_needs_no_voice():
    assert voice_stems(excerpt("fact", "Lei Jun")) == ()


def test_a_voice_named_in_the_explanation_is_enough(tmp_path):
    items = ITEMS.replace("Selon le service juridique de la marque, combien", "Combien").replace(
        "Le chiffre vient d'une partie intéressée.", "Le chiffre vient des juristes du service."
    )
    assert read_workspace(make_workspace(tmp_path, items=items)).problems == ()


def test_an_excerpt_of_a_withdrawn_item_is_unused(tmp_path):
    items = ITEMS.replace("    tags: [rumeurs]\n", "    tags: [rumeurs]\n    status: withdrawn\n")
    quizzes = (
        "quizzes:\n  - {id: q, title: Q, items: [canal-unique, annee-record, ventes-totales]}\n"
    )
    reading = read_workspace(make_workspace(tmp_path, items=items, quizzes=quizzes))
    assert [(p.code, p.params["name"]) for p in reading.problems] == [("W316", "comptes")]


def test_an_unused_excerpt_can_be_accepted(tmp_path):
    more = "  - id: reste\n    paragraph: 4\n    kind: fact\n    text: Le reste.\n"
    accepted = more + "    accept: {W316: pour la discussion}\n"
    assert read_workspace(make_workspace(tmp_path, source=SOURCE + accepted)).problems == ()


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("evidnece", ["evidence", "exhibit"], "evidence"),
        ("journal#compte", ["journal#comptes", "journal#canal"], "journal#comptes"),
        ("zzz", ["evidence"], None),
        ("x", [], None),
    ],
)
def test_near_words_are_suggested_and_far_ones_are_not(word, known, near):
    assert find_near(word, known) == near


def test_passages_of_a_claim_show_their_voice_and_earn_their_place(tmp_path):
    """`verdicts` shows a claim without naming its voice, `preuves` cites nothing as evidence."""
    assert read_workspace(make_typed_workspace(tmp_path), cache=False).problems == ()


def test_what_a_claim_cites_as_evidence_still_names_its_voice(tmp_path):
    root = make_typed_workspace(tmp_path)
    items = root / "content/cas/items.yaml"
    written = items.read_text(encoding="utf-8")
    cited = written.replace(
        "    neither: [journal#ventes, journal#comptes]\n",
        "    neither: [journal#ventes]\n    evidence: [journal#canal, journal#comptes]\n",
    )
    items.write_text(cited, encoding="utf-8")
    [problem] = read_workspace(root, cache=False).problems
    line = cited.splitlines().index("    evidence: [journal#canal, journal#comptes]") + 1
    assert (problem.code, problem.line) == ("W322", line)


def test_the_longest_key_is_counted_only_where_there_is_one(tmp_path):
    rows = {facts.id: facts for facts in facts_of(make_typed_workspace(tmp_path))}
    assert rows["canaux"].choices == 0
    assert rows["canal-unique"].choices == 3
    assert rows["un-canal"].choices == 0
    assert rows["preuves"].path_of(2) == ("neither", 1)
    assert rows["canaux"].path_of(0) == ("evidence", 0)


def facts_of(root):
    data = (root / "content/cas/items.yaml").read_bytes()
    document = parse_document("content/cas/items.yaml", data, has_body=False)
    return check_document(document, "items", "fr").facts
