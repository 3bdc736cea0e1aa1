"""A million expressions and a million answers at random: no exception but the declared ones."""

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from random_answers import try_answers, try_expressions


def bench_random_tries(count: int = 1_000_000) -> str:
    """Tries so many of each; a line that says what became of them, and the CPU time of one.

    Raises:
        Exception: whatever the domain does not declare.
    """
    lines = []
    for name, attempt in (("expressions", try_expressions), ("answers", try_answers)):
        start = process_time()
        found = attempt(count, 2)
        each = (process_time() - start) / count * 1e6
        words = ", ".join(f"{number} {reason}" for reason, number in found.most_common())
        lines.append(f"{count} random {name}, {each:.0f} µs each: {words}")
    return "\n".join(lines)
