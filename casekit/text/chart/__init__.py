"""Bar charts, line charts and timelines of exhibits as small SVG of our own.

One text serves page, paper and card: its attributes are the grey look of paper, and a page's style
may colour it by class. It has no id, no style and no script, so that it can stand anywhere, twice.
"""

from functools import lru_cache
from math import inf

from casekit.domain.course import Exhibit
from casekit.text.chart.bars import draw_bars
from casekit.text.chart.description import describe, spell_out
from casekit.text.chart.lines import draw_lines
from casekit.text.chart.plan import name_row, plan_chart
from casekit.text.chart.svg import WIDTH, drawing
from casekit.text.chart.timeline import draw_timeline
from casekit.text.i18n import use_language
from casekit.text.typography import space_text

_DRAWN = {"bar": draw_bars, "line": draw_lines, "timeline": draw_timeline}

__all__ = ["describe_chart", "render_chart", "written_rows"]


@lru_cache(maxsize=256)
def render_chart(
    exhibit: Exhibit, language: str, *, spelt_out: bool = False, tallest: float = inf
) -> str:
    """An exhibit as `<svg>`, safe HTML; empty where there is nothing to draw.

    A table has no drawing; nor has a chart of fewer than two numbers, of more series than can be
    told apart, of more rows than can be read, or taller than it may be: its table says it all.

    Args:
        exhibit: as its author wrote it.
        language: of the content.
        spelt_out: whether the name says everything that the drawing shows, for paper, where a
            screen reader has the name alone.
        tallest: its height at most, as a multiple of its width.
    """
    with use_language(language):
        plan = plan_chart(exhibit, language)
        if plan is None:
            return ""
        parts, height = _DRAWN[plan.kind](plan)
        if height > tallest * WIDTH:
            return ""
        title = f"{plan.title} ({plan.unit})" if plan.unit else plan.title
        if spelt_out:
            title = space_text(f"{title}. {describe(plan)} {spell_out(plan)}.", language)
        return drawing(parts, height, title, describe(plan))


def describe_chart(exhibit: Exhibit, language: str) -> str:
    """What is to be seen, as a sentence in the content's language; empty without a drawing."""
    with use_language(language):
        plan = plan_chart(exhibit, language)
        return describe(plan) if plan else ""


def written_rows(exhibit: Exhibit, language: str) -> tuple[tuple[str | None, ...], ...]:
    """The rows as a table shows them: as written, but the dates of a chart in words."""
    if exhibit.kind == "table":
        return exhibit.rows
    with use_language(language):
        return tuple((name_row(row[0]), *row[1:]) for row in exhibit.rows)
