"""Warning signs: what was ticked, as rows, and whether a clinician has seen it since.

Pure. Signs of the first two levels hold every session back until a clinician has seen them; those
of the third are recorded and hold nothing. The words are those that the person saw. Must not know
what a sign means, nor ever find anybody free of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any
from zlib import crc32

from backlog.log import new_id
from backlog.panel.fields import Rows
from backlog.session import local_day, parse

Record = Mapping[str, Any]
Row = dict[str, Any]

#: The level whose signs hold nothing back.
APPOINTMENT = "appointment"
#: The level that a tick is of whose words nobody knows any more.
UNKNOWN = "same_day"


def headings(languages: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the level of each heading, in every language."""
    levels = ("emergency", "same_day", APPOINTMENT)
    return {words["signs"][level]: level for words in languages.values() for level in levels}


def rows(notes: Iterable[str], now: datetime) -> Rows:
    """Return one row for each level that was ticked.

    Parameters
    ----------
    notes : iterable of str
        Of each level its heading and the ticked signs, in the words that the person saw:
        ``"Make an ordinary appointment: ..."``.
    now : datetime
        The time with its offset.
    """
    return [("days", _row("signs", new_id(now), local_day(now), note)) for note in notes if note]


def of_event(event: Mapping[str, Any], now: datetime) -> Rows:
    """Return one row for each level that was ticked with an event of a session.

    It is of the day of the tick, however late it comes; `now` is for an event that tells none. Its
    id is made of the moment, the page and the words: a tick that comes again makes the same row
    again, also where its event had to take another id.
    """
    notes = [note for note in event.get("signs") or () if note]
    if not notes:
        return []  # as with nearly every event: its time is not read for this
    at = _when(event) or now
    tick = f"{event.get('wall')} {event.get('page')}"
    return [
        ("days", _row("signs", _id(at, now, f"{tick} {note}"), local_day(at), note))
        for note in notes
    ]


def new(rows: Rows, days: Sequence[Record]) -> Rows:
    """Return the rows of ticks that are not among `days`, nor say what an unseen one says there.

    Whoever taps Begin again after a refusal says the same of the same day once more.
    """
    unseen = [row for row in days if row["kind"] == "signs" and not _is_seen(row, days)]
    said = {(row["from"], row["note"]) for row in unseen}
    there = {row["day_id"] for row in days}
    return [
        (table, row)
        for table, row in rows
        if row["day_id"] not in there and (row["from"], row["note"]) not in said
    ]


def _when(event: Mapping[str, Any]) -> datetime | None:
    try:
        return parse(event).at.wall
    except ValueError:
        return None


def _id(at: datetime, now: datetime, of: str) -> str:
    """Return an id as `new_id` gives it, but always the same one for the same words.

    It begins with the moment by the clock of `now`, as every other id of the log: the browser may
    be in another zone than the kernel.
    """
    return f"{at.astimezone(now.tzinfo):%Y%m%dT%H%M%S}-{crc32(of.encode()):08x}"


def _row(kind: str, id: str, day: date, note: str | None) -> Row:
    return {"day_id": id, "from": day, "to": day, "kind": kind, "status": "kept", "note": note}


def held(
    sessions: Iterable[Record], days: Sequence[Record], levels: Mapping[str, str]
) -> dict[str, Any] | None:
    """Return the ticked signs that hold every session back; None when there are none.

    A tick is seen when a later row says so, with a day that is not before it.

    Returns
    -------
    dict or None
        ``day`` of the last tick, ``notes`` as they were written, their graver ``level``, and the
        ids of ``rows`` and ``sessions``: what is taken back together when the tick was a slip.
    """
    ticks = list(_ticks(days, levels))
    unseen = [row for row in ticks if not _is_seen(row, days)]
    ticked = [row for row in sessions if row["warning_signs"] == "ticked"]
    bare = {row["local_day"] for row in ticked} - {row["from"] for row in ticks}
    waiting = {row["from"] for row in unseen} | {day for day in bare if not _seen_on(day, days)}
    if not waiting:
        return None
    return {
        "day": max(waiting).isoformat(),
        "notes": list(dict.fromkeys(row["note"] for row in unseen if row["note"])),
        "level": gravest((row["note"] for row in unseen), levels),
        "rows": [row["day_id"] for row in unseen],
        "sessions": [row["session_id"] for row in ticked if row["local_day"] in waiting],
    }


def _ticks(days: Iterable[Record], levels: Mapping[str, str]) -> Iterator[Record]:
    """Yield the rows that hold back."""
    signs = (row for row in days if row["kind"] == "signs")
    return (row for row in signs if _level(row["note"], levels) != APPOINTMENT)


def gravest(notes: Iterable[str | None], levels: Mapping[str, str]) -> str:
    """Return the graver level of ticks that hold back: emergency or same_day."""
    return "emergency" if "emergency" in {_level(note, levels) for note in notes} else UNKNOWN


def _level(note: str | None, levels: Mapping[str, str]) -> str:
    return levels.get(str(note).partition(":")[0], UNKNOWN)


def _is_seen(tick: Record, days: Sequence[Record]) -> bool:
    """Return whether a later row says so: a tick after that is a new one.

    A clock may go back, so a row above the tick is not later, whatever its time says; a corrected
    tick stands where the correction was written.
    """
    below = days if tick["rev"] > 1 else days[days.index(tick) :]
    return _seen_on(tick["from"], [row for row in below if _is_later(row, tick)])


def _is_later(row: Record, tick: Record) -> bool:
    """Return whether a row was said after a tick, by the time at which each was recorded.

    Of a corrected one that is the time of the correction; its id keeps the time of the first.
    """
    corrected = max(row["rev"], tick["rev"]) > 1
    when = _given if corrected else itemgetter("recorded_at")
    return bool(when(row) >= when(tick))


def _given(row: Record) -> str:
    return str(row["day_id"]).partition("-")[0]


def _seen_on(day: date, days: Iterable[Record]) -> bool:
    return any(row["kind"] == "seen" and row["from"] >= day for row in days)


def seen(on: date, notes: Iterable[str], now: datetime) -> Rows:
    """Return the row that says that a clinician has seen, on day `on`, what `notes` name."""
    return [("days", _row("seen", new_id(now), on, "; ".join(notes) or None))]


def last_seen(days: Iterable[Record]) -> Record | None:
    """Return the row of what a clinician has seen last; None when there is none."""
    return max((row for row in days if row["kind"] == "seen"), key=_given, default=None)
