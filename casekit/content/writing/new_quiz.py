"""A quiz appended to those of its case."""

from dataclasses import dataclass
from pathlib import Path

from casekit.content.checks.quizzes import find_reserved, full_item_id
from casekit.content.writing.desk import Desk, change_file
from casekit.content.writing.edit import append_entry
from casekit.content.writing.fault import CannotWriteError
from casekit.content.writing.new_item import check_case, find_quiz_file
from casekit.content.writing.scaffold import fill, read_scaffold
from casekit.content.writing.slug import check_slug
from casekit.content.writing.yaml_text import quote
from casekit.domain.quiz import Kind


@dataclass(frozen=True)
class NewQuiz:
    """What is known of a quiz to write.

    Attributes:
        items: local ids; none means every question of the case that is ready.
    """

    case_id: str
    quiz_id: str
    title: str
    kind: Kind
    items: tuple[str, ...]


def ready_items(desk: Desk, case_id: str, kind: Kind) -> tuple[str, ...]:
    """Local ids of the questions that a quiz of this kind may ask.

    Those are neither draft nor withdrawn, and in no quiz of the other kind: what is practised is
    not graded, and what a graded quiz lists or can draw is not practised.
    """
    other = _list_practised(desk) if kind == "graded" else find_reserved(desk.check)
    live = (item for item in desk.index.case_items[case_id] if item.is_live)
    return tuple(item.facts.id for item in live if item.full_id not in other)


def _list_practised(desk: Desk) -> set[str]:
    """Full ids of what practice quizzes list."""
    practice = (q for q in desk.index.quizzes.values() if q.value.kind == "practice")
    return {full_item_id(placed, item_id) for placed in practice for item_id in placed.value.items}


def quiz_ids(desk: Desk, case_id: str) -> set[str]:
    """Ids of a case's quizzes."""
    quizzes = desk.material.cases[case_id].quizzes
    return set(quizzes.ids.values()) if quizzes else set()


def write_quiz(desk: Desk, new: NewQuiz) -> tuple[Path, int]:
    """Appends a quiz to its case; returns the file and the line on which it begins.

    Raises:
        CannotWriteError: `no-case`, `slug`, `taken`, `no-item`, `nothing-ready`, `nothing-free`,
            and what `append_entry` and `change_file` say.
        OSError: the file cannot be written.
    """
    check_case(desk, new.case_id)
    check_slug(new.quiz_id, quiz_ids(desk, new.case_id))
    items = new.items or ready_items(desk, new.case_id, new.kind)
    if not items:
        is_ready = any(item.is_live for item in desk.index.case_items[new.case_id])
        raise CannotWriteError("nothing-free" if is_ready else "nothing-ready", case=new.case_id)
    known = desk.item_ids(new.case_id)
    for item_id in items:
        if item_id not in known and item_id not in desk.index.known_items:
            raise CannotWriteError("no-item", id=item_id, known=sorted(known))
    entry = fill(
        read_scaffold(f"quiz-{new.kind}", desk.language),
        id=new.quiz_id,
        title=quote(new.title),
        items=", ".join(items),
    )
    path = find_quiz_file(desk, new.case_id)
    seen = path.read_bytes()
    data, line = append_entry(seen, "quizzes", entry.rstrip("\n"), spaced=True)
    change_file(desk.root, path, data, seen)
    return path, line
