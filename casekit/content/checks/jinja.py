"""What keeps a template in Jinja from being rendered, as far as its text tells."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from casekit.content.checks.templates import unrendered
from casekit.content.nearness import find_near
from casekit.content.problem import Problem
from casekit.resources import templates_dir


class _Reader(SandboxedEnvironment):
    """Reads templates, and works out no sum in them: `9 ** 9 ** 9` would never end."""

    intercepted_binops = frozenset(SandboxedEnvironment.default_binop_table)


_JINJA = _Reader(autoescape=True)
_LOADED = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


@dataclass(frozen=True)
class Ours:
    """What the templates of ours of an outlet have.

    Attributes:
        files: their names.
        filters: those that they use, besides Jinja's own.
        macros: by file.
        values: the names of all that they are given.
    """

    files: Set[str]
    filters: Set[str]
    macros: Mapping[str, Set[str]]
    values: Set[str]


def find_faults(folder: Path, path: Path, file: str, text: str) -> Iterator[Problem]:
    """Problems of a template of the workspace.

    Args:
        folder: `templates/web` or `templates/handout` of the workspace.
        path: the template.
        file: its path within the workspace.
        text: what it says.
    """
    try:
        tree = _read_tree(text)
    except TemplateSyntaxError as error:
        yield unrendered(file, error.lineno, "jinja", error.message or "?")
        return
    except (RecursionError, MemoryError, SyntaxError):
        yield unrendered(file, 1, "deep", path.name)
        return
    ours = read_ours(folder.name)
    power = next(tree.find_all(nodes.Pow), None)
    if power is not None:
        yield unrendered(file, power.lineno, "power", "**")
    yield from _find_unknown_filters(tree, file, ours)
    yield from _find_unknown_templates(tree, file, folder, ours)
    yield from _find_unknown_values(tree, file, ours)
    name = path.relative_to(folder).as_posix()
    for macro in sorted(ours.macros.get(name, set()) - _macros_of(tree)):
        near = find_near(macro, _macros_of(tree))
        yield Problem("E321", file, params={"name": macro}, suggestion=near)


def _find_unknown_filters(tree: nodes.Template, file: str, ours: Ours) -> Iterator[Problem]:
    known = ours.filters | _JINJA.filters.keys()
    for node in tree.find_all(nodes.Filter):
        if node.name not in known:
            near = find_near(node.name, known)
            yield unrendered(file, node.lineno, "filter", node.name, near)


def _find_unknown_templates(
    tree: nodes.Template, file: str, folder: Path, ours: Ours
) -> Iterator[Problem]:
    for node in tree.find_all(_LOADED):
        name = getattr(getattr(node, "template", None), "value", None)
        if not isinstance(name, str) or getattr(node, "ignore_missing", False):
            continue  # a name that is computed, or one that may be missing
        if name not in ours.files and not (folder / name).is_file():
            yield unrendered(file, node.lineno, "template", name, find_near(name, ours.files))


def _find_unknown_values(tree: nodes.Template, file: str, ours: Ours) -> Iterator[Problem]:
    asked_for = {
        test.node.name
        for test in tree.find_all(nodes.Test)
        if test.name in {"defined", "undefined"} and isinstance(test.node, nodes.Name)
    }
    unknown = find_undeclared_variables(tree) - ours.values - asked_for
    for name in sorted(unknown):
        line = next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), 1)
        yield unrendered(file, line, "value", name, find_near(name, ours.values))


def _read_tree(text: str) -> nodes.Template:
    """The tree of a template; every filter in it counts as known.

    Raises:
        TemplateSyntaxError: there is none.
        RecursionError, MemoryError, SyntaxError: it is nested deeper than Jinja or Python can read.
    """
    environment = _Reader(autoescape=True)
    tree = _parse(text, environment)
    environment.compile(text)
    return tree


def _parse(text: str, environment: _Reader) -> nodes.Template:
    tree = environment.parse(text)
    environment.filters.update({node.name: str for node in tree.find_all(nodes.Filter)})
    return tree


@cache
def read_ours(outlet: str) -> Ours:
    """What our templates have, of which each filter and value is used somewhere."""
    folder = templates_dir(outlet)
    trees = {
        path.relative_to(folder).as_posix(): _parse(
            path.read_text("utf-8"), _Reader(autoescape=True)
        )
        for path in folder.rglob("*.html")
    }
    values = {name for tree in trees.values() for name in find_undeclared_variables(tree)}
    return Ours(
        files=trees.keys(),
        filters={node.name for tree in trees.values() for node in tree.find_all(nodes.Filter)},
        macros={name: _macros_of(tree) for name, tree in trees.items()},
        values=values | _JINJA.globals.keys(),
    )


def _macros_of(tree: nodes.Template) -> Set[str]:
    """The macros that other templates can import."""
    return {node.name for node in tree.body if isinstance(node, nodes.Macro)}
