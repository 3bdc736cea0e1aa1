"""From an article to the file of a source, which its author then reads and completes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casekit.content.document import parse_document
from casekit.content.entries import check_document
from casekit.content.writing.article import Article
from casekit.content.writing.desk import Desk
from casekit.content.writing.fault import CannotWriteError
from casekit.content.writing.files import check_inside, create_file, keep_original
from casekit.content.writing.furniture import find_layout
from casekit.content.writing.metadata import Metadata, find_metadata
from casekit.content.writing.scaffold import fill, read_scaffold
from casekit.content.writing.slug import check_slug, propose_slug
from casekit.content.writing.yaml_text import quote, write_list
from casekit.domain.source import count_words, find_paragraphs, is_partial_date

SHOWN_WORDS = 8
SHOWN_SIGNS = 80
"""Words of each paragraph in the comments, and signs of them: enough to find it, too few to be the
article."""

SHOWN_PARAGRAPHS = 500

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class NewSource:
    """What is proposed for an article.

    Attributes:
        ranges: first and last line of each stretch of the article itself.
        paragraphs: its lines that are not blank.
    """

    source_id: str
    article: Article
    metadata: Metadata
    ranges: Ranges
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        """Of the article itself."""
        return sum(map(count_words, self.paragraphs))


@dataclass(frozen=True)
class WrittenSource:
    """Where a source was written.

    Attributes:
        copy: the article, which git does not see.
    """

    path: Path
    copy: Path


def check_date(text: str) -> str:
    """The date, if it is one; an empty text stands for one that is not known.

    Raises:
        CannotWriteError: `date`.
    """
    if text.strip() and not is_partial_date(text.strip()):
        raise CannotWriteError("date", value=text)
    return text.strip()


def propose_source(desk: Desk, article: Article, source_id: str | None) -> NewSource:
    """What the text says of itself; an id is made of its title when none is given.

    Raises:
        CannotWriteError: `slug`, `taken`, or `known` when a source has this very article.
    """
    for placed in desk.index.sources.values():
        if placed.value.original.sha256 == article.sha256:
            raise CannotWriteError("known", id=placed.full_id)
    layout = find_layout(article.rows)
    metadata = find_metadata(article.rows, layout, desk.course.language)
    ranges = tuple(layout.ranges)
    taken = set(desk.material.sources) | set(desk.material.texts)
    chosen = source_id if source_id is not None else propose_slug(metadata.title, taken)
    check_slug(chosen, taken)
    paragraphs = tuple(find_paragraphs(article.text, ranges))
    return NewSource(chosen, article, metadata, ranges, paragraphs)


def write_source(desk: Desk, new: NewSource) -> WrittenSource:
    """Copies the article and writes `seeds/<id>.yaml`, both or neither.

    Raises:
        CannotWriteError: `exists`, `outside`, `read-only` or `broken`.
        OSError: a file cannot be written.
    """
    path = desk.root / "seeds" / f"{new.source_id}.yaml"
    check_inside(desk.root, path)
    if path.exists() or path.is_symlink():
        raise CannotWriteError("exists", path=path)
    data = render_source(new, desk.language).encode()
    document = parse_document(f"seeds/{path.name}", data, has_body=False)
    check_document(document, "source", desk.course.language)
    if document.problems:
        raise CannotWriteError("broken", document.problems)
    copy, is_new = keep_original(desk.root, new.article.name, new.article.data)
    try:
        create_file(desk.root, path, data)
    except BaseException:
        if is_new:
            copy.unlink(missing_ok=True)
        raise
    return WrittenSource(path, copy)


def render_source(new: NewSource, language: str) -> str:
    """The file, commented in the course's language."""
    metadata = new.metadata
    stand_in = "" if metadata.has_title else read_scaffold("no-title", language).rstrip("\n")
    return fill(
        read_scaffold("source", language),
        id=new.source_id,
        title=quote(metadata.title) + stand_in,
        publisher=quote(metadata.publisher),
        authors=write_list(metadata.authors),
        published=metadata.published or "null",
        language=metadata.language,
        file=quote(new.article.name),
        sha256=new.article.sha256,
        lines=str([list(each) for each in new.ranges]),
        words=str(new.words),
        paragraphs="\n".join(_comments(new.paragraphs)),
    )


def _comments(paragraphs: Sequence[str]) -> list[str]:
    shown = [_comment(n, text) for n, text in enumerate(paragraphs[:SHOWN_PARAGRAPHS], 1)]
    return shown if len(paragraphs) <= SHOWN_PARAGRAPHS else [*shown, "#  ..."]


def _comment(number: int, paragraph: str) -> str:
    words = "".join(sign if sign.isprintable() else " " for sign in paragraph).split()
    text = " ".join(words[:SHOWN_WORDS])
    is_cut = len(words) > SHOWN_WORDS or len(text) > SHOWN_SIGNS
    return f"#  {number:>3}: {text[:SHOWN_SIGNS]}{' ...' if is_cut else ''}"
