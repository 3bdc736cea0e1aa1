"""What a source's rights allow, and whether its excerpts stand in its text word for word."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from casekit.content.checks.context import Check
from casekit.content.material import Placed
from casekit.content.problem import Problem
from casekit.domain.source import (
    MAX_QUOTED_WORDS,
    Excerpt,
    Source,
    count_quoted,
    count_words,
    find_paragraphs,
    is_verbatim,
)


def check_rights(check: Check) -> None:
    """Checks all sources."""
    for placed in check.index.sources.values():
        source = placed.value
        text = check.material.texts.get(placed.full_id)
        if not source.excerpts:
            params = {"name": placed.full_id}
            check.warn(placed, source.accept, "W334", ("excerpts",), params, key=True)
        if source.rights == "quotation":
            _check_lengths(check, placed)
            _check_budget(check, placed)
            if text is not None:
                check.report(Problem("E256", f"seeds/{placed.full_id}.md"))
        elif text is not None:
            _check_verbatim(check, placed, text)


def _check_verbatim(check: Check, placed: Placed[Source], text: str) -> None:
    """Compares with the full text, unless the same two were found to agree before.

    If the text is the original itself, the article's own lines are those noted, else all.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    if placed.document.recall("verbatim", digest):
        return
    original = placed.value.original
    lines = original.lines if digest == original.sha256 else [(1, text.count("\n") + 1)]
    problems = find_unfaithful(placed, find_paragraphs(text, lines))
    for problem in problems:
        check.report(problem)
    if not problems:
        placed.document.remember("verbatim", digest, True)


def _check_lengths(check: Check, placed: Placed[Source]) -> None:
    for number, excerpt in enumerate(placed.value.excerpts):
        words = count_words(excerpt.text)
        if words > MAX_QUOTED_WORDS:
            params = {"name": excerpt.id, "words": words, "limit": MAX_QUOTED_WORDS}
            check.report(placed.problem("E255", ("excerpts", number, "text"), params))


def _check_budget(check: Check, placed: Placed[Source]) -> None:
    course, words = check.index.course, placed.value.original.words
    if course is not None and words is not None:
        for problem in find_excess(placed, words, course.quotation_budget):
            check.report(problem)


def find_excess(placed: Placed[Source], words: int, budget: Decimal) -> list[Problem]:
    """A problem when the excerpts quote more than a share, in [0, 1], of an article's words."""
    quoted = count_quoted(placed.value)
    if quoted <= budget * words:
        return []
    params = {
        "quoted": quoted,
        "total": words,
        "share": round(Decimal(100 * quoted) / words),
        "budget": f"{(budget * 100).normalize():f}",
    }
    return [placed.problem("E257", ("excerpts",), params, key=True)]


def find_unfaithful(placed: Placed[Source], paragraphs: Sequence[str]) -> list[Problem]:
    """A problem for each excerpt that does not stand verbatim in its paragraph."""
    problems = []
    for number, excerpt in enumerate(placed.value.excerpts):
        here = paragraphs[excerpt.paragraph - 1 : excerpt.paragraph]
        if not any(is_verbatim(excerpt.text, paragraph) for paragraph in here):
            problems.append(_unfaithful(placed, number, excerpt, paragraphs))
    return problems


def _unfaithful(
    placed: Placed[Source], number: int, excerpt: Excerpt, paragraphs: Sequence[str]
) -> Problem:
    params = {"name": excerpt.id, "paragraph": excerpt.paragraph, "count": len(paragraphs)}
    elsewhere = [n for n, text in enumerate(paragraphs, 1) if is_verbatim(excerpt.text, text)]
    path = ("excerpts", number)
    if elsewhere:
        params["found"] = elsewhere[0]
        return placed.problem("E254", (*path, "paragraph"), params, suggestion=str(elsewhere[0]))
    return placed.problem("E253", (*path, "text"), params)
