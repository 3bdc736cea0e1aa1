"""A question on a terminal: as students see it, then all that its author wants to know of it."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from textwrap import wrap

from casekit.cli.show import align
from casekit.content.problem import Problem
from casekit.content.report import render_problem
from casekit.domain.bank import Bank
from casekit.domain.course import Exhibit
from casekit.domain.item import Card, ItemBase
from casekit.domain.source import CitedExcerpt
from casekit.domain.version import ItemVersion
from casekit.text.bloom import bloom_word
from casekit.text.card_words import INSTRUCTIONS
from casekit.text.credit import credit_text, kind_label
from casekit.text.formats import format_number, format_share
from casekit.text.i18n import gettext
from casekit.text.markdown import plain_lines, strip_inline, strip_markdown
from casekit.text.parts import list_parts
from casekit.text.responses import letter_of, make_score_table, say_response

WIDTH = 88


def preview_lines(bank: Bank, version: ItemVersion, problems: Sequence[Problem]) -> Iterator[str]:
    """The preview of an item, line by line; `problems` are what check says of it."""
    version = version.settle(version.arrange_alone())
    place = bank.places[version.item_id]
    yield f"{version.item_id}  {place.file}:{place.line}"
    yield from align(list(_facts(bank, version)))
    yield from _section(gettext("As students see it"), _question(version))
    yield from _section(gettext("Key"), _key(version))
    yield from _section(gettext("Feedback"), _feedback(version))
    yield from _section(gettext("Explanation"), _explanation(version))
    yield from _section(gettext("Evidence"), _evidence(version))
    yield from _scores(version.item)
    said = [line for problem in problems for line in render_problem(problem)]
    yield from _section(gettext("What check says"), said or [gettext("nothing")])


def _facts(bank: Bank, version: ItemVersion) -> Iterator[tuple[str, str]]:
    item = version.item
    yield gettext("type"), str(version.written["type"])
    if item.status != "live":
        yield gettext("status"), item.status
    objectives = {one.id: strip_markdown(one.text, bank.language) for one in bank.course.objectives}
    yield gettext("objective"), f"{item.objective}  {objectives[item.objective]}"
    yield gettext("Bloom"), bloom_word(item.bloom)
    yield gettext("points"), format_number(item.points)
    scoring = getattr(item, "scoring", None)
    if scoring is not None:
        yield gettext("scoring"), scoring
    yield gettext("guess score"), format_share(item.guess_score())


def _question(version: ItemVersion) -> Iterator[str]:
    item, language = version.item, version.language
    card = item.make_card()
    if version.exhibit is not None:
        yield from _exhibit(version.exhibit, language)
    yield from _prose(card.front, language)
    if card.instruction is not None:
        yield from _wrapped(gettext(INSTRUCTIONS[card.instruction]))
    yield from _options(card, version)
    if not card.choices and card.verdict is None and card.back is None:
        unit = strip_markdown(getattr(item, "unit", None) or "", language)
        yield f"{gettext('Your answer')} ____ {unit}".rstrip()
    if item.hint:
        yield from _prose(item.hint, language, gettext("Hint") + gettext(": "))


def _options(card: Card, version: ItemVersion) -> Iterator[str]:
    passages = {cited.ref: cited for cited in version.passages}
    for position, choice in enumerate(card.choices, 1):
        letter = f"  {letter_of(position)}  "
        if choice.passage is None:
            yield from _prose(choice.text, version.language, letter)
        else:
            yield from _passage(passages[choice.passage], letter)
    if card.verdict is not None:
        yield f"  {letter_of(1)}  {gettext('True')}"
        yield f"  {letter_of(2)}  {gettext('False')}"


def _key(version: ItemVersion) -> Iterator[str]:
    item = version.item
    if item.shared_choices():
        yield gettext("No answer is the right one.")
        return
    if item.needs_marking:
        yield from _wrapped(item.make_card().answer)
        return
    arrangement = item.arrange(Random(0), shuffle=False)  # noqa: S311 - nothing is drawn
    key = item.key(arrangement)
    parts = list_parts(item, key)
    for asked, said in parts:
        line = gettext("{asked}: {said}", asked=asked, said=said)
        yield from _wrapped(strip_inline(line, version.language))
    if not parts:
        yield from _wrapped(say_response(item, key, arrangement))


def _feedback(version: ItemVersion) -> Iterator[str]:
    """What is said to single answers, each after the letter of its option or its number."""
    for path, text in version.item.markdown_texts():
        if path[-1] == "feedback":
            yield from _prose(text, version.language, _mark_of(path))


def _mark_of(path: tuple[str | int, ...]) -> str:
    if len(path) == 1:
        return ""
    if not isinstance(path[1], int):  # the name of a gap
        return path[1] + gettext(": ")
    number = path[1] + 1
    return f"{letter_of(number)}  " if path[0] == "choices" else f"{number}. "


def _explanation(version: ItemVersion) -> Iterator[str]:
    yield from _prose(version.item.explanation, version.language)
    if version.item.warrant:
        yield from _prose(version.item.warrant, version.language)


def _evidence(version: ItemVersion) -> Iterator[str]:
    asked = {choice.passage for choice in version.item.make_card().choices}
    for cited in version.proof():
        if cited.ref in asked:  # stands in the question already
            yield f"{cited.ref}  {kind_label(cited)}"
        else:
            yield from _passage(cited)
    if version.item.reference:
        yield from _wrapped(version.item.reference)


def _passage(cited: CitedExcerpt, first: str = "") -> Iterator[str]:
    excerpt, indent = cited.excerpt, " " * len(first)
    yield f"{first}{cited.ref}  {kind_label(cited)}"
    yield from _wrapped(" ".join(excerpt.text.split()), indent, indent)
    yield from _wrapped(f"({credit_text(cited.credit)})", indent, indent)


def _exhibit(exhibit: Exhibit, language: str) -> Iterator[str]:
    unit = f" ({exhibit.unit})" if exhibit.unit else ""
    yield from _prose(f"{exhibit.title}{unit}", language)
    rows = [[strip_inline(cell or "", language) for cell in row] for row in exhibit.rows]
    yield from align([[strip_inline(name, language) for name in exhibit.columns], *rows])
    yield ""


def _scores(item: ItemBase) -> Iterator[str]:
    arrangement = item.arrange(Random(0), shuffle=False)  # noqa: S311 - nothing is drawn
    table = make_score_table(item, arrangement)
    if table is None:
        return
    shares = [format_share(row.score) for row in table.rows]
    width = max(map(len, shares))
    lines: list[str] = []
    for share, row in zip(shares, table.rows, strict=True):
        lines += _wrapped(row.words, f"{share:>{width}}  ", " " * (width + 2))
    yield from _section(table.title, lines)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A title with its lines below; nothing where there are none."""
    for number, line in enumerate(lines):
        if number == 0:
            yield ""
            yield title
        yield f"  {line}".rstrip()


def _prose(text: str, language: str, first: str = "") -> Iterator[str]:
    for line in plain_lines(text, language):
        yield from _wrapped(line, first, " " * len(first))
        first = " " * len(first)


def _wrapped(line: str, first: str = "", rest: str = "") -> list[str]:
    return wrap(
        line,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
