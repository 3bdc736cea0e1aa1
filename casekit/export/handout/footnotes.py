"""Footnotes of a rendered text as notes at the foot of the page where they are called.

A citation is already a note where it stands; what an author wrote as a Markdown footnote stands in
a list at the end of the text and is moved to its call.
"""

import re

_SECTION = re.compile(
    r'<hr class="footnotes-sep">\s*<section class="footnotes">(.*?)</section>', re.DOTALL
)
_START = re.compile(r'<li id="(fn[^"]*)" class="footnote-item">')
_END = re.compile(r"</li>\s*(?:</ol>\s*)?$")
_BACK = re.compile(r'\s*<a href="[^"]*" class="footnote-backref"[^>]*>.*?</a>')
_PARAGRAPH = re.compile(r"</?p>\s*")
_CALL = re.compile(r'<sup class="footnote-ref"><a href="#([^"]+)"[^>]*>[^<]*</a></sup>')
_SPACED_NOTE = re.compile(r'[ \n\u00a0]+(?=<span class="note")')


def set_footnotes(html: str) -> str:
    """The text with every footnote as a `note` span at its call, close to the word before it.

    A citation within a footnote stays there, as `in-note`: a note has no notes of its own.
    """
    found = _SECTION.search(html)
    if found:
        notes = _read_notes(found[1])
        html = _SECTION.sub("", html)
        html = _CALL.sub(lambda call: _note(notes.get(call[1], "")), html)
    return _SPACED_NOTE.sub("", html)


def _read_notes(section: str) -> dict[str, str]:
    """The text of each footnote by its id."""
    pieces = _START.split(section)[1:]
    bodies = (_END.sub("", body.strip()) for body in pieces[1::2])
    return {name: _flatten(body) for name, body in zip(pieces[::2], bodies, strict=True)}


def _flatten(body: str) -> str:
    body = _BACK.sub("", body).replace('<span class="note"', '<span class="in-note"')
    return _PARAGRAPH.sub(" ", body).strip()


def _note(text: str) -> str:
    return f'<span class="note">{text}</span>'
