"""Forms beside the session: what a person says there, as rows that the log takes."""

from datetime import date, datetime

import pytest

from backlog import program as p
from backlog.log import Log
from backlog.panel import beside
from backlog.panel.fields import FieldError

NOW = datetime.fromisoformat("2026-11-22T07:12:03+01:00")
LINES = p.default(date(2026, 11, 1))
KNOWN = beside.Known(LINES)


def told(rows, *columns):
    return [tuple(row.get(column) for column in columns) for _, row in rows]


def test_every_form_makes_rows_that_the_log_takes(tmp_path):
    log = Log(tmp_path, now=lambda: NOW)
    said = {
        "check_in": {"discomfort": 3, "tz": "Europe/Vienna", "note": "=slept badly\nsince"},
        "day": {"about": "excused", "from": "2026-11-10", "to": "2026-11-12", "reason": "ill"},
        "past_session": {"day": "2026-11-20", "part": "evening", "tz": "Europe/Vienna"},
        "activities": {"name": "Tying my shoes", "value": 6},
        "global_change": {"value": -1, "note": "Worse in the garden"},
    }

    for form, values in said.items():
        for table, row in beside.FORMS[form](values, NOW, KNOWN):
            log.append(table, row)

    counts = {name: len(list(log.records(name))) for name in ("checkins", "days", "activities")}
    assert counts == {"checkins": 1, "days": 1, "activities": 2}
    assert [log.problems(name) for name in ("sets", "sessions", "checkins", "days")] == [[]] * 4
    (kept,) = log.records("checkins")
    assert kept["note"] == "=slept badly\nsince"


def test_one_tap_is_a_flare_today_and_excuses_nothing():
    rows = beside.day({"about": "flare"}, NOW, KNOWN)

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
        ("day", {"about": "change", "reason": "work"}, "note"),
        ("day", {"about": "next_visit"}, "from"),
        ("day", {"about": "next_visit", "from": "2026-11-21"}, "from"),
        ("past_session", {"day": "2026-11-23"}, "day"),
        ("past_session", {"day": "2026-10-31"}, "day"),
        ("activities", {}, "ratings"),
        ("activities", {"ratings": {"Stairs": None}}, "ratings"),
        ("activities", {"value": 3}, "name"),
        ("activities", {"name": "Stairs"}, "value"),
        ("global_change", {}, "value"),
    ],
)
def test_what_no_row_may_hold_is_named_at_its_field(form, values, field):
    with pytest.raises(FieldError) as wrong:
        beside.FORMS[form](values, NOW, KNOWN)

    assert wrong.value.field == field


def test_every_activity_that_is_rated_is_a_row_of_its_own():
    said = {
        "ratings": {"Stairs": 4, "Tying my shoes": None},
        "name": "  Sitting  down ",
        "value": 2,
    }
    rows = beside.activities(said, NOW, beside.Known(activities=["Stairs", "Tying my shoes"]))

    assert told(rows, "name", "kind", "value") == [
        ("Stairs", "activity", 4),
        ("Sitting down", "activity", 2),
    ]


def test_a_fourth_activity_is_refused_and_one_in_use_keeps_its_spelling():
    known = beside.Known(activities=["Stairs", "Sitting", "Tying my shoes"])

    with pytest.raises(FieldError, match="three"):
        beside.activities({"name": "Gardening", "value": 2}, NOW, known)
    assert told(beside.activities({"name": "STAIRS", "value": 2}, NOW, known), "name") == [
        ("Stairs",)
    ]
