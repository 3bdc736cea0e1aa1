"""Markdown to HTML: safe, and set in the content's language."""

from html.parser import HTMLParser

import pytest

from casekit.text.markdown import (
    plain_lines,
    render_inline,
    render_markdown,
    render_plain,
    strip_markdown,
)


class Marks:
    """An outlet that shows what it was asked for."""

    def citation(self, source: str, excerpt: str | None, paragraph: int | None) -> str:
        return f"<cite>{source}/{excerpt}/{paragraph}</cite>"

    def excerpt(self, ref: str) -> str:
        return f"<figure>{ref}</figure>"

    def exhibit(self, exhibit_id: str) -> str:
        return f"<table id='{exhibit_id}'></table>"

    def image(self, src: str, alt: str) -> str:
        return f"<picture>{src} {alt}</picture>"


def tags_of(html: str) -> set[str]:
    """The elements that a browser would make; one with any attribute counts with it."""
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.add(f"{tag} {attrs}" if attrs else tag)

    Reader().feed(html)
    return found


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,xxxx)",
        "![x](javascript:alert(1))",
        "<a href='javascript:alert(1)'>x</a>",
        "`<b>`",
        "<!-- x --><style>*{}</style>",
        "\ue0000\ue001",
        "&#xE000;0&#xE001; [@a#b]",
    ],
)
def test_hostile_text_shows_as_text(hostile):
    for html in (
        render_markdown(hostile, "fr"),
        render_markdown(hostile, "en", Marks()),
        render_inline(hostile, "fr"),
        render_plain(hostile, "fr"),
    ):
        assert tags_of(html) <= {"p", "code", "cite"}


def test_a_citation_stands_at_the_word_that_it_follows():
    html = render_markdown("un mot [@src#ex] ici\n[@src:p7].", "fr", Marks())
    assert "mot<cite>src/ex/None</cite> ici<cite>src/None/7</cite>." in html


def test_lines_of_their_own_set_excerpts_and_exhibits():
    html = render_markdown("a\n\n{{ excerpt src#ex }}\n\n{{ exhibit figures }}\n", "fr", Marks())
    assert "<figure>src#ex</figure>" in html
    assert "<table id='figures'></table>" in html


def test_what_an_outlet_makes_is_not_sanitised_away():
    assert "<picture>media/a.png un plan</picture>" in render_markdown(
        "![un plan](media/a.png)", "fr", Marks()
    )


def test_without_an_outlet_an_image_is_its_alternative_text():
    assert render_markdown("![un plan](media/a.png)", "fr") == "<p>un plan</p>\n"


def test_quotes_follow_the_language():
    assert "«\u00a0oui\u00a0»" in render_plain('"oui"', "fr")
    assert "“yes”" in render_plain('"yes"', "en")
    assert "l’ami" in render_plain("l'ami", "fr")


def test_a_sign_after_emphasis_gets_its_space():
    assert "</em>\u202f?" in render_inline("Et *toi* ?", "fr")


def test_code_is_left_as_it_is_typed():
    assert "<code>a : b ?</code>" in render_inline("`a : b ?`", "fr")


@pytest.mark.parametrize("line", ["2015. Un an", "+ 20 %", "# un", "- deux", "> trois"])
def test_an_inline_text_is_never_a_list_or_a_heading(line):
    html = render_inline(line, "en")
    assert html.startswith(line[0] if line[0] != ">" else "&gt;")


def test_column_alignment_is_a_class_since_the_page_forbids_inline_style():
    html = render_markdown("| a |\n|--:|\n| 1 |", "fr")
    assert 'class="align-right"' in html
    assert "style" not in html


def test_headings_begin_below_the_title_of_the_page():
    assert render_markdown("# Un\n\n## Deux", "fr").count("<h2>") == 2


def test_footnotes_of_two_texts_on_a_page_have_ids_of_their_own():
    text = "mot[^1]\n\n[^1]: note"
    first, second = (render_markdown(text, "fr", scope=scope) for scope in ("a", "b"))
    assert 'id="fn-a-1"' in first
    assert 'id="fn-b-1"' in second


def test_excerpts_are_no_markdown():
    assert render_plain("2 * 3 * 4 [...] _x_", "en") == "2 * 3 * 4 […] _x_"


def test_titles_lose_their_marks():
    assert strip_markdown("*Selon* `x` : [y](https://exemple.fr)", "fr") == "Selon x\u00a0: y"


def test_titles_keep_the_words_of_two_blocks_apart():
    assert strip_markdown("*Un*, deux\n\ntrois\n- quatre", "fr") == "Un, deux trois quatre"


def test_a_text_for_the_terminal_keeps_its_lines():
    text = "Un *deux*\nsuite\n\n- trois\n- quatre\n\n1. cinq\n\n|a|b|\n|-|-|\n|1|2|\n\n    *code*"
    assert plain_lines(text, "fr") == [
        "Un deux suite",
        "- trois",
        "- quatre",
        "1. cinq",
        "a | b",
        "1 | 2",
        "*code*",
    ]
