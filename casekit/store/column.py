"""Column types: aware times in UTC, exact fractions."""

from datetime import UTC, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Only aware times go in, aware UTC comes out, on every database.

    SQLite keeps it as ISO text in UTC without a zone, so that text order is the order of time.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time in UTC.

        Raises:
            ValueError: the time has no zone (SQLAlchemy wraps it in a StatementError).
        """
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time, aware and in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@lru_cache(maxsize=1000)
def read_fraction(stored: str) -> Fraction:
    """A fraction as `ExactFraction` stores it; the same few come again and again."""
    return Fraction(stored)


class ExactFraction(TypeDecorator[Fraction]):
    """A fraction as text (`2/3`): no rounding between the scoring and the statistics."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:
        """The fraction in lowest terms; a whole number has no slash."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Fraction | None:
        """The fraction that was written."""
        return None if value is None else read_fraction(value)
