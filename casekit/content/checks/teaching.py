"""Advice on teaching: what the items of a case and of the course are like together."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from casekit.content.checks.context import Check
from casekit.content.checks.likeness import (
    LIKE,
    Pair,
    digest_of_files,
    find_pairs,
    read_asked,
    say_alike,
)
from casekit.content.checks.tail import SIGNIFICANCE, binomial_tail
from casekit.content.entries import Entries
from casekit.content.facts import Facts
from casekit.content.material import PlacedItem
from casekit.domain.item import BLOOM_LEVELS
from casekit.domain.source import Excerpt
from casekit.text.i18n import N_

MIN_ITEMS_FOR_LEVELS = 4
"""Items from which on a case is advised to ask at more than one Bloom level."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_STOP_WORDS = frozenset(
    {
        *("avec", "cette", "dans", "depuis", "elle", "elles", "entre", "leur", "leurs", "lors"),
        *("mais", "nous", "pour", "sans", "selon", "sont", "sous", "une", "vers", "vous"),
        *("about", "according", "after", "also", "from", "have", "into", "more", "other", "such"),
        *("than", "that", "their", "them", "they", "this", "those", "with", "would"),
    }
)


def check_teaching(check: Check) -> None:
    """Gives the advice that depends on several items or files.

    Nothing is said of a case, or of the course, that could not be read whole.
    """
    cases = check.material.cases
    whole = {case_id for case_id, case in cases.items() if case.is_sound}
    for case_id in whole & set(check.index.heads):
        live = [item for item in check.index.case_items[case_id] if item.is_live]
        _check_lengths(check, case_id, live)
        _check_levels(check, case_id, live)
        _check_likeness(check, case_id)
    _check_voices(check)
    if not check.has_errors:
        _check_sources(check)
        _check_objectives(check)
        _check_excerpts(check)


def _check_lengths(check: Check, case_id: str, live: Sequence[PlacedItem]) -> None:
    counts = [item.facts.choices for item in live if item.facts.choices > 1]
    longest = sum(item.facts.longest for item in live)
    if not counts:
        return
    chance = sum(1 / count for count in counts) / len(counts)
    if binomial_tail(longest, len(counts), chance) < SIGNIFICANCE:
        head = check.index.heads[case_id]
        params = {"count": longest, "total": len(counts), "share": round(chance * 100)}
        check.warn(head, head.value.accept, "W312", ("title",), params)


def _check_likeness(check: Check, case_id: str) -> None:
    """Names questions nearly the same as one in another file; each file has named its own."""
    files = [entries for entries in check.material.cases[case_id].items if entries.facts]
    if len(files) < 2:
        return
    first = files[0].document
    digest = digest_of_files({e.document.file: e.document.raw or b"" for e in files})
    known: list[list[Any]] | None = first.recall("near duplicates", digest)
    items = [i for i in check.index.case_items[case_id] if i.facts.status != "withdrawn"]
    if known is None:
        asked = (read_asked(n, one.item, one.facts.evidence) for n, one in enumerate(items))
        known = [list(pair) for pair in find_pairs(asked)]
        first.remember("near duplicates", digest, known)
    for pair in (Pair(*each) for each in known):
        one, other = items[pair.first], items[pair.second]
        if one.entries is not other.entries:
            params = say_alike(other.facts.id, one.facts.id, pair)
            check.warn(other, other.facts.accept, LIKE, ("stem",), params)


def _check_levels(check: Check, case_id: str, live: Sequence[PlacedItem]) -> None:
    uses = check.material.cases[case_id].uses()
    levels = {use.bloom for use in uses if use.status == "live"}
    if len(live) >= MIN_ITEMS_FOR_LEVELS and len(levels) == 1:
        head = check.index.heads[case_id]
        params = {"count": len(live), "level": next(iter(levels))}
        check.warn(head, head.value.accept, "W313", ("title",), params)


def _check_objectives(check: Check) -> None:
    course, document = check.index.course, check.material.course.document
    uses = check.material.uses()
    asked = {(use.objective, use.bloom) for use in uses if use.status == "live"}
    highest: dict[str, int] = {}
    for objective_id, bloom in asked:
        level = BLOOM_LEVELS.index(bloom)
        highest[objective_id] = max(level, highest.get(objective_id, 0))
    for number, objective in enumerate(course.objectives if course else ()):
        params = {"id": objective.id, "level": objective.bloom}
        path = ("objectives", number)
        if objective.id not in highest:
            check.report(document.problem("W314", path, params))
        elif highest[objective.id] < BLOOM_LEVELS.index(objective.bloom):
            params["highest"] = BLOOM_LEVELS[highest[objective.id]]
            check.report(document.problem("W315", (*path, "bloom"), params))


