"""From a check-in to the script: what the day leaves out, and a session of only what is left."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from backlog import session as s
from backlog.log import LogError
from backlog.panel import planned
from backlog.program import Prescription, version

DAY = date(2026, 11, 22)
STRETCH = Prescription(DAY, "lower-back-stretch", 1, 2, 20.0, "s", stop_at=6)
TUMMY = Prescription(DAY, "lower-tummy", 1, 2, postpone_at=4)
PROGRAM = (STRETCH, TUMMY)


def script(said, ended=(), held=None):
    home = {"held": held, "so_far": {"ended": dict.fromkeys(ended, 7)}}
    return planned.script(said, PROGRAM, home, s.Pace())


def rules(script):
    return [f"{each.exercise} {each.rule or '-'}" for each in script.sets if each.side != "right"]


def test_a_check_in_leaves_out_what_it_postpones_and_what_ended_before():
    assert rules(script({"discomfort": 2})) == ["lower-back-stretch -", "lower-tummy -"]
    assert rules(script({"discomfort": 4})) == ["lower-back-stretch -", "lower-tummy over_limit"]
    assert rules(script({"discomfort": 0}, ended=["lower-back-stretch"])) == [
        "lower-back-stretch over_limit",
        "lower-tummy -",
    ]


def test_what_a_therapist_allowed_is_done_although_it_ended_and_marked():
    said = {"discomfort": 0, "anyway": ["lower-back-stretch"]}
    stretch, *_ = script(said, ended=["lower-back-stretch"]).sets

    assert (stretch.rule, stretch.over_limit, stretch.stop_at) == (None, True, 6)


def test_a_session_of_what_is_left_keeps_the_hash_of_the_whole_program():
    left = script({"discomfort": 0, "only": ["lower-tummy"]})

    assert rules(left) == ["lower-tummy -"]
    assert left.program == version(PROGRAM)


def test_a_session_that_was_left_goes_on_unless_what_is_ahead_ended_meanwhile():
    session = replace(s.plan("A", script({"discomfort": 0})), phase=0)
    last = replace(session, phase=len(session.script.phases) - 1)
    planned.can_go_on(session, ended=())
    planned.can_go_on(last, ended=["lower-back-stretch"])

    with pytest.raises(LogError, match="Lower back stretch ended for today meanwhile"):
        planned.can_go_on(session, ended=["lower-back-stretch"])


def test_the_lighter_session_halves_the_repetitions():
    assert [each.reps for each in script({"discomfort": 0, "lighter": True}).sets] == [1, 1, 1]


def test_nothing_begins_while_a_sign_holds_but_another_one_can_be_told():
    with pytest.raises(LogError, match="until a clinician has seen it"):
        script({"discomfort": 0}, held={"day": "2026-11-22"})

    assert script({"warning_signs": "ticked"}, held={"day": "2026-11-22"}).sets


# --- by messages ----------------------------------------------------------------------------------


def test_an_exercise_that_ended_is_left_out_of_the_days_second_session(bare):
    bare.log.prescribe(PROGRAM)
    page = bare.page()
    page.begin(discomfort=0)
    page.until("reviewing")
    page.event("rate", exercise="lower-back-stretch", discomfort=6)
    page.event("finish")
    page.send("home")
    page.begin(discomfort=0, id="A-again")

    assert page.panel.home["so_far"]["ended"] == {"lower-back-stretch": 6}
    assert [each["rule"] for each in page.panel.script["sets"]] == ["over_limit", None, None]

    tomorrow = bare.panel(later=timedelta(1))
    assert tomorrow.home["so_far"]["ended"] == {}


def test_what_another_kernel_wrote_since_home_was_drawn_counts(bare):
    bare.log.prescribe(PROGRAM)
    page, other = bare.page(), bare.page(name="B", seconds=60)
    other.begin(discomfort=0)
    other.until("reviewing")
    other.event("rate", exercise="lower-back-stretch", discomfort=9)
    other.event("finish")
    page.seconds = 900
    page.begin(discomfort=0)

    assert page.panel.script["sets"][0]["rule"] == "over_limit"
