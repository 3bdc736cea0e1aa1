"""A worker of the press: `python -m casekit.export.press.worker MEMORY CPU_S`.

It reads a job a line from its standard input, writes the PDF, and answers with a line of JSON:
`{"pages": 9}`, or `{"fault": "...", "detail": "..."}`. It ends with its input.
"""

import gc
import json
import signal
import sys
from functools import cache
from typing import Any, BinaryIO

from casekit.export.press.job import read_job


def main(memory: int, cpu_s: int) -> None:
    """Answers job after job, under the limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's to answer
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that a library prints stands among the answers
    _limit_memory(memory)
    _rest_collector()
    _load()
    for line in sys.stdin.buffer:
        _limit_time(cpu_s)
        _say(answers, answer(line))


def answer(line: bytes) -> dict[str, Any]:
    """The answer to a job; the PDF is written before it is given."""
    if fault := _load():
        return {"fault": "library", "detail": fault}
    from casekit.export.press.setting import RefusedError, set_document

    job, target = read_job(line)
    try:
        pages, data = set_document(job)
    except RefusedError as error:
        return {"fault": error.reason, "detail": error.address}
    except MemoryError:
        return {"fault": "memory", "detail": ""}
    target.write_bytes(data)
    return {"pages": pages}


@cache
def _load() -> str:
    """Loads WeasyPrint before it is asked for; what it lacks, empty where it lacks nothing."""
    try:
        import casekit.export.press.setting  # noqa: F401
    except OSError as error:
        return str(error)
    gc.freeze()  # the libraries stay
    return ""


def _rest_collector() -> None:
    """Has Python look for garbage seldom: a document is thousands of boxes, and hardly any of it.

    That saves an eighth of the time.
    """
    gc.set_threshold(10_000, 20, 20)


def _say(answers: BinaryIO, said: dict[str, Any]) -> None:
    answers.write(json.dumps(said).encode() + b"\n")
    answers.flush()


def _limit_memory(memory: int) -> None:
    """Where there is no `resource` (Windows), the time in the press alone is limited."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _limit_time(cpu_s: int) -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + cpu_s
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
