"""What got in the way?"""

from backlog.analysis.obstacles import REASONS, obstacles
from backlog.log.schema import table


def test_reasons_are_counted_in_sessions_and_sets_the_most_frequent_first(record):
    """
    sessions
    session_id,local_day,status,reason
    a,2026-08-17,partial,time
    b,2026-08-18,finished,
    c,2026-08-19,partial,
    d,2026-08-20,not_started,tired

    sets
    session_id,set_id,exercise,reps,status,reason
    a,a-1,lower-tummy,5,done,
    a,a-2,lower-tummy,2,partial,tired
    a,a-3,deep-abdominal,0,not_attempted,time
    b,b-1,lower-tummy,0,skipped_by_rule,over_limit
    b,b-2,deep-abdominal,3,partial,tired
    c,c-1,lower-tummy,0,skipped,
    """
    rows = obstacles(record("2026-08-21")).drop(columns="words").to_numpy().tolist()

    assert rows == [["tired", 3, 2], ["over_limit", 1, 1], ["time", 1, 1], ["not_said", 1, 1]]


def test_how_it_felt_comes_first_among_equals_however_many_sets_others_ended(record):
    """
    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,reps,status,reason
    a,a-1,lower-tummy,2,partial,time
    a,a-2,lower-tummy,2,partial,time
    a,a-3,lower-tummy,2,partial,cramp
    """
    rows = obstacles(record("2026-08-21"))

    assert rows["reason"].tolist() == ["cramp", "time"]


def test_what_was_done_in_full_is_no_obstacle(record):
    """
    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,reps
    a,a-1,lower-tummy,5
    """
    assert obstacles(record("2026-08-21")).empty


def test_every_reason_of_the_tables_has_words():
    columns = [*table("sets").values, *table("sessions").values]
    named = {word for column in columns if column.name == "reason" for word in column.enum}

    assert named == set(REASONS) - {"not_said"}
