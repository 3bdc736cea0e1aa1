"""What check says of a workspace's own templates, beside the golden files."""

import shutil

import pytest
from factories import make_workspace

from casekit.content import read_workspace
from casekit.content.checks.jinja import read_ours
from casekit.resources import templates_dir
from casekit.web import Settings, create_app
from casekit.web.rendering import _FILTERS

ASKS = """\
{% macro ask(slot) %}<p class="mine">{{ slot.stem }}</p>{% endmacro %}
{% macro review(slot) %}{{ slot.stem }}{% endmacro %}
"""


def problems_of(root):
    return [(p.code, p.file, p.line) for p in read_workspace(root, cache=False).problems]


def test_the_filters_known_to_check_are_those_of_the_outlets():
    assert set(_FILTERS) <= read_ours("web").filters
    assert {"inline", "block", "plain"} <= read_ours("handout").filters


def test_a_copy_of_every_template_of_ours_is_in_order(tmp_path):
    make_workspace(tmp_path)
    for outlet in ("web", "handout", "anki"):
        shutil.copytree(templates_dir(outlet), tmp_path / "templates" / outlet)
    assert problems_of(tmp_path) == []


def test_a_template_in_order_is_used(tmp_path):
    root = make_workspace(tmp_path / "course", {"templates/web/item/single.html": ASKS})
    assert problems_of(root) == []
    app = create_app(Settings(root, f"sqlite:///{tmp_path / 'x.db'}", "only for this test"))
    with app.test_request_context("/"):
        assert "mine" in app.jinja_env.get_template("item/single.html").module.ask({"stem": 1})
    app.extensions["casekit"].store.close()


def test_a_template_of_its_own_may_be_included_and_a_value_asked_for_by_is_defined(tmp_path):
    files = {
        "templates/web/home.html": '{% include "news.html" %}{% if news is defined %}{{ news }}'
        '{% endif %}{% include "none.html" ignore missing %}',
        "templates/web/news.html": "<p>{{ _('Desk') }}</p>",
    }
    assert problems_of(make_workspace(tmp_path, files)) == []


def test_a_near_name_is_suggested(tmp_path):
    files = {"templates/web/home.html": "{{ veiw }}", "templates/anki/basic-back.html": "{{Bakc}}"}
    reading = read_workspace(make_workspace(tmp_path, files), cache=False)
    assert [p.suggestion for p in reading.problems] == ["Back", "view"]
    assert reading.bank is None
    assert reading.problems[1].message() == (
        'the template does not render: there is no value "veiw"'
    )


def test_a_power_is_named_and_not_worked_out(tmp_path):
    """No machine could finish this one, and no page either."""
    files = {"templates/web/home.html": "<p>\n{{ 9 ** (9 ** 8) }}"}
    assert problems_of(make_workspace(tmp_path, files)) == [("E320", "templates/web/home.html", 2)]


@pytest.mark.parametrize(
    "inside", ["(" * 5000 + "1" + ")" * 5000, "-" * 5000 + "1", "1" + "+1" * 900]
)
def test_a_template_that_is_nested_too_deep_is_named(tmp_path, inside):
    files = {"templates/web/home.html": f"<p>\n{{{{ {inside} }}}}"}
    assert problems_of(make_workspace(tmp_path, files)) == [("E320", "templates/web/home.html", 1)]
