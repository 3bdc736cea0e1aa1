"""Characters that none of the fonts has: they are named, so that no empty box is printed."""

import re
from functools import cache
from pathlib import Path

from casekit.export.errors import BrokenFontError

_TAG = re.compile(r"<(style|title|desc)>.*?</\1>|<[^>]*>", re.DOTALL)
_INVISIBLE = frozenset("\n\r\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")


def name_missing(html: str, fonts: tuple[Path, ...]) -> tuple[str, str]:
    """The document with `[U+5C0F U+7C73]` in place of what cannot be shown, and that, sorted.

    Titles keep their characters: they are told, not drawn.
    """
    known = covered(fonts)
    missing = {c for c in set(html) if ord(c) not in known and c not in _INVISIBLE}
    if not missing:
        return html, ""
    runs = re.compile(f"[{re.escape(''.join(sorted(missing)))}]+")
    parts, last = [], 0
    for tag in _TAG.finditer(html):  # what stands in a tag is not shown
        parts += [runs.sub(_say, html[last : tag.start()]), tag[0]]
        last = tag.end()
    return "".join(parts) + runs.sub(_say, html[last:]), "".join(sorted(missing))


def _say(run: re.Match[str]) -> str:
    return f"[{' '.join(f'U+{ord(character):04X}' for character in run[0])}]"


def covered(fonts: tuple[Path, ...]) -> frozenset[int]:
    """The code points that a regular or an own font has; the others of a family have the same.

    Raises:
        BrokenFontError: one of them cannot be read.
    """
    return frozenset().union(*(_covered(each, each.stat().st_mtime_ns) for each in fonts))


@cache
def _covered(folder: Path, _mtime_ns: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for path in sorted(folder.iterdir()):
        if path.suffix not in {".woff2", ".ttf", ".otf"}:
            continue
        if path.stem.startswith("casekit-") and not path.stem.endswith("-regular"):
            continue
        try:
            with path.open("rb") as file, TTFont(file, lazy=True) as font:
                found |= font.getBestCmap().keys()
        except Exception as error:  # a broken one raises anything
            raise BrokenFontError(path.name) from error
    return frozenset(found)
