"""From a path to a document and its values: through the cache, or through parser and checks."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from casekit.content.cache import FileCache, entry_key
from casekit.content.document import Document, parse_document
from casekit.content.entries import Entries, check_document
from casekit.content.facts import Facts
from casekit.content.problem import Problem
from casekit.content.source_file import Folders, decode, read_bytes

_LANGUAGE = re.compile(r"^language:[ \t]*[\"']?([a-z]{2})\b", re.MULTILINE)


@dataclass(frozen=True)
class FileReader:
    """Reads the files of one workspace.

    Attributes:
        root: the workspace's folder, resolved.
        language: the course's.
        folders: which folders lie in the workspace.
        drafts: bytes that stand for those of a file, to check them before they are written.
    """

    root: Path
    cache: FileCache
    language: str
    folders: Folders
    drafts: Mapping[Path, bytes] = field(default_factory=dict)

    def read_entries(self, path: Path, kind: str) -> Entries:
        """The values of a file of a kind; its problems lie in its document."""
        file = self._name_of(path)
        data = self.drafts.get(path) or read_bytes(path, self.folders, file)
        if isinstance(data, Problem):
            return Entries(Document(file, complete=False, problems=[data]))
        notes = self.cache.find_notes(file, entry_key(data, self.language))
        if notes is not None:
            try:
                return self._restore(file, data, kind, notes)
            except (KeyError, TypeError, AttributeError):
                pass  # not a cache that this program wrote
        document = parse_document(file, data, has_body=kind == "case")
        return check_document(document, kind, self.language)

    def read_text(self, path: Path) -> str | Problem:
        """The text of a file that is no YAML."""
        file = self._name_of(path)
        data = read_bytes(path, self.folders, file)
        return data if isinstance(data, Problem) else decode(data, file)

    def keep(self, entries: Entries) -> None:
        """Keeps what was read and found, with the positions asked for, for the next run."""
        document = entries.document
        if document.raw is None or not document.is_fresh:
            return
        key = entry_key(document.raw, self.language)
        notes = {
            "body": document.body,
            "body_line": document.body_line,
            "complete": document.parsed_whole,
            "problems": [asdict(problem) for problem in entries.own_problems],
            "places": document.places,
            "ids": _ids_beside_facts(entries),
            "facts": [facts.to_row() for facts in entries.facts],
            "findings": document.findings,
        }
        if not entries.facts:
            notes["data"] = document.data
        elif document.known_data is not None:
            self.cache.keep_data(document.file, key, document.known_data)
        self.cache.keep_notes(document.file, key, notes)

    def _restore(self, file: str, data: bytes, kind: str, notes: dict[str, Any]) -> Entries:
        problems = tuple(Problem(**problem) for problem in notes["problems"])
        document = Document(
            file=file,
            raw=data,
            known_data=notes.get("data"),
            load_data=None if "data" in notes else lambda: self._load_data(file, data),
            body=notes["body"],
            body_line=notes["body_line"],
            has_body=kind == "case",
            syntax_problems=problems,
            problems=list(problems),
            complete=notes["complete"],
            parsed_whole=notes["complete"],
            places=notes["places"],
            findings=notes["findings"],
            is_fresh=False,
        )
        if kind != "items":
            return check_document(document, kind, self.language)
        facts = [Facts.from_row(row) for row in notes["facts"]]
        ids = notes["ids"] or [(each.number, each.id) for each in facts]
        return Entries(
            document=document,
            language=self.language,
            own_problems=problems,
            ids={("items", number): local_id for number, local_id in ids},
            facts=facts,
        )

    def _load_data(self, file: str, data: bytes) -> Any:
        kept = self.cache.find_data(file, entry_key(data, self.language))
        return parse_document(file, data, has_body=False).data if kept is None else kept

    @cached_property
    def _prefix(self) -> int:
        return len(self.root.as_posix()) + 1

    def _name_of(self, path: Path) -> str:
        return path.as_posix()[self._prefix :]


def peek_language(course: Path) -> str:
    """The course's language, looked up before anything is validated.

    French when it is unclear: both 12.5 and 12,5 can be read then, so that no number is a mistake
    only because the course says no language.
    """
    try:
        text = course.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "fr"
    found = _LANGUAGE.search(text)
    return found[1] if found else "fr"


def _ids_beside_facts(entries: Entries) -> list[tuple[str | int, str]]:
    """Number and id of each item, none where the facts have them all."""
    if len(entries.ids) == len(entries.facts):
        return []
    return [(path[1], local_id) for path, local_id in entries.ids.items()]
