"""What a source's rights allow, and whether its excerpts stand in its text word for word."""

import hashlib
from collections.abc import Sequence

from casekit.content.checks.context import Check
from casekit.content.material import Placed
from casekit.content.problem import Problem
from casekit.domain.source import (
    MAX_QUOTED_WORDS,
    Excerpt,
    Source,
    count_words,
    find_paragraphs,
    is_verbatim,
)


def check_rights(check: Check) -> None:
    """Checks all sources."""
    for placed in check.index.sources.values():
        source = placed.value
        text = check.material.texts.get(placed.full_id)
        if source.rights == "quotation":
            _check_lengths(check, placed)
            if text is not None:
                check.report(Problem("E256", f"seeds/{placed.full_id}.md"))
        elif text is not None:
            paragraphs = find_paragraphs(text, _lines_of(source, text))
            for problem in find_unfaithful(placed, paragraphs):
                check.report(problem)


def _lines_of(source: Source, text: str) -> Sequence[tuple[int, int]]:
    """The article's own lines: those noted if the text is the original itself, else all."""
    if hashlib.sha256(text.encode()).hexdigest() == source.original.sha256:
        return source.original.lines
    return [(1, text.count("\n") + 1)]


def _check_lengths(check: Check, placed: Placed[Source]) -> None:
    for number, excerpt in enumerate(placed.value.excerpts):
        words = count_words(excerpt.text)
        if words > MAX_QUOTED_WORDS:
            params = {"name": excerpt.id, "words": words, "limit": MAX_QUOTED_WORDS}
            check.report(placed.problem("E255", ("excerpts", number, "text"), params))


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
