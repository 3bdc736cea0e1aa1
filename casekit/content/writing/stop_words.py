"""Small words, by which a language is told and which say nothing in an id."""

from collections.abc import Mapping

_FRENCH = (
    "à au aux avec ce ces cette comme dans de des du elle elles en est et été être il ils je la"
    " le les leur leurs lui mais même ne nos notre nous on ont ou où par pas plus pour qu que"
    " quel quelle qui sa sans se sera ses si son sont sous sur tout un une vers vos votre vous"
    " y ainsi aussi après avant car cela ceci chez depuis donc entre fait faire ici lors"
    " l d n s c j m t"
)
_ENGLISH = (
    "a about after all also an and are as at be been before but by can could did do does for"
    " from had has have he her his how i if in into is it its more most no not of on or our out"
    " over she so some such than that the their them then there these they this those to up was"
    " we were what when where which while who will with would you your"
)

STOP_WORDS: Mapping[str, frozenset[str]] = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
}
"""By language."""
