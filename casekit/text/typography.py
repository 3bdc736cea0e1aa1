"""French spacing, on text that is already free of markup.

Thin no-break space (U+202F) before `; ! ? %` and between thousands, no-break space (U+00A0) before
`:` and currency signs, inside French quotes, and between a number and its scale word, as French
printers set them. English text keeps its spaces.
"""

import re

NBSP = "\u00a0"
THIN = "\u202f"

_SPACE = "[ \u00a0\u2009\u202f]"
_END = r"(?=$|[\s\u00a0\u202f)\]»”\"'’.,*_])"
_RULES = (
    (re.compile(rf"(?<=[\w)\]»”\"’%€$…]){_SPACE}*([;!?]+){_END}"), rf"{THIN}\1"),
    (re.compile(rf"(?<=[\w)\]»”\"’%€$…]){_SPACE}*:{_END}"), f"{NBSP}:"),
    (re.compile(rf"«{_SPACE}*"), f"«{NBSP}"),
    (re.compile(rf"{_SPACE}*»"), f"{NBSP}»"),
    (re.compile(rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))"), THIN),
    (re.compile(rf"(?<=\d){_SPACE}*%"), f"{THIN}%"),
    (re.compile(rf"(?<=\d){_SPACE}(?=[€$£¥])"), NBSP),
    (re.compile(rf"(?<=\d){_SPACE}(?=(?:mille|millions?|milliards?|ans|minutes)\b)"), NBSP),
    (re.compile(rf"\b(n°|p\.|M\.|Mme){_SPACE}(?=[\dA-ZÉ])"), rf"\1{NBSP}"),
)


def space_text(text: str, language: str) -> str:
    """The text with the no-break spaces that its language wants."""
    text = text.replace("...", "…")
    if language == "fr":
        for pattern, replacement in _RULES:
            text = pattern.sub(replacement, text)
    return text
