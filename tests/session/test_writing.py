from dataclasses import replace
from datetime import date

import pytest

from backlog.program import Prescription, default, version
from backlog.session import CheckIn, Pace, write

SUNDAY = date(2026, 11, 22)


def told(script, start=0):
    """Return the straight way in one line for each repetition: kind and seconds of each phase."""
    text, place = "", start
    while place < len(script.phases):
        phase = script.phases[place]
        side = script.sets[phase.set].side if phase.set is not None else ""
        first = phase.kind == "in" or not phase.rep
        lead = f"\n{side} {phase.rep}:" if first and phase.rep else "\n" if first else ""
        text += f"{lead} {phase.kind} {phase.seconds:g}{'!' if phase.counts else ''}"
        place = phase.next
    return [line.strip() for line in text.strip().splitlines()]


def written(*lines, discomfort=0, anyway=(), pace=None):
    return write(lines, version(lines), CheckIn(discomfort, frozenset(anyway)), pace or Pace())


def test_a_stretch_is_held_between_breathing_out_and_in(stretch):
    """The exclamation mark stands where the repetition counts."""
    assert told(written(stretch)) == [
        "warm_up 180",
        "ready 20",
        "both 1: in 3 out 4 hold 20! return 3 settle 3",
        "both 2: in 3 out 4 hold 20! return 3 settle 3",
    ]


def test_a_knee_comes_to_the_chest_one_leg_after_the_other(tummy):
    assert told(written(tummy)) == [
        "warm_up 180",
        "ready 20",
        "left 1: in 3 out 4 return 3! settle 3",
        "left 2: in 3 out 4 return 3! settle 3",
        "side 10",
        "right 1: in 3 out 4 return 3! settle 3",
        "right 2: in 3 out 4 return 3! settle 3",
    ]


def test_the_deep_abdominal_hold_is_released_with_a_breath_out(abdominal):
    assert told(written(abdominal)) == [
        "warm_up 180",
        "ready 20",
        "both 1: in 3 out 4 hold 5! return 4",
        "both 2: in 3 out 4 hold 5! return 4",
    ]


def test_sides_in_turn_change_after_each_repetition(tummy):
    assert told(written(replace(tummy, side_order="alternate"))) == [
        "warm_up 180",
        "ready 20",
        "left 1: in 3 out 4 return 3! settle 3",
        "side 3",
        "right 1: in 3 out 4 return 3! settle 3",
        "side 3",
        "left 2: in 3 out 4 return 3! settle 3",
        "side 3",
        "right 2: in 3 out 4 return 3! settle 3",
    ]


def test_a_rest_stands_between_two_sets(abdominal):
    assert told(written(replace(abdominal, sets=2, reps=1, rest_s=45))) == [
        "warm_up 180",
        "ready 20",
        "both 1: in 3 out 4 hold 5! return 4",
        "rest 45",
        "both 1: in 3 out 4 hold 5! return 4",
    ]


def test_two_sets_of_each_side_are_four_prescribed_sets(tummy):
    sets = written(replace(tummy, sets=2)).sets

    assert [(each.side, each.set_no) for each in sets] == [
        ("left", 1),
        ("right", 1),
        ("left", 2),
        ("right", 2),
    ]


def test_a_hold_in_breaths_lasts_as_long_as_the_person_breathes(abdominal):
    breaths = replace(abdominal, reps=1, hold=2.0, hold_unit="breaths")

    assert told(written(breaths, pace=Pace(breath_in=5, breath_out=6)))[2:] == [
        "both 1: in 5 out 6 hold 22! return 6"
    ]


def test_done_early_leads_past_the_side_and_in_turn_past_both(tummy):
    def after_done_early(side_order):
        script = written(replace(tummy, side_order=side_order))
        moving = next(phase for phase in script.phases if phase.counts)
        return told(script, moving.set_end)[:1]

    assert after_done_early("block") == ["side 10"]
    assert after_done_early("alternate") == []


def test_skipping_leads_past_both_sides_to_the_next_exercise(tummy, abdominal):
    script = written(tummy, abdominal)

    moving = next(phase for phase in script.phases if phase.counts)
    ready = script.phases[moving.exercise_end]
    assert (ready.kind, script.sets[ready.set].exercise) == ("ready", "deep-abdominal")


@pytest.mark.parametrize(
    ("phase", "back_to"),
    [
        ("in 1", "again 1"),
        ("out 1", "again 1"),
        ("hold 1", "again 1"),
        ("return 1", "again 2"),
        ("settle 1", "again 2"),
        ("hold 2", "again 2"),
        ("return 2", "end"),
        ("ready 0", "None"),
    ],
)
def test_a_pause_leads_back_to_the_repetition_that_has_not_counted_yet(stretch, phase, back_to):
    script = written(stretch)

    names = {f"{each.kind} {each.rep}": each for each in script.phases}
    place = names[phase].redo
    ways = [*(f"{each.kind} {each.rep}" for each in script.phases), "end"]
    assert (ways[place] if place is not None else "None") == back_to


def test_a_change_of_side_after_a_counted_repetition_is_not_left_out(tummy):
    """A pause while settling after the last one on the left leads on to the change of side."""
    script = written(tummy)

    settle = next(each for each in script.phases if each.kind == "settle" and each.rep == 2)
    assert script.phases[settle.redo].kind == "side"


def test_a_postponed_exercise_keeps_its_sets_and_has_no_phases(stretch, tummy):
    script = written(tummy, stretch, discomfort=3)

    assert [(each.side, each.rule) for each in script.sets] == [
        ("left", "over_limit"),
        ("right", "over_limit"),
        ("both", None),
    ]
    assert {phase.set for phase in script.phases} == {None, 2}


def test_a_program_of_nothing_is_a_warm_up():
    assert told(written()) == ["warm_up 180"]


def test_with_everything_postponed_the_warm_up_is_all():
    lines = [line for line in default(SUNDAY) if line.exercise == "lower-tummy"]

    assert told(written(*lines, discomfort=5)) == ["warm_up 180"]


@pytest.mark.parametrize(
    ("discomfort", "limit", "over"),
    [(3, 1, True), (None, 1, True), (0, 1, False), (8, None, False)],
)
def test_done_anyway_is_over_the_limit_only_where_there_is_one(tummy, discomfort, limit, over):
    """Somebody who names the exercise and then rates 0 has broken no limit."""
    line = replace(tummy, postpone_at=limit)

    sets = written(line, discomfort=discomfort, anyway=["lower-tummy"]).sets
    assert [(each.rule, each.over_limit) for each in sets] == [(None, over)] * 2


def test_the_largest_program_that_the_schema_allows_is_written():
    line = Prescription(SUNDAY, "lower-tummy", sets=10, reps=100)

    script = written(line)
    assert len(script.sets) == 20
    assert sum(phase.counts for phase in script.phases) == 2000
