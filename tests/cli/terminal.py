"""A command at a real terminal, as an author types at it."""

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Timer

END_WITHIN_S = 60


def type_at(words: Sequence[str | Path], answers: Sequence[str], folder: Path) -> tuple[int, str]:
    """Runs a command with its input at a terminal, each answer typed with a line end.

    Returns:
        The exit code, and what stood on the screen.
    """
    ours, theirs = pty.openpty()
    clean = {name: text for name, text in os.environ.items() if not name.startswith("CASEKIT_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "casekit.cli", *map(str, words)],
        cwd=folder,
        env={**clean, "LC_ALL": "C.UTF-8"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    too_late = Timer(END_WITHIN_S, process.kill)
    too_late.start()
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    screen = b""
    try:
        while part := os.read(ours, 4096):
            screen += part
    except OSError:  # Linux: the other side is closed
        pass
    finally:
        too_late.cancel()
        os.close(ours)
    return process.wait(), screen.decode(errors="replace")
