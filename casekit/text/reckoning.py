"""Why an answer earns what it earns, in words."""

from collections.abc import Callable, Mapping

from casekit.domain.item import Reckoning, ReckoningKind
from casekit.text.formats import format_share
from casekit.text.i18n import gettext, ngettext


def say_reckoning(reckoning: Reckoning) -> str:
    """A few words to stand beside the points: `3 of 4 steps in order`."""
    return _SENTENCES[reckoning.kind](reckoning)


def _say_net(reckoning: Reckoning) -> str:
    picked = _say_picked(reckoning)
    if not reckoning.wrong:
        return picked
    wrong = ngettext("less {n} wrong one", "less {n} wrong ones", reckoning.wrong)
    return f"{picked}, {wrong}"


def _say_exact(reckoning: Reckoning) -> str:
    picked = _say_picked(reckoning)
    if reckoning.wrong:
        wrong = ngettext("{n} wrong one", "{n} wrong ones", reckoning.wrong)
        picked = f"{picked}, {wrong}"
    return gettext("{picked}; only the whole set counts", picked=picked)


def _say_false2(reckoning: Reckoning) -> str:
    picked = _say_picked(reckoning)
    if not reckoning.wrong:
        return picked
    wrong = ngettext(
        "less {share} for {n} wrong one",
        "less {share} for each of {n} wrong ones",
        reckoning.wrong,
        share=format_share(reckoning.share),
    )
    return f"{picked}, {wrong}"


def _say_picked(reckoning: Reckoning) -> str:
    return ngettext(
        "{n} of {total} right choices ticked",
        "{n} of {total} right choices ticked",
        reckoning.right,
        total=reckoning.total,
    )


def _say_each(reckoning: Reckoning) -> str:
    return ngettext(
        "{n} of {total} decisions right, to tick or to leave",
        "{n} of {total} decisions right, to tick or to leave",
        reckoning.right,
        total=reckoning.total,
    )


def _say_share(reckoning: Reckoning) -> str:
    return gettext("this answer earns {share}", share=format_share(reckoning.share))


def _say_judged(reckoning: Reckoning) -> str:
    return ngettext(
        "{n} of {total} passages judged rightly",
        "{n} of {total} passages judged rightly",
        reckoning.right,
        total=reckoning.total,
    )


def _say_gaps(reckoning: Reckoning) -> str:
    gaps = ngettext(
        "{n} of {total} gaps", "{n} of {total} gaps", reckoning.right, total=reckoning.total
    )
    if not reckoning.partly:
        return gaps
    partly = ngettext("{n} more in part", "{n} more in part", reckoning.partly)
    return f"{gaps}, {partly}"


def _say_pairs(reckoning: Reckoning) -> str:
    return ngettext(
        "{n} of {total} pairs", "{n} of {total} pairs", reckoning.right, total=reckoning.total
    )


def _say_in_order(reckoning: Reckoning) -> str:
    return ngettext(
        "{n} of {total} steps in order",
        "{n} of {total} steps in order",
        reckoning.right,
        total=reckoning.total,
    )


def _say_in_category(reckoning: Reckoning) -> str:
    return gettext(
        "{right} of {total} in the right category", right=reckoning.right, total=reckoning.total
    )


_SENTENCES: Mapping[ReckoningKind, Callable[[Reckoning], str]] = {
    "net": _say_net,
    "exact": _say_exact,
    "false2": _say_false2,
    "each": _say_each,
    "share": _say_share,
    "judged": _say_judged,
    "gaps": _say_gaps,
    "pairs": _say_pairs,
    "in-order": _say_in_order,
    "in-category": _say_in_category,
}
