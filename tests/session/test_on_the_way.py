"""What is said and chosen on the way: gaps in a hold, the pace of the breath, and going back."""

from dataclasses import replace

import pytest

from backlog.session import Pace

QUICK = "begin discomfort=0; skip_warm_up instead=already_warm;"
SLOWLY = "choose_pace breath_in=5 breath_out=6 back=5 settle=4"
OWN_PACE = "choose_pace breath_in=3 breath_out=4 back=3 settle=3 self_paced=true"
#: Six seconds of the first hold were seen, then nobody looked for forty.
GAP = f"{QUICK} until hold 1; wait 6; pause gap_s=40; wait 45"


# --- a gap in a hold -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("vouch seconds=20", "1 20.0 40.0"),
        ("vouch seconds=12.5", "1 12.5 40.0"),
        ("vouch seconds=600", "1 20.0 40.0"),
        ("vouch seconds=2", "1 6.0 40.0"),
        ("vouch seconds=0", "0 6.0 40.0"),
        ("", "0 6.0 40.0"),
    ],
)
def test_a_gap_counts_as_the_person_says_and_never_by_itself(life, stretch, said, row):
    lived = life(stretch).live(f"{GAP}; {said}; end")

    assert lived.sets("reps held gap_s") == [row]


@pytest.mark.parametrize(
    ("said", "running"),
    [("vouch seconds=20", "again 2"), ("vouch seconds=0", "again 1"), ("", "again 1")],
)
def test_after_a_gap_only_what_was_not_done_is_done_again(life, stretch, said, running):
    lived = life(stretch).live(f"{GAP}; {said}; resume")

    assert lived.running == running
    assert lived.live("until end").sets("reps held status") == ["2 40.0 done"]


def test_speaking_for_a_hold_leaves_the_session_paused(life, stretch):
    lived = life(stretch).live(f"{GAP}; vouch seconds=20; wait 300")

    assert (lived.session.state, lived.running) == ("paused", "return 1")


@pytest.mark.parametrize(
    "story",
    [
        f"{QUICK} until hold 1; pause",
        f"{QUICK} until in 1; pause gap_s=9",
        f"{QUICK} until hold 1",
        f"{GAP}; vouch seconds=20",
        f"{GAP}; vouch seconds=0",
        f"{GAP}; resume; until hold 1; pause",
        f"{GAP}; stop",
    ],
)
def test_only_a_hold_that_nobody_saw_can_be_spoken_for_and_once(life, stretch, story):
    assert life(stretch).live(story).refuses("vouch seconds=20")


def test_what_was_said_of_a_gap_can_be_taken_back_by_doing_it_again(life, stretch):
    lived = life(stretch).live(f"{GAP}; vouch seconds=15; back; until hold 1; next; end")

    assert lived.sets("reps held") == ["1 20.0"]


# --- the pace of the breath ----------------------------------------------------------------------


def test_a_pace_holds_from_the_next_phase_on_and_leaves_the_hold(life, stretch):
    lived = life(stretch).live(f"{QUICK} until in 1; wait 1; {SLOWLY}; until in 2; next")

    assert [line for line in lived.sent if "phase_done" in line][1:] == [
        "23 phase_done",
        "29 phase_done",
        "49 phase_done",
        "54 phase_done",
        "58 phase_done",
        "63 phase_done",
    ]


def test_letting_go_of_a_deep_abdominal_hold_takes_a_breath_out(life, abdominal):
    lived = life(abdominal).live(f"{QUICK} {SLOWLY}; until return 1")

    assert lived.session.seconds == 6


def test_sides_in_turn_change_at_the_pace_of_the_breath(life, tummy):
    turns = replace(tummy, side_order="alternate")

    assert life(turns).live(f"{QUICK} {SLOWLY}; until side").session.seconds == 4


def test_a_hold_in_breaths_keeps_the_breath_that_it_began_with(life, abdominal):
    breaths = replace(abdominal, hold=3.0, hold_unit="breaths")

    lived = life(breaths, pace=Pace(breath_in=2, breath_out=3)).live(f"{QUICK} {SLOWLY}; until end")
    assert lived.sets("reps held status") == ["2 6.0 done"]


def test_at_ones_own_pace_a_breath_waits_and_a_hold_does_not(life, stretch):
    lived = life(stretch).live(f"{QUICK} {OWN_PACE}; until in 1")
    waiting = lived.session.seconds
    lived.live("wait 400; phase_done; wait 90; phase_done")

    assert waiting is None
    assert (lived.running, lived.session.seconds) == ("hold 1", 20.0)
    assert lived.live("until end").sets("reps held status") == ["2 40.0 done"]


def test_ones_own_pace_may_be_the_pace_from_the_begin_on(life, stretch):
    lived = life(stretch, pace=Pace(self_paced=True)).live(f"{QUICK} until in 1")

    assert lived.session.seconds is None


