"""Files that are made to break a reader: refused at their place, and at once."""

import pytest
from factories import make_workspace

from casekit.content import read_workspace

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nitems: &c [*b, *b]\n"
DEEP = f"items: {'[' * 40}{']' * 40}\n"
OPEN = f"items: {'[' * 100_000}\n"
DASHES = f"items:\n  {'- ' * 50_000}x\n"
TAGGED = "items: !!python/object/apply:os.system ['touch /tmp/x']\n"
HUGE = "items: []\n" + "# x\n" * 600_000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(BOMB, "E110", id="bomb"),
        pytest.param(DEEP, "E112", id="deep"),
        pytest.param(OPEN, "E105", id="brackets that never close"),
        pytest.param(DASHES, "E112", id="dashes"),
        pytest.param(TAGGED, "E110", id="tag"),
        pytest.param(HUGE, "E111", id="huge"),
    ],
)
def test_what_would_break_a_reader_is_refused(tmp_path, text: str, code: str) -> None:
    """No alias is followed, no tag obeyed, nothing read that is too deep or too large.

    Seen to fail when the limit of depth was taken away, and when tags were let through.
    """
    make_workspace(tmp_path, items=text)
    reading = read_workspace(tmp_path, cache=False)
    assert reading.bank is None
    found = [problem for problem in reading.problems if problem.file == "content/cas/items.yaml"]
    assert code in {problem.code for problem in found}
    assert all(problem.line >= 1 for problem in found)
