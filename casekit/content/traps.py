"""The traps of French typing that are legal YAML: text that the parser silently reads otherwise.

Each is found on the parser's events, where the style of a scalar and its exact end are known, and
named with the line as it should be written. Those that are mistakes of syntax are in `mending.py`.
"""

import re
from dataclasses import dataclass
from typing import Any

from yaml.events import AliasEvent, ScalarEvent

from casekit.content.keys import KNOWN_KEYS
from casekit.content.problem import Problem

NO_BREAK = "\u00a0\u202f"
BULLETS = "•–·▪◦‣o"

_HASH = re.compile(r"(?:(?<=\S)|(?<=^))[ \t]+#(?=\S)", re.MULTILINE)
_DECIMALS = re.compile(r"\[[^\[\n]*\d,\d")
_LEAD = re.compile(
    rf"^(?P<indent>[ \t{NO_BREAK}]*)(?P<dashes>(?:- +)*)"
    rf"(?:(?P<key>[a-z][a-z0-9_]*):(?P<gap> +))?(?P<value>.*?)(?P<end>\s*)$",
    re.DOTALL,
)


@dataclass(frozen=True)
class Suspects:
    """What a quick look at the whole text has found; no `Suspects` when there is nothing.

    Attributes:
        hashes: where white space before a `#x` begins.
        decimals: a list in brackets may hold a decimal comma.
        bullets: a line may begin with a typed bullet.
    """

    hashes: frozenset[int]
    decimals: bool
    bullets: bool


@dataclass(frozen=True)
class Line:
    """A line taken apart: indentation, dashes with a key, the value, the end."""

    indent: str
    lead: str
    value: str
    end: str

    def quoted(self, value: str | None = None) -> str:
        """The line with its value, or another one, in quotes."""
        return f"{self.indent}{self.lead}{quote(self.value if value is None else value)}{self.end}"

    @property
    def value_column(self) -> int:
        """Where the value begins, from 1."""
        return len(self.indent) + len(self.lead) + 1


def split_line(line: str) -> Line:
    """Takes a line apart; a word before a colon is a key only if some file has such a key."""
    found = _LEAD.match(line)
    if found is None:  # the pattern matches any line
        return Line("", "", line, "")
    key, value = found["key"], found["value"]
    if key is None:
        return Line(found["indent"], found["dashes"], value, found["end"])
    if found["dashes"] and key not in KNOWN_KEYS:
        whole = f"{key}:{found['gap']}{value}"
        return Line(found["indent"], found["dashes"], whole, found["end"])
    lead = f"{found['dashes']}{key}:{found['gap']}"
    return Line(found["indent"], lead, value, found["end"])


