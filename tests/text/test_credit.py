"""Credits and labels: the same words in every outlet."""

from casekit.domain.source import CitedExcerpt, Credit, Excerpt
from casekit.text.credit import credit_html, credit_text, kind_label, short_credit_html
from casekit.text.i18n import use_language

ARTICLE = Credit(
    title="Le titre",
    publisher="Le Journal",
    authors=("Ada Bell",),
    published="2015-03",
    language="fr",
    rights="quotation",
)


def cite(**changes: object) -> CitedExcerpt:
    excerpt = Excerpt.model_validate(
        {"id": "a", "paragraph": 1, "kind": "claim", "voice": ["Ada", "Bob"], "text": "x"} | changes
    )
    return CitedExcerpt(source_id="src", excerpt=excerpt, credit=ARTICLE)


def test_a_credit_names_author_title_publisher_and_date():
    with use_language("fr"):
        assert credit_text(ARTICLE) == "Ada Bell, « Le titre », Le Journal, mars 2015"
        assert "<cite>Le Journal</cite>, mars 2015" in credit_html(ARTICLE)
        assert short_credit_html(ARTICLE) == "<cite>Le Journal</cite>, mars 2015"


def test_what_is_not_known_is_left_out_and_a_missing_date_is_said():
    bare = Credit(title="Le titre", language="fr", rights="quotation")
    assert credit_text(bare) == "« Le titre », n.d."
    assert short_credit_html(bare) == "<cite>Le titre</cite>, n.d."


def test_a_licence_goes_with_the_credit():
    credit = ARTICLE.model_copy(update={"rights": "open", "licence": "CC-BY-4.0"})
    assert credit_text(credit).endswith(", CC-BY-4.0")


def test_hostile_names_are_escaped():
    credit = ARTICLE.model_copy(update={"authors": ("<b>",), "publisher": "<i>"})
    assert "<b>" not in credit_html(credit)
    assert "<i>" not in credit_html(credit)


def test_a_label_says_what_a_passage_is_and_who_says_so_nearest_first():
    with use_language("fr"):
        assert kind_label(cite()) == "Déclaration\u00a0: Ada, selon Bob"
        assert kind_label(cite(kind="fact", voice=[])) == "Fait"
    assert kind_label(cite()) == "Claim: Ada, according to Bob"
