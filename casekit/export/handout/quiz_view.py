"""What a printed quiz shows. No item goes in whole: its question is rendered before."""

from fractions import Fraction
from typing import Any

from casekit.domain.bank import Bank
from casekit.export.handout.case_view import list_sources
from casekit.export.handout.outlet import HandoutOutlet
from casekit.export.handout.paper import Asker, Form, cases_of, lay_out_form
from casekit.export.markup import trusted
from casekit.text.formats import format_number
from casekit.text.i18n import gettext, ngettext
from casekit.text.markdown import render_inline, render_markdown, strip_inline

View = dict[str, Any]


def quiz_view(outlet: HandoutOutlet, asker: Asker, quiz_id: str, letter: str) -> View:
    """Everything that `quiz.html` shows, by name; `quiz_id` is the full id."""
    bank = outlet.bank
    form = lay_out_form(bank, quiz_id, letter)
    cases = cases_of(bank, outlet.scope, [form])
    outlet.print_passages(cases if form.asks_all_passages or form.quiz.reading == "open" else ())
    outlet.quotes_in_full = True
    description = form.quiz.description
    return {
        **title_view(bank, form),
        "form": letter,
        "description": trusted(render_markdown(description, bank.language)) if description else "",
        "rules": list_rules(form),
        "questions": [asker.ask(one) for one in form.slots],
        "sources": list_sources(outlet, _sources_of(bank, cases)) if outlet.passages else [],
        "with_contents": False,
    }


def title_view(bank: Bank, form: Form) -> View:
    """What a quiz on paper and its key are called."""
    title = strip_inline(form.quiz.title, bank.language)
    scope = form.quiz_id.partition("/")[0]
    case = bank.cases.get(scope)
    return {
        "quiz_title": trusted(render_inline(form.quiz.title, bank.language)),
        "case_title": trusted(render_inline(case.head.title, bank.language)) if case else None,
        "title_text": title,
        "summary_text": strip_inline((case.head if case else bank.course).title, bank.language),
    }


def list_rules(form: Form) -> list[str]:
    """What a student must know before beginning, a sentence each."""
    questions = ngettext("{n} question", "{n} questions", len(form.slots))
    points = say_points(form.points)
    rules = [gettext("{questions}, {points} in all.", questions=questions, points=points)]
    if form.quiz.time_limit:
        rules.append(gettext("Time: {n} minutes.", n=form.quiz.time_limit))
    rules.append(
        gettext("The case and the passages at the end may be consulted.")
        if form.quiz.reading == "open"
        else gettext("No documents may be consulted.")
    )
    rules.append(gettext("A circle stands for one answer, a square for one answer or several."))
    return rules


def say_points(points: Fraction) -> str:
    """`1 point`, `2.5 points`."""
    return ngettext("{points} point", "{points} points", int(points), points=format_number(points))


def _sources_of(bank: Bank, case_ids: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for case_id in case_ids for s in bank.cases[case_id].head.sources))
