"""Compares excerpts with the articles that they were taken from, which stay outside.

An original is found by its SHA-256; the name in the source is only a hint for people.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from casekit.content.cache import FileCache
from casekit.content.checks.rights import find_excess, find_unfaithful
from casekit.content.file_reader import FileReader
from casekit.content.material import Material, Placed, index_material
from casekit.content.problem import Problem
from casekit.content.source_file import Folders
from casekit.content.workspace import COURSE_FILE, read_layout
from casekit.domain.course import Course
from casekit.domain.source import Source, count_quoted, count_words, find_paragraphs


@dataclass(frozen=True)
class SourceReport:
    """What one source quotes.

    Attributes:
        article_words: as counted, or as the source notes where the original is not at hand;
            None where neither says.
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
            nothing is compared, and an article's length is what its source notes.

    Returns:
        Problems of the excerpts (not verbatim, wrong paragraph, over budget), of the number of
        words (wrong; a warning when it is missing) and of missing originals, and one report per
        valid source.
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
            problems += _compare(placed, text, budget)
        reports.append(_report(placed, text, budget))
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


def _compare(placed: Placed[Source], text: str | None, budget: Decimal) -> list[Problem]:
    if text is None:
        return [placed.problem("E258", ("original", "sha256"))]
    paragraphs = find_paragraphs(text, placed.value.original.lines)
    words = _count_all(paragraphs)
    problems = [*find_unfaithful(placed, paragraphs), *_check_words(placed, words)]
    if placed.value.rights == "quotation" and words:
        problems += find_excess(placed, words, budget)
    return problems


def _check_words(placed: Placed[Source], counted: int) -> Iterator[Problem]:
    noted = placed.value.original.words
    if noted is not None and noted != counted:
        params = {"noted": noted, "counted": counted}
        path = ("original", "words")
        yield placed.problem("E267", path, params, suggestion=str(counted))
    elif noted is None and placed.value.rights == "quotation":
        problem = placed.problem("W333", ("original",), {"counted": counted}, key=True)
        yield replace(problem, mended=f"  words: {counted}")


def _count_all(paragraphs: Sequence[str]) -> int:
    return sum(count_words(paragraph) for paragraph in paragraphs)


def _report(placed: Placed[Source], text: str | None, budget: Decimal) -> SourceReport:
    source = placed.value
    largest, largest_id = max(
        ((count_words(each.text), each.id) for each in source.excerpts), default=(0, "")
    )
    words = source.original.words
    if text is not None:
        words = _count_all(find_paragraphs(text, source.original.lines))
    return SourceReport(
        source_id=placed.full_id,
        title=source.title,
        rights=source.rights,
        excerpts=len(source.excerpts),
        quoted_words=count_quoted(source),
        article_words=words,
        budget=budget if source.rights == "quotation" else None,
        largest=largest,
        largest_id=largest_id,
    )
