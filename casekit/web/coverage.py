"""What the questions cover, for the instructor: what is missing first, then the tables."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint

from casekit.content.coverage import Coverage, ObjectiveRow, Scope, measure_coverage
from casekit.content.gaps import Gap, find_gaps
from casekit.domain.bank import Bank
from casekit.domain.item import BLOOM_LEVELS
from casekit.text.credit import KIND_SIGNS, KIND_WORDS
from casekit.text.i18n import gettext
from casekit.web.links import case_link, course_link, find_item_address
from casekit.web.login import require_instructor
from casekit.web.rendering import render
from casekit.web.site import this_bank, this_content
from casekit.web.views import Link

bp = Blueprint("coverage", __name__, url_prefix="/c/<course>/teach/coverage")
bp.before_request(require_instructor)


@dataclass(frozen=True)
class Named:
    """An item or excerpt by its id.

    Attributes:
        address: of its page on the desk; None for an excerpt, which has none.
    """

    name: str
    address: str | None = None


@dataclass(frozen=True)
class GapView:
    """Something that is missing, what to do next, and what it concerns."""

    sentence: str
    step: str
    names: tuple[Named, ...]


@dataclass(frozen=True)
class ExcerptLine:
    """An excerpt with the questions that cite or show it.

    Attributes:
        text: its first words.
    """

    ref: str
    sign: str
    kind: str
    text: str
    language: str
    items: tuple[Named, ...]


@dataclass(frozen=True)
class KindLine:
    """How many excerpts of a kind there are, and how many have a question."""

    sign: str
    kind: str
    excerpts: int
    used: int


@dataclass(frozen=True)
class CaseCoverageView:
    """A case with its tables."""

    link: Link
    scope: Scope
    excerpts: tuple[ExcerptLine, ...]


@dataclass(frozen=True)
class CoverageView:
    """The page (`coverage.html`).

    Attributes:
        levels: Bloom's levels, lowest first.
        rows: numbers of each case, then of the whole course, whose link is None.
    """

    course: Link
    gaps: tuple[GapView, ...]
    levels: tuple[str, ...]
    objectives: tuple[ObjectiveRow, ...]
    kinds: tuple[KindLine, ...]
    rows: tuple[tuple[Link | None, Scope], ...]
    cases: tuple[CaseCoverageView, ...]


@bp.get("/")
def show() -> str:
    """The coverage of the course as it is now."""
    bank = this_bank()
    coverage = this_content().remember("coverage", lambda: measure_coverage(bank))
    return render("coverage.html", view=_show(bank, coverage))


def _show(bank: Bank, coverage: Coverage) -> CoverageView:
    links = [case_link(bank, case) for case in bank.cases.values()]
    numbered = list(zip(links, coverage.cases, strict=True))
    return CoverageView(
        course=course_link(bank),
        gaps=tuple(_show_gap(bank, gap) for gap in find_gaps(coverage)),
        levels=BLOOM_LEVELS,
        objectives=coverage.course.objectives,
        kinds=tuple(
            KindLine(KIND_SIGNS[kind], gettext(KIND_WORDS[kind]), count, used)
            for kind, (count, used) in coverage.course.kinds().items()
        ),
        rows=(*numbered, (None, coverage.course)),
        cases=tuple(
            CaseCoverageView(link, scope, tuple(_show_excerpts(bank, scope)))
            for link, scope in numbered
        ),
    )


def _show_gap(bank: Bank, gap: Gap) -> GapView:
    return GapView(gap.sentence(), gap.step(), _name_all(bank, gap.names))


def _name_all(bank: Bank, names: Iterable[str]) -> tuple[Named, ...]:
    return tuple(Named(name, find_item_address(bank, name)) for name in names)


def _show_excerpts(bank: Bank, scope: Scope) -> Iterable[ExcerptLine]:
    for row in scope.excerpts:
        cited = bank.find_excerpt(row.ref)
        if cited is not None:
            yield ExcerptLine(
                ref=row.ref,
                sign=KIND_SIGNS[row.kind],
                kind=gettext(KIND_WORDS[row.kind]),
                text=cited.excerpt.text,
                language=cited.credit.language,
                items=_name_all(bank, row.items),
            )
