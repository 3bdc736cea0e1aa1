"""A passage of an article as an excerpt of its source: found, counted, appended."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from casekit.content.originals import find_originals
from casekit.content.writing.desk import Desk, change_file
from casekit.content.writing.edit import append_entry
from casekit.content.writing.fault import CannotWriteError
from casekit.content.writing.files import KEPT_IN
from casekit.content.writing.passage import Passage
from casekit.content.writing.slug import check_slug
from casekit.content.writing.yaml_text import quote, write_block
from casekit.domain.source import (
    MAX_QUOTED_WORDS,
    ClaimKind,
    Source,
    count_quoted,
    count_words,
    find_paragraphs,
    is_verbatim,
)


@dataclass(frozen=True)
class Budget:
    """What may still be quoted of a source.

    Attributes:
        words: of the passage.
        longest: how many a passage may have, None without a limit.
        left: how many may be quoted after it; None where nothing limits them. Below 0 is too many.
    """

    words: int
    longest: int | None
    left: int | None


@dataclass(frozen=True)
class NewExcerpt:
    """An excerpt to write.

    Attributes:
        voice: who says so, nearest first; only a fact may have none.
    """

    excerpt_id: str
    passage: Passage
    kind: ClaimKind
    voice: tuple[str, ...]


def read_paragraphs(desk: Desk, source_id: str, folder: Path | None) -> list[str]:
    """The paragraphs of a source's article, from where it lies.

    That is the given folder, or `seeds/originals` or, for a text that may be shown, `seeds`.

    Raises:
        CannotWriteError: `no-source`, `unsound`, or `no-original`.
    """
    original = desk.get_source(source_id).original
    places = (*((folder,) if folder else ()), desk.root / KEPT_IN, desk.root / "seeds")
    for place in places:
        text = find_originals(place, [original.sha256]).get(original.sha256)
        if text is not None:
            return find_paragraphs(text, original.lines)
    where = os.path.relpath(folder) if folder else KEPT_IN
    raise CannotWriteError("no-original", id=source_id, file=original.file, folder=where)


def find_budget(desk: Desk, source: Source, passage: Passage) -> Budget:
    """How many words a passage has, and how many are left after it."""
    words = count_words(passage.text)
    if source.rights != "quotation":
        return Budget(words, None, None)
    total = source.original.words
    share: Decimal = desk.course.quotation_budget
    left = None if total is None else int(share * total) - count_quoted(source) - words
    return Budget(words, MAX_QUOTED_WORDS, left)


def check_passage(desk: Desk, source_id: str, passage: Passage) -> Budget:
    """Refuses a passage that is quoted already or that the rights do not allow.

    Raises:
        CannotWriteError: `quoted`, `too-long` or `over-budget`.
    """
    source = desk.get_source(source_id)
    for excerpt in source.excerpts:
        same = excerpt.paragraph == passage.paragraph and is_verbatim(passage.text, excerpt.text)
        if same and is_verbatim(excerpt.text, passage.text):
            raise CannotWriteError("quoted", ref=f"{source_id}#{excerpt.id}")
    budget = find_budget(desk, source, passage)
    if budget.longest is not None and budget.words > budget.longest:
        raise CannotWriteError("too-long", words=budget.words, limit=budget.longest)
    if budget.left is not None and budget.left < 0:
        left = max(0, budget.left + budget.words)
        raise CannotWriteError("over-budget", id=source_id, words=budget.words, left=left)
    return budget


def write_excerpt(desk: Desk, source_id: str, new: NewExcerpt) -> tuple[Path, int]:
    """Appends an excerpt to its source's file; returns the file and the line on which it begins.

    Raises:
        CannotWriteError: `slug`, `taken`, `voice`, what `append_entry` and `change_file` say.
        OSError: the file cannot be written.
    """
    source = desk.get_source(source_id)
    check_slug(new.excerpt_id, [excerpt.id for excerpt in source.excerpts])
    if new.kind != "fact" and not new.voice:
        raise CannotWriteError("voice", kind=new.kind)
    path = desk.root / "seeds" / f"{source_id}.yaml"
    seen = path.read_bytes()
    data, line = append_entry(seen, "excerpts", render_excerpt(new))
    change_file(desk.root, path, data, seen)
    return path, line


def render_excerpt(new: NewExcerpt) -> str:
    """The entry, as its author would write it."""
    rows = [f"id: {new.excerpt_id}", f"paragraph: {new.passage.paragraph}", f"kind: {new.kind}"]
    rows += _voice(new.voice)
    return "\n".join([*rows, "text: |", write_block(new.passage.text, 2)])


def _voice(voice: Sequence[str]) -> list[str]:
    return ["voice:", *(f"  - {quote(each)}" for each in voice)] if voice else []
