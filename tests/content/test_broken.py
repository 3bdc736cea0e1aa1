"""Each file in `broken/` is a workspace with one defect, and the problems that it must give.

`expect E102 file:line:column` lines come first; then `@@ path` and, between `<<<`, `===` and
`>>>`, what to replace in the small valid workspace, or else the whole file.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from factories import WORKSPACE, make_workspace

from casekit.content import read_workspace
from casekit.content.codes import CODES

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.txt"))
SECTION = re.compile(r"^@@ (.+)\n", re.MULTILINE)
HUNK = re.compile(r"^<<<\n(.*)^===\n(.*)^>>>\n$", re.MULTILINE | re.DOTALL)

NOT_SHOWN = {
    "E111": "two megabytes",
    "E113": "bytes that are no text",
    "E114": "a character that cannot be seen",
    "E115": "a loop of links",
    "E116": "a link out of the workspace",
    "E218": "27 choices",
    "E258": "needs a folder of originals",
    "E267": "needs the original",
    "W333": "needs the original",
}
"""Codes whose example cannot be shown as text; each is produced by a test of its own."""


@dataclass
class Broken:
    expected: list[str]
    files: dict[str, str] = field(default_factory=dict)


def read_broken(path: Path) -> Broken:
    text = path.read_bytes().decode()
    head, *parts = SECTION.split(text)
    broken = Broken([line.removeprefix("expect ") for line in head.splitlines()])
    for file, content in zip(parts[::2], parts[1::2], strict=True):
        found = HUNK.match(content)
        if found is None:
            broken.files[file] = content
            continue
        whole = broken.files.get(file, WORKSPACE.get(file, ""))
        assert found[1] in whole, f"{path.name}: {file} has changed"
        broken.files[file] = whole.replace(found[1], found[2], 1)
    return broken


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_each_defect_is_named_at_its_place_and_nothing_else(tmp_path, path):
    broken = read_broken(path)
    make_workspace(tmp_path, broken.files)
    reading = read_workspace(tmp_path, cache=False)
    found = [f"{p.code} {p.file}:{p.line}:{p.column}" for p in reading.problems]
    assert found == broken.expected
    assert (reading.bank is None) == any(line.startswith("E") for line in broken.expected)


@pytest.mark.parametrize("code", sorted(set(CODES) - set(NOT_SHOWN)))
def test_the_example_of_each_code_really_has_it(code):
    path = Path(__file__).parent / "broken" / f"{code}-{CODES[code].slug}.txt"
    broken = read_broken(path)
    assert CODES[code].example in broken.files[CODES[code].file]
    assert {line.split()[0] for line in broken.expected} == {code}


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_a_second_reading_from_the_cache_says_the_same(tmp_path, path):
    make_workspace(tmp_path, read_broken(path).files)
    first = read_workspace(tmp_path)
    second = read_workspace(tmp_path)
    assert first.problems == second.problems
    assert first.files == second.files
