"""A proposed program: new lines, late lines, and the way back."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, strategies

from backlog.program import Prescription, default, in_force
from backlog.program.comparison import changes
from backlog.program.proposal import BACK, back, earliest, moved, proposal, signed

BEGAN, TODAY = date(2026, 11, 2), date(2026, 11, 22)
TOMORROW = TODAY + timedelta(1)
STRETCH = Prescription(BEGAN, "lower-back-stretch", 1, 6, 20.0, "s", author="default")
TUMMY = Prescription(BEGAN, "lower-tummy", 1, 6, postpone_at=5, author="person")
NOW = (STRETCH, TUMMY)


def test_a_day_with_a_session_keeps_its_program():
    assert earliest(TODAY, {TODAY}) == TOMORROW
    assert earliest(TODAY, {BEGAN}) == TODAY


def test_new_known_and_late_lines_are_told_apart():
    new = replace(STRETCH, from_day=TOMORROW, reps=8)
    late = replace(TUMMY, from_day=BEGAN, reps=8)
    again = replace(STRETCH, author="A. Huber")

    sorted_out = proposal(NOW, [new, late, again], TOMORROW)

    assert (sorted_out.new, sorted_out.known, sorted_out.late) == ((new,), (again,), (late,))


def test_a_late_line_is_moved_only_when_it_would_change_something():
    late, again = replace(TUMMY, reps=8), STRETCH

    assert moved(NOW, [again, late], TOMORROW) == (again, replace(late, from_day=TOMORROW))


def test_of_several_late_lines_of_an_exercise_the_newest_is_moved_wherever_it_stands():
    older = replace(STRETCH, from_day=BEGAN + timedelta(3), reps=8)
    newer = replace(STRETCH, from_day=BEGAN + timedelta(8), reps=9)

    for sheet in ([newer, older], [older, newer]):
        assert moved(NOW, sheet, TOMORROW) == (replace(newer, from_day=TOMORROW),)


def test_a_late_line_does_not_come_back_where_the_sheet_has_a_newer_one():
    older = replace(STRETCH, from_day=BEGAN + timedelta(3), reps=8)
    newer = (
        replace(STRETCH, from_day=BEGAN + timedelta(8)),
        replace(STRETCH, from_day=TOMORROW, reps=9),
    )

    for line in newer:
        assert moved(NOW, [line, older], TOMORROW) == (line,)


def test_whoever_changes_the_program_signs_every_line():
    line = replace(STRETCH, note="slowly")

    assert signed([line, TUMMY], "A. Huber", "visit") == (
        replace(line, author="A. Huber"),
        replace(TUMMY, author="A. Huber", note="visit"),
    )


def test_a_change_is_taken_back_by_a_new_line():
    more = replace(STRETCH, from_day=BEGAN + timedelta(7), reps=8, author="A. Huber")

    restored = back((*NOW, more), TOMORROW, "person")

    note = f"{BACK} 2026-11-09"
    assert restored == (replace(STRETCH, from_day=TOMORROW, author="person", note=note),)


def test_an_exercise_that_was_added_ends_and_one_that_was_ended_comes_back():
    rolls = Prescription(TODAY, "knee-rolls", 1, 4, 1.0, "breaths", author="A. Huber")
    ended = Prescription(TODAY, "lower-tummy", 0, 0, author="A. Huber")

    restored = back((*NOW, rolls, ended), TOMORROW, "person")

    assert [(line.exercise, line.sets) for line in restored] == [
        ("knee-rolls", 0),
        ("lower-tummy", 1),
    ]


def test_going_back_further_takes_back_the_change_before():
    lines = NOW
    for day, reps in ((9, 7), (16, 8)):
        step = replace(STRETCH, from_day=date(2026, 11, day), reps=reps, author="A. Huber")
        lines = (*lines, step)
    reps = []
    for _ in range(3):
        lines = (*lines, *back(lines, TOMORROW, "person"))
        reps.append(in_force(lines, TOMORROW)[0].reps)

    assert reps == [7, 6, 6]


def test_the_first_program_is_not_taken_back_whoever_wrote_its_lines():
    assert back(default(BEGAN, 7, postpone_at=5), TOMORROW, "person") == ()
    assert back((), TOMORROW, "person") == ()


def test_a_change_that_lies_ahead_is_taken_back_on_its_own_day():
    ahead = replace(STRETCH, from_day=date(2026, 12, 1), reps=8, author="A. Huber")

    (restored,) = back((*NOW, ahead), TOMORROW, "person")

    assert (restored.from_day, restored.reps) == (date(2026, 12, 1), 6)


steps = strategies.builds(
    lambda line, days, reps, sets: replace(
        line, from_day=TOMORROW + timedelta(days), reps=reps, sets=sets
    ),
    strategies.sampled_from([*default(BEGAN), Prescription(BEGAN, "pelvic-tilt", 1, 10)]),
    strategies.integers(0, 5),
    strategies.integers(1, 9),
    strategies.integers(0, 2),
)


@given(strategies.lists(steps, max_size=4), strategies.lists(steps, min_size=1, max_size=4))
def test_applied_and_taken_back_the_program_is_what_it_was_on_every_day(there, proposed):
    lines = (*default(BEGAN), *signed(there, "person"))
    day = proposed[0].from_day
    once = {line.exercise: replace(line, from_day=day) for line in proposed}
    new = proposal(lines, signed(once.values(), "A. Huber"), TOMORROW).new

    after = (*lines, *new)
    restored = (*after, *(back(after, TOMORROW, "person") if new else ()))

    for days in range(-1, 8):
        on = TOMORROW + timedelta(days)
        assert doses(restored, on) == doses(lines, on)


def doses(lines, day):
    return [replace(line, from_day=day, author=None, note=None) for line in in_force(lines, day)]


@given(strategies.lists(steps, max_size=6))
def test_no_day_before_the_first_that_may_change_has_another_program(proposed):
    lines = default(BEGAN)
    days = [BEGAN + timedelta(each) for each in range((TOMORROW - BEGAN).days)]
    early = [replace(line, from_day=line.from_day - timedelta(3)) for line in proposed]

    after = (*lines, *proposal(lines, early, TOMORROW).new)

    assert [in_force(after, day) for day in days] == [in_force(lines, day) for day in days]
    assert all(change.from_day >= TOMORROW for change in changes(lines, after[len(lines) :]))
