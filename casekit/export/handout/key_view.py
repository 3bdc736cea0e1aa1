"""What only instructors print: keys, explanations, rubrics, and the teaching note."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from string import ascii_uppercase
from typing import Any

from markupsafe import Markup

from casekit.domain.attempt import Slot
from casekit.domain.bank import Bank
from casekit.domain.item import Arrangement, ItemBase
from casekit.domain.item.choice import ChoicesItem
from casekit.domain.item.responses import score_sample
from casekit.domain.quiz import Quiz
from casekit.domain.version import ItemVersion
from casekit.export.handout.case_view import list_sources, set_prose, student_view
from casekit.export.handout.finishing import Use
from casekit.export.handout.outlet import HandoutOutlet
from casekit.export.handout.paper import Asker, Form, PaperSlot, cases_of, lay_out_form
from casekit.export.handout.quiz_view import say_points, title_view
from casekit.export.markup import trusted
from casekit.text.i18n import gettext
from casekit.text.markdown import render_inline
from casekit.text.responses import SAMPLE_TITLES, ScoreRow, ScoreTable, say_response

View = dict[str, Any]

GRID = 4
"""Forms that stand side by side in the table to mark by."""

WHOLE = 600
"""Characters beside each other that are kept on one page: a quarter of it."""

_HEADING = re.compile(r"(</?h)([2-5])\b")


def key_view(
    outlet: HandoutOutlet, asker: Asker, quiz_id: str, letters: str, base_url: str | None
) -> View:
    """Everything that `key.html` shows: the answers of each form, in its order."""
    bank = outlet.bank
    forms = [lay_out_form(bank, quiz_id, letter) for letter in letters]
    cases = cases_of(bank, outlet.scope, forms)
    outlet.print_passages(cases)
    sources = tuple(dict.fromkeys(s for c in cases for s in bank.cases[c].head.sources))
    return {
        **title_view(bank, forms[0]),
        "case_address": _case_address(bank, outlet.scope, base_url),
        "forms": [_form_view(outlet, asker, form) for form in forms],
        "grids": [list_marks(asker, forms[n : n + GRID]) for n in range(0, len(forms), GRID)],
        "sources": list_sources(outlet, sources),
        "with_contents": len(forms) > 1,
    }


def list_marks(asker: Asker, forms: Sequence[Form]) -> View:
    """A table to mark papers by: a row for each number, a column for each form."""
    rows = zip(*(form.slots for form in forms), strict=True)
    return {
        "letters": [form.letter for form in forms],
        "rows": [
            {
                "number": ones[0].number,
                "cells": [
                    {"anchor": _anchor(form.letter, one), "marks": asker.marks(one)}
                    for one, form in zip(ones, forms, strict=True)
                ],
            }
            for ones in rows
        ],
    }


def instructor_view(outlet: HandoutOutlet, asker: Asker, base_url: str | None) -> View:
    """Everything that `instructor.html` shows: the case, its teaching note, all its answers."""
    bank = outlet.bank
    case = bank.cases[outlet.scope]
    view = student_view(outlet, base_url)
    note = case.teaching_note
    return {
        **view,
        "note": _lower_headings(set_prose(outlet, note)) if note else None,
        "groups": [
            {"title": title, "answers": [_answer_view(outlet, asker, one, "") for one in slots]}
            for title, slots in _group_items(bank, outlet.scope)
            if slots
        ],
        "with_contents": True,
    }


def _case_address(bank: Bank, scope: str, base_url: str | None) -> str | None:
    """Where the case stands on the web; None without a site, and for several cases."""
    if base_url is None or scope not in bank.cases:
        return None
    return f"{base_url.rstrip('/')}/c/{bank.course.id}/cases/{scope}"


def _lower_headings(html: str) -> Markup:
    """The note's headings below that of its chapter."""
    return trusted(_HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", html))


def _form_view(outlet: HandoutOutlet, asker: Asker, form: Form) -> View:
    return {
        "letter": form.letter,
        "points": say_points(form.points),
        "answers": [_answer_view(outlet, asker, one, form.letter) for one in form.slots],
    }


def _answer_view(outlet: HandoutOutlet, asker: Asker, one: PaperSlot, form: str) -> View:
    item, name = one.item, f"{form}{one.number}"
    anchor = _anchor(form, one)
    proof = one.version.proof()
    for cited in proof:
        outlet.use(cited.ref, Use("question", anchor, name))
    said: View = {
        "key": asker.key(one),
        "explanation": asker.prose(one, item.explanation),
        "warrant": asker.prose(one, item.warrant) if item.warrant else "",
        "feedback": list(_list_feedback(asker, one)),
    }
    return {
        **said,
        "anchor": anchor,
        "number": one.number,
        "points": say_points(one.slot.max_points),
        "shape": _shape(item, _texts(said), [cited.excerpt.text for cited in proof]),
        "stem": asker.prose(one, item.stem),
        "scores": _scores(one),
        "passages": [outlet.view(cited) for cited in proof],
        "reference": item.reference,
    }


def _anchor(form: str, one: PaperSlot) -> str:
    return f"answer-{form}{one.number}"


def _texts(said: View) -> list[Any]:
    """All that stands in the left column."""
    return [
        said["key"],
        said["explanation"],
        said["warrant"],
        *(f["text"] for f in said["feedback"]),
    ]


def _shape(item: ItemBase, said: list[Any], passages: list[str]) -> str:
    """How an entry is set: `stacked`, `whole` on one page, or `flowing` over the end of a page."""
    if item.needs_marking:
        return "stacked"
    texts = trusted(" ").join(said).striptags()
    longest = max(len(texts), sum(map(len, passages)))
    return "whole" if longest < WHOLE else "flowing"


def _list_feedback(asker: Asker, one: PaperSlot) -> Iterator[View]:
    """What is said to those who chose wrongly, by the letter that the form shows."""
    item = one.item
    if isinstance(item, ChoicesItem):
        for place, letter in enumerate(one.slot.arrangement.order):
            feedback = item.choice_of(letter).feedback
            if feedback:
                yield {"letter": ascii_uppercase[place], "text": asker.prose(one, feedback)}
    elif feedback := getattr(item, "feedback", None):
        yield {"letter": None, "text": asker.prose(one, feedback)}


def _scores(one: PaperSlot) -> ScoreTable | None:
    """The texts that earn something, where an answer is a text: all of them, to mark by hand."""
    item, arrangement = one.item, one.slot.arrangement
    sample = item.sample_responses()
    if sample is None or sample.kind != "named":
        return None
    rows = [
        ScoreRow(score, "; ".join(say_response(item, each, arrangement) for each in responses))
        for score, responses in score_sample(item, arrangement)
    ]
    rows.append(ScoreRow(Fraction(0), gettext("anything else")))
    return ScoreTable(gettext(SAMPLE_TITLES[sample.kind]), tuple(rows))


def _group_items(bank: Bank, case_id: str) -> Iterator[tuple[Any, list[PaperSlot]]]:
    """The live items of a case under the quizzes that ask them first, then those of no quiz."""
    left = {version.item_id: version for version in bank.live_items(case_id)}
    number = 0
    for quiz_id in (*bank.cases[case_id].quizzes, None):
        quiz = bank.quizzes[quiz_id] if quiz_id else None
        ids = _ids_of(bank, quiz_id, quiz) if quiz_id and quiz else list(left)
        slots = []
        for version in [left.pop(item_id) for item_id in ids if item_id in left]:
            number += 1
            slots.append(_slot_alone(number, version))
        title = render_inline(quiz.title, bank.language) if quiz else gettext("In no quiz")
        yield trusted(title), slots


def _ids_of(bank: Bank, quiz_id: str, quiz: Quiz) -> list[str]:
    pools = (version.item_id for draw in quiz.draw for version in bank.pool(quiz_id, draw))
    return [*quiz.items, *pools]


def _slot_alone(number: int, version: ItemVersion) -> PaperSlot:
    """An item outside a form, its choices in the order of the file."""
    arrangement: Arrangement = version.arrange_alone()
    slot = Slot(
        item_id=version.item_id,
        digest=version.digest,
        points=str(version.item.points),
        arrangement=arrangement,
    )
    return PaperSlot(number, slot, version.settle(arrangement))
