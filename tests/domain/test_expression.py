"""Expressions: what they are worth, what is refused, and that nothing takes long."""

from decimal import Decimal
from time import process_time

import pytest
from random_answers import random_expression, try_answers, try_expressions

from casekit.domain.expression import ExpressionError, is_name, parse_expression

VALUES = {"n": Decimal(3), "m": Decimal("0.5")}


def value_of(text):
    return parse_expression(text).evaluate(VALUES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1 + 0.2", "0.3"),
        ("n * 20", "60"),
        ("-n ** 2", "-9"),
        ("(n - 1) / m", "4"),
        ("2 ** 3 ** 2", "512"),
        ("2 ** -1", "0.5"),
        ("1.5e3", "1500"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(2.345, 2)", "2.35"),
        ("floor(-0.5) + ceil(0.5)", "0"),
        ("max(n, m, 2) - min(n, m)", "2.5"),
        ("abs(m - n)", "2.5"),
        ("sqrt(n + 1)", "2"),
        ("n\n  + 1", "4"),
        ("(1.1 ** 3 - 1) * 100", "33.1"),
    ],
)
def test_an_expression_is_worked_out_exactly(text, value):
    assert value_of(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "syntax"),
        ("n n", "syntax"),
        ("n.real", "syntax"),
        ("n.__class__", "syntax"),
        ("'n'", "syntax"),
        ("f'{n}'", "syntax"),
        ("[n for n in (1, 2)]", "syntax"),
        ("lambda: n", "syntax"),
        ("(n := 2)", "syntax"),
        ("n if n else 1", "syntax"),
        ("n // 2", "syntax"),
        ("n % 2", "syntax"),
        ("n[0]", "syntax"),
        ("1_000", "syntax"),
        ("0x10", "syntax"),
        ("2n", "syntax"),
        ("n × 2", "syntax"),
        ("n * 0,5", "comma"),
        ("max(*n)", "function"),
        ("max(n)", "function"),
        ("sqrt", "function"),
        ("n(2)", "function"),
        ("__import__(1)", "function"),
        ("eval(n)", "function"),
        ("round(n, -1)", "function"),
        ("round(n, 0.5)", "function"),
        ("a" * 31, "name"),
        ("n + " * 80 + "n", "too-long"),
        ("(" * 60 + "n" + ")" * 60, "too-deep"),
        ("-" * 200 + "n", "too-deep"),
        ("1" * 31, "too-large"),
        ("1e999999", "too-large"),
        ("1e9999999999999999999", "too-large"),
        ("1e-9999999999999999999", "too-small"),
        ("1e99999999", "too-large"),
        ("1e-99999999", "too-small"),
        ("9**9**9", "too-large"),
        ("10 ** 30 * 10", "too-large"),
        ("1e-31", "too-small"),
        ("m ** 100 * m ** 100", "too-small"),
        ("1 / 0", "division-by-zero"),
        ("n / (n - 3)", "division-by-zero"),
        ("0 ** -1", "division-by-zero"),
        ("0 ** 0", "not-finite"),
        ("sqrt(-n)", "not-finite"),
        ("(-8) ** m", "not-finite"),
    ],
)
def test_what_cannot_be_read_or_worked_out_says_why(text, reason):
    with pytest.raises(ExpressionError) as raised:
        value_of(text)
    assert raised.value.reason == reason


def test_an_expression_knows_the_names_that_it_uses():
    assert parse_expression("max(n, 2) * price_1").names == {"n", "price_1"}


@pytest.mark.parametrize("name", ["n", "price_1", "_x", "N"])
def test_a_plain_identifier_can_name_a_variable(name):
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "1n", "prix unitaire", "année", "max", "in", "a-b", "n" * 31])
def test_what_means_something_else_cannot(name):
    assert not is_name(name)


def test_twenty_thousand_random_expressions_raise_nothing_else():
    """The bench tries a million (`tests/bench/random_tries.py`)."""
    found = try_expressions(20_000)
    assert found.total() == 20_000
    reasons = {"value", "unknown", "syntax", "comma", "function", "too-large", "division-by-zero"}
    assert reasons <= found.keys()


def test_twenty_thousand_random_answers_raise_nothing_else():
    found = try_answers(20_000)
    assert found.total() == 20_000
    assert {"scored", "impossible", "nothing"} <= found.keys()


@pytest.mark.parametrize(
    "text",
    ["9**9**9**9", "(" * 300, "-" * 300, "sqrt(" * 50 + "2" + ")" * 50, "1e308 ** 100", "9" * 300],
)
def test_nothing_takes_long(text):
    start = process_time()
    for _ in range(20):
        with pytest.raises(ExpressionError):
            value_of(text)
    assert process_time() - start < 1


def test_the_same_seed_tries_the_same():
    from random import Random

    assert random_expression(Random(5)) == random_expression(Random(5))
