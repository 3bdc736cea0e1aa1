import pytest

from casekit.content.tree import build_tree
from casekit.content.writing.edit import add_to_flow, append_entry
from casekit.content.writing.fault import CannotWriteError


def append(text, key="items", entry="id: b\ntext: |\n  Oui", **more):
    data, line = append_entry(text.encode(), key, entry, **more)
    return data.decode(), line


def test_every_other_byte_stays():
    before = "# tête\nitems:   # liste\n  - id: a\n    # un mot\n\n# pied\n"
    after, line = append(before)
    assert line == 5
    assert after.replace("  - id: b\n    text: |\n      Oui\n", "") == before
    assert [each["id"] for each in build_tree(after, "x").data["items"]] == ["a", "b"]


@pytest.mark.parametrize("empty", ["items: []", "items:", "items:  # rien", "items: [ ] # rien"])
def test_an_empty_list_is_begun(empty):
    after, line = append(f"# tête\n{empty}\n")
    assert build_tree(after, "x").data["items"] == [{"id": "b", "text": "Oui\n"}]
    assert ("# rien" in after) == ("# rien" in empty)
    assert line == 3


def test_keys_below_the_list_stay_below():
    after, _ = append("items:\n- id: a\n\n# du dernier\nwas: c\n")
    assert after == "items:\n- id: a\n- id: b\n  text: |\n    Oui\n\n# du dernier\nwas: c\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_are_those_of_the_file(end, last, mark):
    before = mark + end.join(["items:", "  - id: a"]) + (end if last else "")
    after, _ = append(before, spaced=True)
    assert after.startswith(before)
    assert after.endswith(end)
    assert after.replace("\r\n", "").count("\n") == (0 if end == "\r\n" else after.count("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "items: [{id: a}]\n",
        "other: []\n",
        "items: un mot\n",
        "items:\n  - 'a\n",
        "- id: a\n",
        "",
        "{items: []}\n",
    ],
)
def test_what_cannot_be_appended_to_is_refused(text):
    with pytest.raises(CannotWriteError):
        append(text)


def test_an_entry_that_is_no_yaml_is_refused():
    with pytest.raises(CannotWriteError):
        append("items: []\n", entry="id: 'b")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("cases: [a]  # ordre\nx: 1\n", "cases: [a, b]  # ordre\nx: 1\n"),
        ("cases: [a,]\n", "cases: [a,b]\n"),
        ("cases:\n  - a   # le premier\nx: 1\n", "cases:\n  - a   # le premier\n  - b\nx: 1\n"),
        ("cases: [a,\n  c]\n", "cases: [a,\n  c, b]\n"),
    ],
)
def test_a_word_joins_a_list_of_words(before, after):
    assert add_to_flow(before.encode(), "cases", "b")[0].decode() == after


def test_a_list_with_comments_in_its_brackets_is_left_alone():
    with pytest.raises(CannotWriteError):
        add_to_flow(b"cases: [a,  # premier ]\n  c]\n", "cases", "b")
