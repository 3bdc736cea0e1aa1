"""All benchmarks in one run, as one table; nothing here fails for being slow."""

import argparse
from collections.abc import Iterator

from tests.bench.cards import bench_cards
from tests.bench.checking import bench_check
from tests.bench.decks import bench_decks
from tests.bench.graded import bench_graded
from tests.bench.hall import bench_hall
from tests.bench.handouts import bench_handouts, bench_long_handout
from tests.bench.measure import HEADER, Line
from tests.bench.random_tries import bench_random_tries
from tests.bench.sitting import bench_sitting
from tests.bench.storm import run_storms
from tests.bench.writers import bench_writers


def main() -> None:
    """Runs what the command line asks for, and prints each line as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--items", type=int, default=10_000, help="items of the course to check")
    parser.add_argument("--rounds", type=int, default=5, help="how often it is checked")
    parser.add_argument("--requests", type=int, default=400, help="requests of each kind")
    parser.add_argument("--graded", type=int, default=200, help="students of the graded quiz")
    parser.add_argument("--hall", type=int, default=200, help="students of the lecture hall")
    parser.add_argument("--within", type=float, default=20.0, help="seconds that they have")
    parser.add_argument("--storm", type=float, default=10.0, help="seconds of killing workers")
    parser.add_argument("--writes", type=int, default=5000, help="writes of each of 4 processes")
    parser.add_argument("--tries", type=int, default=1_000_000, help="random answers of each kind")
    parser.add_argument("--prints", type=int, default=5, help="how often handouts are printed")
    parser.add_argument("--several", type=int, default=5, help="handouts that two workers share")
    parser.add_argument("--pages", type=int, default=120, help="pages of a long handout")
    options = parser.parse_args()
    print(HEADER)
    for line in _ratios(options):
        print(line, flush=True)
    print()
    for sentence in _counts(options):
        print(sentence, flush=True)


def _ratios(options: argparse.Namespace) -> Iterator[Line]:
    yield from bench_check(options.items, options.rounds)
    yield from bench_sitting(options.requests)
    yield from bench_cards(options.requests)
    yield from bench_graded(options.graded)
    yield from bench_handouts(options.prints, options.several)
    yield from bench_decks(options.items, options.rounds)


def _counts(options: argparse.Namespace) -> Iterator[object]:
    yield bench_hall(options.hall, options.within)
    yield from run_storms(options.storm)
    yield bench_writers(options.writes)
    yield bench_random_tries(options.tries)
    yield bench_long_handout(options.pages)


if __name__ == "__main__":
    main()
