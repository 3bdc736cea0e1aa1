"""Tables that fit the page, however many columns they have and however long a word in them is."""

import re

WIDE = 7
"""Columns from which a table has a page of its own, turned."""

LONG = 24
"""Letters from which a word in a table may be broken anywhere: it would widen its column."""

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_WORD = re.compile(rf"(?<![<\w/\"=#&;])[^\s<>&;\"]{{{LONG},}}(?![^<]*>)")


def set_tables(html: str) -> str:
    """The text with its wide tables turned, and long words broken in all of them."""
    return _TABLE.sub(lambda table: _set_table(table[0]), html)


def _set_table(table: str) -> str:
    head = table.partition("</thead>")[0]
    table = break_words(table)
    return f'<div class="wide">{table}</div>' if head.count("<th") - 1 >= WIDE else table


def break_words(table: str) -> str:
    """The table with room for a line break (U+200B) in words of `LONG` letters or more."""
    return _WORD.sub(lambda word: "\u200b".join(re.findall(r".{1,8}", word[0])), table)
