"""What changes from which day: old and new of each exercise, in words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies

from backlog.program import CATALOG, Prescription, default
from backlog.program.comparison import changes, dose, staying

BEGAN, MONDAY = date(2026, 11, 2), date(2026, 11, 23)
STRETCH = Prescription(BEGAN, "lower-back-stretch", 1, 6, 20.0, "s", stop_at=6)
TUMMY = Prescription(BEGAN, "lower-tummy", 1, 6, postpone_at=5)
NOW = (STRETCH, TUMMY)


def told(*proposed):
    return [str(change) for change in changes(NOW, proposed)]


def test_old_and_new_are_told_field_by_field_with_the_day():
    more = replace(STRETCH, from_day=MONDAY, reps=8, hold=25.0)

    assert told(more) == [
        "Lower back stretch: repetitions 6 → 8, hold 20 s → 25 s, from Monday 23 November 2026"
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"sets": 2}, "sets 1 → 2"),
        ({"hold": 3.0, "hold_unit": "breaths"}, "hold 20 s → 3 breaths"),
        ({"hold": 1.0, "hold_unit": "breaths"}, "hold 20 s → 1 breath"),
        ({"rest_s": 60}, "rest between sets 30 s → 60 s"),
        ({"side_order": "alternate"}, "sides one after the other → in turn"),
        ({"times_per_day": 2}, "times a day 1 → 2"),
        ({"days_per_week": 5}, "days a week none → 5"),
        ({"postpone_at": 4}, "left out at a discomfort of none → 4 or more"),
        ({"stop_at": None}, "ends for the day at a discomfort of 6 or more → none"),
    ],
)
def test_every_field_has_its_words(values, expected):
    (change,) = changes(NOW, [replace(STRETCH, from_day=MONDAY, **values)])

    assert str(change) == f"Lower back stretch: {expected}, from Monday 23 November 2026"


def test_an_exercise_that_starts_and_one_that_ends_are_told():
    rolls = Prescription(MONDAY, "knee-rolls", 2, 4, 1.0, "breaths")

    assert told(rolls, Prescription(MONDAY, "lower-tummy", 0, 0)) == [
        "Knee rolls: starts with 2 sets of 4 repetitions on each side, hold 1 breath, "
        "from Monday 23 November 2026",
        "Lower tummy strengthening: ends, from Monday 23 November 2026",
    ]


def test_author_note_and_day_alone_are_no_change():
    assert changes(NOW, [replace(STRETCH, from_day=MONDAY, author="A. Huber", note="go on")]) == ()


def test_what_no_line_changes_stays():
    more = replace(STRETCH, from_day=MONDAY, reps=8)

    assert staying(NOW, [more, replace(TUMMY, from_day=MONDAY)], MONDAY) == (TUMMY,)


def test_a_line_that_is_there_already_and_takes_over_later_is_told():
    later = replace(STRETCH, from_day=date(2026, 12, 1), reps=10)

    (change,) = changes((*NOW, later), [replace(STRETCH, from_day=MONDAY, reps=8)])

    assert change.until == date(2026, 12, 1)
    assert str(change).endswith("until Tuesday 1 December 2026, when a later line takes over")


def test_two_steps_are_compared_with_each_other():
    steps = [replace(STRETCH, from_day=MONDAY.replace(day=day), reps=reps) for day, reps in
             ((30, 8), (23, 7))]  # fmt: skip

    assert [(each.before.reps, each.after.reps) for each in changes(NOW, steps)] == [(6, 7), (7, 8)]


def test_a_dose_of_one_repetition_is_told_without_an_s():
    assert dose(Prescription(BEGAN, "pelvic-tilt", 1, 1)) == "1 repetition"


@given(strategies.lists(strategies.sampled_from(list(CATALOG)), unique=True))
def test_equal_programs_have_nothing_to_compare(exercises):
    lines = [Prescription(BEGAN, id, 1, 5, **held(id)) for id in exercises]

    assert changes(lines, [replace(line, from_day=MONDAY) for line in lines]) == ()


def held(id):
    return {"hold": 5.0, "hold_unit": "s"} if CATALOG[id].has_hold else {}


def test_the_default_program_is_compared_with_nothing_as_three_that_start():
    assert [each.kind for each in changes((), default(MONDAY))] == ["starts"] * 3
