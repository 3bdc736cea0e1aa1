"""Arithmetic that authors write, `n * 20`, worked out exactly in Decimal and within bounds.

The language is closed: decimal numbers with a point, names of variables, `+ - * / **`, parentheses
and the functions of `FUNCTIONS`. Everything else is refused before Python's parser sees it; the
parser only tells what belongs together. Whatever is written, reading and working it out are bounded
in time and memory.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    localcontext,
)
from keyword import iskeyword
from typing import Literal, NamedTuple

ExpressionReason = Literal[
    "syntax",
    "comma",
    "name",
    "function",
    "too-long",
    "too-deep",
    "too-large",
    "too-small",
    "division-by-zero",
    "not-finite",
]
"""Why an expression cannot be read, or has no value."""

MAX_LENGTH = 300
MAX_DEPTH = 40
"""Levels of parentheses, signs and operations within one another."""

MAX_DIGITS = 30
MAX_EXPONENT = 100
"""Largest exponent of a power, on both sides of zero."""

MAX_NAME_LENGTH = 30
LARGEST, SMALLEST = Decimal("1e30"), Decimal("1e-30")
"""Between these, signs left aside, lies every value that is not 0; those on the way to it too."""

_CONTEXT = Context(prec=50, Emax=10_000, Emin=-10_000)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![\w.])"
    r"|(?P<name>[A-Za-z_]\w*)|(?P<sign>\*\*|[-+*/(),]))",
    re.ASCII,
)
_NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$", re.ASCII)

Values = Mapping[str, Decimal]
_Step = Callable[[Values], Decimal]


class ExpressionError(ValueError):
    """An expression that cannot be read, or that has no value.

    Attributes:
        reason: why.
        word: the name or piece that it concerns, empty where there is none.
    """

    def __init__(self, reason: ExpressionReason, word: str = "") -> None:
        super().__init__(reason)
        self.reason: ExpressionReason = reason
        self.word = word


@dataclass(frozen=True)
class Expression:
    """An expression that was read.

    Attributes:
        text: as written.
        names: of the variables that it uses.
    """

    text: str
    names: frozenset[str]
    _step: _Step = field(repr=False, compare=False)

    def evaluate(self, values: Values) -> Decimal:
        """The value, with at most 50 digits.

        Raises:
            ExpressionError: too-large, too-small, division-by-zero, or not-finite.
            KeyError: a variable has no value.
        """
        with localcontext(_CONTEXT):
            try:
                return self._step(values)
            except DivisionByZero:
                raise ExpressionError("division-by-zero") from None
            except (DecimalException, OverflowError):
                raise ExpressionError("not-finite") from None


def is_name(word: str) -> bool:
    """Whether a variable may be called so: a plain identifier that means nothing else."""
    is_free = not iskeyword(word) and word not in FUNCTIONS
    return len(word) <= MAX_NAME_LENGTH and _NAME.match(word) is not None and is_free


def parse_expression(text: str) -> Expression:
    """Reads an expression; line breaks are spaces.

    Raises:
        ExpressionError: syntax, comma, name, function, too-long, too-deep, too-large or too-small.
    """
    plain = " ".join(text.split())
    if len(plain) > MAX_LENGTH:
        raise ExpressionError("too-long")
    _check_tokens(plain)
    try:
        tree = ast.parse(plain, mode="eval")
    except (SyntaxError, ValueError):
        raise ExpressionError("syntax") from None
    except (RecursionError, MemoryError):
        raise ExpressionError("too-deep") from None
    builder = _Builder(plain)
    step = builder.build(tree.body, 0)
    return Expression(plain, frozenset(builder.names), step)


def _check_tokens(plain: str) -> None:
    """Refuses every sign, word and number that the language does not have."""
    at, depth = 0, 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if found is None:
            raise ExpressionError("syntax", plain[at:].strip()[:20])
        if found["number"] and sum(map(str.isdigit, found["number"].split("e")[0])) > MAX_DIGITS:
            raise ExpressionError("too-large", found["number"][:20])
        if found["name"] and iskeyword(found["name"]):
            raise ExpressionError("syntax", found["name"])
        depth += {"(": 1, ")": -1}.get(found["sign"] or "", 0)
        if depth > MAX_DEPTH:
            raise ExpressionError("too-deep")
        at = found.end()


class _Builder:
    """From a syntax tree to nested steps."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: set[str] = set()

    def build(self, node: ast.expr, depth: int) -> _Step:
        if depth > MAX_DEPTH:
            raise ExpressionError("too-deep")
        if isinstance(node, ast.Constant):
            return self._constant(node)
        if isinstance(node, ast.Name):
            return self._name(node.id)
        if isinstance(node, ast.UnaryOp) and type(node.op) in _SIGNS:
            return _apply(_SIGNS[type(node.op)], self.build(node.operand, depth + 1))
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
            sides = self.build(node.left, depth + 1), self.build(node.right, depth + 1)
            return _apply(_OPERATIONS[type(node.op)], *sides)
        if isinstance(node, ast.Call):
            return self._call(node, depth)
        raise ExpressionError("comma" if isinstance(node, ast.Tuple) else "syntax")

    def _constant(self, node: ast.Constant) -> _Step:
        written = self.text[node.col_offset : node.end_col_offset]
        try:
            value = _bounded(Decimal(written))
        except DecimalException:  # an exponent beyond what Decimal itself can hold
            reason: ExpressionReason = "too-small" if "-" in written else "too-large"
            raise ExpressionError(reason, written[:20]) from None
        return lambda _values: value

    def _name(self, name: str) -> _Step:
        if name in FUNCTIONS:
            raise ExpressionError("function", name)
        if not is_name(name):
            raise ExpressionError("name", name[:MAX_NAME_LENGTH])
        self.names.add(name)
        return lambda values: _bounded(values[name])

    def _call(self, node: ast.Call, depth: int) -> _Step:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        function = FUNCTIONS.get(name)
        if function is None:
            raise ExpressionError("function", name)
        if node.keywords or not function.least <= len(node.args) <= function.most:
            raise ExpressionError("function", name)
        return _apply(function.work_out, *(self.build(each, depth + 1) for each in node.args))


