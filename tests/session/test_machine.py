"""Where the cursor goes and what is credited, whatever buttons are pressed."""

from dataclasses import replace

import pytest

from backlog.session import Pace
from backlog.session.progress import Progress

QUICK = "begin discomfort=0; skip_warm_up instead=already_warm;"
DOSE = "side set_no reps held status reason"


# --- holds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "held"), [("0.2", 0.2), ("12", 12.0), ("25", 20.0)])
def test_easing_off_counts_and_credits_what_was_held_and_no_more(life, stretch, seconds, held):
    lived = life(stretch).live(f"{QUICK} until hold 1; wait {seconds}; ease_off; end")

    assert lived.sets("reps held status") == [f"1 {held} partial"]


def test_done_early_in_a_hold_counts_that_repetition(life, stretch):
    lived = life(stretch).live(f"{QUICK} until hold 1; wait 8; end_set; finish")

    assert lived.sets(DOSE) == ["both 1 1 8.0 partial -"]


def test_done_early_in_a_movement_does_not_count_it(life, tummy):
    lived = life(tummy).live(f"{QUICK} until return 1 left; wait 1; end_set")

    assert lived.running == "side 0"
    assert lived.sets(DOSE) == ["left 1 0 - partial -", "right 1 0 - not_attempted -"]


def test_a_repetition_that_is_done_again_is_credited_with_its_longest_hold(life, stretch):
    lived = life(stretch).live(f"""{QUICK}
        until hold 1
        wait 12
        pause
        resume
        until hold 1
        wait 7
        ease_off
        end
    """)

    assert lived.sets("reps held") == ["1 12.0"]


def test_a_pause_after_the_hold_counted_goes_on_with_the_next_repetition(life, stretch):
    lived = life(stretch).live(f"{QUICK} until return 1; pause; resume")

    assert lived.running == "again 2"
    assert lived.live("until end").sets("reps held status") == ["2 40.0 done"]


def test_a_pause_after_the_last_repetition_counted_goes_on_after_the_set(life, tummy):
    lived = life(tummy).live(f"{QUICK} until settle 2 left; pause; resume")

    assert lived.running == "side 0"


def test_a_pause_while_getting_ready_goes_on_where_it_was(life, stretch):
    lived = life(stretch).live(f"{QUICK} wait 15; pause; wait 600; resume")

    assert (lived.running, lived.session.spent) == ("ready 0", 15.0)
    assert lived.live("next").seconds == 620


def test_seconds_that_nobody_saw_are_told_and_never_credited(life, stretch):
    """The page says when it last saw the hold, and how long it was away from then on."""
    lived = life(stretch).live(f"""{QUICK}
        until hold 1
        wait 6
        pause gap_s=40.5
        wait 45
        resume
        until hold 1
        wait 2
        pause gap_s=10
        resume
        until end
    """)

    assert lived.sets("reps held gap_s status") == ["2 40.0 50.5 done"]


def test_a_hold_that_no_page_saw_to_its_end_adds_no_second_and_no_repetition(life, stretch):
    lived = life(stretch).live(f"{QUICK} until hold 1; wait 15; page B; wait 20; phase_done")

    assert lived.sets("reps held") == ["0 0.0"]
    assert lived.live("until end").sets("reps held status") == ["1 20.0 partial"]


def test_a_page_that_is_loaded_anew_costs_no_movement(life, tummy):
    lived = life(tummy).live(f"{QUICK} until return 1 left; page B; wait 3; phase_done")

    assert lived.sets("reps") == ["1", "0"]


def test_a_hold_in_breaths_is_told_in_breaths(life, abdominal):
    breaths = replace(abdominal, hold=3.0, hold_unit="breaths")

    lived = life(breaths, pace=Pace(breath_in=4, breath_out=6)).live(f"""{QUICK}
        until hold 1
        next
        until hold 2
        wait 15
        ease_off
        until end
    """)
    assert lived.sets("target_hold hold_unit reps held") == ["3.0 breaths 2 4.5"]


# --- warm-up -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "row"),
    [
        ("choose_warm_up warmup=walk; next", "walk 180.0"),
        ("choose_warm_up warmup=march; wait 60; phase_done", "march 60.0"),
        ("wait 70.04; skip_warm_up instead=already_warm", "already_warm 70.0"),
        ("skip_warm_up instead=skipped", "skipped 0.0"),
        ("next", "- 180.0"),
        ("wait 30; pause; wait 500; resume; next", "- 180.0"),
        ("wait 30; pause; wait 500; end", "- 30.0"),
        ("wait 40; stop; wait 9; skip", "- 40.0"),
        ("wait 9000; phase_done", "- 180.0"),
    ],
)
def test_kind_and_seconds_of_the_warm_up(life, stretch, story, row):
    lived = life(stretch).live(f"begin; {story}")

    assert lived.row("warmup warmup_s") == row


def test_a_stop_in_the_warm_up_can_be_skipped_ended_or_gone_on_from(life, stretch):
    def after(way_on):
        lived = life(stretch).live("begin; wait 40; stop; answer reason=pain discomfort=6")
        return lived.live(way_on)

    assert after("skip").running == "ready 0"
    assert after("go_on").running == "warm_up 0"
    ended = after("end; finish")
    assert ended.row("status reason warmup_s") == "not_started pain 40.0"
    assert ended.sets("status reason discomfort") == ["not_attempted - -"]


