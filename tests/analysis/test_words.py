"""What the numbers say, in plain words."""

import re

import pandas as pd
import pytest

from backlog import figures
from backlog.analysis import (
    adherence,
    days,
    discomfort,
    dose,
    findings,
    habit,
    obstacles,
    phrases,
    program_change,
    reading,
    recording,
    response,
    tables,
    words,
)
from backlog.log import Log
from backlog.synthetic import EXAMPLE, person, save

FORBIDDEN = (
    "significan",
    "because",
    "caused",
    "streak",
    "in a row",
    "safe",
    "should",
    "nan",
    "<na>",
)


@pytest.fixture(scope="module", params=["improver", "stable", "worse"])
def record(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param) / "data"
    save(person(3, 60, request.param), Log(folder))
    return reading.read(Log(folder), EXAMPLE["until"])


def sentences(record):
    every_day = days.table(record)
    series = discomfort.daily(record, every_day)
    return [
        words.banner(record),
        words.adherence(every_day),
        words.calendar(every_day),
        words.weeks(every_day),
        words.doses(dose.table(record, every_day)),
        words.recording(recording.split(record)),
        words.discomfort(series),
        words.before_and_after(response.pairs(record)),
        words.response(response.response(response.pairs(record))),
        words.change(findings.change(series), series),
        words.evidence(findings.change(series), findings.change_at_last_mark(series)),
        words.trend(findings.slope(series)),
        words.weeks_out_of_the_usual(findings.weeks(series)),
        words.program_changes(program_change.of(series)),
        words.ups_and_downs(findings.ups_and_downs(series)),
        words.habit(habit.strength(every_day)),
        words.obstacles(obstacles.obstacles(record)),
    ]


def test_no_sentence_claims_a_cause_a_verdict_or_a_loss(record):
    told = " ".join(sentences(record)).lower()

    assert [word for word in FORBIDDEN if word in told] == []


def test_a_headline_tells_sums_percentage_and_bounds(read):
    every_day = days.table(
        read(
            """
            program
            from,exercise,sets,reps,days_per_week
            2026-08-17,lower-tummy,1,6,7

            sessions
            session_id,local_day
            a,2026-08-17

            sets
            session_id,set_id,exercise,side,target_reps,reps
            a,a-1,lower-tummy,left,6,6
            a,a-2,lower-tummy,right,6,6
            """,
            "2026-08-22",
        )
    )

    assert words.adherence(every_day).replace("\N{NO-BREAK SPACE}", " ") == (
        "Since 17 August 2026: 1 of 5 planned sessions done: 20 %.\n"
        "4 planned sessions were not logged: if all of them were done, it is 100 %."
    )


def test_under_five_planned_sessions_there_is_no_percentage(read):
    every_day = days.table(
        read(
            """
            program
            from,exercise,sets,reps,days_per_week
            2026-08-17,lower-tummy,1,6,7

            checkins
            checkin_id,local_day,discomfort
            c,2026-08-17,4
            """,
            "2026-08-18",
        )
    )

    assert words.adherence(every_day) == (
        "Since 17 August 2026: 0 of 1 planned session done.\n"
        "Too early for a percentage: it needs 5 planned sessions."
    )


def test_a_few_pairs_are_listed_and_not_summed_up():
    pairs = pd.DataFrame(
        {
            "before": pd.array([5, 4], dtype="Int64"),
            "after": pd.array([3, None], dtype="Int64"),
            "change": pd.array([-2, None], dtype="Int64"),
        }
    )

    assert words.before_and_after(pairs) == (
        "Too early to sum up. So far: 5 to 3. A rating is missing in 1 of 2 sessions."
    )


def test_an_empty_log_is_told_in_one_plain_sentence(read):
    empty = read("", "2026-08-17")
    every_day = days.table(empty)

    assert words.adherence(every_day) == words.NOTHING
    assert words.discomfort(discomfort.daily(empty, every_day)) == words.NOTHING
    assert words.caption(every_day) == ""


@pytest.mark.parametrize(
    ("value", "expected"), [(3, "3"), (2.5, "2.5"), (12.04, "12"), (1234.56, "1,234.6"), (0, "0")]
)
def test_a_number_has_at_most_one_decimal(value, expected):
    assert phrases.number(value) == expected


