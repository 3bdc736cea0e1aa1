"""The benchmarks still run and print their ratios; whether these are good, no test says."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINE = re.compile(
    r"^(?P<what>\S.*?) +[\d.]+ ms +[\d.]+ ms +(?P<ratio>\d+\.\d\d) +[\d.]+ +(met|missed)$"
)


def test_every_benchmark_prints_its_ratios():
    sizes = ["--items", "20", "--rounds", "1", "--requests", "2", "--load", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", *sizes],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = [LINE.match(line) for line in done.stdout.splitlines()[1:]]
    assert [line["what"] for line in found if line] == [
        "check 20 items, the first time",
        "check again after one edited file",
        "check again, nothing edited",
        "the page of 20 questions, just started",
        "the page of 20 questions, again",
        "saving an answer",
        "checking a question",
        "saving, by the clock, 8 connections",
    ]
    assert all(float(line["ratio"]) > 0 for line in found if line)
