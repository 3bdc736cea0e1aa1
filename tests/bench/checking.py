"""How long `casekit check` takes on a large course, beside the bare reading of its YAML.

The least is PyYAML's C parser giving the events of the same YAML files, and nothing done with
them. Aims: a first check, with nothing in the cache, within 4 times that; a check after one file
was edited within 0.4 times.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from casekit.content import read_workspace
from tests.bench.generate import write_course
from tests.bench.measure import Line, cpu_of, line_of

AIM_FIRST = 4.0
AIM_AGAIN = 0.4


def bench_check(items: int, rounds: int) -> list[Line]:
    """The lines for a course of so many items."""
    with TemporaryDirectory() as folder:
        root = write_course(Path(folder), items)
        files = sorted(root.glob("*/**/*.yaml"))
        _check(root)
        first, again, unchanged = [], [], []
        for number in range(rounds):
            shutil.rmtree(root / ".casekit")
            first.append(_pair(root, files))
            _edit(root / "content/cas-001/items.yaml", number)
            again.append(_pair(root, files))
            unchanged.append(_pair(root, files))
    return [
        line_of(f"check {items} items, the first time", first, AIM_FIRST),
        line_of("check again after one edited file", again, AIM_AGAIN),
        line_of("check again, nothing edited", unchanged, AIM_AGAIN),
    ]


def _pair(root: Path, files: Sequence[Path]) -> tuple[float, float]:
    return cpu_of(lambda: _check(root)), cpu_of(lambda: _parse(files))


def _parse(files: Sequence[Path]) -> None:
    for path in files:
        for _ in yaml.parse(path.read_text(encoding="utf-8"), Loader=yaml.CLoader):
            pass


def _check(root: Path) -> None:
    reading = read_workspace(root)
    if reading.bank is None:
        raise AssertionError(f"the course made up has errors: {reading.errors[:3]}")


def _edit(path: Path, number: int) -> None:
    """Another explanation of the last item."""
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text.rstrip()} ({number})\n", encoding="utf-8")
