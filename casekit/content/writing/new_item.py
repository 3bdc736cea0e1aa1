"""An item scaffolded at the end of its case's bank, as a draft."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casekit.content.writing.desk import Desk, change_file
from casekit.content.writing.edit import append_entry
from casekit.content.writing.fault import CannotWriteError
from casekit.content.writing.files import create_file
from casekit.content.writing.scaffold import fill, read_scaffold
from casekit.content.writing.slug import check_slug
from casekit.content.writing.yaml_text import write_block
from casekit.domain.item import BLOOM_LEVELS, ITEM_TYPES

_STEM = re.compile(r"(?m)^stem: \|\n(?:  .*\n)+")


@dataclass(frozen=True)
class NewItem:
    """What is known of an item to write.

    Attributes:
        stem: the question; None leaves the scaffold's.
        evidence: `source#excerpt`, at least one; the first supports the claim of a type that asks
            about passages.
    """

    case_id: str
    item_id: str
    type: str
    evidence: tuple[str, ...]
    objective: str
    bloom: str
    stem: str | None = None


def write_item(desk: Desk, new: NewItem) -> tuple[Path, int]:
    """Appends an item to its case; returns the file and the line on which it begins.

    Raises:
        CannotWriteError: `no-case`, `slug`, `taken`, `no-excerpt`, `no-objective`, `no-type`,
            `no-level`, `one-passage`, and what `append_entry` and `change_file` say.
        OSError: the file cannot be written.
    """
    check_case(desk, new.case_id)
    check_slug(new.item_id, desk.item_ids(new.case_id))
    for ref in new.evidence:
        if ref not in desk.index.excerpts:
            known = desk.excerpts_of(new.case_id)
            raise CannotWriteError("no-excerpt", ref=ref, known=known)
    check_objective(desk, new.objective)
    if new.type not in ITEM_TYPES:
        raise CannotWriteError("no-type", id=new.type, known=tuple(ITEM_TYPES))
    if new.bloom not in BLOOM_LEVELS:
        raise CannotWriteError("no-level", id=new.bloom, known=BLOOM_LEVELS)
    path = find_item_file(desk, new.case_id)
    seen = path.read_bytes()
    data, line = append_entry(seen, "items", render_item(desk, new), spaced=True)
    change_file(desk.root, path, data, seen)
    return path, line


def render_item(desk: Desk, new: NewItem) -> str:
    """The entry: the type's scaffold between what all items have."""
    language = desk.language
    parts = ("item-head", f"item/{new.type}", "item-tail")
    scaffold = "".join(read_scaffold(name, language) for name in parts)
    if new.stem is not None:
        block = "stem: |\n" + write_block(new.stem, 2).replace("$", "$$") + "\n"
        scaffold = _STEM.sub(lambda _: block, scaffold, count=1)
    passages = _passages(desk, new)
    return fill(
        scaffold,
        id=new.item_id,
        type=new.type,
        cited="" if "${first}" in scaffold else f"evidence: [{', '.join(new.evidence)}]\n",
        first=passages[0],
        others=", ".join(passages[1:]),
        objective=new.objective,
        bloom=new.bloom,
        according=_according(desk, new.evidence),
    ).rstrip("\n")


def _passages(desk: Desk, new: NewItem) -> list[str]:
    """What is cited, and one more passage of the case when that is only one."""
    passages = list(new.evidence)
    if new.type == "evidence" and len(passages) < 2:
        more = [ref for ref in desk.excerpts_of(new.case_id) if ref not in passages]
        if not more:
            raise CannotWriteError("one-passage", case=new.case_id)
        passages.append(more[0])
    return passages


def _according(desk: Desk, evidence: Sequence[str]) -> str:
    """Who says so, at the head of the question: a claim is only true as somebody's."""
    excerpts = (desk.index.excerpts[ref].excerpt for ref in evidence)
    voices = [each.voice[0] for each in excerpts if each.kind != "fact"]
    distinct = list(dict.fromkeys(voices))
    if desk.language == "fr":
        return f"Selon {' et '.join(distinct) or 'l’article'}, "
    return f"According to {' and '.join(distinct) or 'the article'}, "


def check_case(desk: Desk, case_id: str) -> None:
    """Refuses a case that the course does not have.

    Raises:
        CannotWriteError: `no-case`.
    """
    if case_id not in desk.cases:
        raise CannotWriteError("no-case", id=case_id, known=desk.cases)


def check_objective(desk: Desk, objective: str) -> None:
    """Refuses an objective that the course does not have.

    Raises:
        CannotWriteError: `no-objective`.
    """
    known = tuple(each.id for each in desk.course.objectives)
    if objective not in known:
        raise CannotWriteError("no-objective", id=objective, known=known)


def find_item_file(desk: Desk, case_id: str) -> Path:
    """The file that items are added to: `items.yaml`, else the last of `items/`, else a new one."""
    folder = desk.root / "content" / case_id
    files = [desk.root / each.document.file for each in desk.material.cases[case_id].items]
    path = folder / "items.yaml"
    if path in files or not files:
        return _with_file(desk, path, "items", case_id)
    return files[-1]


def _with_file(desk: Desk, path: Path, name: str, case_id: str) -> Path:
    """The file, begun with its scaffold when it is missing."""
    if not path.exists():
        create_file(desk.root, path, fill(read_scaffold(name, desk.language), id=case_id).encode())
    return path


def find_quiz_file(desk: Desk, case_id: str) -> Path:
    """`quizzes.yaml` of a case, begun when it is missing."""
    return _with_file(desk, desk.root / "content" / case_id / "quizzes.yaml", "quizzes", case_id)
