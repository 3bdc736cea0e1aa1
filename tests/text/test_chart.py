"""Charts: numbers worked by hand, true at every size, safe whatever an author writes."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.domain.course import Exhibit
from casekit.text.chart import describe_chart, render_chart, written_rows
from casekit.text.chart.lettering import measure, wrap
from casekit.text.chart.scale import Scale, axis_of, find_ticks
from casekit.text.chart.svg import WIDTH, format_coordinate

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script> \"onload=alert(1) '& <b>"


def exhibit(kind: str, *rows: tuple[str | None, ...], **changes: object) -> Exhibit:
    columns = [f"Colonne {number}" for number in range(len(rows[0]))]
    written = {"id": "e", "title": "Ventes", "columns": columns, "rows": rows, **changes}
    return Exhibit.model_validate({"kind": kind, **written})


def drawn(chart: Exhibit, language: str = "fr") -> ElementTree.Element:
    return ElementTree.fromstring(render_chart(chart, language))


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(part for part in text.itertext()) for text in root.iter(f"{SVG}text")]


def decimals(*numbers: object) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(number)) for number in numbers)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 61, (0, 20, 40, 60, 80)),
        (0, 80, (0, 20, 40, 60, 80)),
        (0, "0.7", (0, "0.2", "0.4", "0.6", "0.8")),
        (78, 86, (78, 80, 82, 84, 86)),
        (-3, 5, (-4, -2, 0, 2, 4, 6)),
        (1000, 1003, (1000, 1001, 1002, 1003)),
        (5, 5, (0, 2, 4, 6)),
        (0, 0, (0, "0.5", 1)),
    ],
)
def test_ticks_are_round_and_hold_the_data(low: object, high: object, ticks: tuple) -> None:
    found = find_ticks(*decimals(low, high))
    if low == high == 0:
        assert (found[0], found[-1]) == (0, 1)
    else:
        assert found == decimals(*ticks)


@given(st.decimals(-(10**20), 10**20, places=4), st.decimals(-(10**20), 10**20, places=4))
def test_ticks_step_by_1_2_or_5_times_a_power_of_ten(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    ticks = find_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 7
    step = (ticks[1] - ticks[0]).normalize()
    assert step.as_tuple().digits in {(1,), (2,), (5,)}


def test_a_scale_maps_its_ends_and_its_middle() -> None:
    scale = Scale(Decimal(-10), Decimal(30), 100, 300)
    assert [scale.place(value) for value in decimals(-10, 0, 10, 30)] == [100, 150, 200, 300]
    assert Scale(Decimal(0), Decimal(4), 90, 10).place(Decimal(1)) == 70


@pytest.mark.parametrize(
    ("values", "axis"),
    [((61, 70), (61, 70)), ((35, 70), (0, 70)), ((-70, -10), (-70, 0)), ((-5, 9), (-5, 9))],
)
def test_a_line_has_its_zero_unless_all_is_far_above_it(values: tuple, axis: tuple) -> None:
    assert axis_of(decimals(*values)) == decimals(*axis)


def bars(root: ElementTree.Element) -> list[tuple[float, float]]:
    found = (rect for rect in root.iter(f"{SVG}rect") if "c-bar" in rect.attrib["class"])
    return [(float(rect.attrib["x"]), float(rect.attrib["width"])) for rect in found]


def test_bars_are_as_long_as_their_numbers_from_a_common_zero() -> None:
    (left, full), (other, half) = bars(drawn(exhibit("bar", ("A", "10"), ("B", "5"))))
    assert left == other
    assert half == pytest.approx(full / 2, abs=0.2)


def test_a_negative_bar_ends_where_the_positive_ones_begin() -> None:
    root = drawn(exhibit("bar", ("A", "-10"), ("B", "10"), ("C", "0")))
    (left, width), (zero, other) = bars(root)
    assert left + width == pytest.approx(zero, abs=0.2)
    assert width == pytest.approx(other, abs=0.2)
    assert "\u221210" in texts(root)
    assert "0" in texts(root)


def test_numbers_are_written_as_in_the_language_of_the_content() -> None:
    rows = (("A", "1234.50"), ("B", "2"))
    assert "1\u202f234,50" in texts(drawn(exhibit("bar", *rows)))
    assert "1,234.50" in texts(drawn(exhibit("bar", *rows), "en"))
    percent = exhibit("bar", ("A", "12"), ("B", "2"), unit="%")
    assert "12\u202f%" in texts(drawn(percent))
    assert "12%" in texts(drawn(percent, "en"))


def test_a_missing_value_is_a_dash_in_bars_and_a_gap_in_a_line() -> None:
    rows = (("2011", "1"), ("2012", "2"), ("2013", "–"), ("2014", "3"), ("2015", "4"))
    root = drawn(exhibit("bar", *rows))
    assert (len(bars(root)), texts(root).count("–")) == (4, 1)
    paths = drawn(exhibit("line", *rows)).iter(f"{SVG}path")
    assert sum("c-line" in path.attrib["class"] for path in paths) == 2


def test_years_stand_as_far_apart_as_they_are() -> None:
    root = drawn(exhibit("line", ("2010", "1"), ("2011", "1"), ("2014", "1")))
    [line] = [p for p in root.iter(f"{SVG}path") if "c-line" in p.attrib["class"]]
    x = [float(point.split()[0]) for point in line.attrib["d"][1:].split("L")]
    assert (x[2] - x[1]) / (x[1] - x[0]) == pytest.approx(3, abs=0.02)


def test_a_line_never_runs_back_in_time() -> None:
    root = drawn(exhibit("line", ("2015", "1"), ("2015-03", "1"), ("2016", "1")))
    [line] = [p for p in root.iter(f"{SVG}path") if "c-line" in p.attrib["class"]]
    x = [float(point.split()[0]) for point in line.attrib["d"][1:].split("L")]
    assert x[2] - x[1] == pytest.approx(x[1] - x[0], abs=0.2)


def dots(root: ElementTree.Element) -> list[float]:
    return [float(dot.attrib["cy"]) for dot in root.iter(f"{SVG}circle")]


def test_a_timeline_is_to_scale_where_its_dates_allow_it() -> None:
    rows = (("2015-01-01", "a"), ("2015-01-11", "b"), ("2015-01-31", "c"))
    scaled = exhibit("timeline", *rows)
    first, second, third = dots(drawn(scaled))
    assert (third - second) / (second - first) == pytest.approx(2, abs=0.01)
    assert "à l’échelle" in describe_chart(scaled, "fr")
    crowded = exhibit("timeline", ("1900", "a"), ("2015-01", "b"), ("2015-02", "c"))
    first, second, third = dots(drawn(crowded))
    assert third - second == second - first
    assert "not to scale" in describe_chart(crowded, "en")


def test_a_timeline_keeps_dates_in_words_in_their_order() -> None:
    chart = exhibit("timeline", ("2015-03-15", "Un"), ("le lendemain", "Deux"))
    assert texts(drawn(chart)) == ["15 mars 2015", "Un", "le lendemain", "Deux"]
    assert written_rows(chart, "fr")[0] == ("15 mars 2015", "Un")
    assert written_rows(exhibit("table", ("2015-03-15", "1")), "fr")[0] == ("2015-03-15", "1")


def test_a_long_label_is_broken_and_then_cut_with_the_whole_on_pointing() -> None:
    long = "Un nom de marché qui ne finit pas " * 5
    root = drawn(exhibit("bar", (long, "1"), ("B", "2")))
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert titles[1:] == [long.strip()]
    assert sum(text.startswith(long.strip()) for text in texts(root)) == 1


@given(st.text(max_size=300), st.integers(20, 400), st.integers(1, 8))
def test_lines_fit_and_lose_nothing_but_what_is_marked(text: str, width: int, lines: int) -> None:
    rows = wrap(text, width, lines)
    assert 1 <= len(rows) <= lines
    assert all(measure(row) <= width or len(row) <= 2 for row in rows)
    if not rows[-1].endswith("…"):
        assert "".join("".join(rows).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("chart", "sentence"),
    [
        (
            exhibit("bar", ("A", "1,5"), ("B", "3"), unit="%"),
            "Bar chart of 2 rows; the lowest number is 1.5% (A), the highest 3% (B).",
        ),
        (
            exhibit("line", ("2013", "1"), ("2014", "3"), columns=["An", "Ventes"]),
            "Line chart of 2 rows: Ventes from 1 (2013) to 3 (2014).",
        ),
        (
            exhibit("timeline", ("2013", "a"), ("soon", "b")),
            "Timeline of 2 events, in order but not to scale, from 2013 to soon.",
        ),
    ],
)
def test_a_chart_says_in_a_sentence_what_is_to_be_seen(chart: Exhibit, sentence: str) -> None:
    chart = chart.model_copy(
        update={
            "rows": tuple(
                tuple(cell.replace("1,5", "1.5") if cell else cell for cell in row)
                for row in chart.rows
            )
        }
    )
    root = drawn(chart, "en")
    assert [child.text for child in root[:2]] == [
        "Ventes (%)" if chart.unit else "Ventes",
        sentence,
    ]
    assert root.attrib["role"] == "img"


def test_for_paper_the_name_says_everything() -> None:
    chart = exhibit("bar", ("A", "1"), ("B", "–"), ("C", "2"), unit="%")
    root = ElementTree.fromstring(render_chart(chart, "en", spelt_out=True))
    assert root[0].text is not None
    assert root[0].text.endswith("(C). A: 1%; B: –; C: 2%.")


@pytest.mark.parametrize(
    "chart",
    [
        exhibit("table", ("A", "1"), ("B", "2")),
        exhibit("bar", ("A", "1")),
        exhibit("bar", ("A", "un"), ("B", "deux")),
        exhibit("bar", ("A",), ("B",)),
        exhibit("line", ("A", "1", "2", "3", "4", "5"), ("B", "1", "2", "3", "4", "5")),
        exhibit("bar", *((str(number), "1") for number in range(1000))),
        exhibit("timeline", *((str(1000 + number), "a") for number in range(1000))),
        exhibit("line", *((str(number), "1") for number in range(1000))),
    ],
)
def test_what_cannot_be_drawn_truly_is_not_drawn(chart: Exhibit) -> None:
    assert render_chart(chart, "fr") == ""
    assert describe_chart(chart, "fr") == ""


@pytest.mark.parametrize("kind", ["bar", "line", "timeline"])
def test_a_hostile_author_writes_only_text(kind: str) -> None:
    chart = exhibit(
        kind,
        (HOSTILE, "1", "2"),
        (f"{HOSTILE}2", "3", "4"),
        title=HOSTILE,
        columns=[HOSTILE] * 3,
        unit=HOSTILE,
    )
    text = render_chart(chart, "fr")
    names = {node.tag.removeprefix(SVG) for node in ElementTree.fromstring(text).iter()}
    assert names <= {"svg", "title", "desc", "text", "rect", "path", "circle"}
    assert "<script" not in text


@pytest.mark.parametrize("kind", ["bar", "line", "timeline"])
def test_ten_rows_take_less_than_8_kilobytes(kind: str) -> None:
    rows = [(f"Semaine {n} du trimestre", *(f"{n}12,5" for _ in range(4))) for n in range(1, 11)]
    assert 500 < len(render_chart(exhibit(kind, *rows), "fr").encode()) < 8000


WORDS = st.text(min_size=1, max_size=40).filter(str.strip)
CELLS = st.none() | WORDS | st.decimals(allow_nan=False, allow_infinity=False).map(str)
DATES = st.dates().map(str) | st.integers(1, 9999).map("{:04}".format)


@st.composite
def exhibits(draw: st.DrawFn) -> Exhibit:
    width = draw(st.integers(1, 6))
    heads = draw(st.sampled_from([CELLS, DATES]))
    row = st.tuples(heads, *[CELLS] * (width - 1))
    return exhibit(
        draw(st.sampled_from(["table", "bar", "line", "timeline"])),
        *draw(st.lists(row, min_size=1, max_size=12)),
        title=draw(WORDS),
        unit=draw(st.none() | st.just("%") | WORDS),
        columns=draw(st.lists(WORDS, min_size=width, max_size=width)),
    )


@settings(max_examples=300, deadline=None)
@given(exhibits(), st.sampled_from(["fr", "en", "de"]))
def test_every_exhibit_gives_a_clean_drawing_or_none(chart: Exhibit, language: str) -> None:
    text = render_chart(chart, language)
    if not text:
        return
    root = ElementTree.fromstring(text)
    for node in root.iter():
        assert not {"style", "id", "href"} & set(node.attrib)
        assert not any(name.startswith("on") for name in node.attrib)
    numbers = re.findall(r' (?:x|y|width|height|cx|cy)="([^"]*)"', text)
    assert all(float(number) >= -1 for number in numbers)
    across = re.findall(r' (?:x|cx)="([^"]*)"', text)
    assert all(float(number) <= WIDTH for number in across)


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (1.04, "1"), (-0.04, "0"), (-1.26, "-1.3")]
)
def test_a_coordinate_is_as_short_as_it_can_be(value: float, written: str) -> None:
    assert format_coordinate(value) == written
