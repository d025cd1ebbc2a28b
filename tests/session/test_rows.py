"""How a session ends: the status of each set, of the session, and the day that it belongs to."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from backlog.log.schema import table
from backlog.program import default
from backlog.session import local_day, rows

QUICK = "begin discomfort=0; skip_warm_up instead=already_warm;"
DOSE = "side set_no reps held status reason"


def fits(lived):
    """Put every row of the session through the checks of the log; return how many there were."""
    written = rows(lived.session, "Europe/Vienna")
    own = {"rev": 1, "recorded_at": datetime.fromisoformat("2026-11-22T09:00:00+01:00")}
    table("sessions").check({**written.session, **own})
    return len([table("sets").check({**row, **own}) for row in written.sets])


def test_rows_hold_what_the_schema_asks_for(life):
    lived = life(*default(date(2026, 11, 1)), discomfort=3).live("begin discomfort=3; until hold 2")

    assert fits(lived) == 4
    assert fits(lived.live("stop; answer reason=pain; end; finish")) == 4


def test_the_longest_holds_that_can_be_prescribed_fit_the_schema(life, stretch):
    lived = life(replace(stretch, reps=100, hold=120.0)).live(f"{QUICK} until end; finish")

    assert lived.sets("held") == ["12000.0"]
    assert fits(lived) == 1


def test_the_longest_gaps_fit_the_schema(life, stretch):
    away = "pause gap_s=86400; resume;"

    lived = life(stretch).live(f"{QUICK} until hold 1; {away} until hold 1; {away} end; finish")
    assert lived.sets("gap_s") == ["86400.0"]
    assert fits(lived) == 1


def test_a_row_is_named_after_its_session_and_its_place(life, tummy):
    lived = life(tummy).live("begin")

    assert lived.sets("set_id session_id entry") == [
        "20261122T071203-1f2e3d4c-01 20261122T071203-1f2e3d4c live",
        "20261122T071203-1f2e3d4c-02 20261122T071203-1f2e3d4c live",
    ]
    assert lived.row("session_id time_known tz entry") == (
        "20261122T071203-1f2e3d4c exact Europe/Vienna live"
    )


def test_a_set_that_never_began_carries_the_time_of_the_session(life, stretch):
    assert life(stretch).live("begin; wait 9; end").sets("performed_at") == [
        "2026-11-22 07:12:03+01:00"
    ]


def test_there_are_no_rows_before_the_check_in(life, stretch):
    with pytest.raises(ValueError, match="has not begun"):
        rows(life(stretch).session, None)


def test_an_unknown_time_zone_stays_empty(life, stretch):
    lived = life(stretch).live("begin")

    assert rows(lived.session, None).session["tz"] is None


# --- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-11-22T07:12:03+01:00", date(2026, 11, 22)),
        ("2026-11-22T23:50:00+01:00", date(2026, 11, 22)),
        ("2026-11-23T01:00:00+01:00", date(2026, 11, 22)),
        ("2026-11-23T02:59:59.999+01:00", date(2026, 11, 22)),
        ("2026-11-23T03:00:00+01:00", date(2026, 11, 23)),
        ("2027-01-01T00:30:00-05:00", date(2026, 12, 31)),
        ("2026-03-29T03:10:00+02:00", date(2026, 3, 29)),
    ],
)
def test_a_day_begins_at_three_in_the_morning(at, day):
    assert local_day(datetime.fromisoformat(at)) == day


def test_a_session_over_midnight_belongs_to_the_day_on_which_it_began(life, abdominal):
    lived = life(abdominal, began="2026-11-22T23:50:00+01:00").live("""
        begin
        pause
        wait 1568
        resume
        until end
        finish
    """)

    assert lived.row("started_at ended_at local_day") == (
        "2026-11-22 23:50:00+01:00 2026-11-23 00:20:00+01:00 2026-11-22"
    )
    assert lived.sets("performed_at local_day") == ["2026-11-23 00:19:28+01:00 2026-11-22"]


def test_one_in_the_morning_means_the_day_before(life, abdominal):
    lived = life(abdominal, began="2026-11-23T01:00:00+01:00").live("begin; until end; finish")

    assert lived.row("local_day") == "2026-11-22"
    assert lived.sets("local_day") == ["2026-11-22"]


# --- how sets and sessions end -------------------------------------------------------------------


def test_a_skipped_exercise_says_why_in_every_set(life, tummy, abdominal):
    lived = life(tummy, abdominal).live(f"{QUICK} skip reason=time; until end; finish")

    assert lived.sets(f"exercise {DOSE}") == [
        "lower-tummy left 1 0 - skipped time",
        "lower-tummy right 1 0 - skipped time",
        "deep-abdominal both 1 2 10.0 done -",
    ]
    assert lived.row("status") == "finished"


def test_skipping_after_a_part_keeps_what_was_done(life, tummy, abdominal):
    lived = life(tummy, abdominal).live(f"{QUICK} until in 2 left; skip reason=tired")

    assert lived.running == "ready 0"
    assert lived.sets(DOSE)[:2] == ["left 1 1 - partial tired", "right 1 0 - skipped tired"]


def test_leaving_because_of_pain_is_stopping(life, stretch, abdominal):
    lived = life(stretch, abdominal).live(f"{QUICK} until out 2; skip reason=pain; end reason=pain")

    assert lived.sets("status reason") == ["stopped_pain pain", "not_attempted -"]


def test_ending_early_leaves_the_rest_not_attempted(life, stretch, tummy):
    lived = life(stretch, tummy).live(f"{QUICK} until hold 2; wait 4; end reason=time; finish")

    assert lived.sets(DOSE) == [
        "both 1 1 24.0 partial time",
        "left 1 0 - not_attempted -",
        "right 1 0 - not_attempted -",
    ]
    assert lived.row("status reason") == "partial time"


def test_pausing_and_then_ending_keeps_what_was_held(life, stretch):
    lived = life(stretch).live(f"{QUICK} until hold 1; wait 9; pause; wait 60; end; finish")

    assert lived.sets(DOSE) == ["both 1 0 9.0 partial -"]


def test_ending_when_nothing_was_left_to_do_is_finishing(life, stretch):
    lived = life(stretch).live(f"{QUICK} until settle 2; end reason=time; finish")

    assert lived.sets("status reason") == ["done -"]
    assert lived.row("status reason") == "finished -"


def test_a_session_that_was_left_is_closed_as_far_as_it_came(life, stretch, abdominal):
    """What the panel does with an unfinished journal: End and Finish at its last event."""
    lived = life(stretch, abdominal).live(f"{QUICK} until hold 2; end reason=interrupted; finish")

    assert lived.sets(f"{DOSE} reviewed") == [
        "both 1 1 20.0 partial interrupted -",
        "both 1 0 0.0 not_attempted - -",
    ]
    assert lived.row("status reason discomfort_after") == "partial interrupted -"


def test_pain_that_was_told_outlasts_an_interruption(life, stretch):
    """Stopped, pain answered, and then the machine died: the row says pain."""
    lived = life(stretch).live(f"""{QUICK}
        until hold 2
        stop
        answer reason=pain
        end reason=interrupted
    """)

    assert lived.sets("status reason") == ["stopped_pain pain"]
    assert lived.row("status reason") == "stopped_pain pain"


def test_two_sets_stand_in_two_rows(life, abdominal):
    lived = life(replace(abdominal, sets=2)).live(f"""{QUICK}
        until hold 2
        end_set
        next
        until hold 1
        wait 4
        skip reason=tired
        finish
    """)

    assert lived.sets(DOSE) == ["both 1 2 5.0 done -", "both 2 0 4.0 partial tired"]
