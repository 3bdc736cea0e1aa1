"""What the author of a question wants to know of it: guessing, scores, and what check says."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from casekit.content.own_lines import find_lines
from casekit.domain.item import Arrangement
from casekit.domain.version import ItemVersion
from casekit.text.responses import ScoreTable, make_score_table
from casekit.web.live import Content
from casekit.web.rendering import show_problems
from casekit.web.views import ProblemView


@dataclass(frozen=True)
class ItemFacts:
    """What is known of an item by looking at it alone (`_item_facts.html`).

    Attributes:
        guess: the score expected from answering blindly, in [0, 1].
        scores: what each response earns; None where they are too many.
        problems: those that lie within the item's own lines, as the files are now.
    """

    guess: Fraction
    scores: ScoreTable | None
    problems: tuple[ProblemView, ...]


def show_facts(
    version: ItemVersion, arrangement: Arrangement, content: Content, workspace: Path
) -> ItemFacts:
    """The facts of an item; `arrangement` is the one in which the page shows its options."""
    lines = find_lines(workspace, version.item_id)
    return ItemFacts(
        guess=version.item.guess_score(),
        scores=make_score_table(version.item, arrangement),
        problems=show_problems(lines.own(content.problems) if lines else ()),
    )
