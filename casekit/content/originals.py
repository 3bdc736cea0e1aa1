"""Compares excerpts with the articles that they were taken from, which stay outside.

An original is found by its SHA-256; the name in the source is only a hint for people.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from casekit.content.cache import FileCache
from casekit.content.checks.rights import find_unfaithful
from casekit.content.file_reader import FileReader
from casekit.content.material import Material, Placed, index_material
from casekit.content.problem import Problem
from casekit.content.source_file import Folders
from casekit.content.workspace import COURSE_FILE, read_layout
from casekit.domain.course import Course
from casekit.domain.source import Source, count_words, find_paragraphs


@dataclass(frozen=True)
class SourceReport:
    """What one source quotes.

    Attributes:
        article_words: None where the original is not at hand.
        quoted_words: of all excerpts together.
        budget: share, in [0, 1], that may be quoted; None where the rights set no limit.
        largest: words of the longest excerpt; its id is `largest_id`.
    """

    source_id: str
    title: str
    rights: str
    excerpts: int
    quoted_words: int
    article_words: int | None
    budget: Decimal | None
    largest: int
    largest_id: str

    @property
    def share(self) -> Decimal | None:
        """The share, in [0, 1], of the article's words that is quoted; None when unknown."""
        if not self.article_words:
            return None
        return Decimal(self.quoted_words) / self.article_words


@dataclass(frozen=True)
class Verification:
    """The outcome for all sources of a workspace."""

    problems: tuple[Problem, ...]
    reports: tuple[SourceReport, ...]


def verify_sources(root: Path, folder: Path | None) -> Verification:
    """Compares the excerpts of all sources of a workspace with their originals.

    Args:
        root: the workspace.
        folder: where the originals lie, at any depth; None when they are not at hand: then
            nothing is compared, and the report knows no article's length.

    Returns:
        Problems at the excerpts (not verbatim, wrong paragraph, over budget, original missing)
        and one report per valid source. What `read_workspace` says is not repeated.
    """
    root = root.resolve()
    material = _read_sources(root)
    course: Course | None = material.course.values.get(())
    budget = course.quotation_budget if course else Course.model_fields["quotation_budget"].default
    sources = index_material(material).sources
    wanted = {placed.value.original.sha256 for placed in sources.values()}
    originals = find_originals(folder, wanted) if folder else {}
    problems: list[Problem] = []
    reports = []
    for placed in sources.values():
        text = originals.get(placed.value.original.sha256)
        if folder is not None:
            problems += _compare(placed, text)
        report = _report(placed, text, budget)
        reports.append(report)
        if report.budget is not None and report.share is not None and report.share > report.budget:
            problems.append(_over_budget(placed, report))
    return Verification(tuple(sorted(problems, key=lambda p: p.place)), tuple(reports))


def find_originals(folder: Path, wanted: Iterable[str]) -> Mapping[str, str]:
    """The texts in a folder whose files have one of the SHA-256 wanted, by it."""
    wanted = set(wanted)
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and len(found) < len(wanted):
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            if digest in wanted:
                found[digest] = data.decode("utf-8", errors="replace")
    return found


def _read_sources(root: Path) -> Material:
    cache = FileCache(root, enabled=False)
    reader = FileReader(root, cache, "en", Folders(root))
    material = Material(reader.read_entries(root / COURSE_FILE, "course"))
    for path in read_layout(root).seeds.files(".yaml"):
        material.sources[path.stem] = reader.read_entries(path, "source")
    return material


def _compare(placed: Placed[Source], text: str | None) -> Sequence[Problem]:
    if text is None:
        return [placed.problem("E258", ("original", "sha256"))]
    return find_unfaithful(placed, find_paragraphs(text, placed.value.original.lines))


def _report(placed: Placed[Source], text: str | None, budget: Decimal) -> SourceReport:
    source = placed.value
    lengths = [(count_words(excerpt.text), excerpt.id) for excerpt in source.excerpts]
    largest, largest_id = max(lengths)
    words = None
    if text is not None:
        words = sum(count_words(p) for p in find_paragraphs(text, source.original.lines))
    return SourceReport(
        source_id=placed.full_id,
        title=source.title,
        rights=source.rights,
        excerpts=len(lengths),
        quoted_words=sum(length for length, _ in lengths),
        article_words=words,
        budget=budget if source.rights == "quotation" else None,
        largest=largest,
        largest_id=largest_id,
    )


def _over_budget(placed: Placed[Source], report: SourceReport) -> Problem:
    params = {
        "quoted": report.quoted_words,
        "total": report.article_words,
        "share": round((report.share or 0) * 100),
        "budget": f"{((report.budget or Decimal(0)) * 100).normalize():f}",
    }
    return placed.problem("E257", ("excerpts",), params, key=True)