# --- stopping ------------------------------------------------------------------------------------

PAIN_IN_HOLD = f"{QUICK} until hold 2; wait 12; stop \n"


def test_a_stop_in_a_hold_adds_its_seconds_and_no_repetition(life, stretch):
    lived = life(replace(stretch, reps=6)).live(PAIN_IN_HOLD)
    lived.live("answer discomfort=7 reason=pain; skip; finish")

    assert lived.sets(f"{DOSE} discomfort") == ["both 1 1 32.0 stopped_pain pain 7"]
    assert lived.row("status reason") == "finished -"


def test_a_stop_that_stays_unanswered_is_no_stop_for_pain(life, stretch):
    lived = life(stretch).live(PAIN_IN_HOLD).live("skip; finish")

    assert lived.sets(f"{DOSE} discomfort") == ["both 1 1 32.0 partial - -"]


@pytest.mark.parametrize("reason", ["tired", "time", "interrupted", "position", "cramp", "other"])
def test_a_stop_for_another_reason_is_no_stop_for_pain(life, stretch, reason):
    lived = life(stretch).live(PAIN_IN_HOLD).live(f"answer reason={reason}; end; finish")

    assert lived.sets("status reason") == [f"partial {reason}"]
    assert lived.row("status reason") == f"partial {reason}"


def test_after_a_stop_the_repetition_is_done_again(life, stretch):
    lived = life(stretch).live(PAIN_IN_HOLD).live("answer reason=pain discomfort=3; go_on")

    assert lived.running == "again 2"
    lived.live("until end; finish")
    assert lived.sets(f"{DOSE} discomfort") == ["both 1 2 40.0 done pain 3"]
    assert lived.row("status reason") == "finished -"


def test_time_while_stopped_or_paused_is_credited_to_nothing(life, stretch):
    lived = life(stretch).live(f"{QUICK} until hold 1; wait 3; pause; wait 50; stop; wait 50")

    assert lived.live("end; finish").sets("reps held") == ["0 3.0"]


def test_stopping_for_pain_after_the_last_repetition_is_still_told(life, tummy):
    """The dose is whole, and the therapist learns what ended the set."""
    lived = life(tummy).live(f"""{QUICK}
        until settle 2 left
        stop
        answer reason=pain discomfort=8
        skip
        finish
    """)

    assert lived.sets(f"{DOSE} discomfort") == [
        "left 1 2 - stopped_pain pain 8",
        "right 1 0 - skipped pain -",
    ]


def test_sides_in_turn_are_stopped_together(life, tummy):
    """Two left, one right: pain in the second on the right ends both."""
    turns = replace(tummy, reps=4, side_order="alternate")

    lived = life(turns).live(f"{QUICK} until out 2 right; stop; answer reason=pain; skip")
    assert lived.sets(DOSE) == ["left 1 2 - stopped_pain pain", "right 1 1 - stopped_pain pain"]


def test_a_side_that_was_over_keeps_how_it_ended(life, tummy):
    lived = life(replace(tummy, reps=4)).live(f"""{QUICK}
        until in 3 left
        end_set
        until in 3 right
        stop
        answer reason=pain
        skip
    """)

    assert lived.sets(DOSE) == ["left 1 2 - partial -", "right 1 2 - stopped_pain pain"]


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "event"),
    [
        ("", "stop"),
        ("", "end"),
        ("", "finish"),
        ("begin", "begin"),
        ("begin", "ease_off"),
        ("begin", "phase_done phase=1"),
        ("begin", "answer reason=pain"),
        (QUICK, "end_set"),
        (QUICK, "choose_warm_up warmup=walk"),
        (f"{QUICK} until in 1", "ease_off"),
        (f"{QUICK} until in 1", "rate exercise=knee-rolls discomfort=1"),
        (f"{QUICK} until hold 1; pause", "phase_done"),
        (f"{QUICK} until hold 1; pause", "pause"),
        (f"{QUICK} until hold 1; stop", "stop"),
        (f"{QUICK} until hold 2; stop", "answer last_good=3"),
        (f"{QUICK} until hold 2; stop", "answer reason=pain set=1"),
        (f"{QUICK} until hold 2; stop", "answer reason=pain set=9"),
        (f"{QUICK} until hold 2; end", "correct set=0 reps=3"),
        (f"{QUICK} until hold 2; end", "correct set=1 reps=1"),
        (f"{QUICK} until hold 2; end", "correct set=7 reps=0"),
        (f"{QUICK} until hold 2; end", "answer reason=pain"),
        (f"{QUICK} until end", "end"),
        (f"{QUICK} until end; finish", "finish"),
        (f"{QUICK} until end; finish", "rate exercise=lower-tummy discomfort=1"),
    ],
)
def test_what_is_not_allowed_changes_nothing(life, stretch, tummy, story, event):
    lived = life(stretch, tummy).live(story)

    assert lived.refuses(event)


def test_nothing_has_begun_before_the_check_in(life, stretch):
    session = life(stretch).session

    assert session.running is None
    assert session.sets == (Progress(),)
