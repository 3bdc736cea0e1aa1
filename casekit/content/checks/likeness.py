"""Questions of a case that ask nearly the same."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Indel

from casekit.domain.item import ItemBase

ALIKE = 0.95
"""Share of the letters of their longer words, sorted, from which on two questions are the same."""

LIKE = "W345"
"""The code of this advice."""

_ASIDE = frozenset(
    {
        "choices",
        "options",
        "answers",
        "feedback",
        "gaps",
        "explanation",
        "warrant",
        "hint",
        "rubric",
        "card",
    }
    | {"sample", "distractors"}
)
"""First keys of what is answered with, or said afterwards."""

_SIGNS = "*_.,;:?!()«»\"-'’"
_NUMBER = re.compile("[0-9]+")
_NAME = re.compile(r"(?<=[^\w*])[A-ZÀ-ÖØ-Þ]\w*")
_SENTENCE = re.compile(r"(?:^|[.!?…:]\s+)\W*[^\W\d_]")


class Asked(NamedTuple):
    """What a question asks.

    Attributes:
        key: whatever the caller knows it by.
        about: the excerpts that its item names, and the numbers in it, in their order.
    """

    key: int
    text: str
    about: tuple[frozenset[str], tuple[str, ...]]


class Pair(NamedTuple):
    """Two questions nearly the same, by their keys, the earlier first; the share is in [0, 1]."""

    first: int
    second: int
    share: float


def read_asked(key: int, item: ItemBase, evidence: Iterable[str]) -> Asked:
    """What an item asks: its stem, and the text, pairs or steps that belong to it."""
    text = item.stem
    if not _has_choices(type(item)):
        parts = (part for path, part in item.markdown_texts() if path[0] not in _ASIDE)
        text = "\n".join(parts)
    return Asked(key, text, (frozenset(evidence), tuple(_NUMBER.findall(text))))


@cache
def _has_choices(model: type[ItemBase]) -> bool:
    return "choices" in model.model_fields


def find_names(text: str) -> frozenset[str]:
    """The words with a capital that do not begin a sentence."""
    lowered = _SENTENCE.sub(lambda found: found[0].lower(), text)
    return frozenset(_NAME.findall(lowered))


def find_pairs(asked: Iterable[Asked]) -> Iterator[Pair]:
    """Each question that is nearly the same as an earlier one, with the first such one.

    Other excerpts, other numbers or other names make another question.
    """
    groups: defaultdict[object, list[Asked]] = defaultdict(list)
    for each in asked:
        groups[each.about].append(each)
    for group in groups.values():
        if len(group) > 1:
            yield from _find_pairs_in(group)


def _find_pairs_in(group: list[Asked]) -> Iterator[Pair]:
    folded = [(each, _sort_words(each.text)) for each in group]
    seen: set[int] = set()
    for (first, one), (second, other) in combinations(folded, 2):
        if second.key in seen or not _may_be_alike(len(one), len(other)):
            continue
        share = Indel.normalized_similarity(one, other, score_cutoff=ALIKE)
        if share >= ALIKE and find_names(first.text) == find_names(second.text):
            seen.add(second.key)
            yield Pair(first.key, second.key, share)


def _sort_words(text: str) -> str:
    """The words of four letters or more, sorted: their order tells no questions apart."""
    folded = text.casefold()
    for sign in _SIGNS:
        folded = folded.replace(sign, " ")
    return " ".join(sorted([word for word in folded.split() if len(word) > 3]))


def say_alike(name: str, other: str, pair: Pair) -> dict[str, object]:
    """The params of the advice."""
    return {"name": name, "other": other, "share": int(pair.share * 100)}


def _may_be_alike(one: int, other: int) -> bool:
    """Whether texts of these lengths can have so many letters in common."""
    return 2 * min(one, other) >= ALIKE * (one + other)


def digest_of_files(raws: Mapping[str, bytes]) -> str:
    """What comparing the questions of several files depends on."""
    digest = hashlib.sha256()
    for file, raw in raws.items():
        digest.update(f"{file}\0{len(raw)}\n".encode())
        digest.update(raw)
    return digest.hexdigest()
