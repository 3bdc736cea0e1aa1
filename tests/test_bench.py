"""The benchmarks still run and print their ratios; whether these are good, no test says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINE = re.compile(
    r"^(?P<what>\S.*?)(?: +[\d.]+ (?:ms|MB)){2} +(?P<ratio>\d+\.\d\d) +[\d.]+ +(met|missed)$"
)

EXPECTED = [
    "check 20 items, the first time",
    "check again after one edited file",
    "check again, nothing edited",
    "the page of 20 questions, just started",
    "the page of 20 questions, again",
    "saving an answer",
    "checking a question",
    "rating a card, beside saving an answer",
    "graded: the page, just started",
    "graded: saving an answer",
    "graded: the page, again",
    "graded: submitting",
    "handout: warm, beside bare WeasyPrint",
    "handout: a page, beside two columns",
    "handout: unchanged, beside printing it",
    "handout: several by two workers, by one",
    "deck of 20 notes, written",
    "deck of 20 notes, memory added",
    "deck of 20 notes, size beside Anki's own",
    "deck of 20 notes, in ten times the decks",
]


@pytest.mark.slow
def test_every_benchmark_prints_its_figures():
    sizes = {
        "items": 20, "rounds": 1, "requests": 2, "graded": 2, "hall": 3, "within": 1.5,
        "storm": 0.7, "writes": 5, "tries": 20, "prints": 1, "several": 1, "pages": 3,
    }  # fmt: skip
    options = [word for name, size in sizes.items() for word in (f"--{name}", str(size))]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", *options],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    table, _, counts = done.stdout.partition("\n\n")
    found = [LINE.match(line) for line in table.splitlines()[1:]]
    assert [line["what"] for line in found if line] == EXPECTED
    hall, ours, control, writers, *tries, long = counts.splitlines()
    assert re.match(r"hall: 3 students in [\d.]+ s: 0 errors, 0 of 60 answers lost, 0 of 3 ", hall)
    assert re.match(r"storm on casekit: \d+ workers killed; 0 of \d+ acknowledged", ours)
    assert control.startswith("storm on the control: ")
    assert re.match(r"writers: 4 processes, 20 writes in [\d.]+ s: 0 refused", writers)
    assert [line.split(",")[0] for line in tries] == ["20 random expressions", "20 random answers"]
    assert re.match(r"handout: \d+ pages in \d+ s, at most \d+ MB ", long)
