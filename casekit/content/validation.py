"""From pydantic's errors to problems: one per mistake, at its place, with a near word."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from casekit.content.document import Document, Path
from casekit.content.keys import find_model, keys_of
from casekit.content.nearness import find_near
from casekit.content.problem import Problem
from casekit.content.traps import mend_entry
from casekit.content.validation_codes import (
    ANCHORS,
    CODE_BY_TYPE,
    REASON_WORDS,
    WORD_BY_TYPE,
)
from casekit.text.i18n import N_


def check_model(
    document: Document, path: Path, model: type[BaseModel], language: str
) -> BaseModel | None:
    """Validates the data at a path; its problems go to the document.

    Returns:
        The value, None when it has problems.
    """
    data = get_at(document.data, path)
    try:
        return model.model_validate(data, context={"language": language})
    except ValidationError as error:
        errors = error.errors(include_url=False)
        document.problems += _Errors(document, path, model, data).problems(errors)
        return None


def get_at(data: Any, path: Path) -> Any:
    """The data at a path."""
    for step in path:
        data = data[step]
    return data


class _Errors:
    """The errors of one mapping, told once each."""

    def __init__(self, document: Document, base: Path, model: type[BaseModel], data: Any) -> None:
        self.document = document
        self.base = base
        self.model = model
        self.data = data

    def problems(self, errors: Sequence[Mapping[str, Any]]) -> list[Problem]:
        """All problems; a misspelt key takes the missing key that it stands for with it."""
        kept = _one_per_union(errors)
        missing = {self._path(e["loc"]) for e in kept if e["type"] == "missing"}
        problems = []
        for error in kept:
            if error["type"] == "extra_forbidden":
                problems.append(self._unknown_key(error, missing))
        for error in kept:
            if error["type"] == "missing" and self._path(error["loc"]) in missing:
                problems.append(self._missing_key(error))
            elif error["type"] not in {"missing", "extra_forbidden"}:
                problems.append(self._other(error))
        return problems

    def _path(self, loc: tuple[str | int, ...]) -> Path:
        """The steps of a `loc` that the data has, and its last step if that is a missing key."""
        path: Path = ()
        here = self.data
        for number, step in enumerate(loc):
            inside = (isinstance(here, dict) and step in here) or (
                isinstance(here, list) and isinstance(step, int) and step < len(here)
            )
            if inside:
                here = here[step]
                path = (*path, step)
            elif number == len(loc) - 1 and isinstance(step, str):
                path = (*path, step)
        return path

    def _unknown_key(self, error: Mapping[str, Any], missing: set[Path]) -> Problem:
        path = self._path(error["loc"])
        key, around = str(path[-1]), path[:-1]
        keys = keys_of(find_model(self.model, around))
        due = [str(p[-1]) for p in missing if p[:-1] == around]
        here = get_at(self.data, around)
        free = [k for k in keys if not isinstance(here, dict) or k not in here]
        near = find_near(key, due, 0.5) or find_near(key, free, 0.4)
        missing.discard((*around, near or ""))
        return self.document.problem(
            "E201", (*self.base, *path), {"key": key[:60]}, suggestion=near, key=True
        )

    def _missing_key(self, error: Mapping[str, Any]) -> Problem:
        path = self._path(error["loc"])
        params = {"key": path[-1], "name": self._name()}
        return self.document.problem("E202", (*self.base, *path[:-1]), params)

    def _other(self, error: Mapping[str, Any]) -> Problem:
        kind = str(error["type"])
        path = (*self.base, *self._path(error["loc"]))
        path = (*path, *self._anchor(kind, error, path))
        params = {"name": self._name(), "value": show(error.get("input")), **error.get("ctx", {})}
        params = {k: v if isinstance(v, (str, int)) else str(v) for k, v in params.items()}
        code, more, near = self._code_of(kind, error, path)
        params = {"key": next((s for s in reversed(path) if isinstance(s, str)), ""), **params}
        problem = self.document.problem(code, path, {**params, **more}, suggestion=near)
        if code == "E215" and near is None and isinstance(error.get("input"), dict):
            mended = mend_entry(self.document.line_text(problem.line))
            return replace(problem, mended=mended)
        return problem

    def _anchor(self, kind: str, error: Mapping[str, Any], path: Path) -> Path:
        """Where within a mapping a mistake is shown: as it says itself, else as its kind has it."""
        context, anchor = error.get("ctx", {}), ANCHORS.get(kind)
        if not isinstance(get_at(self.document.data, path), dict):
            return ()
        if "field" in context:
            return tuple(context[name] for name in ("field", "number") if name in context)
        return (anchor,) if anchor else ()

    def _code_of(
        self, kind: str, error: Mapping[str, Any], path: Path
    ) -> tuple[str, dict[str, Any], str | None]:
        value = error.get("input")
        if kind == "not-a-choice":
            return "E215", {}, _near_choice_key(value)
        if kind in CODE_BY_TYPE:
            return CODE_BY_TYPE[kind], *_add_to(error.get("ctx", {}))
        if kind in WORD_BY_TYPE:
            words = {"wanted_word": WORD_BY_TYPE[kind], "found_word": kind_of(value)}
            return "E204", words, None
        if kind == "literal_error":
            known = _expected(error)
            return "E205", {"known": ", ".join(known)}, find_near(str(value), known, 0.5)
        if kind == "string_pattern_mismatch" and "[a-z0-9]+(-" in str(error["ctx"]["pattern"]):
            return "E210", {}, None
        if kind == "string_too_short":
            return "E212", {}, None
        return _limits(kind, error)

    def _name(self) -> str:
        name = self.data.get("id") if isinstance(self.data, dict) else None
        return name if isinstance(name, str) else ""


def _add_to(context: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    """The words of a reason, and what is near to a word that is not known."""
    reason, known = str(context.get("reason", "")), context.get("known")
    words = {"reason_word": REASON_WORDS[reason]} if reason in REASON_WORDS else {}
    near = find_near(str(context["word"]), known.split(", "), 0.4) if known else None
    return words, near


def _limits(kind: str, error: Mapping[str, Any]) -> tuple[str, dict[str, Any], str | None]:
    context = error.get("ctx", {})
    for name, sign in (("ge", "≥"), ("gt", ">"), ("le", "≤"), ("lt", "<")):
        if name in context:
            return "E213", {"bound": f"{sign} {context[name]}"}, None
    if kind == "too_short":
        return "E214", {"least": context["min_length"]}, None
    return "E233", {}, None


def _expected(error: Mapping[str, Any]) -> list[str]:
    text = str(error["ctx"]["expected"]).replace(" or ", ", ")
    return [word.strip(" '") for word in text.split(",")]


def _near_choice_key(value: Any) -> str | None:
    if not isinstance(value, dict) or not value:
        return None
    return find_near(str(next(iter(value))), ("correct", "wrong"), 0.4)


def _one_per_union(errors: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One error per field where pydantic tells one for each member of a union.

    A mapping is meant to be the member with keys, anything else the other one.
    """
    kept = []
    for error in errors:
        loc = error["loc"]
        if any(isinstance(s, str) and s.startswith("function-") for s in loc):
            if isinstance(error.get("input"), dict):
                continue
        elif any(isinstance(s, str) and s[:1].isupper() for s in loc[1:]) and (
            error["type"] in {"model_type", "model_attributes_type"}
        ):
            continue
        kept.append(error)
    deep = {loc[:n] for e in kept for loc in [e["loc"]] for n in range(len(loc))}
    return [e for e in kept if e["type"] != "too_short" or e["loc"] not in deep]


def kind_of(value: Any) -> str:
    """What was found, as a message to translate."""
    if value is None:
        return N_("nothing")
    if isinstance(value, dict):
        return N_("keys with values")
    return N_("a list") if isinstance(value, (list, tuple)) else N_("a text")


def show(value: Any) -> str:
    """A value as it may stand in a message."""
    text = value if isinstance(value, str) else ""
    return text if len(text) <= 60 else f"{text[:57]}..."
