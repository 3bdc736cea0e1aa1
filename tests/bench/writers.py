"""Four processes that write to one database as fast as they can: nobody may be turned away."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from casekit.store import Person, StoreUnavailableError, open_store

PROCESSES = 4
NOW = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Writing:
    """What came of it: refused writes, and the longest one, its turn waited for."""

    writes: int
    refused: int
    worst_s: float
    total_s: float

    def __str__(self) -> str:
        return (
            f"writers: {PROCESSES} processes, {self.writes} writes in {self.total_s:.1f} s:"
            f" {self.refused} refused, the longest took {self.worst_s * 1000:.0f} ms"
        )


def bench_writers(writes: int) -> Writing:
    """So many writes by each of the processes."""
    spawn = get_context("spawn")
    with (
        TemporaryDirectory() as folder,
        ProcessPoolExecutor(PROCESSES, mp_context=spawn) as pool,
    ):
        url = f"sqlite:///{Path(folder) / 'casekit.db'}"
        open_store(url).close()
        start = perf_counter()
        jobs = [pool.submit(write_often, url, f"p{n}", writes) for n in range(PROCESSES)]
        done = [job.result() for job in jobs]
        total_s = perf_counter() - start
    refused, worst = zip(*done, strict=True)
    return Writing(PROCESSES * writes, sum(refused), max(worst), total_s)


def write_often(url: str, prefix: str, count: int) -> tuple[int, float]:
    """Adds people, one transaction each; returns how many were refused, and the longest wait."""
    refused, worst_s = 0, 0.0
    with open_store(url) as store:
        for number in range(count):
            start = perf_counter()
            try:
                with store.write() as session:
                    session.add_person(Person(f"{prefix}-{number}", "guest"), NOW)
            except StoreUnavailableError:
                refused += 1
            worst_s = max(worst_s, perf_counter() - start)
    return refused, worst_s
