"""French spacing: thin before ; ! ? %, no-break before : and inside quotes; English stays."""

import pytest

from casekit.text.typography import space_text

NB = "\u00a0"
THIN = "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pourquoi ?", f"Pourquoi{THIN}?"),
        ("Pourquoi?", f"Pourquoi{THIN}?"),
        ("Vraiment ?!", f"Vraiment{THIN}?!"),
        ("un ; deux", f"un{THIN}; deux"),
        ("Prix : 5", f"Prix{NB}: 5"),
        ("« oui »", f"«{NB}oui{NB}»"),
        ("«oui»", f"«{NB}oui{NB}»"),
        ("« oui » ?", f"«{NB}oui{NB}»{THIN}?"),
        ("20 %", f"20{THIN}%"),
        ("20%", f"20{THIN}%"),
        ("1 234 567 appareils", f"1{THIN}234{THIN}567 appareils"),
        ("61 millions", f"61{NB}millions"),
        ("5 €", f"5{NB}€"),
        ("n° 1", f"n°{NB}1"),
        ("et...", "et…"),
    ],
)
def test_french_signs_get_their_spaces(typed, printed):
    assert space_text(typed, "fr") == printed


@pytest.mark.parametrize(
    "text", ["à 12:30", "http://exemple.fr/?q=1", "3 options", "2015", "a;b", ":-)"]
)
def test_what_only_looks_like_punctuation_stays(text):
    assert space_text(text, "fr") == text


def test_spacing_twice_changes_nothing_more():
    once = space_text("Quoi ? « 20 % » : 1 000 !", "fr")
    assert space_text(once, "fr") == once


def test_english_keeps_its_spaces():
    assert space_text("Why? 20 %: 1 000!", "en") == "Why? 20 %: 1 000!"
