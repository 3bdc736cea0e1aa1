"""What a change touches, on a terminal."""

from collections.abc import Collection, Iterator, Sequence

from casekit.cli.show import align
from casekit.content.changes import Change
from casekit.content.impact import Impact, TouchedItem, TouchedQuiz
from casekit.delivery.holding import HoldingCount, count_holding
from casekit.domain.bank import Bank
from casekit.store.holding import HeldVersions
from casekit.text.i18n import N_, gettext, ngettext

ROLES = {
    "evidence": N_("cites it"),
    "passage": N_("shows it"),
    "text": N_("cites it in a text"),
    "exhibit": N_("shows an exhibit that rests on it"),
    "itself": N_("itself"),
}
"""How an item has an excerpt."""

STATUSES = {"draft": N_("draft"), "withdrawn": N_("withdrawn")}

KINDS = {
    "changed": N_("changed: {parts}"),
    "withdrawn": N_("withdrawn"),
    "status": N_("its status changed"),
    "renamed": N_("renamed, was {before}"),
    "removed": N_("removed"),
    "new": N_("new"),
}
"""What happened to an excerpt or item."""

Held = Sequence[HeldVersions] | None


def impact_lines(
    bank: Bank, impact: Impact, held: Held, more: Collection[str] = ()
) -> Iterator[str]:
    """What hangs on an excerpt or item; `more` are names that its items had before."""
    if impact.is_empty:
        yield gettext("Nothing hangs on {name}.", name=impact.target)
        return
    yield impact.target
    rows = [*_item_rows(impact.items), *_quiz_rows(impact.quizzes), *_other_rows(impact)]
    ids = {item.item_id for item in impact.items} | set(more)
    rows += _attempt_rows(count_holding(held, bank, ids)) if held is not None and ids else []
    for line in align(rows):
        yield f"  {line}"


def change_lines(bank: Bank, change: Change, held: Held) -> Iterator[str]:
    """What happened to an excerpt or item, and what it touches."""
    parts = ", ".join(change.parts)
    what = gettext(KINDS[change.kind]).format(parts=parts, before=change.before)
    yield gettext("{name}: {what}", name=change.target, what=what)
    if change.impact.is_empty:
        yield "  " + gettext("nothing hangs on it")
        return
    former = (change.before,) if change.before and "#" not in change.before else ()
    yield from list(impact_lines(bank, change.impact, held, former))[1:]


def _item_rows(items: Sequence[TouchedItem]) -> Iterator[tuple[str, str, str]]:
    for item in items:
        status = STATUSES.get(item.status)
        role = gettext(ROLES[item.role])
        said = role if status is None else f"{role} ({gettext(status)})"
        place = f"{item.place.file}:{item.place.line}" if item.place else ""
        yield gettext("question"), item.item_id, "  ".join(filter(None, (place, said)))


def _quiz_rows(quizzes: Sequence[TouchedQuiz]) -> Iterator[tuple[str, str, str]]:
    kinds = {"graded": gettext("graded"), "practice": gettext("practice")}
    for quiz in quizzes:
        said = [kinds[quiz.kind]]
        if quiz.lists:
            said.append(ngettext("lists {n}", "lists {n}", quiz.lists))
        if quiz.draws:
            said.append(ngettext("can draw {n}", "can draw {n}", quiz.draws))
        yield gettext("quiz"), quiz.quiz_id, ", ".join(said)


def _other_rows(impact: Impact) -> Iterator[tuple[str, str, str]]:
    for item_id in impact.cards:
        yield gettext("card"), item_id, gettext("on the web and in Anki decks")
    for place in impact.texts:
        yield gettext("text"), f"{place.file}:{place.line}", ""
    for exhibit in impact.exhibits:
        yield gettext("exhibit"), exhibit, ""


def _attempt_rows(count: HoldingCount) -> Iterator[tuple[str, str, str]]:
    for title, n, older in (
        (gettext("running attempts"), count.running, count.older_running),
        (gettext("finished attempts"), count.finished, count.older_finished),
    ):
        said = gettext("{n} with another version than now", n=older) if older else ""
        yield title, str(n), said
