"""Expressions and answers at random, many of them nonsense, and what becomes of them.

    try_expressions(20_000)     # how many had a value, and how many were refused for each reason
    try_answers(20_000)         # how many were scored, impossible, or no answer

Both fail with any exception but the declared ones. The same seed tries the same.
"""

from collections import Counter
from decimal import Decimal
from random import Random
from typing import Any

from casekit.domain.expression import LARGEST, ExpressionError, parse_expression
from casekit.domain.item import ImpossibleResponseError, ItemBase, parse_item

VALUES = {"n": Decimal(3), "m": Decimal("-0.5"), "zero": Decimal(0)}

_NUMBERS = ("0", "1", "2", "7", "0.1", "12.50", "1e3", "99999999", "1e30", "1e999999", "9" * 31)
_OPERATORS = ("+", "-", "*", "/", "**", " + ", " ** ", "//", "%", "@", "<<")
_FUNCTIONS = ("min", "max", "abs", "round", "floor", "ceil", "sqrt", "print", "__import__")
_NOISE = "nm01. ,()+-*/_'\"[]{}:=;#%&|~^<>!?\\\n\té²\0∞٣ lambda"

COMMON = {
    "id": "un",
    "stem": "Combien pour {n} ?",
    "evidence": ["journal#ventes"],
    "objective": "LO1",
    "bloom": "apply",
    "explanation": "Parce que {answer}.",
}
PLAIN = {**COMMON, "stem": "Que faire ?", "explanation": "Parce que."}


def random_expression(random: Random, depth: int = 0) -> str:
    """An expression that is often right, and sometimes not even a line of signs."""
    kind = random.random()
    if kind < 0.04:
        return "".join(random.choices(_NOISE, k=random.randrange(12)))
    if kind < 0.35 or depth > 6:
        return random.choice((*_NUMBERS, *VALUES, "unknown", "if", ""))
    if kind < 0.75:
        left, right = (random_expression(random, depth + 1) for _ in range(2))
        return f"{left}{random.choice(_OPERATORS[: 11 if kind < 0.4 else 7])}{right}"
    if kind < 0.85:
        return f"({random_expression(random, depth + 1)})"
    if kind < 0.92:
        return f"-{random_expression(random, depth + 1)}"
    parts = (random_expression(random, depth + 1) for _ in range(random.randrange(4)))
    return f"{random.choice(_FUNCTIONS)}({', '.join(parts)})"


def try_expressions(count: int, seed: int = 1) -> Counter[str]:
    """Reads and works out so many; what became of them, by reason, `value` for the others."""
    random, found = Random(seed), Counter[str]()
    for _ in range(count):
        text = random_expression(random)
        try:
            expression = parse_expression(text)
            if expression.names <= VALUES.keys():
                value = expression.evaluate(VALUES)
                assert value.is_finite(), text
                assert abs(value) <= LARGEST, text
            found["value" if expression.names <= VALUES.keys() else "unknown"] += 1
        except ExpressionError as error:
            found[error.reason] += 1
    return found


def open_items() -> list[ItemBase]:
    """An item of each type that is not answered by choosing alone."""
    variables = {"n": {"from": "1", "to": "9"}, "m": ["2", "0,5"]}
    drawn = {"type": "numeric", "variables": variables, "answer": "n / m", "tolerance": "1%"}
    position = {"type": "position", "options": ["Oui", "Non"], "for": "1", "against": "1"}
    essay = {"type": "essay", "rubric": [{"criterion": "c", "points": "2"}], "words": {"min": "2"}}
    passages = [f"journal#p{number}" for number in range(5)]
    return [
        parse_item({**COMMON, **drawn}, "fr"),
        parse_item({**PLAIN, **position}, "fr").with_surroundings(passages, {}),
        parse_item({**PLAIN, **essay}, "fr"),
    ]


def random_fields(random: Random, names: list[str]) -> dict[str, list[str]]:
    """What a form might post, and what none of ours can."""
    values = ("", "1", "2", "5", "6", "0", "01", "²", "-1", "4,5", "1 000", "12 euros", "Ainsi.")
    noise = "".join(random.choices(_NOISE, k=random.randrange(8)))
    fields = {}
    for name in names:
        if random.random() < 0.8:
            fields[name] = random.choices((*values, noise), k=random.choice((0, 1, 1, 1, 2)))
    if random.random() < 0.02:
        fields["other"] = ["1"]
    return fields


def try_answers(count: int, seed: int = 1) -> Counter[str]:
    """Reads and scores so many answers; what became of them."""
    random, found, items = Random(seed), Counter[str](), open_items()
    layouts = [item.arrange(Random(seed), shuffle=True) for item in items]
    names = {"numeric": ["number"], "essay": ["text"]}
    for number in range(count):
        item: Any = items[number % len(items)]
        layout = layouts[number % len(items)]
        fields = random_fields(random, names.get(item.type, ["option", "for", "against", "why"]))
        try:
            answer = item.read_response(fields, layout)
        except ImpossibleResponseError:
            found["impossible"] += 1
            continue
        if answer is None:
            found["nothing"] += 1
            continue
        score = item.score(answer, layout)
        assert 0 <= score <= 1, fields
        assert not (score and item.find_fault(answer)), fields
        assert item.read_response(item.write_response(answer, layout), layout) == answer, fields
        found["scored"] += 1
    return found
