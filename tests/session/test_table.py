import pytest

from backlog.session import events as e
from backlog.session.script import Kind
from backlog.session.table import STATES, TABLE, Move, State, as_names

RUNNING = {State.WARMING_UP, State.READYING, State.MOVING, State.HOLDING}


def test_every_state_says_what_it_allows():
    assert set(TABLE) == set(State)


def test_every_kind_of_phase_puts_the_session_into_a_running_state():
    assert set(STATES) == set(Kind)
    assert set(STATES.values()) == RUNNING


@pytest.mark.parametrize("state", sorted(RUNNING))
def test_stop_pause_and_end_are_always_there_while_something_runs(state):
    allowed = TABLE[state]

    assert allowed[e.Stop] is State.STOPPED
    assert allowed[e.Pause] is State.PAUSED
    assert allowed[e.End] is Move.END


@pytest.mark.parametrize("state", sorted(set(State) - {State.PLANNED, State.CLOSED}))
def test_a_session_that_began_can_always_be_brought_to_its_end(state):
    assert e.End in TABLE[state] or e.Finish in TABLE[state]


@pytest.mark.parametrize("state", sorted(set(State) - {State.PLANNED, State.CLOSED}))
def test_a_warning_sign_ends_a_session_wherever_it_stands(state):
    assert TABLE[state][e.ReportSigns] is Move.END


def test_a_rating_never_moves_the_session():
    assert {allowed[e.Rate] for allowed in TABLE.values() if e.Rate in allowed} == {Move.STAY}


def test_a_repetition_ends_by_choice_only_in_a_hold():
    assert [state for state in TABLE if e.EaseOff in TABLE[state]] == [State.HOLDING]


def test_nothing_happens_after_the_close():
    assert TABLE[State.CLOSED] == {}


def test_every_event_is_allowed_somewhere():
    assert {kind for allowed in TABLE.values() for kind in allowed} == set(e.NAMES.values())


def test_the_browser_gets_the_table_in_the_journals_words():
    assert as_names()["holding"] == {
        "phase_done": "next",
        "pause": "paused",
        "stop": "stopped",
        "rate": "stay",
        "choose_pace": "stay",
        "end": "end",
        "report_signs": "end",
        "ease_off": "next",
        "end_set": "set_end",
        "back": "back",
        "skip": "exercise_end",
    }
