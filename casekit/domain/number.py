"""Reading a number as a person types it in French or English.

The grammar is closed and strict: what has two readings, or none, is refused with a reason, so that
the person can be asked again; nothing is ever guessed. (Babel's lax English parser reads `7,7` as
77, and its strict French one refuses a plain space between thousands; so this small grammar.)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Reason = Literal["unreadable", "ambiguous", "unit"]

MAX_LENGTH = 60
"""Longest text that is read as a number; anything longer is unreadable."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2011": "-"})

# Separators by language: (decimal, thousands).
_GROUPED = {
    "fr": re.compile(r"^[+-]?(\d{1,3}( \d{3})+|\d+)(,\d+)?$"),
    "en": re.compile(r"^[+-]?(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)(\.\d+)?$"),
}
_PLAIN_POINT = re.compile(r"^[+-]?\d+\.\d+$")
_LOOKS_GROUPED = re.compile(r"^[+-]?[1-9]\d{0,2}\.\d{3}$")
_TWO_READINGS = re.compile(r"^[+-]?\d{1,3}([.,]\d{3})+$|^[+-]?\d[\d ]*[.,]\d+$")

_SCALES: Mapping[str, Mapping[str, int]] = {
    "fr": {
        "mille": 3, "millier": 3, "milliers": 3, "k": 3,
        "million": 6, "millions": 6, "m": 6, "mio": 6,
        "milliard": 9, "milliards": 9, "md": 9, "mds": 9, "mrd": 9,
        "billion": 12, "billions": 12,
    },
    "en": {
        "thousand": 3, "thousands": 3, "k": 3,
        "million": 6, "millions": 6, "m": 6, "mn": 6,
        "billion": 9, "billions": 9, "bn": 9, "b": 9,
        "trillion": 12, "trillions": 12, "tn": 12,
    },
}  # fmt: skip
"""Powers of ten of the scale words; a French billion is 10**12, an English one 10**9."""

_UNIT_NAMES = (
    frozenset({"€", "eur", "euro", "euros"}),
    frozenset({"$", "usd", "dollar", "dollars", "us $"}),
    frozenset({"%", "percent", "per cent", "pour cent", "pourcent"}),
    frozenset({"£", "gbp", "livre", "livres", "pound", "pounds"}),
    frozenset({"¥", "cny", "rmb", "yuan", "yuans"}),
)


_CURRENCIES = frozenset("€$£¥")
_BEFORE_CURRENCY = re.compile(r"(?<=[a-z])(?=[€$£¥])")