def test_a_pace_that_is_chosen_while_paused_holds_afterwards(life, stretch):
    lived = life(stretch).live(f"{QUICK} until out 1; pause; {SLOWLY}; resume; until in 1")

    assert lived.session.seconds == 5


# --- more time -----------------------------------------------------------------------------------


def test_more_time_lengthens_only_the_running_phase(life, stretch):
    lived = life(stretch).live(f"{QUICK} more_time seconds=15; more_time seconds=15; wait 5; next")

    assert lived.sent[-1] == "50 phase_done"
    assert lived.live("pause; resume").session.seconds == 10


def test_more_time_outlasts_a_pause(life, stretch):
    lived = life(stretch).live(
        f"{QUICK} wait 5; more_time seconds=15; pause; wait 60; resume; next"
    )

    assert lived.sent[-1] == "95 phase_done"


@pytest.mark.parametrize("phase", ["in 1", "hold 1", "return 1"])
def test_a_hold_or_a_breath_is_not_lengthened(life, stretch, phase):
    assert life(stretch).live(f"{QUICK} until {phase}").refuses("more_time seconds=15")


# --- back, and once more -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "leads"),
    [
        ("ready 0", "ready 0"),
        ("in 1", "again 1"),
        ("hold 1", "again 1"),
        ("return 1", "again 1"),
        ("in 2", "again 1"),
        ("out 2", "again 2"),
        ("settle 2", "again 2"),
    ],
)
def test_back_leads_to_the_start_of_the_repetition_or_of_the_one_before(
    life, stretch, until, leads
):
    lived = life(stretch).live(f"{QUICK} until {until}; back")

    assert lived.running == leads


def test_going_back_again_and_again_comes_to_the_first_repetition(life, stretch):
    lived = life(replace(stretch, reps=5)).live(f"{QUICK} until hold 4; back; back; back")
    third = lived.running
    lived.live("back; back; back")

    assert (third, lived.running) == ("again 2", "again 1")


def test_a_repetition_that_is_done_again_counts_once_with_its_longer_hold(life, stretch):
    lived = life(stretch).live(f"""{QUICK}
        until hold 1
        wait 12
        ease_off
        until in 2
        back
        until hold 1
        wait 3
        back
        until hold 1
        wait 8
        ease_off
        end
    """)

    assert lived.sets("reps held status") == ["1 12.0 partial"]


def test_an_interrupted_repetition_does_not_count_by_going_back(life, stretch):
    lived = life(stretch).live(f"{QUICK} until hold 1; wait 19; back; end")

    assert lived.sets("reps held") == ["0 19.0"]


def test_once_more_between_two_exercises_is_the_last_repetition_of_the_first(life, stretch, tummy):
    lived = life(stretch, tummy).live(f"{QUICK} until settle 2; next; back")
    again = lived.running
    lived.live("until ready; until end")

    assert again == "again 2"
    assert lived.sets("exercise side reps status") == [
        "lower-back-stretch both 2 done",
        "lower-tummy left 2 done",
        "lower-tummy right 2 done",
    ]


def test_a_set_that_was_left_by_a_slip_can_be_taken_up_again(life, tummy):
    lived = life(replace(tummy, reps=3)).live(f"{QUICK} until out 2 left; end_set; back")
    again = lived.running

    assert again == "again 2"
    assert lived.live("until end").sets("side reps status reason") == [
        "left 3 done -",
        "right 3 done -",
    ]


def test_an_exercise_that_was_skipped_by_a_slip_can_be_taken_up_again(life, stretch, tummy):
    lived = life(stretch, tummy).live(f"{QUICK} until hold 2; skip reason=time; back; until end")

    assert lived.sets("exercise reps status reason") == [
        "lower-back-stretch 2 done -",
        "lower-tummy 2 done -",
        "lower-tummy 2 done -",
    ]


def test_what_ended_for_today_is_not_gone_back_to(life, stretch, tummy):
    limited = replace(stretch, stop_at=6)

    lived = life(limited, tummy).live(f"{QUICK} until hold 1; stop; answer discomfort=7; skip")
    assert lived.running == "ready 0"
    assert lived.refuses("back")


def test_a_repetition_that_was_done_again_after_a_stop_is_no_repetition_before_it(life, stretch):
    lived = life(replace(stretch, reps=3)).live(f"""{QUICK}
        until out 3
        stop
        go_on
        until in 3
        back
        until end
        answer last_good=1
    """)

    assert lived.sets("reps") == ["3"]


# --- a stop that was gone on from ----------------------------------------------------------------


@pytest.mark.parametrize(("said", "row"), [("answer reason=cramp", "done cramp"), ("", "done -")])
def test_a_set_that_was_done_after_a_stop_keeps_what_was_said_of_it(life, stretch, said, row):
    lived = life(stretch).live(f"{QUICK} until hold 2; stop; {said}; go_on; until end")

    assert lived.sets("status reason") == [row]
