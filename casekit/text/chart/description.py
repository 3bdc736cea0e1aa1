"""A chart in words: one sentence that says what is to be seen, and all that it shows."""

from decimal import Decimal

from casekit.text.chart.plan import DASH, Plan
from casekit.text.chart.timeline import is_to_scale
from casekit.text.formats import join_texts
from casekit.text.i18n import current_language, gettext, ngettext
from casekit.text.typography import space_text


def describe(plan: Plan) -> str:
    """The kind of chart, how much is in it, and its ends or extremes."""
    if plan.kind == "timeline":
        return _describe_timeline(plan)
    return _describe_line(plan) if plan.kind == "line" else _describe_bars(plan)


def spell_out(plan: Plan) -> str:
    """Everything that the chart shows, row by row: for a reader who has neither chart nor table."""
    if plan.kind == "timeline":
        rows = zip(plan.labels, plan.events, strict=True)
        return join_texts(
            gettext("{name}: {value}", name=name, value=value) for name, value in rows
        )
    return join_texts(_spell_row(plan, number) for number in range(len(plan.labels)))


def _spell_row(plan: Plan, row: int) -> str:
    values = [
        (one.name, DASH if (value := one.values[row]) is None else plan.write(value))
        for one in plan.series
    ]
    if len(values) == 1:
        text = values[0][1]
    else:
        text = ", ".join(f"{name} {value}" for name, value in values)
    return gettext("{name}: {value}", name=plan.labels[row], value=text)


def _describe_timeline(plan: Plan) -> str:
    first, last = plan.labels[0], plan.labels[-1]
    if is_to_scale(plan):
        return ngettext(
            "Timeline of {n} event, to scale, from {first} to {last}.",
            "Timeline of {n} events, to scale, from {first} to {last}.",
            len(plan.events),
            first=first,
            last=last,
        )
    return ngettext(
        "Timeline of {n} event, in order but not to scale, from {first} to {last}.",
        "Timeline of {n} events, in order but not to scale, from {first} to {last}.",
        len(plan.events),
        first=first,
        last=last,
    )


def _describe_line(plan: Plan) -> str:
    ends = join_texts(
        gettext(
            "{name} from {first} ({first_row}) to {last} ({last_row})",
            name=one.name,
            **_ends_of(plan, one.values),
        )
        for one in plan.series
        if one.known
    )
    return ngettext(
        "Line chart of {n} row: {ends}.",
        "Line chart of {n} rows: {ends}.",
        len(plan.labels),
        ends=space_text(ends, current_language()),
    )


def _ends_of(plan: Plan, values: tuple[Decimal | None, ...]) -> dict[str, str]:
    known = [(label, v) for label, v in zip(plan.labels, values, strict=True) if v is not None]
    (first_row, first), (last_row, last) = known[0], known[-1]
    return {
        "first": plan.write(first),
        "first_row": first_row,
        "last": plan.write(last),
        "last_row": last_row,
    }


def _describe_bars(plan: Plan) -> str:
    found = [
        (value, label if len(plan.series) == 1 else f"{label}, {one.name}")
        for one in plan.series
        for label, value in zip(plan.labels, one.values, strict=True)
        if value is not None
    ]
    (low, low_row), (high, high_row) = min(found), max(found)
    return ngettext(
        "Bar chart of {n} row; the lowest number is {low} ({low_row}), the highest {high}"
        " ({high_row}).",
        "Bar chart of {n} rows; the lowest number is {low} ({low_row}), the highest {high}"
        " ({high_row}).",
        len(plan.labels),
        low=plan.write(low),
        low_row=low_row,
        high=plan.write(high),
        high_row=high_row,
    )