class NumberError(ValueError):
    """A text that is not one number.

    Attributes:
        reason: `unreadable`, `ambiguous` (two readings) or `unit` (another unit than asked).
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Unit:
    """The unit that stands beside the field, and whether scale words are read.

    Attributes:
        text: as written by the author, e.g. `millions d'appareils`; may be empty.
        accept_scale: `7,7 milliards` is read as a number.
    """

    text: str = ""
    accept_scale: bool = False

    def names(self) -> frozenset[str]:
        """The ways of typing this unit, folded: the text itself, its words, its currency names."""
        text = _fold(self.text)
        if not text:
            return frozenset()
        own = {text, text.removesuffix("s"), *text.split(" ")}
        for names in _UNIT_NAMES:
            if own & names:
                own |= names
        return frozenset(own - {""})

    def power(self, language: str) -> int:
        """The power of ten that the unit itself carries (`millions de dollars`: 6), else 0."""
        first, _, rest = _fold(self.text).partition(" ")
        if rest in _CURRENCIES:  # "M€", "Md $": an abbreviation counts before a currency alone
            return _SCALES[language].get(first, 0)
        scales = {word: power for word, power in _SCALES[language].items() if len(word) > 2}
        return max((scales.get(word, 0) for word in _fold(self.text).split(" ")), default=0)


def read_number(text: str, language: str, unit: Unit | None = None) -> Decimal:
    """Reads what a student typed.

    Args:
        text: as typed; any white space, a sign, thousands separated by spaces (or by commas in
            English), the unit before or after.
        language: `fr` or `en`; any other language is read as English.
        unit: what stands beside the field.

    Returns:
        The number in the item's unit: with unit `millions`, both `61` and `61 millions` are 61.

    Raises:
        NumberError: there is no reading, more than one, or another unit.
    """
    language = language if language in _SCALES else "en"
    unit = unit or Unit()
    digits, words = _split_words(_fold(text))
    power, words = _take_scale(words, language, unit)
    _check_unit(words, unit)
    number = _read_digits(digits, language)
    if power is None:
        return number
    return number.scaleb(power - unit.power(language))


def read_written_number(text: str, language: str) -> Decimal:
    """Reads a number in an author's file: `12.5` everywhere, `12,5` in a French course.

    Thousands may be separated by spaces alone, so that every accepted form has one reading.

    Raises:
        NumberError: anything else, `1,234` in an English course included (`ambiguous`).
    """
    text = _fold(text)
    if len(text) > MAX_LENGTH:
        raise NumberError("unreadable")
    if _PLAIN_POINT.match(text):
        return Decimal(text)
    if language != "fr" and "," in text:
        raise NumberError("ambiguous" if _TWO_READINGS.match(text) else "unreadable")
    return _read_digits(text, language if language in _SCALES else "en")


def plain_number(number: Decimal) -> Decimal:
    """The same number, exactly, without zeros at the end of its decimals."""
    text = format(number, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def write_number(value: Decimal, language: str) -> str:
    """A number as it stands in a text: exact, with a true minus sign.

    Thousands are apart from five digits on, so that years stay years; as `read_number` reads it.
    """
    whole, _, decimals = format(value.copy_abs(), "f").partition(".")
    decimals = decimals.rstrip("0")
    separator, mark = ("\u202f", ",") if language == "fr" else (",", ".")
    if len(whole) > _APART_FROM:
        whole = f"{int(whole):,}".replace(",", separator)
    sign = "\u2212" if value < 0 else ""
    return sign + whole + (mark + decimals if decimals else "")


_APART_FROM = 4


def _fold(text: str) -> str:
    folded = _SPACES.sub(" ", text.translate(_MINUS)).strip().lower().replace("’", "'")
    return _BEFORE_CURRENCY.sub(" ", folded)


def _split_words(text: str) -> tuple[str, str]:
    """Splits `61,5 millions de $` into its number and the words around it."""
    if len(text) > MAX_LENGTH:
        raise NumberError("unreadable")
    found = re.search(r"[+-]? ?\d(?:[\d .,]*\d)?", text)
    if found is None:
        raise NumberError("unreadable")
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    digits = re.sub(r"^([+-]) ", r"\1", found[0])
    if before in {"-", "+"}:  # "- $5": a sign before the unit
        return before + digits, after
    if before[:1] in {"-", "+"}:
        return before[0] + digits, f"{before[1:].strip()} {after}".strip()
    return digits, f"{before} {after}".strip()


def _take_scale(words: str, language: str, unit: Unit) -> tuple[int | None, str]:
    first, _, rest = words.partition(" ")
    scales = _SCALES[language]
    if first not in scales or words in unit.names():
        return None, words
    if not unit.accept_scale and scales[first] != unit.power(language):
        raise NumberError("unit")
    return scales[first], rest


def _check_unit(words: str, unit: Unit) -> None:
    rest = re.sub(r"^(de |d'|of )", "", words)
    if rest and not {words, rest} & unit.names() and not _is_tail(rest, unit):
        is_word = rest[0].isalpha() and not re.search(r"\d", rest)
        is_unit = is_word or any(rest in names for names in _UNIT_NAMES)
        raise NumberError("unit" if is_unit else "unreadable")


def _is_tail(words: str, unit: Unit) -> bool:
    """Whether the words end the unit: `appareils` after `millions` in `millions d'appareils`."""
    text = _fold(unit.text)
    return text.endswith(words) and text[: -len(words)][-1:] in {" ", "'"}


def _read_digits(digits: str, language: str) -> Decimal:
    if _GROUPED[language].match(digits):
        bare = digits.replace(" ", "")
        bare = bare.replace(",", ".") if language == "fr" else bare.replace(",", "")
        return Decimal(bare)
    if language == "fr" and _PLAIN_POINT.match(digits):
        if _LOOKS_GROUPED.match(digits):
            raise NumberError("ambiguous")
        return Decimal(digits)
    raise NumberError("ambiguous" if _TWO_READINGS.match(digits) else "unreadable")
