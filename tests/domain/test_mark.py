"""Points by level, points as typed, and what a rubric allows."""

from fractions import Fraction

import pytest

from casekit.domain.item.criterion import Criterion
from casekit.domain.mark import CriterionMark, Mark, check_mark, read_points


def criterion(points: str, *levels: str) -> Criterion:
    return Criterion.model_validate({"criterion": "Le fond", "points": points, "levels": levels})


@pytest.mark.parametrize(
    ("points", "levels", "earned"),
    [
        ("3", ("a", "b", "c", "d"), ["3", "2", "1", "0"]),
        ("3", ("a", "b", "c"), ["3", "3/2", "0"]),
        ("1", ("a", "b", "c", "d"), ["1", "2/3", "1/3", "0"]),
        ("2", ("a", "b"), ["2", "0"]),
        ("2", ("a",), ["2"]),
        ("2", (), []),
    ],
)
def test_levels_share_the_points_evenly_from_all_to_nothing(points, levels, earned):
    found = criterion(points, *levels).level_points()
    assert found == tuple(Fraction(each) for each in earned)


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("1.5", "3/2"),
        ("1,5", "3/2"),
        (" 2\u202f", "2"),
        ("0", "0"),
        ("3", "3"),
        ("0,25", "1/4"),
        ("3.01", None),
        ("-1", None),
        ("1.234", None),
        ("1e1", None),
        ("٢", None),
        ("1/2", None),
        ("trois", None),
        ("", None),
    ],
)
def test_points_are_read_as_typed_in_french_and_english(typed, points):
    assert read_points(typed, Fraction(3)) == (None if points is None else Fraction(points))


def test_a_mark_is_worth_the_sum_of_its_criteria():
    given = tuple(CriterionMark(Fraction(1, 3)) for _ in range(8))
    mark = Mark(given)
    check_mark(mark, [criterion("1")] * 8)
    assert mark.points == Fraction(8, 3)


@pytest.mark.parametrize(("points", "level"), [(0, 0), (3, 1), (1, None)])
def test_a_level_earns_what_it_says(points, level):
    rubric = [criterion("2", "a", "b")]
    mark = Mark((CriterionMark(Fraction(points), level),))
    if level is None:
        check_mark(mark, rubric)
        return
    with pytest.raises(ValueError, match="not possible"):
        check_mark(mark, rubric)
