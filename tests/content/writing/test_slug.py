import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.content.writing.fault import CannotWriteError
from casekit.content.writing.slug import check_slug, propose_slug
from casekit.domain.value import SLUG


def test_content_words_make_the_id():
    assert propose_slug("Le bouche à oreille est efficace", ()) == "bouche-oreille-efficace"
    assert propose_slug("L'œuvre du Café", ()) == "oeuvre-cafe"


def test_a_taken_one_gets_a_number():
    assert propose_slug("Une marque", {"marque", "marque-2"}) == "marque-3"


@given(st.text())
def test_what_is_proposed_is_always_an_id(text):
    assert re.match(SLUG, propose_slug(text, ()))


@pytest.mark.parametrize(
    "slug", ["", "A", "a/b", "../a", "a--b", "-a", "é", "a b", "a\n", "a" * 65]
)
def test_what_is_no_id_is_refused(slug):
    with pytest.raises(CannotWriteError) as caught:
        check_slug(slug, ())
    assert caught.value.reason == "slug"
