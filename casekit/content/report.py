"""Problems as an author, a program or GitHub reads them, in the current language."""

import json
from collections.abc import Callable, Mapping, Sequence

from casekit.content.codes import CODES
from casekit.content.problem import Problem
from casekit.text.i18n import N_, gettext, ngettext, use_language

_INDENT = "    "
_SEVERITIES = {"error": N_("error"), "warning": N_("warning")}


def render_text(problems: Sequence[Problem], files: int) -> str:
    """One line per problem with its advice below, and the count."""
    lines = [line for problem in problems for line in render_problem(problem)]
    return "\n".join([*lines, count_line(problems, files)])


def render_problem(problem: Problem) -> list[str]:
    """One line for a problem, and its advice below."""
    head = f"{problem.file}:{problem.line}:{problem.column}:"
    name = f"{gettext(_SEVERITIES[problem.severity])} {problem.code} {problem.slug}:"
    return [
        f"{head} {name} {problem.message()}",
        *(_INDENT + advice for advice in problem.advice()),
    ]


def count_line(problems: Sequence[Problem], files: int) -> str:
    """`2 errors, 1 warning in 31 files`."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    return gettext(
        "{errors}, {warnings} in {files}",
        errors=ngettext("{n} error", "{n} errors", errors),
        warnings=ngettext("{n} warning", "{n} warnings", warnings),
        files=ngettext("{n} file", "{n} files", files),
    )


def render_json(problems: Sequence[Problem], files: int) -> str:
    """A JSON document with all problems and the counts."""
    errors = sum(problem.severity == "error" for problem in problems)
    document = {
        "files": files,
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [
            {
                "code": problem.code,
                "slug": problem.slug,
                "severity": problem.severity,
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "message": problem.message(),
                "suggestion": problem.suggestion,
                "mended": problem.mended,
            }
            for problem in problems
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def render_github(problems: Sequence[Problem], files: int) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    lines = []
    for problem in problems:
        place = f"file={_escape(problem.file, ':,')},line={problem.line},col={problem.column}"
        title = _escape(f"{problem.code} {problem.slug}", ":,")
        text = _escape("\n".join([problem.message(), *problem.advice()]))
        lines.append(f"::{problem.severity} {place},title={title}::{text}")
    return "\n".join([*lines, count_line(problems, files)])


RENDERERS: Mapping[str, Callable[[Sequence[Problem], int], str]] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
}
"""What `--format` names."""


def explain(code: str) -> str:
    """What a code means and what to do, with an example; for `--explain`.

    Raises:
        KeyError: there is no such code.
    """
    entry = CODES[code]
    example = "\n".join(_INDENT + line for line in entry.example.rstrip("\n").split("\n"))
    heading = f"{code} {entry.slug}"
    texts = [gettext(text) for text in (entry.explanation, entry.baseline) if text]
    return "\n\n".join([heading, *texts, f"{entry.file}\n{example}"])


def render_codes(language: str) -> str:
    """The page of all codes as Markdown, for the documentation."""
    with use_language(language):
        parts = ["# " + gettext("What casekit check says"), gettext(_INTRODUCTION)]
        for code, entry in CODES.items():
            parts.append(f"## {code} {entry.slug}")
            parts.append(f"> {gettext(entry.message)}")
            parts.append(gettext(entry.explanation))
            if entry.baseline:
                parts.append(gettext(entry.baseline))
            parts.append(f"```yaml\n# {entry.file}\n{entry.example}```")
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = N_(
    "Every problem has a code. E1 codes concern reading a file, E2 codes what it says, W3 codes are"
    " advice on teaching. An error keeps the course from being built; a warning can be accepted"
    " with a reason: `accept: {W320: the contrast is the point}` on an item, excerpt, quiz or case."
)


def _escape(text: str, more: str = "") -> str:
    """Escapes as the workflow commands of GitHub ask for."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for sign in more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
