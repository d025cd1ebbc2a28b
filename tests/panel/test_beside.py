"""Forms beside the session: what a person says there, as rows that the log takes."""

from datetime import date, datetime

import pytest

from backlog import program as p
from backlog.log import Log
from backlog.panel import beside

NOW = datetime.fromisoformat("2026-11-22T07:12:03+01:00")
LINES = p.default(date(2026, 11, 1))


def told(rows, *columns):
    return [tuple(row.get(column) for column in columns) for _, row in rows]


def test_every_form_makes_rows_that_the_log_takes(tmp_path):
    log = Log(tmp_path, now=lambda: NOW)
    said = {
        "check_in": {"discomfort": 3, "tz": "Europe/Vienna", "note": "=slept badly\nsince"},
        "day": {"about": "excused", "from": "2026-11-10", "to": "2026-11-12", "reason": "ill"},
        "past_session": {"day": "2026-11-20", "part": "evening", "tz": "Europe/Vienna"},
        "activity": {"about": "activity", "name": "Tying my shoes", "value": 6},
    }

    for form, values in said.items():
        for table, row in beside.FORMS[form](values, NOW, LINES):
            log.append(table, row)

    counts = {name: len(list(log.records(name))) for name in ("checkins", "days", "activities")}
    assert counts == {"checkins": 1, "days": 1, "activities": 1}
    assert [log.problems(name) for name in ("sets", "sessions", "checkins", "days")] == [[]] * 4
    (kept,) = log.records("checkins")
    assert kept["note"] == "=slept badly\nsince"


def test_a_past_session_is_done_as_prescribed_that_day_and_marked_as_filled_in_later():
    rows = beside.past_session({"day": "2026-11-20", "part": "evening"}, NOW, LINES)

    assert told(rows[:-1], "exercise", "side", "reps", "held", "status", "entry") == [
        ("lower-back-stretch", "both", 6, 120, "done", "backfilled"),
        ("lower-tummy", "left", 6, None, "done", "backfilled"),
        ("lower-tummy", "right", 6, None, "done", "backfilled"),
        ("deep-abdominal", "both", 5, 25, "done", "backfilled"),
    ]
    assert told(rows[-1:], "started_at", "time_known", "local_day", "status") == [
        (
            datetime.fromisoformat("2026-11-20T20:00:00+01:00"),
            "part_of_day",
            date(2026, 11, 20),
            "finished",
        )
    ]


def test_todays_session_without_the_timer_is_manual_and_no_rating_is_made_up():
    rows = beside.past_session({"day": "2026-11-22"}, NOW, LINES)

    assert {row["entry"] for _, row in rows} == {"manual"}
    assert all("discomfort" not in row for _, row in rows)
    assert rows[-1][1]["time_known"] == "day"


def test_the_morning_after_is_a_row_of_its_own():
    rows = beside.check_in({"discomfort": 3, "settled": "yes"}, NOW, LINES)

    assert told(rows, "kind", "discomfort", "settled") == [
        ("daily", 3, None),
        ("morning_after", None, "yes"),
    ]


def test_one_tap_is_a_flare_today_and_excuses_nothing():
    rows = beside.day({"about": "flare"}, NOW, LINES)

    day = date(2026, 11, 22)
    assert told(rows, "kind", "from", "to", "reason") == [("flare", day, day, None)]


@pytest.mark.parametrize(
    ("form", "values", "field"),
    [
        ("check_in", {}, "discomfort"),
        ("day", {"about": "excused", "from": "2026-11-12", "to": "2026-11-10"}, "to"),
        ("day", {"about": "excused", "from": "soon"}, "from"),
        ("day", {"from": "2026-11-12"}, "about"),
        ("day", {"about": "question", "note": "  "}, "note"),
        ("past_session", {"day": "2026-11-23"}, "day"),
        ("past_session", {"day": "2026-10-31"}, "day"),
        ("activity", {"about": "activity", "value": 3}, "name"),
        ("activity", {"about": "global_change"}, "value"),
    ],
)
def test_what_no_row_may_hold_is_named_at_its_field(form, values, field):
    with pytest.raises(beside.FieldError) as wrong:
        beside.FORMS[form](values, NOW, LINES)

    assert wrong.value.field == field
