"""What a handout costs beside bare WeasyPrint on the same HTML, and how large it may become.

All times are by the clock: a handout is set in another process. Aims: a warm press within 1.05
times bare WeasyPrint; a page in one column cheaper than one in two; two workers 1.6 times as fast
as one; an unchanged handout in a tenth of the time; 120 pages in 300 MB.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from weasyprint import HTML

from casekit.content import read_workspace
from casekit.domain.bank import Bank
from casekit.export.handout import Handout, lay_out, list_handouts, write_handout, write_handouts
from casekit.export.press import Press
from casekit.resources import demo_dir, fonts_dir
from tests.bench.measure import Line, line_of

AIM_WARM = 1.05
AIM_COLUMN = 1.0
AIM_WORKERS = 1 / 1.6
AIM_KEPT = 0.1
AIM_PEAK_MB = 300

COLUMNS = "<style>body { columns: 2; column-gap: 6mm }</style></head>"

PEAK = """
import resource, sys
from tests.bench.handouts import write_long
pages = write_long(int(sys.argv[1]))
print(pages, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


@dataclass(frozen=True)
class Peak:
    """A long handout, and the most memory that the press took for it."""

    pages: int
    peak_mb: int
    total_s: float

    def __str__(self) -> str:
        verdict = "met" if self.peak_mb <= AIM_PEAK_MB else "missed"
        return (
            f"handout: {self.pages} pages in {self.total_s:.0f} s, at most {self.peak_mb} MB "
            f"(aim {AIM_PEAK_MB}: {verdict})"
        )


def bench_handouts(rounds: int, several: int) -> list[Line]:
    """The lines for the demo course; `several` is how many handouts two workers share."""
    bank = _read_demo()
    longest = Handout(max(bank.cases.values(), key=lambda case: len(case.narrative)).id)
    html = lay_out(bank, longest).html(None)
    bare = html.replace("casekit:fonts/", f"{fonts_dir().as_uri()}/")
    narrow = bare.replace("</head>", COLUMNS)
    with TemporaryDirectory() as folder, Press() as press:
        target, shelf = Path(folder, "a.pdf"), Path(folder)
        write_handout(bank, longest, target, press=press, shelf=shelf)
        _set(bare)
        warm = [
            (_seconds(lambda: write_handout(bank, longest, target, press=press)),
             _seconds(lambda: _set(bare)))
            for _ in range(rounds)
        ]  # fmt: skip
        columns = [(_per_page(bare), _per_page(narrow)) for _ in range(rounds)]
        kept = [
            (_seconds(lambda: write_handout(bank, longest, target, shelf=shelf)), printed)
            for printed, _ in warm
        ]
        shared = [
            (_seconds(lambda: _write_all(bank, shelf, several, 2)),
             _seconds(lambda: _write_all(bank, shelf, several, 1)))
            for _ in range(rounds)
        ]  # fmt: skip
    return [
        line_of("handout: warm, beside bare WeasyPrint", warm, AIM_WARM),
        line_of("handout: a page, beside two columns", columns, AIM_COLUMN),
        line_of("handout: unchanged, beside printing it", kept, AIM_KEPT),
        line_of("handout: several by two workers, by one", shared, AIM_WORKERS),
    ]


def bench_long_handout(pages: int) -> Peak:
    """The memory of a handout of about so many pages, in a process that does nothing else."""
    start = perf_counter()
    command = [sys.executable, "-c", PEAK, str(pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    printed, peak = map(int, done.stdout.split())
    return Peak(printed, peak, perf_counter() - start)


def write_long(pages: int) -> int:
    """Prints a case whose narrative fills so many pages, with a note in every paragraph."""
    bank = _read_demo()
    case = next(iter(bank.cases.values()))
    part = case.narrative.replace("{{ exhibit chiffres }}", "")
    narrative = "\n\n".join([part] * max(1, round(pages / 2.2)))
    bank = replace(bank, cases={**bank.cases, case.id: replace(case, narrative=narrative)})
    with TemporaryDirectory() as folder:
        return write_handout(bank, Handout(case.id), Path(folder, "a.pdf")).pages


def _read_demo() -> Bank:
    bank = read_workspace(demo_dir(), cache=False).bank
    if bank is None:
        raise AssertionError("the demo course has errors")
    return bank


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _set(html: str) -> int:
    document = HTML(string=html).render(pdf_variant="pdf/ua-1")
    document.write_pdf(pdf_variant="pdf/ua-1")
    return len(document.pages)


def _per_page(html: str) -> float:
    start = perf_counter()
    pages = _set(html)
    return (perf_counter() - start) / pages


def _write_all(bank: Bank, folder: Path, count: int, workers: int) -> None:
    wanted = [(each, folder / f"{each.scope}.pdf") for each in list_handouts(bank, [*bank.cases])]
    outcomes = list(write_handouts(bank, wanted[-count:], workers=workers))
    if any(outcome.error for outcome in outcomes):
        raise AssertionError(outcomes)
