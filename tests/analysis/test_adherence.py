"""How much of what was prescribed was done?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.analysis import adherence, days


def whole(record, through):
    return adherence.of(days.table(record(through)))


def test_nothing_done_of_nothing_prescribed_is_no_ratio(record):
    """
    checkins
    checkin_id,local_day,discomfort
    c,2026-08-17,4
    """
    found = whole(record, "2026-08-20")

    assert (found.prescribed, found.done, found.low, found.high) == (0, 0, None, None)
    assert not found.enough


def test_an_empty_log_has_no_weeks(record):
    """ """
    table = days.table(record("2026-08-20"))

    assert adherence.weekly(table).empty
    assert adherence.of(table).prescribed == 0


def test_days_not_logged_give_bounds_and_days_said_to_be_missed_do_not(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-17
    b,2026-08-18

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    b,b-1,deep-abdominal,5,5,s,5,25

    days
    day_id,from,to,kind
    d,2026-08-19,2026-08-19,none_done
    """
    found = whole(record, "2026-08-22")

    assert (found.done, found.prescribed, found.not_logged) == (2, 5, 2)
    assert (found.low, found.high) == (2 / 5, 4 / 5)


def test_today_is_asked_for_only_once_it_is_done(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-17
    b,2026-08-18

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    b,b-1,deep-abdominal,5,5,s,5,25
    """
    assert whole(record, "2026-08-18").prescribed == 2
    assert whole(record, "2026-08-19").prescribed == 2
    assert whole(record, "2026-08-20").prescribed == 3


def test_a_plan_that_starts_in_mid_week_asks_for_the_days_that_are_left(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-20,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-20

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    """
    by_week = adherence.weekly(days.table(record("2026-08-31")))

    assert list(by_week["prescribed"]) == [4, 7, 0]


def test_extras_are_told_apart_and_never_make_up_for_another_day(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-17
    b,2026-08-17

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    b,b-1,deep-abdominal,5,5,s,5,25

    days
    day_id,from,to,kind
    d,2026-08-18,2026-08-18,none_done
    """
    found = whole(record, "2026-08-19")

    assert (found.done, found.prescribed, found.extras, found.all_done) == (1, 2, 1, 2)


def test_excused_stopped_and_rule_skipped_days_are_in_neither_sum(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day,status,warning_signs
    a,2026-08-17,finished,
    b,2026-08-18,stopped_pain,
    c,2026-08-19,not_started,ticked

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held,status
    a,a-1,deep-abdominal,5,5,s,5,25,done
    b,b-1,deep-abdominal,5,5,s,1,5,stopped_pain

    days
    day_id,from,to,kind
    d,2026-08-20,2026-08-21,excused
    """
    found = whole(record, "2026-08-21")

    assert (found.done, found.prescribed) == (1, 1)


def test_three_days_a_week_is_a_sum_of_the_week_pro_rated_where_the_week_is_cut(record):
    """Day 1 is a Friday, so that three of seven days are in force in the first week.

    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,3

    sessions
    session_id,local_day
    a,2026-08-21
    b,2026-08-24
    c,2026-08-25
    d,2026-08-26
    e,2026-08-27

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    b,b-1,deep-abdominal,5,5,s,5,25
    c,c-1,deep-abdominal,5,5,s,5,25
    d,d-1,deep-abdominal,5,5,s,5,25
    e,e-1,deep-abdominal,5,5,s,5,25
    """
    table = days.table(record("2026-08-30"))
    by_week = adherence.weekly(table)

    assert list(by_week["prescribed"]) == [
        pytest.approx(3 * 3 / 7, abs=0.01),
        pytest.approx(18 / 7, abs=0.01),
    ]
    assert list(by_week["done"]) == [1, pytest.approx(18 / 7, abs=0.01)]
    assert list(by_week["not_logged"]) == [0, 0]


def test_a_plan_that_names_no_days_tells_how_many_sessions_have_no_entry(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,3

    sessions
    session_id,local_day,status
    a,2026-08-17,finished
    b,2026-08-18,partial

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    b,b-1,deep-abdominal,5,5,s,1,5
    """
    found = whole(record, "2026-08-30")

    assert (found.done, found.prescribed) == (1, pytest.approx(39 / 7))
    assert (found.not_logged, found.undated) == (0, pytest.approx(25 / 7))


def test_where_every_day_asks_no_session_is_without_its_day(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-17,lower-tummy,1,6,7

    checkins
    checkin_id,local_day,discomfort
    c,2026-08-17,4
    """
    found = whole(record, "2026-08-20")

    assert (found.not_logged, found.undated) == (3, 0)


def test_until_days_a_week_are_chosen_sessions_are_counted_and_not_divided(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit
    2026-08-17,deep-abdominal,1,5,5,s

    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    """
    found = whole(record, "2026-08-23")

    assert (found.prescribed, found.low, found.all_done) == (0, None, 1)


def test_a_percentage_needs_five_prescribed_sessions(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-20,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-20

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    """
    by_week = adherence.weekly(days.table(record("2026-08-31")))

    assert by_week["percent"].isna().tolist() == [True, False, True]


def test_a_later_prescription_changes_no_earlier_day(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,times_per_day,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,1,7
    2026-08-31,deep-abdominal,1,5,10,s,2,7

    checkins
    checkin_id,local_day,discomfort
    c,2026-08-17,4
    """
    changed = record("2026-09-06")
    before = days.table(type(changed)(changed.tables, changed.program[:1], changed.data_through))
    after = days.table(changed)

    assert after[:14].equals(before[:14])
    assert list(adherence.weekly(after)["prescribed"]) == [7, 7, 12]


def test_each_program_has_a_window_of_its_own(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7
    2026-08-24,deep-abdominal,1,5,10,s,7

    checkins
    checkin_id,local_day,discomfort
    c,2026-08-17,4
    """
    compared = adherence.compared(days.table(record("2026-08-31")))

    assert list(compared["prescribed"]) == [0, 14, 7, 7, 14]
    assert list(compared.index[[0, 1, -1]]) == ["this week", "last 28 days", "whole"]


@given(
    done=st.lists(st.booleans(), min_size=1, max_size=60),
    per_week=st.sampled_from([None, 1, 3, 6, 7]),
    excused=st.tuples(st.integers(0, 60), st.integers(0, 10)),
    later=st.integers(0, 20),
)
def test_adherence_is_between_nothing_and_all_of_it(any_record, done, per_week, excused, later):
    found = adherence.of(days.table(any_record(done, per_week, excused, later)))

    assert found.low is None or 0 <= found.low <= found.high <= 1 + 1e-9
    assert found.done <= found.all_done
