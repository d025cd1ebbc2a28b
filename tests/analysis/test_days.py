"""What kind of day was it? One state a day, the first that holds."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.analysis import days


def states(record, through):
    table = days.table(record(through))
    return dict(zip(table["day"].dt.day, table["state"], strict=True))


def test_an_empty_log_has_no_days(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7
    """
    assert days.table(record("2026-08-20")).empty
    assert days.counts(days.table(record("2026-08-20"))) == {}


def test_a_day_is_unknown_before_the_first_log_not_logged_after_it_and_pending_today(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-19

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    """
    expected = {17: "unknown", 18: "unknown", 19: "done", 20: "not_logged", 21: "pending"}

    assert states(record, "2026-08-21") == expected


def test_the_last_day_is_an_argument_so_that_days_after_the_last_row_count(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    checkins
    checkin_id,local_day,discomfort
    c,2026-08-17,4
    """
    counts = days.counts(days.table(record("2026-08-26")))

    assert counts == {"not_logged": 9, "pending": 1}


def test_rows_after_the_last_day_are_left_out(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-19
    """
    assert days.table(record("2026-08-18")).empty


def test_half_of_the_dose_is_done_and_less_is_partial(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-17,lower-tummy,1,6,7

    sessions
    session_id,local_day
    a,2026-08-17
    b,2026-08-18

    sets
    session_id,set_id,exercise,side,target_reps,reps,status
    a,a-1,lower-tummy,left,6,6,done
    a,a-2,lower-tummy,right,6,0,not_attempted
    b,b-1,lower-tummy,left,6,5,partial
    b,b-2,lower-tummy,right,6,0,not_attempted
    """
    assert states(record, "2026-08-18") == {17: "done", 18: "partial"}


def test_more_than_the_target_on_one_side_does_not_stand_in_for_the_other(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-17,lower-tummy,1,6,7

    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,side,target_reps,reps,status
    a,a-1,lower-tummy,left,6,60,done
    a,a-2,lower-tummy,right,6,0,skipped
    """
    assert states(record, "2026-08-17") == {17: "done"}


def test_an_exercise_without_any_row_counts_as_not_done(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,lower-back-stretch,1,6,20,s,7
    2026-08-17,lower-tummy,1,6,,,7
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    """
    assert states(record, "2026-08-17") == {17: "partial"}


def test_a_lighter_session_that_was_finished_is_done(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-17,lower-tummy,1,8,7

    sessions
    session_id,local_day,lighter,status
    a,2026-08-17,yes,finished
    b,2026-08-18,yes,partial

    sets
    session_id,set_id,exercise,side,target_reps,reps,status
    a,a-1,lower-tummy,left,8,3,partial
    a,a-2,lower-tummy,right,8,3,partial
    b,b-1,lower-tummy,left,8,3,partial
    b,b-2,lower-tummy,right,8,3,partial
    """
    assert states(record, "2026-08-18") == {17: "done", 18: "partial"}


def test_two_sessions_a_day_are_needed_where_two_are_prescribed(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,times_per_day,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,2,7

    sessions
    session_id,local_day
    a,2026-08-17
    b,2026-08-18
    c,2026-08-18

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    b,b-1,deep-abdominal,5,5,s,5,25
    c,c-1,deep-abdominal,5,5,s,5,25
    """
    assert states(record, "2026-08-18") == {17: "partial", 18: "done"}


def test_a_day_stopped_for_pain_is_told_so_whatever_was_done_before(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day,status,reason
    a,2026-08-17,stopped_pain,pain

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held,status
    a,a-1,deep-abdominal,5,5,s,4,20,stopped_pain
    """
    assert states(record, "2026-08-17") == {17: "stopped_pain"}


def test_a_day_is_left_out_by_a_rule_only_when_all_that_was_due_was(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,lower-tummy,1,6,,,7
    2026-08-18,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day,status
    a,2026-08-17,not_started
    b,2026-08-18,finished

    sets
    session_id,set_id,exercise,side,target_reps,target_hold,hold_unit,reps,held,status
    a,a-1,lower-tummy,left,6,,,0,,skipped_by_rule
    a,a-2,lower-tummy,right,6,,,0,,skipped_by_rule
    b,b-1,lower-tummy,left,6,,,0,,skipped_by_rule
    b,b-2,lower-tummy,right,6,,,0,,skipped_by_rule
    b,b-3,deep-abdominal,both,5,5,s,5,25,done
    """
    assert states(record, "2026-08-18") == {17: "skipped_by_rule", 18: "done"}


def test_a_later_check_in_may_release_what_a_rule_postponed(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-17,lower-tummy,1,6,7

    sessions
    session_id,local_day,status
    a,2026-08-17,not_started
    b,2026-08-17,finished

    sets
    session_id,set_id,exercise,side,target_reps,reps,status
    a,a-1,lower-tummy,left,6,0,skipped_by_rule
    a,a-2,lower-tummy,right,6,0,skipped_by_rule
    b,b-1,lower-tummy,left,6,6,done
    b,b-2,lower-tummy,right,6,6,done
    """
    assert states(record, "2026-08-17") == {17: "done"}


def test_a_ticked_warning_sign_takes_the_day_out_of_the_plan(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day,status,warning_signs
    a,2026-08-17,not_started,ticked
    """
    assert states(record, "2026-08-17") == {17: "skipped_by_rule"}


def test_an_excused_range_includes_both_its_ends_and_comes_before_what_was_done(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-17
    b,2026-08-19

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    b,b-1,deep-abdominal,5,5,s,5,25

    days
    day_id,from,to,kind,reason
    d,2026-08-18,2026-08-19,excused,ill
    """
    expected = {17: "done", 18: "excused", 19: "excused", 20: "not_logged", 21: "pending"}

    assert states(record, "2026-08-21") == expected


def test_a_flare_excuses_nothing(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    checkins
    checkin_id,local_day,discomfort
    c,2026-08-17,8

    days
    day_id,from,to,kind
    d,2026-08-17,2026-08-19,flare
    """
    assert states(record, "2026-08-19") == {17: "not_logged", 18: "not_logged", 19: "pending"}


def test_a_day_is_missed_only_when_the_person_said_so(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day,status
    a,2026-08-17,not_started

    days
    day_id,from,to,kind
    d,2026-08-18,2026-08-18,none_done
    """
    expected = {17: "missed", 18: "missed", 19: "not_logged", 20: "pending"}

    assert states(record, "2026-08-20") == expected


def test_undone_days_of_a_plan_of_three_days_a_week_are_rest(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,3

    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    """
    assert states(record, "2026-08-19") == {17: "done", 18: "rest", 19: "pending"}


def test_nothing_is_due_until_days_a_week_are_chosen(record):
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
    assert states(record, "2026-08-19") == {17: "done", 18: "rest", 19: "pending"}


def test_a_log_without_a_program_still_tells_what_was_done(record):
    """
    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    """
    assert states(record, "2026-08-19") == {17: "done", 18: "rest", 19: "rest"}


def test_an_ended_exercise_is_due_no_more(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7
    2026-08-19,deep-abdominal,0,,,,

    checkins
    checkin_id,local_day,discomfort
    c,2026-08-17,4
    """
    expected = {17: "not_logged", 18: "not_logged", 19: "rest", 20: "pending"}

    assert states(record, "2026-08-20") == expected


def test_a_session_over_midnight_belongs_to_the_day_on_which_it_was_stored(record):
    """A session from 23:50 to 00:20: its sets carry the day on which it began.

    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day,started_at,ended_at
    a,2026-08-17,2026-08-17T21:50:00Z,2026-08-17T22:20:00Z

    sets
    session_id,set_id,local_day,performed_at,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,2026-08-17,2026-08-17T22:05:00Z,deep-abdominal,5,5,s,5,25
    """
    assert states(record, "2026-08-18") == {17: "done", 18: "pending"}


def test_the_two_nights_of_daylight_saving_are_days_like_others(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-10-19,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day,started_at
    a,2026-10-24,2026-10-24T21:30:00Z
    b,2026-10-25,2026-10-25T22:30:00Z

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    b,b-1,deep-abdominal,5,5,s,5,25
    """
    table = days.table(record("2026-10-26"))

    assert list(table["state"][-3:]) == ["done", "done", "pending"]
    assert table["day"].diff().dropna().eq(timedelta(days=1)).all()


def test_a_damaged_session_row_does_not_lose_its_sets(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sets
    session_id,set_id,local_day,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,2026-08-17,deep-abdominal,5,5,s,5,25
    """
    assert states(record, "2026-08-17") == {17: "done"}


@given(
    done=st.lists(st.booleans(), min_size=1, max_size=60),
    per_week=st.sampled_from([None, 1, 3, 6, 7]),
    excused=st.tuples(st.integers(0, 60), st.integers(0, 10)),
    later=st.integers(0, 20),
)
def test_the_states_add_up_to_the_number_of_days(any_record, done, per_week, excused, later):
    record = any_record(done, per_week, excused, later)
    table = days.table(record)

    first = days.first_day(record)
    expected = 0 if first is None else (record.data_through - first.date()).days + 1
    assert sum(days.counts(table).values()) == expected
    assert set(table["state"]) <= set(days.STATES)


@pytest.mark.parametrize("state", days.TOLD)
def test_every_state_has_words(state):
    assert days.STATES[state]