def _check_excerpts(check: Check) -> None:
    kept = (use.evidence for use in check.material.uses() if use.status != "withdrawn")
    cited = set(chain.from_iterable(kept))
    for ref, placed in check.index.excerpt_places.items():
        if ref not in cited:
            params = {"name": placed.value.id}
            check.warn(placed, placed.value.accept, "W316", ("id",), params)


def _check_voices(check: Check) -> None:
    stems_of = {
        ref: stems
        for ref, cited in check.index.excerpts.items()
        if (stems := voice_stems(cited.excerpt))
    }
    for case in check.material.cases.values():
        for entries in case.items:
            unnamed = _find_unnamed(entries, stems_of)
            for item in check.index.case_items[case.id] if unnamed else ():
                if item.entries is entries:
                    for number in unnamed.get(str(item.facts.number), ()):
                        _advise_voice(check, item, number)


def _find_unnamed(
    entries: Entries, stems_of: Mapping[str, tuple[str, ...]]
) -> Mapping[str, list[int]]:
    """Which citations name no voice, by the number of the item; from the cache where known."""
    cited = set(chain.from_iterable(use.evidence for use in entries.uses))
    voices = {ref: stems_of[ref] for ref in sorted(cited & stems_of.keys())}
    if not voices:
        return {}
    digest = hashlib.sha256(repr(voices).encode()).hexdigest()
    known: dict[str, list[int]] | None = entries.document.recall("unnamed voices", digest)
    if known is None:
        found = {str(f.number): _find_unnamed_in(entries, f, voices) for f in entries.facts}
        known = {number: citations for number, citations in found.items() if citations}
        entries.document.remember("unnamed voices", digest, known)
    return known


def _find_unnamed_in(
    entries: Entries, facts: Facts, voices: Mapping[str, tuple[str, ...]]
) -> list[int]:
    known = (number for number, ref in enumerate(facts.evidence) if ref in voices)
    cited = [n for n in known if facts.path_of(n)[0] == "evidence"]  # others show their voice
    if not cited or facts.status == "withdrawn":
        return []
    texts = [text for _, text in entries.get_item(facts.number).markdown_texts()]
    words = "\n".join(texts).casefold()
    return [n for n in cited if not any(stem in words for stem in voices[facts.evidence[n]])]


def _check_sources(check: Check) -> None:
    sources = {case_id: set(head.value.sources) for case_id, head in check.index.heads.items()}
    foreign = {
        (case_id, ref)
        for case_id in sources
        for use in check.material.cases[case_id].uses()
        for ref in use.evidence
        if ref.partition("#")[0] not in sources[case_id]
    }
    for item in check.index.items.values() if foreign else ():
        for number, ref in enumerate(item.facts.evidence):
            if (item.scope, ref) in foreign:
                _advise_source(check, item, number, ref)


def _advise_voice(check: Check, item: PlacedItem, number: int) -> None:
    ref = item.facts.evidence[number]
    excerpt = check.index.excerpts[ref].excerpt
    params = {"name": item.facts.id, "ref": ref, "kind_word": _KINDS[excerpt.kind]}
    params["voice"] = excerpt.voice[0]
    check.warn(item, item.facts.accept, "W322", item.facts.path_of(number), params)


def _advise_source(check: Check, item: PlacedItem, number: int, ref: str) -> None:
    if ref in check.index.excerpts:
        params = {"name": item.facts.id, "source": ref.partition("#")[0], "case": item.scope}
        check.warn(item, item.facts.accept, "W332", item.facts.path_of(number), params)


_KINDS = {
    "claim": N_("the claim"),
    "opinion": N_("the opinion"),
    "forecast": N_("the forecast"),
}


@cache
def _stem(word: str) -> str:
    return word if len(word) < 5 else word[: max(4, len(word) - 2)]


def voice_stems(excerpt: Excerpt) -> tuple[str, ...]:
    """The beginnings of the content words of an excerpt's voices; none for a fact.

    Content words are names (a capital) of three letters or more and other words of four or more.
    The last two letters of a long word are left out: number and gender may differ.
    """
    if excerpt.kind == "fact":
        return ()
    words = [word for voice in excerpt.voice for word in _WORD.findall(voice)]
    kept = (w.casefold() for w in words if len(w) >= (3 if w[0].isupper() else 4))
    return tuple(dict.fromkeys(_stem(word) for word in kept if word not in _STOP_WORDS))
