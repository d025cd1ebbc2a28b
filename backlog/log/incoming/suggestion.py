"""A mapping to begin with, suggested from the header of somebody's file: text to save and to mend.

A suggestion decides nothing: where the days can be read in two ways it says so, and the mapping is
refused until the person has chosen. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import PurePath

from backlog.log.error import LogError
from backlog.log.incoming.mapping import NEEDED, OPEN
from backlog.log.incoming.sheet import Sheet, decoded

#: Words by which a column may be known, in English and German.
_WORDS: Mapping[str, str] = {
    "date": "date|day|datum|tag|when",
    "time": "time|zeit|uhrzeit",
    "discomfort_before": "before|vorher",
    "discomfort_after": "after|afterwards|nachher",
    "discomfort": "discomfort|pain|rating|nrs|vas|beschwerden|schmerz|schmerzen",
    "exercise": "exercise|übung",
    "side": "side|seite",
    "reps": "reps|repetitions|wiederholungen|wdh",
    "held": "held|hold|seconds|sekunden|dauer",
    "session": "session|workout|einheit",
    "note": "note|notes|comment|notiz|bemerkung|kommentar",
}
#: Ways of writing a day that people use. The first is what is read without a format.
_YEARS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d")
_DAYS = (*_YEARS, *(each.replace("%Y", "%y") for each in _YEARS[1:-1]))
#: Ways of writing a time, and a day with its time.
_TIMES = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p")
_MOMENTS = (*_DAYS, *(f"{day} {time}" for time in _TIMES for day in _DAYS))


def encoding(data: bytes, file: str) -> str | None:
    """Return the encoding to name for a file, None where it tells its own or is UTF-8."""
    try:
        decoded(data, file)
    except LogError:
        return "cp1252"
    return None


def suggested(sheet: Sheet, encoding: str | None = None) -> str:
    """Return the text of a mapping for a file, which names an encoding where one is needed."""
    known = _known(sheet.names)
    table = _table(known)
    name = re.sub("[^a-z0-9]+", "-", PurePath(sheet.file).stem.lower()).strip("-")[:24].strip("-")
    return "\n".join(
        [
            f"# Which column of {sheet.file} means what: mend it, save it, name it with --mapping.",
            f'name = "{name or "import"}"  # by this name the import is taken back',
            f'table = "{table}"  # {", ".join(OPEN)}; of sets, a line is one set',
            f"separator = {_quoted(sheet.separator)}",
            _encoding(encoding),
            '# decimal = ","',
            *_clocks(sheet, known),
            "",
            "[columns]  # column of the log = column of your file",
            *_columns(sheet.names, known, table),
            "",
            "# [constants]  # what holds for every line",
            f'# [values.{OPEN[table][0]}]  # what a cell means: "cell" = "value"',
            "",
        ]
    )


def _encoding(name: str | None) -> str:
    if name is None:
        return '# encoding = "cp1252"  # where it is not UTF-8'
    return f"encoding = {_quoted(name)}  # it is not UTF-8: look whether ä and é are read rightly"


def _known(names: Sequence[str]) -> dict[str, str]:
    """Return the column of the file for each column of the log that its words fit."""
    found: dict[str, str] = {}
    for to, words in _WORDS.items():
        for name in names:
            if name not in found.values() and re.search(rf"\b({words})\b", name.lower()):
                found.setdefault(to, name)
    return found


def _table(known: Mapping[str, str]) -> str:
    if "exercise" in known:
        return "sets"
    both = known.keys() & {"discomfort_before", "discomfort_after"}
    return "sessions" if both or "discomfort" not in known else "checkins"


def _clocks(sheet: Sheet, known: Mapping[str, str]) -> Iterator[str]:
    column = known.get("date", sheet.names[0])
    fitting = _fitting(sheet, column, _MOMENTS)
    yield from ("", "[date]", f"column = {_quoted(column)}")
    if len(fitting) == 1:
        yield f"format = {_quoted(fitting[0])}"
    else:
        choice = " or ".join(_quoted(each) for each in fitting or _DAYS[1:4])
        yield f"# format = {choice}: how the days are written; without it only 2026-11-22 is read"
    if "time" in known:
        way = (*_fitting(sheet, known["time"], _TIMES), _TIMES[0])[0]
        yield from ("", "[time]", f"column = {_quoted(known['time'])}", f"format = {_quoted(way)}")


def _fitting(sheet: Sheet, column: str, formats: Sequence[str]) -> list[str]:
    """Return the ways of writing a day or a time in which every cell that is not empty is read."""
    cells = [cell for _, line in sheet.lines if (cell := line[column].strip())]
    return [each for each in formats if cells and all(_reads(cell, each) for cell in cells)]


def _reads(cell: str, format: str) -> bool:
    with suppress(ValueError):
        return bool(datetime.strptime(cell, format))
    return False


def _columns(names: Sequence[str], known: Mapping[str, str], table: str) -> Iterator[str]:
    for to in OPEN[table]:
        if to in known:
            yield f"{to} = {_quoted(known[to])}"
        elif to in NEEDED[table]:
            yield f"# {to} = ...  # needed: one of {', '.join(map(_quoted, names))}"
    taken = {known.get(to) for to in (*OPEN[table], "date", "time")}
    yield from (f"# not read: {_quoted(name)}" for name in names if name not in taken)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
