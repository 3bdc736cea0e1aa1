"""The course and its cases, as their authors wrote them."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item import Bloom
from casekit.domain.value import (
    Citation,
    EachOnce,
    Inline,
    Language,
    Markdown,
    OneOrMany,
    Share,
    Slug,
    Text,
    Value,
)


class Objective(Value):
    """What students shall be able to do.

    Attributes:
        target: share of the points, in [0, 1], that counts as reached.
    """

    id: Annotated[Text, Field(pattern=r"^[A-Za-z0-9-]+$")]
    text: Inline
    bloom: Bloom
    target: Share | None = None


class Course(Value):
    """`content/course.yaml`.

    Attributes:
        id: stable for ever; Anki note ids and LMS ids are made from it.
        licence: of what the authors wrote themselves.
        quotation_budget: share, in [0, 1], of an article's words that its excerpts may quote.
        cases: folders, in teaching order.
    """

    id: Slug
    title: Inline
    description: Markdown | None = None
    language: Language
    authors: Annotated[tuple[Text, ...], OneOrMany] = ()
    licence: Text | None = None
    quotation_budget: Share = Decimal("0.3")
    cases: tuple[Slug, ...] = Field(min_length=1)
    objectives: tuple[Objective, ...] = Field(min_length=1)


class Question(Value):
    """A question for discussion in class."""

    text: Markdown
    objective: Text | None = None


class Term(Value):
    """An entry of a case's glossary."""

    term: Inline
    definition: Markdown


class CaseHead(Value):
    """The front matter of `case.md`."""

    title: Inline
    subtitle: Inline | None = None
    summary: Markdown
    sources: Annotated[tuple[Slug, ...], OneOrMany, EachOnce] = Field(min_length=1)
    objectives: Annotated[tuple[Text, ...], OneOrMany, EachOnce] = ()
    minutes: int | None = Field(None, ge=1, le=1000)
    protagonist: Inline | None = None
    decision: Markdown | None = None
    questions: tuple[Question, ...] = ()
    glossary: tuple[Term, ...] = ()
    accept: dict[str, Text] = Field(default_factory=dict)
    was: Slug | None = None


class Exhibit(Value):
    """A table or figure of a case, as data.

    Attributes:
        rows: cells as written, one per column.
    """

    id: Slug
    title: Inline
    kind: Literal["table", "bar", "line", "timeline"] = Field(
        description="table, bar, line or timeline: how the rows are shown."
    )
    unit: Inline | None = Field(None, description="What the numbers count: millions of units, %.")
    columns: tuple[Inline, ...] = Field(
        min_length=1, description="The heads of the columns; the first column names the rows."
    )
    rows: tuple[tuple[Inline | None, ...], ...] = Field(
        min_length=1,
        description="Rows of cells as they are to be read; null where there is no value.",
    )
    note: Markdown | None = Field(
        None, description="What the exhibit does not say, and where it is uncertain."
    )
    evidence: Annotated[tuple[Citation, ...], OneOrMany] = Field(
        (), description="Excerpts on which the exhibit stands."
    )

    @model_validator(mode="after")
    def _is_a_rectangle(self) -> Self:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise PydanticCustomError(
                    "ragged-row",
                    "ragged row",
                    {"row": number, "cells": len(row), "columns": len(self.columns)},
                )
        return self
