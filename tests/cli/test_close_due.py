"""`casekit close-due`."""

from pathlib import Path

from cli.running import Run
from delivery.sample import begin_graded

from casekit.store import open_store


def test_attempts_whose_time_is_over_are_closed_once(run: Run, workspace: Path) -> None:
    with open_store(f"sqlite:///{workspace / '.casekit/casekit.db'}") as store:
        attempt, _ref = begin_graded(store, time_limit=20)  # begun in January 2026
        result = run("--workspace", workspace, "close-due")
        assert (result.exit_code, result.output) == (0, "1 attempt closed\n")
        with store.read() as session:
            closed = session.find_attempt(attempt.course_id, attempt.attempt_id)
        assert closed is not None
        assert (closed.end_reason, closed.submitted_at) == ("due", attempt.due_at)
        assert run("--workspace", workspace, "close-due").output == "0 attempts closed\n"


def test_an_attempt_without_a_limit_stays_open(run: Run, workspace: Path) -> None:
    with open_store(f"sqlite:///{workspace / '.casekit/casekit.db'}") as store:
        begin_graded(store)
        assert run("--workspace", workspace, "close-due").output == "0 attempts closed\n"
