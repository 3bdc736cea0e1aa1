"""A case: its folder, and its name in the course."""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casekit.content.workspace import COURSE_FILE
from casekit.content.writing.desk import Desk, change_file, read_errors
from casekit.content.writing.edit import add_to_flow
from casekit.content.writing.fault import CannotWriteError
from casekit.content.writing.files import check_inside, create_file
from casekit.content.writing.new_item import check_objective
from casekit.content.writing.scaffold import fill, read_scaffold
from casekit.content.writing.slug import check_slug
from casekit.content.writing.yaml_text import quote
from casekit.domain.bank import COURSE_SCOPE


@dataclass(frozen=True)
class NewCase:
    """What is known of a case to write.

    Attributes:
        sources: ids, at least one.
        objectives: ids, at least one.
    """

    case_id: str
    title: str
    sources: tuple[str, ...]
    objectives: tuple[str, ...]


def write_case(desk: Desk, new: NewCase) -> Path:
    """Writes the folder of a case and names it in `course.yaml`, both or neither.

    Returns:
        Its `case.md`.

    Raises:
        CannotWriteError: `slug`, `taken`, `exists`, `no-source`, `no-objective`, `outside`, and
            what `add_to_flow` and `change_file` say.
        OSError: a file cannot be written.
    """
    folder = desk.root / "content" / new.case_id
    _check(desk, new, folder)
    course = desk.root / COURSE_FILE
    seen = course.read_bytes()
    data, _ = add_to_flow(seen, "cases", new.case_id)
    known = read_errors(desk.root)
    draft = folder.with_name(f".{new.case_id}-{secrets.token_hex(4)}")  # a dot: nobody reads it
    try:
        for name, text in _files(desk, new):
            create_file(desk.root, draft / name, text.encode())
        draft.rename(folder)
        try:
            change_file(desk.root, course, data, seen, known)
        except BaseException:
            folder.rename(draft)
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder / "case.md"


def _check(desk: Desk, new: NewCase, folder: Path) -> None:
    check_slug(new.case_id, [*desk.course.cases, *desk.material.cases, COURSE_SCOPE])
    check_inside(desk.root, folder)
    if folder.exists() or folder.is_symlink():
        raise CannotWriteError("exists", path=folder)
    for source_id in new.sources:
        desk.get_source(source_id)
    for objective in new.objectives:
        check_objective(desk, objective)


def _files(desk: Desk, new: NewCase) -> Iterator[tuple[str, str]]:
    language = desk.language
    yield (
        "case.md",
        fill(
            read_scaffold("case", language),
            title=quote(new.title),
            sources=", ".join(dict.fromkeys(new.sources)),
            objectives=", ".join(dict.fromkeys(new.objectives)),
            objective=new.objectives[0],
        ),
    )
    for name in ("items", "quizzes"):
        yield f"{name}.yaml", fill(read_scaffold(name, language), id=new.case_id)
    yield "teaching-note.md", read_scaffold("teaching-note", language)
