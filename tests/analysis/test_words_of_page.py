"""The page's sentences: the answer first, what it rests on after it, and no claim too many."""

from datetime import date

import pandas as pd
import pytest

from backlog.analysis.adherence import Adherence
from backlog.analysis.change import CLEAR, Change, Window
from backlog.analysis.counted import Counted
from backlog.analysis.furthest import FURTHER, Moved
from backlog.analysis.reason import Reason
from backlog.analysis.signs import Signs, Tick
from backlog.analysis.words import page

LAST = date(2026, 11, 15)
DAYS = pd.date_range("2026-08-18", "2026-11-15")


def series(flare):
    """Return a daily series that began in a flare or not."""
    return pd.DataFrame({"day": DAYS, "discomfort": 4.0, "flare": [flare] * 3 + [False] * 87})


CHANGE = Change(
    state=CLEAR,
    baseline=5.4,
    recent=3.0,
    delta=-2.4,
    percent=-45.0,
    interval=(-4.4, -0.5),
    n=85,
    n_baseline=7,
    n_recent=13,
    missing_baseline=0.0,
    missing_recent=0.07,
    tipping_point=None,
    robust=True,
    interim=False,
    phi=0.3,
    n_eff=40,
    baseline_window=Window(date(2026, 8, 18), date(2026, 8, 24), 4),
    recent_window=Window(date(2026, 11, 2), LAST, 8),
)


def test_ticked_signs_are_told_with_their_days_and_words():
    found = Signs((Tick(date(2026, 11, 2), "fever"), Tick(date(2025, 12, 30), "")), 3, (LAST,))

    answer, evidence = page.signs(found, LAST)

    assert answer == "TICKED: 2 Nov: fever; 30 Dec 2025"
    assert evidence.endswith("Seen by a clinician: 15 Nov.")


def test_many_ticks_are_counted_and_the_last_are_told():
    ticks = tuple(Tick(date(2026, 11, day), "") for day in range(1, 11))

    answer, _ = page.signs(Signs(ticks, 0, ()), LAST)

    assert answer == "TICKED: 6 earlier; 7 Nov; 8 Nov; 9 Nov; 10 Nov"


def test_a_point_that_moved_away_is_not_overlooked():
    told = pd.DataFrame({"furthest": ["thigh"], "day": [pd.Timestamp(2026, 11, 3)]})

    answer, evidence = page.furthest(told, Moved("back", 3, "thigh", 2, FURTHER), LAST)

    assert answer == "The thigh; since the start it moved AWAY from the back"
    assert "(n 3)" in evidence


def test_a_verdict_on_its_mark_is_not_called_interim():
    answer, evidence = page.less(CHANGE, Reason("28 days", "none"), series(flare=False))

    assert answer == "Yes, clearly less: 5.4 to 3.0 of 10"
    assert "flare" not in evidence


def test_an_improvement_that_began_in_a_flare_says_so():
    _, evidence = page.less(CHANGE, CHANGE, series(flare=True))

    assert evidence.endswith("a part of this would likely have come anyway.")


def test_a_span_says_a_year_once():
    assert page.span(date(2026, 10, 3), LAST) == "3 October to 15 November 2026"
    assert page.span(date(2025, 10, 3), LAST) == "3 October 2025 to 15 November 2026"
    assert page.span(LAST, LAST) == "15 November 2026"


COUNTS = Counted(1, 0, 0, 0, 0, 0, 1, 1, 3, 2)


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        (Adherence(1, 1, 0, 0, 1, 7), "1 of 1 planned session"),
        (Adherence(4 / 7, 4 / 7, 3 / 7, 0, 1, 4), "1 session done; the plan is 4 a week"),
        (Adherence(0, 0, 0, 0, 1, None), "1 session done"),
        (Adherence(50 / 7, 5, 0, 0, 5, 5), "about 5 of 7 planned sessions: 70\N{NO-BREAK SPACE}%"),
    ],
)
def test_only_what_is_not_whole_is_told_as_about(found, answer):
    assert page.done(found, COUNTS)[0] == answer


def test_one_session_that_is_not_logged_is_told_as_one():
    _, evidence = page.done(Adherence(5, 4, 0, 1, 4, 7), COUNTS)

    assert evidence == (
        "1 planned session is not logged and counted as missed; 100\N{NO-BREAK SPACE}% if it was "
        "done."
    )


def given(*sessions):
    """Return reasons that were given in so many sessions."""
    rows = [(f"r{at}", f"reason {at}", n, n) for at, n in enumerate(sessions, 1)]
    return pd.DataFrame(rows, columns=["reason", "words", "sessions", "sets"])


@pytest.mark.parametrize(
    ("sessions", "answer"),
    [
        ((4, 3, 2, 1), "Reason 1 (4), reason 2 (3) and reason 3 (2)"),
        ((1, 1, 1, 1), "Reason 1 (1), reason 2 (1), reason 3 (1) and reason 4 (1)"),
        (
            (3, 1, 1, 1, 1, 1, 1),
            "Reason 1 (3), reason 2 (1), reason 3 (1), reason 4 (1), reason 5 (1) "
            "and 2 more as often",
        ),
    ],
)
def test_no_reason_is_left_out_that_was_given_as_often_as_one_that_is_named(sessions, answer):
    assert page.stopped(given(*sessions), COUNTS)[0] == answer


def test_how_sessions_ended_is_told_without_a_wrong_plural():
    _, evidence = page.stopped(given(1), COUNTS)

    assert evidence.endswith(
        "Of 1 session: 0 partly done, 0 stopped for pain; 1 day without any, as said."
    )
