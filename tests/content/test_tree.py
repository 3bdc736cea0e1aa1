import pytest

from casekit.content.recovery import parse_text
from casekit.content.traps import quote, split_line
from casekit.content.tree import TreeError, build_tree

TEXT = """\
items:
  - id: un
    stem: |
      Été 😀 : l'article dit
      « oui » # sans doute
    choices: [a, "b c"]
    deep: {x: {y: 😀z}}
    empty:
    tilde: ~
    quoted: ""
"""


def test_every_key_and_value_has_its_line_and_column_in_characters():
    tree = build_tree(TEXT, "x.yaml")
    assert tree.locate(("items", 0, "stem")) == (3, 11)
    assert tree.locate(("items", 0, "stem"), key=True) == (3, 5)
    assert tree.locate(("items", 0, "choices", 1)) == (6, 18)
    assert tree.locate(("items", 0, "deep", "x", "y")) == (7, 19)
    assert tree.locate(("items", 0)) == (2, 5)
    assert tree.locate(()) == (1, 1)


def test_steps_that_the_document_does_not_have_are_passed_over():
    tree = build_tree(TEXT, "x.yaml")
    assert tree.locate(("items", 0, "CardText", "deep", "x", "nowhere")) == (7, 15)


def test_scalars_stay_text_and_only_plain_nothing_is_none():
    item = build_tree(TEXT, "x.yaml").data["items"][0]
    assert item["empty"] is None
    assert item["tilde"] is None
    assert item["quoted"] == ""
    assert item["stem"] == "Été 😀 : l'article dit\n« oui » # sans doute\n"
    assert item["choices"] == ["a", "b c"]


@pytest.mark.parametrize("text", ["null", "~", ""])
def test_a_document_of_nothing_has_no_data(text):
    assert not build_tree(text, "x.yaml").data


def test_a_comment_with_a_space_after_its_sign_stays_a_comment():
    tree = build_tree("a: texte # une remarque\n# seule\nb: 1 #\n", "x.yaml")
    assert tree.data == {"a": "texte", "b": "1"}
    assert tree.problems == []


def test_a_hash_without_a_space_before_it_is_text():
    assert build_tree("evidence: [journal#comptes]\n", "x.yaml").data == {
        "evidence": ["journal#comptes"]
    }


def test_a_list_of_numbers_with_spaces_is_no_trap():
    tree = build_tree("lines: [[7, 9], [17, 29]]\n", "x.yaml")
    assert tree.data == {"lines": [["7", "9"], ["17", "29"]]}
    assert tree.problems == []


def test_bullets_within_a_block_are_text():
    tree = build_tree("a: |\n  • un\n  • deux\n", "x.yaml")
    assert tree.problems == []


def test_a_colon_in_a_url_or_a_time_is_no_trap():
    tree = build_tree("a: https://exemple.fr/x\nb: 12:30\n- c\n".replace("- c\n", ""), "x.yaml")
    assert tree.data == {"a": "https://exemple.fr/x", "b": "12:30"}


def test_the_twentieth_level_is_read_and_the_twenty_first_refused():
    build_tree("[" * 20 + "]" * 20, "x.yaml")
    with pytest.raises(TreeError) as raised:
        build_tree("[" * 21 + "]" * 21, "x.yaml")
    assert raised.value.problem.code == "E112"


@pytest.mark.parametrize(
    ("line", "lead", "value"),
    [
        ("    stem: Un texte", "stem: ", "Un texte"),
        ("      - correct: Oui", "- correct: ", "Oui"),
        ("      - Oui: par internet", "- ", "Oui: par internet"),
        ("      - note: par internet", "- note: ", "par internet"),
        ("      - avis: par internet", "- ", "avis: par internet"),
        ("  texte libre", "", "texte libre"),
    ],
)
def test_a_line_is_taken_apart_at_a_key_that_exists(line, lead, value):
    parts = split_line(line)
    assert (parts.lead, parts.value) == (lead, value)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("l'article : oui", '"l\'article : oui"'),
        ('"Xiaomi" est', "'\"Xiaomi\" est'"),
        ('"l\'un"', "'\"l''un\"'"),
        ("a\\b", "'a\\b'"),
    ],
)
def test_quoting_reads_back_as_the_same_text(text, quoted):
    assert quote(text) == quoted
    assert build_tree(f"a: {quoted}\n", "x.yaml").data == {"a": text}


def test_mended_lines_leave_the_places_of_others_as_they_are():
    parsed = parse_text("a:\n  - b : c\n  - d\ne: [7,5]\n", "x.yaml")
    assert [(p.code, p.line) for p in parsed.problems] == [("E102", 2), ("E104", 4)]
    assert parsed.tree.data == {"a": ["b : c", "d"], "e": ["7,5"]}
    assert parsed.tree.locate(("a", 1)) == (3, 5)
