"""What was prescribed, from when to when."""

from datetime import date

import pytest

from backlog.analysis import prescribed, tables
from backlog.analysis.words.prescribed import dose
from backlog.analysis.words.program import NO_PROGRAM, program
from backlog.program import Prescription


def told(table):
    return [
        f"{row.exercise} {row.first:%d.%m.}-{row.last:%d.%m.} {row.dose} ({row.step})"
        for row in table.itertuples()
    ]


def test_each_dose_holds_until_the_next_and_the_last_until_today(record):
    """
    program
    from,exercise,sets,reps
    2026-11-02,pelvic-tilt,1,10
    2026-11-09,pelvic-tilt,1,12
    """
    assert told(prescribed.table(record("2026-11-15"))) == [
        "pelvic-tilt 02.11.-08.11. 10 repetitions (0)",
        "pelvic-tilt 09.11.-15.11. 12 repetitions (1)",
    ]


def test_days_on_which_an_exercise_was_ended_are_left_out(record):
    """
    program
    from,exercise,sets,reps
    2026-11-02,pelvic-tilt,1,10
    2026-11-05,pelvic-tilt,0,
    2026-11-09,pelvic-tilt,1,10
    """
    assert told(prescribed.table(record("2026-11-15"))) == [
        "pelvic-tilt 02.11.-04.11. 10 repetitions (0)",
        "pelvic-tilt 09.11.-15.11. 10 repetitions (1)",
    ]


def test_a_line_that_asks_for_the_same_is_no_new_dose_and_one_ahead_is_not_shown_yet(record):
    """
    program
    from,exercise,sets,reps
    2026-11-02,pelvic-tilt,1,10
    2026-11-09,pelvic-tilt,1,10
    2026-11-20,pelvic-tilt,1,12
    """
    assert told(prescribed.table(record("2026-11-15"))) == [
        "pelvic-tilt 02.11.-15.11. 10 repetitions (0)"
    ]


def test_every_change_is_dated_the_newest_first_with_who_said_so(record):
    """
    program
    from,exercise,sets,reps,author,note
    2026-11-02,pelvic-tilt,1,10,default,
    2026-11-20,pelvic-tilt,1,12,A. Huber,visit
    """
    dated = tables.program(prescribed.dated(record("2026-11-15")))

    assert dated.fillna("-").values.tolist() == [
        ["20 November 2026", "Pelvic tilt: repetitions 10 → 12", "A. Huber", "visit"],
        ["2 November 2026", "Pelvic tilt: starts with 10 repetitions", "default", "-"],
    ]


def test_the_program_in_force_is_told_with_its_day(record):
    """
    program
    from,exercise,sets,reps,times_per_day,days_per_week
    2026-11-02,pelvic-tilt,1,10,2,5
    """
    assert program(record("2026-11-15")) == (
        "The program since 2 November 2026\n"
        "Pelvic tilt: 10 repetitions, 2 times a day, 5 days a week"
    )
    assert program(record("2026-11-01")) == "Nothing is prescribed on 1 November 2026."


def test_without_a_program_nothing_is_shown_and_that_is_said(read):
    empty = read("", "2026-11-15")

    assert program(empty) == NO_PROGRAM
    assert prescribed.table(empty).empty
    assert prescribed.dated(empty).empty


@pytest.mark.parametrize(
    ("hold", "told"), [(1.0, "hold 1 breath"), (2.0, "hold 2 breaths"), (1.5, "hold 1.5 breaths")]
)
def test_a_hold_of_one_breath_is_told_as_one(hold, told):
    line = Prescription(date(2026, 11, 1), "lower-back-stretch", 2, 8, hold, "breaths")

    assert dose(line) == f"2 × 8, {told}"
