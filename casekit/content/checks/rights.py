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
            _check_verbatim(check, placed, text)


def _check_verbatim(check: Check, placed: Placed[Source], text: str) -> None:
    """Compares with the full text, unless the same two were found to agree before.

    If the text is the original itself, the article's own lines are those noted, else all.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    proofs = placed.document.proofs
    if proofs.get("verbatim") == digest:
        return
    original = placed.value.original
    lines = original.lines if digest == original.sha256 else [(1, text.count("\n") + 1)]
    problems = find_unfaithful(placed, find_paragraphs(text, lines))
    for problem in problems:
        check.report(problem)
    if not problems:
        proofs["verbatim"] = digest
        placed.document.is_fresh = True


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
