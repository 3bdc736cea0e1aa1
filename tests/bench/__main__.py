"""All benchmarks in one run, as one table; nothing here fails for being slow."""

import argparse
from collections.abc import Iterator

from tests.bench.checking import bench_check
from tests.bench.load import bench_load
from tests.bench.measure import HEADER, Line
from tests.bench.sitting import bench_sitting


def main() -> None:
    """Runs what the command line asks for, and prints each line as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--items", type=int, default=10_000, help="items of the course to check")
    parser.add_argument("--rounds", type=int, default=5, help="how often it is checked")
    parser.add_argument("--requests", type=int, default=400, help="requests of each kind")
    parser.add_argument("--load", type=int, default=320, help="saves over real connections")
    options = parser.parse_args()
    print(HEADER)
    for line in _run(options):
        print(line, flush=True)


def _run(options: argparse.Namespace) -> Iterator[Line]:
    yield from bench_check(options.items, options.rounds)
    yield from bench_sitting(options.requests)
    yield from bench_load(options.load)


if __name__ == "__main__":
    main()
