"""Whether chance alone explains a count."""

import math

SIGNIFICANCE = 0.05


def binomial_tail(successes: int, trials: int, chance: float) -> float:
    """P(X >= successes) for X binomial(trials, chance); exact.

    With unequal chances per trial their mean gives a bound that is never too small above the
    expected number (Hoeffding 1956), so the test errs on the side of silence.
    """
    if successes <= trials * chance:
        return 1.0
    log = [
        math.lgamma(trials + 1)
        - math.lgamma(k + 1)
        - math.lgamma(trials - k + 1)
        + k * math.log(chance)
        + (trials - k) * (math.log1p(-chance) if chance < 1 else 0.0)
        for k in range(successes, trials + 1)
    ]
    return math.fsum(math.exp(value) for value in log)
