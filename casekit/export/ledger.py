"""The deck ledger: what Anki must find unchanged in the next deck, kept in one small text file.

Anki updates a note only when its time of change is newer, and then overwrites what the student
wrote on it: a note's time must rise when, and only when, its content changed. It also finds a deck
by its name alone, and a note by its guid. So the ledger keeps, sorted by line, tab-separated,

    kind  id  value  digest  since

where kind is `deck` (value: its name), `model` (value: its id), `note` (value: its guid), `gap`
(value: its number, by which Anki knows the card of a gap) or `type` (value: the note type that a
card had first; in the place of a digest the guid that it had then). Two branches that both exported
can be merged by keeping all lines of both: the latest line of a note counts, the earliest of a
deck, gap or type.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casekit.export.output import write_atomically

LEDGER = "content/anki-ledger.tsv"
"""Where a workspace keeps its deck ledger."""

FROZEN = ("deck", "gap", "type")
"""Kinds of which the first value counts for ever; of the others the latest."""

_MERGE_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
HEAD = "# casekit deck ledger: commit this file; it keeps students' progress from deck to deck"


@dataclass(frozen=True, order=True)
class Entry:
    """One line of the ledger.

    Attributes:
        since: when the content behind the digest was first exported.
    """

    kind: str
    id: str
    value: str
    digest: str
    since: datetime


@dataclass
class Ledger:
    """The newest entry of everything exported so far, by kind and id.

    Attributes:
        has_conflict: whether the file still has the marks of a merge that was not finished; the
            lines of both sides have been read.
        unread: lines that are none of ours; they stay in the file, as they are.
    """

    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    has_conflict: bool = False
    unread: tuple[str, ...] = ()

    def find(self, kind: str, entry_id: str) -> Entry | None:
        """The entry, or None when it was never exported."""
        return self.entries.get((kind, entry_id))

    def freeze(self, kind: str, entry_id: str, value: str, now: datetime) -> str:
        """The value under which this was first exported; from now on this one, if it never was."""
        known = self.find(kind, entry_id)
        if known is None:
            known = Entry(kind, entry_id, value, "-", now)
            self.entries[kind, entry_id] = known
        return known.value

    def gaps(self) -> Iterator[tuple[str, str, int]]:
        """Card, gap and number of every gap exported so far, the oldest first."""
        entries = (e for (kind, _), e in self.entries.items() if kind == "gap")
        for entry in sorted(entries, key=lambda entry: (entry.since, entry.id)):
            card_id, _, name = entry.id.partition("#")
            if entry.value.isdecimal():
                yield card_id, name, int(entry.value)

    def set_gap(self, card_id: str, name: str, number: int, now: datetime) -> None:
        """Keeps the number of a gap."""
        key = ("gap", f"{card_id}#{name}")
        if key not in self.entries or self.entries[key].value != str(number):
            self.entries[key] = Entry(*key, str(number), "-", now)

    def keep_type(
        self, card_id: str, former_id: str, note_type: str, guid: str, now: datetime
    ) -> None:
        """Keeps the type that a card had first, also under its former id, and its guid then."""
        first = self.find("type", card_id) or self.find("type", former_id)
        kept = (note_type, guid)
        if first is not None and first.value != note_type:
            kept = (first.value, first.digest)
        known = self.find("type", card_id)
        if known is None or (known.value, known.digest) != kept:
            self.entries["type", card_id] = Entry("type", card_id, *kept, now)

    def date(self, kind: str, entry_id: str, value: str, digest: str, now: datetime) -> datetime:
        """Since when the content has been as it is: `now` when it was something else before."""
        known = self.find(kind, entry_id)
        if known is None or (known.value, known.digest) != (value, digest):
            later = now if known is None else max(now, known.since + timedelta(seconds=1))
            known = Entry(kind, entry_id, value, digest, later)
            self.entries[kind, entry_id] = known
        return known.since


def digest_fields(fields: Iterable[str]) -> str:
    """A short digest of texts in order, 16 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()[:16]


def parse_ledger(text: str) -> Ledger:
    """The ledger of a file's text, in which a merge may not be finished."""
    ledger = Ledger()
    unread: list[str] = []
    for line in text.splitlines():
        entry = _parse_line(line)
        if entry is None:
            if line.startswith(_MERGE_MARKS):
                ledger.has_conflict = True
            elif line.strip() and not line.startswith("#"):
                unread.append(line)
            continue
        known = ledger.find(entry.kind, entry.id)
        if known is None or _counts_more(entry, known):
            ledger.entries[entry.kind, entry.id] = entry
    ledger.unread = tuple(dict.fromkeys(unread))
    return ledger


def _counts_more(entry: Entry, known: Entry) -> bool:
    if entry.kind in FROZEN:
        return (entry.since, entry.value) < (known.since, known.value)
    return (entry.since, entry.digest) > (known.since, known.digest)


def _parse_line(line: str) -> Entry | None:
    cells = line.split("\t")
    if len(cells) != 5:
        return None
    try:
        since = datetime.fromisoformat(cells[4])
    except ValueError:
        return None
    kind, entry_id, value, digest = cells[:4]
    return Entry(kind, entry_id, value, digest, since) if since.tzinfo else None


def read_ledger(path: Path) -> Ledger:
    """The ledger of a file, empty when there is none yet.

    Raises:
        OSError: the file is there but cannot be read.
    """
    return parse_ledger(path.read_text(encoding="utf-8-sig")) if path.exists() else Ledger()


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Writes the file when it would change.

    Raises:
        OSError: it cannot be written.
    """
    entries = ("\t".join(_cells(entry)) for entry in sorted(ledger.entries.values()))
    lines = [HEAD, *entries, *ledger.unread]
    text = "\n".join(lines) + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write_atomically(path, text.encode())


def _cells(entry: Entry) -> tuple[str, ...]:
    since = entry.since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    return entry.kind, entry.id, " ".join(entry.value.split()), entry.digest, since