def quote(text: str) -> str:
    """The text as a quoted scalar on one line."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def mend_entry(line: str) -> str | None:
    """A list entry with its text in quotes; None for a line that is no plain entry."""
    parts = split_line(line)
    plain = parts.lead.endswith("- ") and parts.value[:1] not in "\"'[{|>"
    return parts.quoted().rstrip() if plain and parts.value else None


def find_suspects(text: str) -> Suspects | None:
    """A quick look at the whole text, so that most files pay nothing for the traps."""
    near_hash = " #" in text or "\t#" in text
    hashes = frozenset(m.start() for m in _HASH.finditer(text)) if near_hash else frozenset()
    decimals = _DECIMALS.search(text) is not None
    bullets = " o " in text or any(sign in text for sign in BULLETS[:-1])
    return Suspects(hashes, decimals, bullets) if hashes or decimals or bullets else None


def line_at(text: str, index: int) -> tuple[str, int]:
    """The line that holds a character, and where it begins."""
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    return text[start : end if end >= 0 else len(text)].rstrip("\r"), start


def check_key(text: str, file: str, event: Any) -> Problem | None:
    """Refuses a plain key with a space before its colon: most often it is text with a ` : `."""
    end = event.end_mark.index
    value = event.value
    if value[-1:] not in NO_BREAK and value[:1] not in NO_BREAK and text[end : end + 1] == ":":
        return None
    if text[end : end + 1] != ":" and not re.match(rf"[ \t{NO_BREAK}]+:", text[end : end + 9]):
        return None  # a key on its own line, written with "? "
    mark = event.start_mark
    line, start = line_at(text, mark.index)
    if value[:1] and value[0] in NO_BREAK:
        blank = len(line) - len(line.lstrip(" " + NO_BREAK))
        mended = " " * blank + line[blank:]
        return Problem("E107", file, mark.line + 1, mark.column + 1, mended=mended)
    word = value.strip(" " + NO_BREAK)
    column = end - start
    before, after = line[: mark.index - start], line[column:].lstrip(" \t" + NO_BREAK)
    if word in KNOWN_KEYS:
        mended = f"{before}{word}{after}"
    else:
        mended = f"{before}{quote(line[mark.index - start :].rstrip())}"
    colon = len(line) - len(after) + 1
    code = "E121" if word in KNOWN_KEYS else "E102"
    return Problem(code, file, mark.line + 1, colon, {"text": word[:60]}, mended=mended)


def check_scalar(
    text: str, file: str, event: Any, suspects: Suspects, in_list: bool
) -> Problem | None:
    """Looks at a plain value for a swallowed `#`, a decimal comma in a list, typed bullets."""
    if event.end_mark.index in suspects.hashes:
        return _name_hash(text, file, event)
    if suspects.decimals and in_list:
        problem = _check_decimal(text, file, event)
        if problem:
            return problem
    return _check_bullets(text, file, event) if suspects.bullets else None


def _name_hash(text: str, file: str, event: Any) -> Problem:
    end = event.end_mark.index
    line, start = line_at(text, end)
    parts = split_line(line)
    column = line.index("#", end - start) + 1
    one_line = event.start_mark.line == event.end_mark.line
    mended = parts.quoted() if one_line and parts.value[:1] not in "[{" else None
    params = {"rest": line[column - 1 :].strip()[:60]}
    return Problem("E103", file, event.end_mark.line + 1, column, params, mended=mended)


def _check_decimal(text: str, file: str, event: Any) -> Problem | None:
    end, value = event.end_mark.index, event.value
    if not (value[-1:].isdigit() and text[end : end + 1] == "," and text[end + 1].isdigit()):
        return None
    before = text[event.start_mark.index - 1]
    if before == "," and event.start_mark.index >= 2:
        return None  # the comma before it has been named already
    line, _ = line_at(text, end)
    mended = re.sub(r"\[([^\[\]]*)\]", _quote_entries, line)
    mark = event.start_mark
    return Problem("E104", file, mark.line + 1, mark.column + 1, mended=mended)


def _quote_entries(found: re.Match[str]) -> str:
    entries = re.split(r",\s+", found[1].strip())
    kept = (quote(entry) if re.search(r"\d,\d", entry) else entry for entry in entries)
    return f"[{', '.join(kept)}]"


def _check_bullets(text: str, file: str, event: Any) -> Problem | None:
    value, start, end = event.value, event.start_mark, event.end_mark
    if start.line == end.line or value[:1] not in BULLETS or value[1:2] not in " \t" + NO_BREAK:
        return None
    if value[0] == "o" and " o " not in value[1:]:
        return None
    entry = text[start.index : end.index].splitlines()[0][1:].strip(" \t" + NO_BREAK)
    return Problem("E108", file, start.line + 1, start.column + 1, {"sign": value[0]},
                   mended=" " * start.column + f"- {entry}")  # fmt: skip


def name_mark(text: str, file: str, event: Any) -> Problem:
    """An anchor, an alias or a tag, which casekit does not read."""
    mark = event.start_mark
    line, _ = line_at(text, mark.index)
    parts = split_line(line)
    sign = text[mark.index : mark.index + 1]
    is_text = isinstance(event, (ScalarEvent, AliasEvent)) and parts.value.startswith(sign)
    mended = parts.quoted() if is_text else None
    return Problem("E110", file, mark.line + 1, mark.column + 1, {"sign": sign}, mended=mended)
