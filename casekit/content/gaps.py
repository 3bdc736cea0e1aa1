"""What a course lacks, as sentences that say the next step; the most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from casekit.content.coverage import Coverage, ObjectiveRow, Scope
from casekit.text.bloom import bloom_word
from casekit.text.i18n import N_, gettext, ngettext


@dataclass(frozen=True)
class Gap:
    """Something that is missing.

    Attributes:
        kind: a key of `STEPS` or of `PLURAL_STEPS`.
        scope_id: the case, None for the whole course.
        names: what it concerns: excerpts or items, in the order of the files.
        params: what the sentence says.
    """

    kind: str
    scope_id: str | None
    names: tuple[str, ...] = ()
    params: dict[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        """What is missing, in the current language."""
        n = len(self.names)
        if self.kind == "excerpts":
            return ngettext(
                "{n} excerpt has no question.", "{n} excerpts have no question.", n, **self.params
            )
        if self.kind == "unreached":
            return ngettext(
                "{n} question is in no quiz.", "{n} questions are in no quiz.", n, **self.params
            )
        params = {
            name: bloom_word(value) if name in {"level", "highest"} else value
            for name, value in self.params.items()
        }
        return gettext(SENTENCES[self.kind], **params)

    def step(self) -> str:
        """What to do next, in the current language."""
        if self.kind in PLURAL_STEPS:
            return gettext(PLURAL_STEPS[self.kind][len(self.names) > 1])
        params = {"level": bloom_word(self.params["level"])} if "level" in self.params else {}
        return gettext(STEPS[self.kind], **params)


SENTENCES = {
    "case-empty": N_("Case {case} has no question that students can meet."),
    "no-item": N_("No question serves objective {id}."),
    "below": N_("The questions for objective {id} reach {highest} at most; it is at {level}."),
    "case-objective": N_("Case {case} names objective {id}, and none of its questions serves it."),
    "one-type": N_("All {n} questions of case {case} are of one type: {type}."),
}

STEPS = {
    "case-empty": N_("Write its first question in items.yaml, or set a draft to live."),
    "no-item": N_("Write one at level {level}, or drop the objective from content/course.yaml."),
    "below": N_("Write one at level {level}."),
    "case-objective": N_("Write one in this case, or take the objective out of case.md."),
    "one-type": N_("Other types ask for other thinking: see the guide to the types."),
}
"""The next step for a gap, by its kind."""

PLURAL_STEPS = {
    "excerpts": (
        N_("Ask about it, or drop it: it spends the quotation budget."),
        N_("Ask about them, or drop them: each one spends the quotation budget."),
    ),
    "unreached": (
        N_("List it in quizzes.yaml, or widen a draw: students meet it nowhere."),
        N_("List them in quizzes.yaml, or widen a draw: students meet them nowhere."),
    ),
}
"""The same for one thing and for several."""

MIN_ITEMS_FOR_TYPES = 8
"""Live items from which on a case is expected to have more than one type."""


def find_gaps(coverage: Coverage) -> tuple[Gap, ...]:
    """What is missing in the course and its cases: first what leaves something without a question.

    An excerpt of two cases is named once, with the whole course.
    """
    course = coverage.course
    gaps = [_empty(case) for case in coverage.cases if not case.live]
    gaps += [gap for row in course.objectives if (gap := _objective(row)) is not None]
    unserved = {row.objective_id for row in course.objectives if not row.total}
    for case in coverage.cases:
        gaps += _unserved(case, unserved)
    if course.unused:
        gaps.append(Gap("excerpts", None, tuple(row.ref for row in course.unused)))
    if course.unreached:
        gaps.append(Gap("unreached", None, course.unreached))
    gaps += [_one_type(case) for case in coverage.cases if _has_one_type(case)]
    return tuple(gaps)


def _empty(case: Scope) -> Gap:
    return Gap("case-empty", case.scope_id, params={"case": case.scope_id})


def _objective(row: ObjectiveRow) -> Gap | None:
    params = {"id": row.objective_id, "level": row.bloom}
    if not row.total:
        return Gap("no-item", None, params=params)
    if row.is_below:
        return Gap("below", None, params={**params, "highest": row.highest})
    return None


def _unserved(case: Scope, everywhere: set[str]) -> Iterator[Gap]:
    """Objectives that a case with questions names and does not serve, although others do."""
    for row in case.objectives if case.live else ():
        if not row.total and row.objective_id not in everywhere:
            params = {"case": case.scope_id, "id": row.objective_id}
            yield Gap("case-objective", case.scope_id, params=params)


def _has_one_type(case: Scope) -> bool:
    return len(case.types) == 1 and case.live >= MIN_ITEMS_FOR_TYPES


def _one_type(case: Scope) -> Gap:
    params = {"case": case.scope_id, "n": case.live, "type": next(iter(case.types))}
    return Gap("one-type", case.scope_id, params=params)
