"""How much of each exercise's dose was done, on which side?"""

import pytest

from backlog.analysis import days, dose


def doses(record, through):
    given = record(through)
    table = dose.table(given, days.table(given))
    return table.set_index(["exercise", "side"])


def test_a_dose_is_what_was_held_of_what_was_to_be_held(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,lower-back-stretch,1,6,20,s,7

    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,lower-back-stretch,6,20,s,6,90
    """
    row = doses(record, "2026-08-17").loc["lower-back-stretch", "both"]

    assert (row["done"], row["target"], row["share"]) == (90, 120, 0.75)


def test_left_and_right_count_half_each(record):
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
    a,a-2,lower-tummy,right,6,3
    """
    table = doses(record, "2026-08-17")

    assert table.loc["lower-tummy", "left"]["share"] == 1
    assert table.loc["lower-tummy", "right"]["share"] == 0.5
    assert dose.by_exercise(table.reset_index())["lower-tummy"] == 0.75


def test_what_a_rule_skipped_is_in_neither_sum(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,lower-tummy,1,6,,,7
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-17
    b,2026-08-18

    sets
    session_id,set_id,exercise,side,target_reps,target_hold,hold_unit,reps,held,status
    a,a-1,lower-tummy,left,6,,,0,,skipped_by_rule
    a,a-2,lower-tummy,right,6,,,0,,skipped_by_rule
    a,a-3,deep-abdominal,both,5,5,s,5,25,done
    b,b-1,lower-tummy,left,6,,,6,,done
    b,b-2,lower-tummy,right,6,,,6,,done
    b,b-3,deep-abdominal,both,5,5,s,5,25,done
    """
    table = doses(record, "2026-08-18")

    assert table.loc["lower-tummy", "left"][["done", "target", "sessions"]].tolist() == [6, 6, 1]


def test_the_target_is_the_one_stored_with_the_set(record):
    """The dose changes on day 15; days 1 to 14 stay as they were.

    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7
    2026-08-31,deep-abdominal,1,5,10,s,7

    sessions
    session_id,local_day
    a,2026-08-17
    b,2026-08-31

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    b,b-1,deep-abdominal,5,10,s,5,25
    """
    given = record("2026-08-31")
    every_day = days.table(given)
    before = dose.table(given, every_day[:14])
    after = dose.table(given, every_day[14:])

    assert (before["done"][0], before["target"][0]) == (25, 14 * 25)
    assert (after["done"][0], after["target"][0]) == (25, 50)


def test_a_prescribed_session_without_rows_counts_with_the_program_of_that_day(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,2,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,set_no,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,1,deep-abdominal,5,5,s,5,25
    a,a-2,2,deep-abdominal,5,5,s,5,25
    """
    row = doses(record, "2026-08-19").loc["deep-abdominal", "both"]

    assert (row["done"], row["target"], row["sessions"]) == (50, 100, 2)
    assert row["share_not_logged"] == 0.5


def test_more_than_the_target_counts_as_the_target_and_shows_beside_it(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-17,lower-tummy,1,6,7

    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,side,target_reps,reps
    a,a-1,lower-tummy,left,6,8
    a,a-2,lower-tummy,right,6,12
    """
    table = doses(record, "2026-08-17")

    assert table["share"].tolist() == [1, 1]
    assert table["uncapped"].isna().tolist() == [True, False]
    assert table["uncapped"].iloc[1] == 200


def test_a_side_without_a_row_is_told_as_it_stands(record):
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
    """
    assert doses(record, "2026-08-17").index.tolist() == [("lower-tummy", "left")]


def test_a_percentage_needs_five_sessions_that_prescribed_it(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7

    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    """
    assert doses(record, "2026-08-21")["percent"].isna().all()
    assert doses(record, "2026-08-22")["percent"].tolist() == [20]


def test_an_empty_log_has_no_doses(record):
    """ """
    assert doses(record, "2026-08-17").empty


def test_a_hold_counted_in_breaths_is_never_added_to_seconds(record):
    """
    program
    from,exercise,sets,reps,hold,hold_unit,days_per_week
    2026-08-17,deep-abdominal,1,5,5,s,7
    2026-08-18,deep-abdominal,1,5,2,breaths,7

    sessions
    session_id,local_day
    a,2026-08-17
    b,2026-08-18

    sets
    session_id,set_id,exercise,target_reps,target_hold,hold_unit,reps,held
    a,a-1,deep-abdominal,5,5,s,5,25
    b,b-1,deep-abdominal,5,2,breaths,5,5
    """
    table = doses(record, "2026-08-18").set_index("unit")

    assert table["share"].to_dict() == {"breaths": 0.5, "s": pytest.approx(1)}
