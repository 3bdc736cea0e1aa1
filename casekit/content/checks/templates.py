"""Templates of the workspace's own: whether they can be read, and offer what ours do."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from casekit.content.checks.context import Check
from casekit.content.nearness import find_near
from casekit.content.problem import Problem
from casekit.content.source_file import Folders, decode, read_bytes
from casekit.resources import templates_dir
from casekit.text.i18n import N_

OUTLETS = ("web", "handout", "anki")

CARD_FIELDS = frozenset({"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag"})
"""What Anki itself puts on a card, whatever the fields of its note."""

WHAT = {
    "jinja": N_("Jinja says"),
    "power": N_("a template works out no power"),
    "deep": N_("too deeply nested is"),
    "filter": N_("there is no filter"),
    "value": N_("there is no value"),
    "template": N_("there is no template"),
    "field": N_("a card has no field"),
    "mark": N_("a card has no mark"),
    "open": N_("never closed is"),
    "closed": N_("never opened is"),
}
"""What keeps a template from being rendered, before the word that it concerns."""

_MARK = re.compile(r"\[\[(\w+)\]\]")
_FIELD = re.compile(r"\{\{(?P<sign>[#^/]?)(?P<name>[^{}]*)\}\}")


def check_templates(check: Check) -> None:
    """Checks every template under `templates/` of the workspace; ours are held by our tests."""
    for outlet in OUTLETS:
        folder = check.root / "templates" / outlet
        if folder.is_dir() and not folder.samefile(templates_dir(outlet)):
            texts: dict[str, str] = {}
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                for problem in _check_file(check, folder, path, texts):
                    check.report(problem)
            for problem in _find_unread(f"templates/{outlet}", texts):
                check.report(problem)


def _find_unread(folder: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Files that replace none of ours and that no other file of the workspace names."""
    home = templates_dir(folder.rpartition("/")[2])
    ours = [p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file()]
    for name in texts.keys() - set(ours):
        if not any(name in text for other, text in texts.items() if other != name):
            near = find_near(name, ours)
            yield Problem("W301", f"{folder}/{name}", params={"name": name}, suggestion=near)


def _check_file(check: Check, folder: Path, path: Path, texts: dict[str, str]) -> Iterator[Problem]:
    """Problems of one file, whose text goes to the texts."""
    file = path.relative_to(check.root).as_posix()
    data = read_bytes(path, Folders(check.root), file)
    text = data if isinstance(data, Problem) else decode(data, file)
    if isinstance(text, Problem):
        yield text
        return
    texts[path.relative_to(folder).as_posix()] = text
    if path.suffix != ".html":
        return
    if folder.name == "anki":
        yield from _check_card(file, text)
    else:
        from casekit.content.checks.jinja import find_faults

        yield from find_faults(folder, path, file, text)


def unrendered(file: str, line: int, what: str, word: str, near: str | None = None) -> Problem:
    """The problem of a template that does not render; `what` is one of `WHAT`."""
    params = {"what_word": WHAT[what], "word": word}
    return Problem("E320", file, line, params=params, suggestion=near)


def _check_card(file: str, text: str) -> Iterator[Problem]:
    """Marks and fields that no note of ours has, and sections that do not close."""
    ours = [path.read_text("utf-8") for path in templates_dir("anki").glob("*.html")]
    marks = {mark for each in ours for mark in _MARK.findall(each)}
    fields = CARD_FIELDS | {_field_of(found["name"]) for t in ours for found in _FIELD.finditer(t)}
    open_at: dict[str, int] = {}
    for number, row in enumerate(text.splitlines(), 1):
        for found in _MARK.finditer(row):
            if found[1] not in marks:
                yield unrendered(file, number, "mark", found[1], find_near(found[1], marks))
        for found in _FIELD.finditer(row):
            name, sign = _field_of(found["name"]), found["sign"]
            if name not in fields:
                yield unrendered(file, number, "field", name, find_near(name, fields))
            elif sign == "/" and open_at.pop(name, None) is None:
                yield unrendered(file, number, "closed", name)
            elif sign in {"#", "^"}:
                open_at[name] = number
    for name, number in open_at.items():
        yield unrendered(file, number, "open", name)


def _field_of(written: str) -> str:
    """The field of `{{text:Field}}`."""
    return written.rpartition(":")[2].strip()
