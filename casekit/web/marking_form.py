"""The form of a mark: shown as it was given, read as it was posted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from casekit.domain.item.criterion import Criterion
from casekit.domain.mark import MAX_COMMENT_CHARS, CriterionMark, Mark, read_points
from casekit.text.formats import format_number
from casekit.text.i18n import N_, gettext
from casekit.web.marking_views import CriterionField, LevelField, MarkForm
from casekit.web.rendering import inline

OWN = "own"
"""What is posted in place of a level when the points are the person's own."""

_CHOOSE = N_("Choose a level, or write points from 0 to {most}.")
_WRITE = N_("Write points from 0 to {most}.")
_UNREADABLE = N_("Write a number from 0 to {most}, with at most two decimals.")
_BOTH = N_("A level is chosen and other points are written: empty the field, or choose your own.")
_TOO_LONG = N_("Write at most {n} characters.")


@dataclass(frozen=True)
class PostedMark:
    """What was posted.

    Attributes:
        mark: None while something is asked again.
        faults: why, by the name of the criterion's fields, or `comment`.
    """

    mark: Mark | None
    faults: Mapping[str, str]


def read_mark(posted: Mapping[str, str], rubric: Sequence[Criterion]) -> PostedMark:
    """The mark in a form; every criterion that lacks something says what."""
    given, faults = [], {}
    for name, criterion in _named(rubric):
        found = _read_criterion(posted.get(name, ""), posted.get(f"{name}-own", ""), criterion)
        if isinstance(found, str):
            faults[name] = gettext(found, most=format_number(criterion.points))
        else:
            given.append(found)
    comment = read_comment(posted)
    if len(comment) > MAX_COMMENT_CHARS:
        faults["comment"] = gettext(_TOO_LONG, n=MAX_COMMENT_CHARS)
    return PostedMark(None if faults else Mark(tuple(given), comment), faults)


def read_comment(posted: Mapping[str, str]) -> str:
    """The comment as typed, its line breaks kept."""
    typed = posted.get("comment", "").replace("\r\n", "\n").replace("\r", "\n")
    return typed.replace("\0", "").strip()  # PostgreSQL keeps no NUL


def show_form(
    address: str, rubric: Sequence[Criterion], language: str, mark: Mark | None, seen: int
) -> MarkForm:
    """The form with the mark that counts, or empty."""
    shown: dict[str, str] = {"comment": mark.comment} if mark else {}
    for (name, _), given in zip(_named(rubric), mark.criteria if mark else (), strict=False):
        if given.level is None:
            shown |= {name: OWN, f"{name}-own": format_number(given.points)}
        else:
            shown[name] = str(given.level)
    return show_posted(address, rubric, language, shown, seen)


def show_posted(
    address: str,
    rubric: Sequence[Criterion],
    language: str,
    posted: Mapping[str, str],
    seen: int,
    faults: Mapping[str, str] | None = None,
) -> MarkForm:
    """The form with what was posted, and why it is asked again."""
    faults = faults or {}
    return MarkForm(
        address=address,
        criteria=tuple(
            _show_criterion(name, criterion, language, posted, faults.get(name))
            for name, criterion in _named(rubric)
        ),
        comment=posted.get("comment", ""),
        seen=seen,
        comment_fault=faults.get("comment"),
    )


def _named(rubric: Sequence[Criterion]) -> list[tuple[str, Criterion]]:
    return [(f"c{number}", criterion) for number, criterion in enumerate(rubric)]


def _read_criterion(chosen: str, typed: str, criterion: Criterion) -> CriterionMark | str:
    """What was given for one criterion; or the sentence that asks for it again."""
    typed, levels = typed.strip(), criterion.level_points()
    own = read_points(typed, Fraction(criterion.points))
    number = next((n for n in range(len(levels)) if chosen == str(n)), None)
    if number is not None:
        return _BOTH if typed and own != levels[number] else CriterionMark(levels[number], number)
    if not typed:
        return _CHOOSE if levels else _WRITE
    return _UNREADABLE if own is None else CriterionMark(own)


def _show_criterion(
    name: str,
    criterion: Criterion,
    language: str,
    posted: Mapping[str, str],
    fault: str | None,
) -> CriterionField:
    chosen = posted.get(name, "")
    return CriterionField(
        name=name,
        text=inline(criterion.criterion, language),
        most=Fraction(criterion.points),
        levels=tuple(
            LevelField(str(number), inline(text, language), points, chosen == str(number))
            for number, (text, points) in enumerate(
                zip(criterion.levels, criterion.level_points(), strict=True)
            )
        ),
        own=posted.get(f"{name}-own", ""),
        own_chosen=chosen == OWN,
        fault=fault,
    )
