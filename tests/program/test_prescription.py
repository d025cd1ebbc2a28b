"""Dated prescriptions: a line holds until a later one, and never reaches back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies

from backlog.log.schema import table
from backlog.problem import Problem
from backlog.program import (
    CATALOG,
    Prescription,
    default,
    from_record,
    from_records,
    in_force,
    version,
)

DAY = date(2026, 11, 22)
STRETCH = Prescription(DAY, "lower-back-stretch", 1, 6, 20.0, "s")
TUMMY = Prescription(DAY, "lower-tummy", 1, 6)


def record(**changes):
    """Return a good record of the table ``program`` with some values changed."""
    return STRETCH.record() | changes


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({"exercise": "headstand"}, "exercise", "is not in the catalogue; it has lower-back-st"),
        ({"reps": None}, "reps", "must be a whole number from 1 to 100"),
        ({"hold": None}, "hold", "must be a number from 1 to 120: lower-back-stretch is held"),
        ({"hold_unit": None}, "hold_unit", "must be s or breaths"),
        ({"exercise": "lower-tummy"}, "hold", "must be empty: lower-tummy has no hold"),
    ],
)
def test_a_line_that_the_catalogue_contradicts_is_one_problem(changes, column, said):
    problem = from_record(record(**changes), line=7)

    assert isinstance(problem, Problem)
    assert (problem.file, problem.line, problem.column) == ("program.csv", 7, column)
    assert problem.allowed.startswith(said)
    assert not problem.used


def test_empty_cells_take_their_defaults():
    line = from_record({"from": DAY, "exercise": "lower-tummy", "sets": 2, "reps": 8, "hold": None})

    assert line == Prescription(DAY, "lower-tummy", 2, 8)
    assert (line.rest_s, line.side_order, line.times_per_day) == (30, "block", 1)
    assert (line.days_per_week, line.postpone_at, line.stop_at) == (None, None, None)


def test_a_line_that_ends_an_exercise_needs_no_dose():
    line = from_record({"from": DAY, "exercise": "lower-back-stretch", "sets": 0, "reps": None})

    assert line.sets == 0
    assert table("program").check(line.record())["reps"] is None
    assert from_record(line.record()) == line


def test_good_lines_and_problems_come_side_by_side():
    lines, problems = from_records([(2, record()), (3, record(hold=None)), (4, record(reps=8))])

    assert [line.reps for line in lines] == [6, 8]
    assert [problem.line for problem in problems] == [3]


def test_a_line_holds_from_its_day_until_a_later_one():
    later = replace(STRETCH, from_day=DAY + timedelta(days=7), reps=8)
    lines = [later, STRETCH]

    assert in_force(lines, DAY - timedelta(days=1)) == ()
    assert in_force(lines, DAY + timedelta(days=6)) == (STRETCH,)
    assert in_force(lines, DAY + timedelta(days=7)) == (later,)


def test_of_two_lines_of_one_day_the_one_further_down_counts():
    other = replace(STRETCH, reps=8)

    assert in_force([STRETCH, other], DAY) == (other,)
    assert in_force([other, STRETCH], DAY) == (STRETCH,)


def test_no_sets_end_an_exercise_until_it_is_prescribed_again():
    ended = replace(TUMMY, from_day=DAY + timedelta(days=1), sets=0)
    again = replace(TUMMY, from_day=DAY + timedelta(days=9))

    assert in_force([TUMMY, ended, again], DAY + timedelta(days=1)) == ()
    assert in_force([TUMMY, ended, again], DAY + timedelta(days=9)) == (again,)


def test_lines_in_force_stand_in_the_catalogues_order():
    assert [line.exercise for line in in_force([TUMMY, STRETCH], DAY)] == [
        "lower-back-stretch",
        "lower-tummy",
    ]


DAYS = strategies.dates(date(2026, 1, 1), date(2026, 12, 31))
LINES = strategies.builds(
    Prescription,
    DAYS,
    strategies.sampled_from(list(CATALOG)),
    strategies.integers(0, 3),
    strategies.integers(1, 12),
)


@settings(deadline=None)
@given(strategies.lists(LINES, max_size=12), LINES, DAYS)
def test_a_later_line_never_changes_an_earlier_day(lines, later, day):
    if later.from_day > day:
        assert in_force([*lines, later], day) == in_force(lines, day)
        assert version(in_force([*lines, later], day)) == version(in_force(lines, day))


@settings(deadline=None)
@given(strategies.lists(LINES, max_size=12), DAYS)
def test_at_most_one_line_an_exercise_is_in_force(lines, day):
    found = in_force(lines, day)

    assert len({line.exercise for line in found}) == len(found)
    assert all(line.from_day <= day and line.sets > 0 for line in found)


def test_author_and_note_change_no_version_and_the_dose_does():
    assert version([STRETCH]) == version([replace(STRETCH, author="therapist", note="slowly")])
    assert version([STRETCH]) != version([replace(STRETCH, reps=7)])
    assert version([STRETCH]) != version([STRETCH, TUMMY])
    assert table("sets").columns[5].check(version([STRETCH])) == version([STRETCH])


def test_the_default_is_the_lower_end_of_each_range_once_a_day():
    lines = default(DAY)

    assert [(line.exercise, line.sets, line.reps, line.hold) for line in lines] == [
        ("lower-back-stretch", 1, 6, 20.0),
        ("lower-tummy", 1, 6, None),
        ("deep-abdominal", 1, 5, 5.0),
    ]
    assert {line.times_per_day for line in lines} == {1}
    assert {line.days_per_week for line in lines} == {None}
    assert {line.from_day for line in lines} == {DAY}


def test_a_limit_that_a_therapist_named_is_the_persons_and_only_where_there_is_one():
    lines = {line.exercise: line for line in default(DAY, days_per_week=5, postpone_at=3)}

    assert lines["lower-tummy"].postpone_at == 3
    assert lines["lower-tummy"].author == "person"
    assert lines["lower-back-stretch"].postpone_at is None
    assert lines["lower-back-stretch"].author == "default"
    assert {line.days_per_week for line in lines.values()} == {5}


def test_every_default_line_may_stand_in_the_programs_file_and_comes_back():
    for line in default(DAY, days_per_week=7, postpone_at=2):
        assert from_record(table("program").check(line.record())) == line


@pytest.mark.parametrize(
    ("exercise", "sides"), [("lower-tummy", ("left", "right")), ("deep-abdominal", ("both",))]
)
def test_an_exercise_is_done_on_its_sides(exercise, sides):
    assert Prescription(DAY, exercise, 1, 6).sides == sides
