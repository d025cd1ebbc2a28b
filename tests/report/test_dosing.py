"""backlog.report.dosing: what was prescribed, what changed in it, and what was done."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from backlog.analysis.plan import plans
from backlog.program import Prescription, in_force
from backlog.report import dosing

LAST = date(2026, 11, 15)
SEP, NOV = date(2026, 9, 1), date(2026, 11, 2)
STRETCH = Prescription(SEP, "lower-back-stretch", 1, 6, 20, "s", stop_at=6, author="P")
TUMMY = Prescription(SEP, "lower-tummy", 1, 6, author="P")


def history(*lines):
    return list(dosing.doses(lines, LAST).lines)


def header(*lines):
    return dosing.program(in_force(lines, LAST), plans(lines)[1:], LAST)


FIRST = "1 Sep (P): Lower back stretch 1 × 6, hold 20 s, stopped from 6"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {"reps": 8}, "1 × 8, hold 20 s"),
        ({}, {"sets": 0, "reps": 0}, "ended"),
        ({"times_per_day": 2}, {"times_per_day": 1}, "once a day"),
        ({}, {"days_per_week": 7}, "daily"),
        ({}, {"stop_at": None}, "no limits"),
        ({}, {"stop_at": 5}, "stopped from 5"),
        ({}, {"rest_s": 90}, "rest between sets 90 s"),
        ({}, {"side_order": "alternate"}, "sides in turn"),
        ({}, {"reps": 8, "rest_s": 90}, "1 × 8, hold 20 s, rest between sets 90 s"),
    ],
)
def test_the_history_tells_what_is_new_in_a_line_and_nothing_else(before, after, told):
    old = replace(STRETCH, **before)

    _, second = history(old, replace(old, from_day=NOV, author="T", **after))

    assert second == f"2 Nov (T): Lower back stretch {told}"


def test_an_exercise_that_comes_back_is_told_whole():
    ended = replace(STRETCH, from_day=date(2026, 10, 1), sets=0, reps=0)

    *_, last = history(STRETCH, ended, replace(STRETCH, from_day=NOV))

    assert last == "2 Nov (P): Lower back stretch 1 × 6, hold 20 s, stopped from 6"


def test_an_end_is_told_where_the_line_that_it_ends_is_not_known():
    """In a bundle older lines stay at home."""
    assert history(replace(STRETCH, sets=0, reps=0)) == ["1 Sep (P): Lower back stretch ended"]


def test_a_change_that_was_taken_back_on_its_day_is_none():
    more, back = (replace(STRETCH, from_day=NOV, reps=reps, author="T") for reps in (8, 6))

    assert history(STRETCH, more, back) == [FIRST]
    assert header(STRETCH, more, back) == "1 exercise, since 1 Sep"


def test_a_change_that_was_corrected_on_its_day_is_told_as_it_held():
    eight, seven = (replace(STRETCH, from_day=NOV, reps=reps) for reps in (8, 7))

    assert history(STRETCH, eight, seven) == [
        FIRST,
        "2 Nov (P): Lower back stretch 1 × 7, hold 20 s",
    ]
    assert header(STRETCH, eight, seven) == "1 exercise; since 1 Sep, changed once, on 2 Nov"


def test_a_line_that_asks_for_the_same_is_no_change_beside_one_that_does_not():
    same, more = replace(STRETCH, from_day=NOV, author="T"), replace(TUMMY, from_day=NOV, reps=8)

    assert history(STRETCH, TUMMY, same, more)[1:] == [
        "2 Nov (P): Lower tummy strengthening 1 × 8 each side"
    ]


def test_an_exercise_that_ends_changes_the_program():
    ended = replace(TUMMY, from_day=NOV, sets=0, reps=0)

    assert header(STRETCH, TUMMY, ended) == "1 exercise; since 1 Sep, changed once, on 2 Nov"


def test_without_a_line_there_is_no_program():
    assert header() == "none"
    assert header(replace(STRETCH, sets=0, reps=0)) == "none"


def done(side, **told):
    """Return a row of `backlog.analysis.exercises.exercises`."""
    row = {"exercise": "lower-tummy", "name": "Lower tummy strengthening", "side": side}
    dose = {"percent": 80, "done": 40.0, "target": 50.0, "unit": "reps"}
    return row | dose | {"worst": 3.0, "n": 9, "missing": 1, "stops": 1, "postponed": 0} | told


def names(*rows):
    table = dosing.exercises(pd.DataFrame(rows), [TUMMY], pd.DataFrame({"percent": []}))
    return [row[0] for row in table.rows]


def test_a_row_of_both_sides_says_that_its_numbers_are_those_of_each():
    assert names(done("left"), done("right")) == ["Lower tummy strengthening, left and right each"]


def test_sides_that_differ_have_a_row_each():
    assert names(done("left"), done("right", stops=0)) == [
        "Lower tummy strengthening, left",
        "Lower tummy strengthening, right",
    ]
