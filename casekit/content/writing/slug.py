"""Ids proposed from the words of a text."""

import re
import unicodedata
from collections.abc import Collection

from casekit.content.writing.fault import CannotWriteError
from casekit.content.writing.stop_words import STOP_WORDS
from casekit.domain.value import SLUG

MAX_LENGTH = 64
PROPOSED_LENGTH = 40

_STOP = frozenset().union(*STOP_WORDS.values())
_SLUG = re.compile(SLUG)


def propose_slug(text: str, taken: Collection[str], words: int = 3) -> str:
    """A free id of the first words of a text that say something; `text` when none does."""
    plain = text.casefold().replace("œ", "oe").replace("æ", "ae")
    found = re.findall(r"[^\W_]+", plain)
    kept = [word for word in found if word not in _STOP and len(word) > 1] or found
    ascii_words = [_to_ascii(word) for word in kept]
    chosen = [word for word in ascii_words if word][:words]
    while len(chosen) > 1 and len("-".join(chosen)) > PROPOSED_LENGTH:
        chosen.pop()
    slug = "-".join(chosen)[:PROPOSED_LENGTH].strip("-") or "text"
    number = 2
    proposed = slug
    while proposed in taken:
        proposed = f"{slug}-{number}"
        number += 1
    return proposed


def _to_ascii(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in decomposed if sign.isascii() and sign.isalnum())


def check_slug(slug: str, taken: Collection[str]) -> str:
    """The id, if it is one and free.

    Raises:
        CannotWriteError: `slug` or `taken`.
    """
    if not _SLUG.match(slug) or slug.endswith("\n") or len(slug) > MAX_LENGTH:
        raise CannotWriteError("slug", id=slug)
    if slug in taken:
        raise CannotWriteError("taken", id=slug)
    return slug
