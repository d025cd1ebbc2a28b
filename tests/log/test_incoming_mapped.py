"""backlog.log.incoming.mapped: a cell becomes what its mapping says, or sets its line aside."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.log import LogError, schema
from backlog.log.incoming.mapped import rows
from backlog.log.incoming.mapping import parsed
from backlog.log.incoming.sheet import opened
from backlog.program import UNKNOWN_EXERCISE, default

TODAY = date(2026, 11, 22)
LOCAL = partial(datetime.replace, tzinfo=ZoneInfo("Europe/Vienna"))
PROGRAM = default(date(2026, 8, 1))
RATINGS = """
name = "diary"
table = "checkins"
[date]
column = "day"
[columns]
discomfort = "pain"
note = "note"
"""
SETS = """
name = "app"
table = "sets"
[date]
column = "day"
[columns]
exercise = "what"
side = "side"
reps = "reps"
held = "held"
[values.exercise]
Cat = "lower-back-stretch"
Tummy = "lower-tummy"
[values.side]
L = "left"
R = "right"
"""


def a_parcel(toml, text, program=PROGRAM, local=LOCAL):
    meaning = parsed(toml, "map.toml")
    return rows(meaning, opened(text.encode(), "diary.csv"), program, local, TODAY, "Europe/Vienna")


def told(parcel):
    return [str(problem) for problem in parcel.problems]


def test_a_rating_of_a_day_is_a_backfilled_row_of_that_day():
    parcel = a_parcel(RATINGS, "day,pain,note\n2026-08-03,5,stiff\n")
    (row,) = parcel.rows["checkins"]

    assert schema.table("checkins").check({**row, "rev": 1, "recorded_at": row["at"]})
    assert row["at"].isoformat() == "2026-08-03T12:00:00+02:00"
    assert (row["local_day"], row["discomfort"], row["note"]) == (date(2026, 8, 3), 5, "stiff")
    assert (row["kind"], row["entry"], row["tz"]) == ("daily", "backfilled", "Europe/Vienna")
    assert row["checkin_id"].startswith("import_diary_")
    assert parcel.remarks == ["Ratings from elsewhere are kept and stay out of the trend."]


def test_an_empty_rating_is_no_zero():
    parcel = a_parcel(RATINGS, "day,pain,note\n2026-08-03,,stiff\n2026-08-04,0,\n")

    assert [row["discomfort"] for row in parcel.rows["checkins"]] == [None, 0]
    assert parcel.problems == []


def test_a_wrong_cell_is_told_by_line_column_value_and_what_is_allowed():
    text = "day,pain,note\n2026-08-03,12,\n03.08.2026,3,\n2026-12-24,3,\n2026-08-05,,\nx\n"

    assert told(a_parcel(RATINGS, text)) == [
        "diary.csv, line 2, pain: '12' must be a whole number from 0 to 10, or empty",
        "diary.csv, line 3, day: '03.08.2026' must be a day such as 2026-11-22; where days are "
        'written in another way, the mapping names it, as in format = "%d.%m.%Y"',
        "diary.csv, line 4, day: '2026-12-24' is a day that has not come yet",
        "diary.csv, line 5: has neither a rating nor a note",
        "diary.csv, line 6: 'x' has 1 fields instead of 3",
    ]


def test_a_day_is_read_as_the_mapping_says_and_in_no_other_way():
    month_first = RATINGS.replace('"day"', '"day"\nformat = "%m/%d/%Y"')
    parcel = a_parcel(month_first, "day,pain,note\n03/04/2026,5,\n13/04/2026,5,\n")

    assert [row["local_day"] for row in parcel.rows["checkins"]] == [date(2026, 3, 4)]
    assert told(parcel) == [
        "diary.csv, line 3, day: '13/04/2026' must be written as %m/%d/%Y, such as 11/22/2026"
    ]


@pytest.mark.parametrize(
    ("clock", "cells", "at"),
    [
        ('[time]\ncolumn = "note"', "2026-08-03,5,07:10", "2026-08-03T07:10:00+02:00"),
        ('[time]\ncolumn = "note"', "2026-12-03,5,", "2026-12-03T12:00:00+01:00"),
        ("", "2026-08-03T07:10:00-05:00,5,", "2026-08-03T07:10:00-05:00"),
        ("", "2026-08-03 07:10,5,", "2026-08-03T07:10:00+02:00"),
    ],
)
def test_a_time_is_one_of_the_clock_on_the_wall_unless_it_has_an_offset(clock, cells, at):
    toml = RATINGS.replace('note = "note"', "").replace("[columns]", clock + "\n[columns]")
    parcel = a_parcel(toml, f"day,pain,note\n{cells}\n".replace("2026-12", "2026-01"))
    (row,) = parcel.rows["checkins"]

    assert row["at"].isoformat() == at.replace("2026-12", "2026-01")


def test_a_rating_at_two_in_the_night_counts_to_the_day_before():
    (row,) = a_parcel(RATINGS, "day,pain,note\n2026-08-03 02:00,5,\n").rows["checkins"]

    assert row["local_day"] == date(2026, 8, 2)


@pytest.mark.parametrize(
    ("format", "cell"),
    [
        ("iso", "2026-08-03 00:00:00"),
        ("iso", "2026-08-03T00:00:00Z"),
        ("iso", "20260803"),
        ("%m/%d/%Y %H:%M:%S", "08/03/2026 00:00:00"),
    ],
)
def test_midnight_stands_for_a_day_of_which_no_time_is_known(format, cell):
    """Spreadsheets and databases write a day so; it is no rating of the night before."""
    toml = RATINGS.replace('"day"', f'"day"\nformat = "{format}"')
    (row,) = a_parcel(toml, f"day,pain,note\n{cell},5,\n").rows["checkins"]

    assert (row["local_day"], row["at"].isoformat()) == (
        date(2026, 8, 3),
        "2026-08-03T12:00:00+02:00",
    )


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-08-03T01:30:00Z", date(2026, 8, 3)),
        ("2026-08-03T00:30:00+00:00", date(2026, 8, 2)),
        ("2026-08-03T01:30:00-05:00", date(2026, 8, 2)),
    ],
)
def test_a_time_in_utc_counts_to_the_day_of_the_persons_clock(cell, day):
    """In Vienna 01:30 UTC is 03:30, when a day has begun; another offset is a clock on a wall."""
    (row,) = a_parcel(RATINGS, f"day,pain,note\n{cell},5,\n").rows["checkins"]

    assert row["local_day"] == day
    assert row["at"] == datetime.fromisoformat(cell)


def test_an_exercise_may_be_called_as_in_the_catalogue():
    text = "day,what,side,reps,held\n2026-08-03,lower back stretch,,6,\n2026-08-03,Cat,,6,\n"
    text += "2026-08-03,Lower-Back-Stretch,,6,\n"
    parcel = a_parcel(SETS, text)

    assert [row["exercise"] for row in parcel.rows["sets"]] == ["lower-back-stretch"] * 3


def test_a_decimal_comma_is_named_and_a_constant_holds_for_every_line():
    toml = SETS.replace("[date]", 'decimal = ","\n[date]').replace('side = "side"', "")
    toml += '[constants]\nnote = "gym"\n'
    parcel = a_parcel(toml, "day;what;reps;held\n2026-08-03;Cat;6;119,5\n")
    (row,) = parcel.rows["sets"]

    assert (row["held"], row["note"]) == (119.5, "gym")


def test_sets_of_a_day_are_a_session_and_know_what_was_prescribed():
    text = "day,what,side,reps,held\n2026-08-03,Cat,,6,120\n2026-08-03,Tummy,L,3,\n"
    parcel = a_parcel(SETS, text)
    (session,) = parcel.rows["sessions"]
    cat, tummy, other_side = parcel.rows["sets"]

    assert (session["status"], session["time_known"]) == ("finished", "day")
    assert {cat["session_id"], tummy["session_id"]} == {session["session_id"]}
    assert (cat["status"], cat["held"], cat["target_hold"]) == ("done", 120, 20)
    assert (tummy["status"], tummy["side"], tummy["target_reps"]) == ("partial", "left", 6)
    assert (other_side["status"], other_side["side"]) == ("not_attempted", "right")
    for row in parcel.rows["sets"]:
        schema.table("sets").check({**row, "rev": 1, "recorded_at": LOCAL(datetime(2026, 8, 4))})


THREE_SETS = [replace(line, sets=3) for line in PROGRAM]


@pytest.mark.parametrize(
    ("lines", "sets"),
    [
        (["Cat,,6,120"], {"both": [6, 0, 0]}),
        (["Cat,,6,120"] * 3, {"both": [6, 6, 6]}),
        (["Cat,,6,120"] * 4, {"both": [6, 6, 6, 6]}),
        (["Cat,both,8,160"], {"both": [8, 0, 0]}),
        (["Tummy,L,6,", "Tummy,R,6,", "Tummy,L,6,"], {"left": [6, 6, 0], "right": [6, 0, 0]}),
    ],
)
def test_sets_and_sides_that_the_file_does_not_tell_count_as_not_done(lines, sets):
    text = "day,what,side,reps,held\n" + "".join(f"2026-08-03,{line}\n" for line in lines)
    parcel = a_parcel(SETS, text, THREE_SETS)
    untold = [row for row in parcel.rows["sets"] if row["status"] == "not_attempted"]

    found = {}
    for row in sorted(parcel.rows["sets"], key=lambda row: row["set_no"]):
        found.setdefault(row["side"], []).append(row["reps"])
        schema.table("sets").check({**row, "rev": 1, "recorded_at": LOCAL(datetime(2026, 8, 4))})
    assert found == sets
    assert len({row["set_id"] for row in parcel.rows["sets"]}) == len(parcel.rows["sets"])
    assert parcel.remarks == [
        f"Sets that your program had and the file does not tell count as not done: {len(untold)}."
        for _ in untold[:1]
    ]


@pytest.mark.parametrize(
    ("reps", "held", "sets"),
    [
        (18, 360, [(6, 120, "done"), (6, 120, "done"), (6, 120, "done")]),
        (20, 400, [(6, 120, "done"), (6, 120, "done"), (8, 160, "done")]),
        (15, "", [(6, None, "done"), (6, None, "done"), (3, None, "partial")]),
        (12, 240, [(6, 120, "done"), (6, 120, "done"), (0, None, "not_attempted")]),
    ],
)
def test_a_line_that_tells_sets_together_is_those_sets_and_no_repetition_is_lost(reps, held, sets):
    toml = SETS + '[constants]\ndiscomfort = "3"\nnote = "gym"\n'
    text = f"day,what,side,reps,held\n2026-08-03,Cat,,{reps},{held}\n"
    parcel = a_parcel(toml, text, THREE_SETS)
    rows = parcel.rows["sets"]

    assert [(row["reps"], row.get("held"), row["status"]) for row in rows] == sets
    assert [row["set_no"] for row in rows] == [1, 2, 3]
    assert [row.get("discomfort") for row in rows] == [3, None, None]
    assert [row.get("note") for row in rows] == ["gym", None, None]
    assert len({row["set_id"] for row in rows}) == 3
    assert (
        "Lines that tell the repetitions of two sets or more are taken for those sets "
        "together: 1." in parcel.remarks
    )


def test_a_long_set_among_others_of_its_side_is_one_set():
    text = "day,what,side,reps,held\n2026-08-03,Cat,,12,240\n2026-08-03,Cat,,6,120\n"
    parcel = a_parcel(SETS, text, THREE_SETS)

    assert [row["reps"] for row in parcel.rows["sets"]] == [12, 6, 0]


def test_where_the_mapping_tells_the_target_nothing_more_was_prescribed():
    toml = SETS + '[constants]\ntarget_reps = "6"\n'
    parcel = a_parcel(toml, "day,what,side,reps,held\n2026-08-03,Tummy,L,6,\n", program=())

    assert [row["side"] for row in parcel.rows["sets"]] == ["left"]
    assert parcel.remarks == []


def test_a_time_held_that_the_file_does_not_tell_stays_empty():
    parcel = a_parcel(SETS, "day,what,side,reps,held\n2026-08-03,Cat,,6,\n")

    assert parcel.rows["sets"][0]["held"] is None


def test_a_set_that_cannot_be_one_is_set_aside():
    text = (
        "day,what,side,reps,held\n2026-08-03,Dog,,6,\n2026-08-03,Tummy,,6,\n2026-07-03,Cat,,6,\n"
        "2026-08-03,Cat,,,\n2026-08-03,Cat,L,6,\n2026-08-03,yoga,,6,\n"
    )
    parcel = a_parcel(SETS, text)

    assert "sets" not in parcel.rows
    assert "sessions" not in parcel.rows
    assert told(parcel) == [
        f"diary.csv, line 2, what: 'Dog' {UNKNOWN_EXERCISE}; values.exercise in the mapping tells "
        "what a name means",
        "diary.csv, line 3, side: must be left or right: this exercise is done on each side",
        "diary.csv, line 4, what: 'Cat' has no line in your program on that day; target_reps in "
        "the mapping tells what was prescribed",
        "diary.csv, line 5, reps: must be a whole number from 0 to 200",
        "diary.csv, line 6, side: 'L' must be empty or both: this exercise is done on both sides "
        "together",
        f"diary.csv, line 7, what: 'yoga' {UNKNOWN_EXERCISE}; values.exercise in the mapping tells "
        "what a name means",
    ]


def test_named_sessions_are_kept_apart():
    toml = SETS.replace('side = "side"', 'session = "side"')
    text = "day,what,side,reps,held\n2026-08-03,Cat,am,6,\n2026-08-03,Cat,pm,6,\n"
    parcel = a_parcel(toml, text)

    assert len(parcel.rows["sessions"]) == 2
    assert [row["set_no"] for row in parcel.rows["sets"]] == [1, 1]


def test_a_column_that_the_file_lacks_is_named():
    with pytest.raises(LogError, match=r"diary.csv has no column 'note'; it has day, pain."):
        a_parcel(RATINGS, "day,pain,\n")


def test_ids_are_the_same_in_every_import_and_in_every_zone():
    text = "day,pain,note\n2026-08-03,5,\n2026-08-03,6,\n2026-08-04 07:10,6,\n"
    here, there = (
        [row["checkin_id"] for row in a_parcel(RATINGS, text, local=local).rows["checkins"]]
        for local in (LOCAL, partial(datetime.replace, tzinfo=timezone(timedelta(hours=9))))
    )

    assert here == there
    assert len(set(here)) == 3


cells = st.sampled_from(["2026-08-03", "5", "", "x", '"', "2026-08-03 07:00", "99", "\x00", "ü"])


@given(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=6))
def test_every_line_is_used_or_set_aside(lines):
    text = "day,pain,note\n" + "".join(",".join(line) + "\n" for line in lines)
    try:
        sheet = opened(text.encode(), "diary.csv")
    except LogError:  # a quotation mark that is not closed: refused as a whole
        return
    parcel = a_parcel(RATINGS, text)

    used = len(parcel.rows.get("checkins", []))
    assert used + len(parcel.problems) == len(sheet.lines) + len(sheet.problems)
    for row in parcel.rows.get("checkins", []):
        schema.table("checkins").check({**row, "rev": 1, "recorded_at": row["at"]})


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_second_line_of_a_day_changes_no_row_that_came_before(newest_first):
    """A diary grows at its end, or on top."""
    lines = ["2026-08-03,5,stiff", "2026-08-04,3,fine", "2026-08-04,7,sore"]
    before, after = (
        a_parcel(RATINGS, "\n".join(["day,pain,note", *(told[::-1] if newest_first else told)]))
        for told in (lines[:2], lines)
    )

    *known, new = after.rows["checkins"]
    assert known == before.rows["checkins"]
    assert (new["discomfort"], new["note"]) == (7, "sore")
