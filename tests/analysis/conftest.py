"""A test's docstring is its log: blocks of CSV, each under the name of its table.

Columns that a test does not speak of are filled in with what a plain row would hold. Sets take the
day of their session.
"""

import csv as csv_
import inspect
import io
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import settings

from backlog.analysis.record import Record
from backlog.log.schema import table as schema
from backlog.program import from_records

# A busy machine is no failure.
settings.register_profile("without deadlines", deadline=None)
settings.load_profile("without deadlines")

PLAIN = {
    "sets": {
        "rev": 1,
        "side": "both",
        "set_no": 1,
        "target_reps": 5,
        "status": "done",
        "entry": "live",
    },
    "sessions": {"rev": 1, "status": "finished", "time_known": "exact", "entry": "live"},
    "checkins": {"rev": 1, "kind": "daily", "status": "kept", "entry": "live"},
    "days": {"rev": 1, "status": "kept"},
    "activities": {"rev": 1, "kind": "activity", "status": "kept", "entry": "live"},
}
TYPES = {
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[us]",
    "datetime": "datetime64[us, UTC]",
}


def blocks(text):
    """Return the CSV of each table in a docstring, by the table's name."""
    parts = [part.strip() for part in inspect.cleandoc(text).split("\n\n")]
    named = [part.split("\n", 1) for part in parts if "\n" in part]
    return {name.split()[0]: csv for name, csv in named if name.split()[0] in {*PLAIN, "program"}}


def rows(name, csv):
    """Return the rows of one table as text, filled in, with every column."""
    told = list(csv_.DictReader(csv.splitlines())) if csv else []
    columns = [column.name for column in schema(name).values]
    return [
        dict.fromkeys(columns) | PLAIN[name] | {k: v for k, v in row.items() if v} for row in told
    ]


def frame(name, records):
    """Return records as a frame, with the types of `Log.read`."""
    columns = {column.name: TYPES.get(column.type, "str") for column in schema(name).values}
    return pd.DataFrame(records, columns=list(columns), dtype=object).astype(columns)


def program(csv):
    told = pd.read_csv(io.StringIO(csv)) if csv else pd.DataFrame()
    records = [
        {key: _value(value) for key, value in row.items() if pd.notna(value)}
        | {"from": date.fromisoformat(row["from"])}
        for row in told.to_dict("records")
    ]
    lines, problems = from_records(enumerate(records, start=2))
    assert not problems
    return lines


def _value(value):
    return int(value) if isinstance(value, float) and value == int(value) else value


def record_of(text, through):
    csv = blocks(text)
    tables = {name: rows(name, csv.get(name)) for name in PLAIN}
    days = {row["session_id"]: row["local_day"] for row in tables["sessions"]}
    for row in tables["sessions"]:
        row["started_at"] = row["started_at"] or f"{row['local_day']}T12:00:00Z"
    for row in tables["sets"]:
        row["local_day"] = row["local_day"] or days[row["session_id"]]
    frames = {name: frame(name, records) for name, records in tables.items()}
    return Record(frames, program(csv.get("program")), date.fromisoformat(through))


@pytest.fixture
def record(request):
    """Return a function that reads the docstring of the running test up to a day."""
    return lambda through: record_of(request.function.__doc__, through)


@pytest.fixture(scope="session")
def any_record():
    """Return a function that makes a record from a list of days with and without a session."""
    return made_up


def made_up(done, per_week, excused, later):
    """Return the record of a log from Wednesday 19 August 2026 on, some days longer than `done`."""
    start = date(2026, 8, 19)
    on = [start + timedelta(days=at) for at, held in enumerate(done) if held]
    away = start + timedelta(days=excused[0])
    text = [
        f"program\nfrom,exercise,sets,reps,days_per_week\n{start},lower-tummy,1,6,{per_week or ''}",
        "sessions\nsession_id,local_day\n" + "\n".join(f"s{day},{day}" for day in on),
        "sets\nsession_id,set_id,exercise,side,target_reps,reps\n"
        + "\n".join(f"s{day},s{day}-1,lower-tummy,left,6,{day.day % 9}" for day in on),
        f"days\nday_id,from,to,kind\nd,{away},{away + timedelta(days=excused[1])},excused",
    ]
    through = start + timedelta(days=len(done) - 1 + later)
    return record_of("\n\n".join(text), through.isoformat())


@pytest.fixture(scope="session")
def read():
    """Return a function that reads any text as a log."""
    return record_of
