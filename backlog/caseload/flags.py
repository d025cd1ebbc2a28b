"""The therapist's own rules, ``flags.csv`` in the folder of the caseload: read, checked and held.

A rule is shown when what was counted meets it. The product has no rule of its own here and proposes
none. Later lines replace earlier ones for the same person and kind, and a person's own line
replaces the one for everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from backlog.analysis.phrases import count, percent
from backlog.caseload.row import LONGEST_NAME, Row, Unread
from backlog.log import LogError, reader
from backlog.log.column import Column
from backlog.log.error import told
from backlog.log.schema import Table
from backlog.problem import Problem, shortened

FILE = "flags.csv"
EVERYBODY = "*"
NOTE = "note"


class Kind(NamedTuple):
    """A kind of rule: the limits that it may have, and what meets it, in words."""

    least: int
    most: int
    met: Callable[[Row, int], str]


def _no_entry(row: Row, limit: int) -> str:
    days = count(row.quiet, "day")
    return f"no entry for {days} (from {limit})" if row.quiet >= limit else ""


def _worst(row: Row, limit: int) -> str:
    if row.worst is None or row.worst < limit:
        return ""
    return f"discomfort reached {row.worst} in 28 days (from {limit})"


def _stops(row: Row, limit: int) -> str:
    if row.stops < limit:
        return ""
    return f"{count(row.stops, 'session')} with a stop for pain in 28 days (from {limit})"


def _adherence(row: Row, limit: int) -> str:
    share = row.last_28.low
    if share is None or not row.last_28.enough or 100 * share >= limit:
        return ""
    return f"{percent(100 * share)} done in 28 days (below {percent(limit)})"


KINDS: Mapping[str, Kind] = {
    "no_entry_days": Kind(1, 365, _no_entry),
    "worst_at": Kind(1, 10, _worst),
    "stops": Kind(1, 100, _stops),
    "adherence_below": Kind(1, 100, _adherence),
}

_FIRST, _LAST = date(2000, 1, 1), date(2199, 12, 31)
TABLE = Table(
    "flags",
    FILE,
    (
        Column("person", "text", required=True, max_length=LONGEST_NAME),
        Column("flag", "string", required=True, enum=(*KINDS, NOTE)),
        Column("limit", "integer", required=False, minimum=1, maximum=365),
        Column("from", "date", required=False, minimum=_FIRST, maximum=_LAST),
        Column("author", "text", required=False, max_length=100),
        Column("note", "text", required=False, max_length=500),
    ),
    key=("person", "flag", "from"),
)


@dataclass(frozen=True)
class Rule:
    """One line of the file. `limit` is None in a note, `since` where it holds from the start."""

    person: str
    kind: str
    limit: int | None
    since: date | None
    author: str
    note: str

    def __str__(self) -> str:
        return f"rule of {self.author}" if self.author else "rule"


def read(folder: Path, names: Iterable[str]) -> tuple[tuple[Rule, ...], list[Problem]]:
    """Return the rules of a caseload and what is wrong with the file; no file is no rule.

    Parameters
    ----------
    folder : Path
        The folder of the caseload.
    names : iterable of str
        The people in it: a rule about anybody else is a problem.
    """
    path = folder / FILE
    try:
        with told(path):
            data = path.read_bytes() if path.exists() else b""
        rows, problems = reader.current(data, TABLE)
    except LogError as trouble:
        return (), [Problem(FILE, 0, "", "", str(trouble).removeprefix(f"{FILE}, "))]
    known = {EVERYBODY, *map(without_ending, names)}
    checked = [(row.line, row.record, _refused(row.record, known)) for row in rows]
    rules = tuple(_rule(record) for _, record, refused in checked if not refused)
    refusals = [Problem(FILE, line, *refused) for line, _, refused in checked if refused]
    return rules, sorted([it for it in problems if not it.used] + refusals)


def _rule(record: Mapping[str, Any]) -> Rule:
    return Rule(
        person=without_ending(shortened(record["person"], LONGEST_NAME)),
        kind=record["flag"],
        limit=record["limit"],
        since=record["from"],
        author=shortened(record["author"] or ""),
        note=shortened(record["note"] or "", 200),
    )


def _refused(record: Mapping[str, Any], known: set[str]) -> tuple[str, str, str] | None:
    """Return column, value and what is allowed, where a line is no rule."""
    person, kind, limit = record["person"], record["flag"], record["limit"]
    shown = "" if limit is None else str(limit)
    if without_ending(shortened(person, LONGEST_NAME)) not in known:
        return "person", person, f"is nobody in this folder; {EVERYBODY} means everybody"
    if kind == NOTE:
        return None if record["note"] else ("note", "", "must hold the words that are to be shown")
    least, most, _ = KINDS[kind]
    if not isinstance(limit, int) or not least <= limit <= most:
        return "limit", shown, f"must be a whole number from {least} to {most} for {kind}"
    return None


def without_ending(name: str) -> str:
    """Return the name of a person without the ending of a bundle: rules are for both."""
    return name[:-4] if name.lower().endswith(".zip") else name


def holding(rules: Iterable[Rule], name: str, through: date) -> list[Rule]:
    """Return the rules that hold for a person on a day, one of each kind, in the file's order."""
    own = {EVERYBODY, without_ending(name)}
    found = [it for it in rules if it.person in own and (it.since or _FIRST) <= through]
    ranked = sorted(found, key=lambda rule: (rule.person != EVERYBODY, rule.since or _FIRST))
    last = {rule.kind: rule for rule in ranked}
    return [rule for rule in found if last[rule.kind] is rule]


def met(row: Row | Unread, rules: Iterable[Rule]) -> Iterator[str]:
    """Yield each of `rules` that is met, in words, with its author and note."""
    for rule in rules:
        kind = KINDS.get(rule.kind)
        if kind and rule.limit is not None and isinstance(row, Row):
            found = kind.met(row, rule.limit)
            if found:
                yield f"{rule}: {found}{f', {rule.note}' if rule.note else ''}"


def notes(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield the notes among `rules`, with their author."""
    for rule in rules:
        if rule.kind == NOTE:
            yield f"{rule.author}: {rule.note}" if rule.author else rule.note
