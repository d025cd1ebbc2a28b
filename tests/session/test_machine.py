"""The whole way from events to rows: golden lists for each exercise, and what buttons can do."""

from dataclasses import replace
from datetime import date

import pytest

from backlog.program import default
from backlog.session import Pace
from backlog.session.progress import Progress

QUICK = "begin discomfort=0; skip_warm_up instead=already_warm;"
DOSE = "side set_no reps held status reason"


# --- golden lists: what is sent, and the rows that it leaves --------------------------------------


def test_the_stretch_from_begin_to_finish(life, stretch):
    lived = life(stretch).live("""
        begin discomfort=3 warning_signs=shown
        choose_warm_up warmup=walk
        until hold 1
        next
        until hold 2
        wait 12
        ease_off
        next
        wait 1
        rate exercise=lower-back-stretch discomfort=4
        next
        finish discomfort=2 reviewed=true
    """)

    assert lived.sent == [
        "0 begin discomfort=3 warning_signs=shown",
        "0 choose_warm_up warmup=walk",
        "180 phase_done",  # warm-up
        "200 phase_done",  # ready
        "203 phase_done",  # in
        "207 phase_done",  # out
        "227 phase_done",  # hold 20 s
        "230 phase_done",  # return
        "233 phase_done",  # settle
        "236 phase_done",  # in
        "240 phase_done",  # out
        "252 ease_off",  # hold 12 s
        "255 phase_done",  # return
        "256 rate exercise=lower-back-stretch discomfort=4",
        "259 phase_done",  # settle
        "259 finish discomfort=2 reviewed=true",
    ]
    assert lived.sets(f"{DOSE} discomfort reviewed") == ["both 1 2 32.0 done - 4 yes"]
    assert lived.row("status warmup warmup_s discomfort_before discomfort_after warning_signs") == (
        "finished walk 180.0 3 2 shown"
    )


def test_the_knee_to_the_chest_from_begin_to_finish(life, tummy):
    lived = life(tummy).live("""
        begin discomfort=0
        skip_warm_up instead=already_warm
        until end
        rate exercise=lower-tummy discomfort=1
        finish
    """)

    left = ["23 phase_done", "27 phase_done", "30 phase_done", "33 phase_done"]
    left += ["36 phase_done", "40 phase_done", "43 phase_done", "46 phase_done"]
    right = ["59 phase_done", "63 phase_done", "66 phase_done", "69 phase_done"]
    right += ["72 phase_done", "76 phase_done", "79 phase_done", "82 phase_done"]
    assert lived.sent == [
        "0 begin discomfort=0",
        "0 skip_warm_up instead=already_warm",
        "20 phase_done",  # ready
        *left,  # in, out, return, settle, twice
        "56 phase_done",  # change of side
        *right,
        "82 rate exercise=lower-tummy discomfort=1",
        "82 finish",
    ]
    assert lived.sets(f"{DOSE} discomfort reviewed performed_at") == [
        "left 1 2 - done - 1 - 2026-11-22 07:12:23+01:00",
        "right 1 2 - done - 1 - 2026-11-22 07:12:59+01:00",
    ]
    assert lived.row("status warmup warmup_s discomfort_after ended_at") == (
        "finished already_warm 0.0 - 2026-11-22 07:13:25+01:00"
    )


def test_the_deep_abdominal_hold_from_begin_to_finish(life, abdominal):
    lived = life(abdominal).live("""
        begin
        skip_warm_up instead=skipped
        until hold 1
        wait 2
        pause
        wait 30
        resume
        until hold 1
        next
        until hold 2
        wait 3
        end_set
        finish reviewed=true
    """)

    assert lived.sent == [
        "0 begin",
        "0 skip_warm_up instead=skipped",
        "20 phase_done",  # ready
        "23 phase_done",  # in
        "27 phase_done",  # out
        "29 pause",  # 2 s held
        "59 resume",
        "69 phase_done",  # ready again
        "72 phase_done",  # in
        "76 phase_done",  # out
        "81 phase_done",  # hold 5 s: the same repetition
        "85 phase_done",  # return
        "88 phase_done",  # in
        "92 phase_done",  # out
        "95 end_set",  # 3 s held
        "95 finish reviewed=true",
    ]
    assert lived.sets(f"{DOSE} discomfort") == ["both 1 2 8.0 done - -"]
    assert lived.row("status discomfort_before warmup") == "finished - skipped"


def test_the_whole_default_session(life):
    lived = life(*default(date(2026, 11, 1)), discomfort=0).live("""
        begin discomfort=0
        choose_warm_up warmup=march
        until end
        finish discomfort=0 reviewed=true
    """)

    assert lived.seconds == 684
    assert (
        len(lived.sent)
        == 1
        + 1
        + len([phase for phase in lived.session.script.phases if phase.kind != "again"])
        + 1
    )
    assert lived.sets(f"exercise {DOSE} target_reps target_hold") == [
        "lower-back-stretch both 1 6 120.0 done - 6 20.0",
        "lower-tummy left 1 6 - done - 6 -",
        "lower-tummy right 1 6 - done - 6 -",
        "deep-abdominal both 1 5 25.0 done - 5 5.0",
    ]
    assert lived.row("status warmup warmup_s ended_at") == (
        "finished march 180.0 2026-11-22 07:23:27+01:00"
    )


def test_with_discomfort_the_second_exercise_is_postponed_and_the_rest_goes_on(life):
    lived = life(*default(date(2026, 11, 1)), discomfort=3).live("""
        begin discomfort=3
        until end
        finish reviewed=true
    """)

    assert lived.sets(f"exercise {DOSE}") == [
        "lower-back-stretch both 1 6 120.0 done -",
        "lower-tummy left 1 0 - skipped_by_rule over_limit",
        "lower-tummy right 1 0 - skipped_by_rule over_limit",
        "deep-abdominal both 1 5 25.0 done -",
    ]
    assert lived.row("status") == "finished"


def test_without_a_rating_the_second_exercise_is_postponed_too(life, tummy, abdominal):
    lived = life(tummy, abdominal, discomfort=None).live("begin; until end; finish")

    assert lived.sets("exercise status reason") == [
        "lower-tummy skipped_by_rule not_rated",
        "lower-tummy skipped_by_rule not_rated",
        "deep-abdominal done -",
    ]


def test_done_anyway_is_told_even_when_it_was_done(life, tummy):
    lived = life(tummy, discomfort=4, anyway=["lower-tummy"]).live("""
        begin discomfort=4
        until in 1 right
        end_set
        finish
    """)

    assert lived.sets(DOSE) == ["left 1 2 - done over_limit", "right 1 0 - partial over_limit"]


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
    assert lived.sets(f"{DOSE} discomfort") == ["both 1 2 40.0 done - 3"]
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


# --- skipping, ending, closing -------------------------------------------------------------------


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
    lived = life(stretch).live(PAIN_IN_HOLD).live("answer reason=pain; end reason=interrupted")

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
