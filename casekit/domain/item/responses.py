"""Responses as an author tries a question with them: what each of them would earn."""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from casekit.domain.item.base import Arrangement, ItemBase, Response


class ScoreGroup(NamedTuple):
    """The responses that earn the same fraction of the points."""

    score: Fraction
    responses: tuple[Response, ...]


def score_sample(item: ItemBase, arrangement: Arrangement) -> tuple[ScoreGroup, ...]:
    """The item's sample responses by what they earn, highest first; empty without a sample."""
    sample = item.sample_responses()
    groups: defaultdict[Fraction, list[Response]] = defaultdict(list)
    for response in sample.responses if sample else ():
        groups[item.score(response, arrangement)].append(response)
    return tuple(ScoreGroup(score, tuple(groups[score])) for score in sorted(groups, reverse=True))
