"""Near misses: what an author may have meant. A hint, never a decision."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein


def find_near(word: str, known: Iterable[str], limit: float = 0.34) -> str | None:
    """The known word nearest to a misspelt one; None when none is near.

    `limit` is the share of the letters that may differ, transpositions counted once.
    """
    found = process.extractOne(
        word.casefold(),
        list(known),
        processor=str.casefold,
        scorer=DamerauLevenshtein.normalized_distance,
        score_cutoff=limit,
    )
    return str(found[0]) if found else None
