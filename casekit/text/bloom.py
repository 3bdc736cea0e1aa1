"""Bloom's levels as words for people; authors' files keep the English terms."""

from casekit.domain.item import Bloom
from casekit.text.i18n import N_, gettext

BLOOM_WORDS: dict[Bloom, str] = {
    "remember": N_("remember"),
    "understand": N_("understand"),
    "apply": N_("apply"),
    "analyse": N_("analyse"),
    "evaluate": N_("evaluate"),
    "create": N_("create"),
}
"""The levels of Anderson and Krathwohl (2001)."""


def bloom_word(level: Bloom) -> str:
    """The level in the current language."""
    return gettext(BLOOM_WORDS[level])
