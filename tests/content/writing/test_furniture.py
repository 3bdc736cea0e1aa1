import pytest
from content.writing.pages import BAKERY, COMMENT, ENGLISH, FRENCH, FRENCH_KEPT, MORE_PROSE, PROSE

from casekit.content.writing.furniture import find_layout
from casekit.content.writing.metadata import find_metadata, guess_language


def kept_lines(text):
    lines = text.splitlines()
    return [lines[number - 1] for number in find_layout(lines).kept]


def test_menus_captions_related_links_and_comments_are_left_out():
    assert [list(each) for each in find_layout(FRENCH.splitlines()).ranges] == FRENCH_KEPT


def test_the_title_the_authors_and_the_date_are_taken_where_they_are_stated():
    lines = FRENCH.splitlines()
    found = find_metadata(lines, find_layout(lines), "en")
    assert found.title == 'La marque #1 du quartier : "tout en ligne"'
    assert found.has_title
    assert found.authors == ("Ada Martin",)
    assert found.published == "2015-03-03"
    assert found.publisher == "Le Quotidien"
    assert found.language == "fr"


def test_an_english_page_is_read_alike():
    lines = [*ENGLISH.splitlines()]
    found = find_metadata(lines, find_layout(lines), "fr")
    assert found.title == "A bakery that sells by app"
    assert found.authors == ("Grace Hill", "Tom Reed")
    assert found.published == "2015-03-03"
    assert found.publisher is None
    assert found.language == "en"


def test_without_a_title_the_first_words_stand_for_it_and_it_is_said():
    lines = [PROSE, MORE_PROSE]
    found = find_metadata(lines, find_layout(lines), "fr")
    assert not found.has_title
    assert found.title == " ".join(PROSE.split()[:12]) + " …"
    assert (found.publisher, found.authors, found.published) == (None, (), None)


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("Publié le 03/04/2015", "2015-04-03"),
        ("Publié le 31/02/2015", None),
        ("Publié le 31/02/2015, mis à jour le 01/03/2015", "2015-03-01"),
        ("Publié le 30 février 2015, puis le 1er mars 2015", "2015-03-01"),
        ("Publié le 2015-02-30, puis le 2015-03-01", "2015-03-01"),
        ("Publié le 31.12.2015", "2015-12-31"),
    ],
)
def test_a_date_that_cannot_be_is_passed_over(stated, published):
    assert published_in(f"Un titre d'article\n{stated}\n{PROSE}\n{MORE_PROSE}") == published


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("Published 03/04/2015", "2015"),  # March or April: the year alone is certain
        ("Published 04/04/2015", "2015-04-04"),
        ("Published 17/04/2015", "2015-04-17"),
        ("Published 04/17/2015", "2015-04-17"),
        ("Published 02/30/2015", None),
        ("Published 3.4.2015", "2015-04-03"),
    ],
)
def test_a_date_in_figures_in_english_is_taken_as_far_as_it_is_certain(stated, published):
    assert published_in(f"A title of ours\n{stated}\n{BAKERY}\n{COMMENT}") == published


def published_in(text):
    lines = text.splitlines()
    return find_metadata(lines, find_layout(lines), "fr").published


def test_a_title_that_stands_twice_is_kept_once():
    assert kept_lines(
        f"Le titre de cet article\n\n{PROSE}\nLe titre de cet article\n{MORE_PROSE}"
    ) == [
        "Le titre de cet article",
        PROSE,
        MORE_PROSE,
    ]


def test_teasers_cut_short_are_left_out_in_a_run():
    teaser = PROSE[:-1] + "…"
    text = f"Le titre de cet article\n{PROSE}\n{MORE_PROSE}\nUn autre\n{teaser}\nEncore\n{teaser}x…"
    assert kept_lines(text) == ["Le titre de cet article", PROSE, MORE_PROSE]


def test_a_credit_above_the_article_does_not_close_it():
    text = f"Le titre de cet article\nCrédit photo : Quelqu'un\n{PROSE}\n{MORE_PROSE}"
    assert kept_lines(text) == ["Le titre de cet article", PROSE, MORE_PROSE]


def test_markdown_headings_and_images_are_read():
    text = (
        f"# Le titre de cet article\n\n![Une boutique](x.png)\n\n{PROSE}\n\n## Un pari\n\n{PROSE}!"
    )
    assert kept_lines(text)[0] == "# Le titre de cet article"
    assert len(kept_lines(text)) == 4
    assert find_metadata(text.splitlines(), find_layout(text.splitlines()), "fr").title == (
        "Le titre de cet article"
    )


@pytest.mark.parametrize("text", ["Un mot", "x", "Une ligne\nUne autre\n\nUne troisième", "1\n2"])
def test_a_text_without_prose_is_kept(text):
    assert find_layout(text.splitlines()).ranges


def test_a_tie_of_languages_is_the_course_s():
    assert guess_language("Xiaomi SU7", "en") == "en"
    assert guess_language("Xiaomi SU7", "fr") == "fr"
