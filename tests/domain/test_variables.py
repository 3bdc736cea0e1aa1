"""Questions with variables: what is drawn, how it is shown and scored, and what is refused."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casekit.domain.attempt import plan_attempt
from casekit.domain.cells import CellError, find_number, read_cells
from casekit.domain.course import Exhibit
from casekit.domain.item import Arrangement, parse_item
from casekit.domain.item.numeric import NumberResponse
from casekit.domain.item.variable import MAX_TRIED, list_combinations
from casekit.domain.number import read_number, write_number

COMMON = {
    "id": "un",
    "type": "numeric",
    "stem": "Combien pour {n} ?",
    "evidence": ["journal#ventes"],
    "objective": "LO1",
    "bloom": "apply",
    "explanation": "Cela fait {answer}.",
}
SALES = Exhibit.model_validate(
    {
        "id": "ventes",
        "title": "Ventes",
        "kind": "table",
        "unit": "millions",
        "columns": ["Année", "Appareils", "Part", "Rang"],
        "rows": [["2014", "61 millions", "12,5", "premier"], ["2015", "1 234,5", None, "1.234"]],
    }
)


def drawn(variables, answer="n * 20", language="fr", **more):
    written = {**COMMON, "variables": variables, "answer": answer, **more}
    return parse_item(written, language)


def under(item, **values):
    return item.settle(Arrangement(drawn=values))


def typed(text, language="fr"):
    return NumberResponse(text=text, language=language)


def test_the_values_drawn_stand_in_every_text_and_in_the_key():
    card = {"front": "{n} ?", "back": "{answer}"}
    more = {"hint": "{n} fois", "warrant": "{n}, {answer}", "unit": "euros", "card": card}
    item = under(drawn({"n": ["12,5"]}, **more), n="12.5")
    assert item.stem == "Combien pour 12,5 ?"
    assert item.explanation == "Cela fait 250."
    assert (item.hint, item.warrant, item.unit) == ("12,5 fois", "12,5, 250", "euros")
    assert (item.card.front, item.card.back) == ("12,5 ?", "250")
    assert item.key(Arrangement()).text == "250"
    assert item.make_card().answer == "250 euros"


def test_braces_that_name_no_variable_stay_as_they_are():
    plain = parse_item({**COMMON, "answer": "3", "explanation": "Un ensemble {x}."}, "fr")
    assert plain.settle(Arrangement()) is plain
    assert plain.explanation == "Un ensemble {x}."


def test_a_range_is_drawn_with_its_ends_and_its_step():
    item = drawn({"n": {"from": "3", "to": "4", "step": "0,5"}})
    seen = {item.arrange(Random(seed), shuffle=False).drawn["n"] for seed in range(60)}
    assert {Decimal(text) for text in seen} == {Decimal(3), Decimal("3.5"), Decimal(4)}


def test_the_same_seed_draws_the_same_and_the_score_follows_the_draw():
    item = drawn({"n": {"from": "3", "to": "900"}})
    one, again = (item.arrange(Random(8), shuffle=True) for _ in range(2))
    assert one == again
    number = Decimal(one.drawn["n"])
    assert item.score(typed(str(number * 20)), one) == 1
    assert item.score(typed(str(number * 20 + 1)), one) == 0
    other = Arrangement(drawn={"n": str(number + 1)})
    assert item.score(typed(str(number * 20)), other) == 0


@pytest.mark.parametrize(
    ("tolerance", "text", "score"),
    [("0,5", "333,8", 1), ("0,5", "333,84", 0), ("2%", "340", 1), ("2%", "340,01", 0)],
)
def test_a_tolerance_lies_around_the_key_itself_and_not_around_what_is_shown(
    tolerance, text, score
):
    item = drawn({"n": ["1000"]}, "n / 3", tolerance=tolerance)
    arrangement = Arrangement(drawn={"n": "1000"})
    assert item.key(arrangement).text == "333,33"
    assert item.score(typed(text), arrangement) == score


def test_a_key_is_shown_with_more_decimals_where_two_would_be_wrong():
    item = drawn({"n": ["7"]}, "1 / n", tolerance="0,0001")
    arrangement = Arrangement(drawn={"n": "7"})
    assert item.key(arrangement).text == "0,1429"
    assert item.score(item.key(arrangement), arrangement) == 1


@given(value=st.decimals(-(10**12), 10**12, places=3), language=st.sampled_from(["fr", "en"]))
def test_a_number_written_into_a_text_reads_back(value, language):
    assert read_number(write_number(value, language), language) == value


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2014", "2014", "2014"),
        ("12500.50", "12\u202f500,5", "12,500.5"),
        ("-3", "\u22123", "\u22123"),
        ("100", "100", "100"),
        ("0.10", "0,1", "0.1"),
    ],
)
def test_numbers_in_texts_follow_the_language_and_years_stay_years(value, french, english):
    assert write_number(Decimal(value), "fr") == french
    assert write_number(Decimal(value), "en") == english


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"variables": {"n": {"from": "3"}}}, "not-a-variable"),
        ({"variables": {"n": "3"}}, "not-a-variable"),
        ({"variables": {"n": []}}, "not-a-variable"),
        ({"variables": {"n": {"values": ["1"]}}}, "not-a-variable"),
        ({"variables": {"n": {"exhibit": "a", "row": "1"}}}, "not-a-variable"),
        ({"variables": {"n": {"from": "5", "to": "3"}}}, "variable-range"),
        ({"variables": {"n": {"from": "3", "to": "5", "step": "-1"}}}, "variable-range"),
        ({"variables": {"n": {"from": "0", "to": "9999,5"}}, "answer": "round(n)"}, None),
        ({"variables": {"n": {"from": "0", "to": "10000"}}}, "too-many-values"),
        ({"variables": {"n": {"from": "0", "to": "9" * 50}}}, "too-many-values"),
        ({"variables": {"n": {"from": "0", "to": "1", "step": "0,00001"}}}, "too-many-values"),
        ({"variables": {"min": ["1"]}}, "variable-name"),
        ({"variables": {"answer": ["1"]}}, "variable-name"),
        ({"answer": "n.real"}, "expression"),
        ({"answer": "n * 0,5"}, "expression"),
        ({"answer": "9**9**9 * n"}, "combination"),
        ({"answer": "m * 2"}, "unknown-variable"),
        ({"answer": "1 / (n - 4)"}, "combination"),
        ({"answer": "n / 7"}, "combination-decimals"),
        ({"answer": "n - 3", "tolerance": "2%"}, "combination"),
        ({"stem": "{m} ?"}, "unknown-placeholder"),
        ({"stem": "{n} {answer} ?"}, "unknown-placeholder"),
        ({"hint": "{answer}"}, "unknown-placeholder"),
        ({"range": ["1", "2"]}, "variables-and-range"),
        ({"variables": {f"n{i}": ["1"] for i in range(9)}}, "too-many-variables"),
        ({"cells": {"n": "1"}}, "extra_forbidden"),
        ({"_cells": {"n": "1"}}, "extra_forbidden"),
    ],
)
def test_variables_that_cannot_be_are_refused(change, error):
    written = {**COMMON, "variables": {"n": {"from": "3", "to": "9"}}, "answer": "n * 20"}
    if error is None:
        assert parse_item({**written, **change}, "fr")
        return
    with pytest.raises(ValidationError) as raised:
        parse_item({**written, **change}, "fr")
    assert [e["type"] for e in raised.value.errors()] == [error]


def test_an_expression_without_variables_is_no_number():
    with pytest.raises(ValidationError) as raised:
        parse_item({**COMMON, "answer": "3 * 20"}, "fr")
    assert [e["type"] for e in raised.value.errors()] == ["not-a-number"]


def test_the_combination_that_cannot_be_is_named():
    with pytest.raises(ValidationError) as raised:
        drawn({"n": ["1", "2,5"], "m": ["4"]}, "1 / (m - n * 1.6)", tolerance="1")
    [error] = raised.value.errors()
    assert error["ctx"]["values"] == "n = 2.5, m = 4"
    assert error["ctx"]["reason"] == "division-by-zero"


def test_few_combinations_are_all_tried_and_of_many_the_ends_and_a_sample():
    few = drawn({"n": {"from": "1", "to": "40"}, "m": {"from": "1", "to": "50"}}).variables
    assert len(list(list_combinations(few, {}))) == MAX_TRIED
    many = drawn({"n": {"from": "1", "to": "99"}, "m": {"from": "1", "to": "99"}}).variables
    tried = list(list_combinations(many, {}))
    assert len(tried) < 3 * MAX_TRIED
    for n in (1, 99):
        for m in (1, 99):
            assert {"n": n, "m": m} in tried
    assert tried == list(list_combinations(many, {}))


def test_a_division_by_zero_within_a_long_range_is_found():
    with pytest.raises(ValidationError):
        drawn({"n": {"from": "1", "to": "900"}, "m": {"from": "1", "to": "90"}}, "1 / (n - 457)")


def test_variables_that_the_stem_does_not_show_are_named():
    assert drawn({"n": ["1"], "m": ["2"]}).unused_variables() == ("m",)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("2014", "Appareils", "61"),
        ("2015", "appareils", "1234.5"),
        ("2", "2", "1234.5"),
        ("2014", "3", "12.5"),
        ("2014", "Année", "2014"),
    ],
)
def test_a_cell_is_found_by_its_headers_or_their_numbers(row, column, value):
    item = drawn({"n": {"exhibit": "ventes", "row": row, "column": column}})
    assert find_number(item.variables["n"], {"ventes": SALES}, "fr") == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ({"exhibit": "vente", "row": "2014", "column": "2"}, "exhibit"),
        ({"exhibit": "ventes", "row": "2013", "column": "2"}, "row"),
        ({"exhibit": "ventes", "row": "2014", "column": "Appareil"}, "column"),
        ({"exhibit": "ventes", "row": "2014", "column": "0"}, "column"),
        ({"exhibit": "ventes", "row": "2014", "column": "00000199"}, "column"),
        ({"exhibit": "ventes", "row": "2014", "column": "Rang"}, None),
        ({"exhibit": "ventes", "row": "2015", "column": "Rang"}, None),
        ({"exhibit": "ventes", "row": "2015", "column": "Part"}, None),
    ],
)
def test_a_cell_that_is_not_there_or_no_number_says_what_is_wrong(cell, key):
    with pytest.raises(CellError) as raised:
        read_cells(drawn({"n": cell}), {"ventes": SALES}, "fr")
    assert raised.value.key == key


def test_a_cell_is_the_same_for_everybody():
    item = drawn({"n": {"exhibit": "ventes", "row": "2014", "column": "2"}})
    item = item.with_surroundings((), {"n": "61"})
    assert item.arrange(Random(1), shuffle=True).drawn == {"n": "61"}
    assert item.key(item.arrange(Random(2), shuffle=True)).text == "1220"


def test_an_attempt_pins_what_was_drawn(tmp_path):
    from every_type import make_typed_workspace

    from casekit.content import read_workspace
    from casekit.domain.attempt import Plan

    bank = read_workspace(make_typed_workspace(tmp_path), cache=False).bank
    plans = [plan_attempt(bank, "cas/lecture", seed) for seed in range(12)]
    number = next(n for n, slot in enumerate(plans[0].slots) if slot.item_id == "cas/par-mois")
    values = {plan.slots[number].arrangement.drawn["n"] for plan in plans}
    assert len(values) > 3
    assert Plan.model_validate_json(plans[3].model_dump_json()) == plans[3]
