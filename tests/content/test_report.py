import json

from casekit.content.problem import Problem
from casekit.content.report import render_github, render_json, render_text
from casekit.text.i18n import use_language

UNKNOWN = Problem(
    "E203",
    "content/crise-2026/items.yaml",
    42,
    17,
    {"name": "abonnes", "ref": "nd-2026#abonne"},
    suggestion="nd-2026#abonnes",
)
GUESSABLE = Problem("W310", "content/a,b.yaml", 58, 5, {"name": "100 %\nx", "share": 80})
COLON = Problem("E102", "a.yaml", 3, 9, {"text": "Un"}, mended='    stem: "Un : deux"')


def test_a_problem_is_one_line_with_its_suggestion_below():
    assert render_text([UNKNOWN], 31).splitlines() == [
        "content/crise-2026/items.yaml:42:17: error E203 unknown-excerpt:"
        ' "abonnes" cites "nd-2026#abonne", which no source has',
        '    did you mean "nd-2026#abonnes"?',
        "1 error, 0 warnings in 31 files",
    ]


def test_a_mended_line_is_shown_without_its_indentation():
    assert '    write: stem: "Un : deux"' in render_text([COLON], 1).splitlines()


def test_the_count_speaks_of_one_and_of_many():
    with use_language("en"):
        text = render_text([UNKNOWN, COLON, GUESSABLE], 1)
    assert text.splitlines()[-1] == "2 errors, 1 warning in 1 file"


def test_json_has_every_problem_and_the_counts():
    document = json.loads(render_json([UNKNOWN, GUESSABLE], 2))
    assert (document["errors"], document["warnings"], document["files"]) == (1, 1, 2)
    assert document["problems"][0]["slug"] == "unknown-excerpt"
    assert document["problems"][0]["suggestion"] == "nd-2026#abonnes"


def test_github_commands_are_escaped():
    lines = render_github([UNKNOWN, GUESSABLE], 2).splitlines()
    assert lines[0] == (
        "::error file=content/crise-2026/items.yaml,line=42,col=17,title=E203 unknown-excerpt::"
        '"abonnes" cites "nd-2026#abonne", which no source has%0Adid you mean "nd-2026#abonnes"?'
    )
    assert lines[1].startswith("::warning file=content/a%2Cb.yaml,line=58,col=5,title=W310 guess")
    assert "100 %25%0Ax" in lines[1]


def test_braces_in_what_an_author_wrote_are_shown_as_they_are():
    problem = Problem("E211", "a.yaml", params={"value": "{ref} {0}", "key": "", "name": ""})
    assert '"{ref} {0}"' in problem.message()
