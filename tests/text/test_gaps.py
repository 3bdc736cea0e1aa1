"""Texts with gaps, cut where the gaps stand."""

import pytest

from casekit.text.gaps import Piece, render_gapped


def test_a_text_is_cut_at_each_gap() -> None:
    pieces = render_gapped("Le *canal* est [[a]], le prix [[b]] euros.", "en")
    assert pieces == [
        Piece("<p>Le <em>canal</em> est ", "a", ","),
        Piece(" le prix ", "b", ""),
        Piece(" euros.</p>\n"),
    ]


@pytest.mark.parametrize(
    ("text", "tail"),
    [("Quoi, [[a]] ?", "?"), ("« [[a]] »", "»"), ("[[a]] : oui", ":"), ("[[a]]...", "...")],
)
def test_punctuation_stays_with_its_gap(text: str, tail: str) -> None:
    assert render_gapped(text, "fr")[0].tail.lstrip("&nbsp;\u00a0\u202f") in {tail, "…"}


def test_markup_in_a_text_with_gaps_is_shown_as_text() -> None:
    html = "".join(piece.html for piece in render_gapped("<b onclick=x>[[a]]</b>", "en"))
    assert "<b" not in html


def test_a_text_that_has_our_marks_is_cut_at_its_gaps_alone() -> None:
    pieces = render_gapped("\ue0105\ue011 et [[a]]", "fr")
    assert [piece.gap for piece in pieces] == ["a", ""]


def test_gaps_stand_in_tables_and_lists() -> None:
    text = "| an | ventes |\n|---|---|\n| 2014 | [[v]] |\n\n- [[w]]\n"
    pieces = render_gapped(text, "fr")
    assert [piece.gap for piece in pieces] == ["v", "w", ""]
    assert pieces[0].html.endswith("<td>")
    assert pieces[1].html.endswith("<li>")
