"""Which lines of a file an item has to itself."""

from pathlib import Path

import pytest
from factories import ITEMS, make_workspace

from casekit.content import Problem, read_workspace
from casekit.content.own_lines import Lines, find_all_lines, find_lines

ODD = """\
# a comment
items:
-
    type: single
    stem: |
      - id: within-a-text
      id: within-a-text
    id: "one" # the first
- id: two
  choices:
  - id: a-choice
    correct: Yes
-   id: three
"""


def lines_of(root: Path, items: str) -> dict[str, Lines]:
    return find_all_lines(make_workspace(root, items=items))


@pytest.mark.parametrize("empty", ["items: []\n", "items:\n", "# nothing yet\n", ""])
def test_a_file_without_items_has_no_lines(tmp_path: Path, empty: str) -> None:
    root = make_workspace(tmp_path, {"content/cas/items/more.yaml": empty})
    assert find_lines(root, "cas/canal-unique") is not None
    assert len(find_all_lines(root)) == 4


def test_an_item_begins_where_the_bank_says_and_ends_before_the_next(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, ITEMS)
    bank = read_workspace(tmp_path).bank
    assert bank is not None
    assert {item_id: each.first for item_id, each in lines.items()} == {
        item_id: bank.places[item_id].line for item_id in bank.items
    }
    first, second, *_others = lines.values()
    assert first.last == second.first - 1


def test_ids_within_texts_and_choices_are_no_items(tmp_path: Path) -> None:
    file = "content/cas/items.yaml"
    assert lines_of(tmp_path, ODD) == {
        "cas/one": Lines(file, 3, 8),
        "cas/two": Lines(file, 9, 12),
        "cas/three": Lines(file, 13, 13),
    }


@pytest.mark.parametrize(
    "broken", [ITEMS.replace("tags: [vente]", "tags: [vente"), ITEMS.replace("bloom", "\tbloom")]
)
def test_the_lines_are_known_where_the_file_is_no_yaml(tmp_path: Path, broken: str) -> None:
    assert lines_of(tmp_path, broken) == lines_of(tmp_path, ITEMS)


def test_a_problem_belongs_to_the_item_on_whose_lines_it_lies(tmp_path: Path) -> None:
    lines_of(tmp_path, ITEMS)
    lines = find_lines(tmp_path, "cas/canal-unique")
    assert lines is not None
    inside = Problem("E203", lines.file, lines.first)
    others = (
        Problem("E203", lines.file, lines.first - 1),
        Problem("E203", lines.file, lines.last + 1),
        Problem("E203", "content/cas/quizzes.yaml", lines.first),
    )
    assert lines.own((inside, *others)) == (inside,)


@pytest.mark.parametrize("item_id", ["cas/nothing", "nowhere/canal-unique", "canal-unique"])
def test_what_no_file_has_has_no_lines(tmp_path: Path, item_id: str) -> None:
    lines_of(tmp_path, ITEMS)
    assert find_lines(tmp_path, item_id) is None
