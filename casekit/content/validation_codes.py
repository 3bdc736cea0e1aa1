"""Which code a validation error of the domain has, and at which field it is shown."""

from collections.abc import Mapping

from casekit.text.i18n import N_

WORD_BY_TYPE: Mapping[str, str] = {
    "string_type": N_("a text"),
    "int_parsing": N_("a whole number"),
    "int_type": N_("a whole number"),
    "int_from_float": N_("a whole number"),
    "tuple_type": N_("a list"),
    "list_type": N_("a list"),
    "dict_type": N_("keys with values"),
    "model_type": N_("keys with values"),
    "model_attributes_type": N_("keys with values"),
}
CODE_BY_TYPE: Mapping[str, str] = {
    "not-a-number": "E206",
    "not-a-percentage": "E207",
    "not-true-or-false": "E208",
    "not-a-date": "E209",
    "not-a-citation": "E211",
    "not-a-choice": "E215",
    "not-one-key": "E216",
    "duplicate-choice": "E217",
    "too-many-choices": "E218",
    "no-evidence": "E219",
    "no-answer": "E220",
    "tolerance-and-range": "E221",
    "range-backward": "E222",
    "tolerance-missing": "E223",
    "relative-to-zero": "E224",
    "not-a-tolerance": "E225",
    "voice-missing": "E226",
    "licence-missing": "E227",
    "lines-backward": "E228",
    "ragged-row": "E229",
    "empty-quiz": "E230",
    "practice-time-limit": "E231",
    "graded-at-once": "E232",
    "no-right-choice": "E236",
    "no-full-answer": "E237",
    "duplicate-answer": "E238",
    "no-supports": "E239",
    "passage-twice": "E268",
    "too-few-passages": "E269",
}
ANCHORS: Mapping[str, str] = {
    "not-one-key": "choices",
    "duplicate-choice": "choices",
    "too-many-choices": "choices",
    "tolerance-and-range": "tolerance",
    "range-backward": "range",
    "tolerance-missing": "answer",
    "relative-to-zero": "tolerance",
    "voice-missing": "kind",
    "licence-missing": "rights",
    "practice-time-limit": "time_limit",
    "graded-at-once": "feedback",
    "no-right-choice": "choices",
    "no-full-answer": "answers",
    "too-few-passages": "supports",
}
"""The field at which a mistake of the whole mapping is shown."""
