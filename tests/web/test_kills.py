"""Nothing that was acknowledged is lost when workers are killed; the storm is in `tests.bench`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_when_workers_are_killed():
    """The same storm on a build that acknowledges too early must be seen to lose answers."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.storm", "--seconds", "2.2"],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours, control = (json.loads(line) for line in done.stdout.splitlines())
    assert min(ours["kills"], ours["saves"]) > 5, ours
    assert (ours["lost_saves"], ours["lost_submits"]) == (0, 0), ours
    assert control["lost_saves"] > 0, control