def _apply(work_out: Callable[..., Decimal], *steps: _Step) -> _Step:
    return lambda values: _bounded(work_out(*(step(values) for step in steps)))


def _bounded(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ExpressionError("not-finite")
    size = value.copy_abs()  # unlike abs(), without rounding to a context that may be too small
    if size > LARGEST:
        raise ExpressionError("too-large")
    if value and size < SMALLEST:
        raise ExpressionError("too-small")
    return value


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > MAX_EXPONENT:
        raise ExpressionError("too-large")
    if not base and exponent < 0:
        raise ExpressionError("division-by-zero")
    return base**exponent


def _divide(dividend: Decimal, divisor: Decimal) -> Decimal:
    if not divisor:
        raise ExpressionError("division-by-zero")
    return dividend / divisor


def _round(value: Decimal, places: Decimal = Decimal(0)) -> Decimal:
    if places % 1 or not 0 <= places <= MAX_DIGITS:
        raise ExpressionError("function", "round")
    return round_half_up(value, int(places))


def round_half_up(value: Decimal, places: int) -> Decimal:
    """A value with so many decimals, halves rounded away from zero, as people round."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=90))


class _Function(NamedTuple):
    """A function, with how many values it takes."""

    work_out: Callable[..., Decimal]
    least: int
    most: int


FUNCTIONS: Mapping[str, _Function] = {
    "min": _Function(min, 2, 20),
    "max": _Function(max, 2, 20),
    "abs": _Function(abs, 1, 1),
    "round": _Function(_round, 1, 2),
    "floor": _Function(lambda value: value.to_integral_value(ROUND_FLOOR), 1, 1),
    "ceil": _Function(lambda value: value.to_integral_value(ROUND_CEILING), 1, 1),
    "sqrt": _Function(lambda value: value.sqrt(), 1, 1),
}
_SIGNS: Mapping[type[ast.unaryop], Callable[..., Decimal]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
_OPERATIONS: Mapping[type[ast.operator], Callable[..., Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: _divide,
    ast.Pow: _power,
}