def test_days_that_asked_for_nothing_are_told_apart_from_a_plan_not_chosen(read):
    program = "program\nfrom,exercise,sets,reps,days_per_week\n2026-08-17,lower-tummy,1,6,{}"
    ill = "days\nday_id,from,to,kind\nd,2026-08-17,2026-08-17,excused"
    rated = "checkins\ncheckin_id,local_day,discomfort\nc,2026-08-17,4"

    excused = days.table(read("\n\n".join([program.format(7), ill, rated]), "2026-08-17"))
    not_chosen = days.table(read("\n\n".join([program.format(""), rated]), "2026-08-17"))

    assert "Nothing was due on these days" in words.adherence(excused)
    assert "No days a week are chosen yet" in words.adherence(not_chosen)


FIVE_A_WEEK = """
program
from,exercise,sets,reps,days_per_week
2026-08-17,lower-tummy,1,6,5

sessions
session_id,local_day
{}

sets
session_id,set_id,exercise,side,target_reps,reps
{}
"""


def five_a_week(read, *done, through):
    """Return the days of a plan of five days a week with sessions on the days `done` of August."""
    sessions = "\n".join(f"s{day},2026-08-{day}" for day in done)
    sides = [(day, side) for day in done for side in ("left", "right")]
    sets = "\n".join(f"s{day},s{day}-{side},lower-tummy,{side},6,6" for day, side in sides)
    return days.table(read(FIVE_A_WEEK.format(sessions, sets), f"2026-08-{through}"))


def test_on_the_first_day_of_a_weekly_plan_sessions_are_told_in_whole_ones(read):
    first = five_a_week(read, 17, through=17)

    assert words.adherence(first) == (
        "Since 17 August 2026: 1 session done; your plan is 5 a week.\n"
        "Too early for a percentage: it needs 5 planned sessions."
    )
    assert words.weeks(first) == "This week so far: 1 of 5 planned sessions done."


def test_a_running_week_is_held_against_the_whole_week_and_a_full_one_is_named_so(read):
    running = adherence.weekly(five_a_week(read, 17, 18, 20, 25, 26, through=26))

    assert running["planned"].tolist() == [5, 5]
    assert running["kept"].tolist() == [3, 2]
    assert running["running"].tolist() == [False, True]
    assert list(tables.weeks(running).index) == ["17 August 2026", "24 August 2026, so far"]


def test_a_week_cut_by_its_start_asks_for_its_part_in_whole_sessions(read):
    cut = adherence.weekly(five_a_week(read, 20, 21, 22, through=23))

    assert (cut["prescribed"].iloc[0], cut["planned"].iloc[0]) == (2.14, 3)
    assert (cut["kept"].iloc[0], cut["beside"].iloc[0]) == (3, 0)


def test_sums_over_cut_weeks_are_told_as_about(read):
    told = words.adherence(five_a_week(read, 20, 21, 24, 25, 28, through=30))

    assert "about 5 of 7 planned sessions done" in told


@pytest.mark.parametrize("done", [0, 1, 2])
def test_one_is_never_told_as_many(read, done):
    rated = "\n".join(f"c{day},2026-08-{day},4" for day in range(17, 17 + max(1, done)))
    checkins = f"checkins\ncheckin_id,local_day,discomfort\n{rated}"
    on = range(17, 17 + done)
    sessions = "sessions\nsession_id,local_day,discomfort_before,discomfort_after\n" + "\n".join(
        f"s{day},2026-08-{day},5,4" for day in on
    )
    record = read(f"{checkins}\n\n{sessions}", f"2026-08-{16 + max(1, done)}")

    told = " ".join([*sentences(record), *descriptions(record)])

    assert re.findall(r"\b1 (?:sessions|days|weeks|ratings|rows|nights)\b", told) == []
    assert re.findall(r"\b[02] (?:session|day|week|rating|row|night)\b", told) == []


def descriptions(record):
    every_day = days.table(record)
    return [
        figures.describe_calendar(every_day),
        figures.describe_weeks(adherence.weekly(every_day)),
        figures.describe_discomfort(discomfort.daily(record, every_day)),
        figures.describe_pairs(response.pairs(record)),
        words.caption(every_day),
        words.caption_of_ratings(discomfort.daily(record, every_day)),
    ]
