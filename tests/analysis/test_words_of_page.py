"""The page's sentences: the answer first, what it rests on after it, and no claim too many."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from backlog.analysis.adherence import Adherence
from backlog.analysis.change import CLEAR, Change, TooFew, Window
from backlog.analysis.counted import Counted
from backlog.analysis.furthest import FURTHER, NEARER, SAME, Moved
from backlog.analysis.reason import Reason
from backlog.analysis.signs import Signs, Tick
from backlog.analysis.words import first, page

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

    answer, evidence = first.signs(found, LAST)

    assert answer == "TICKED: 2 Nov: fever; 30 Dec 2025"
    assert evidence.endswith("Seen by a clinician: 15 Nov.")


EARLIER = (Tick(date(2026, 10, 5), "fever"),)


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        (Signs((), 2, ()), "None ticked"),
        (
            Signs((), 2, (), EARLIER),
            "None ticked in this period; not seen by a clinician yet: 5 Oct: fever",
        ),
        (
            Signs((), 0, (), EARLIER),
            "Not asked in this period; not seen by a clinician yet: 5 Oct: fever",
        ),
        (
            Signs((Tick(LAST, ""),), 2, (), EARLIER),
            "TICKED: 15 Nov; before this period, and not seen by a clinician yet: 5 Oct: fever",
        ),
    ],
)
def test_a_sign_that_nobody_has_seen_is_told_also_after_its_period(found, answer):
    assert first.signs(found, LAST)[0] == answer


def test_many_ticks_are_counted_and_the_last_are_told():
    ticks = tuple(Tick(date(2026, 11, day), "") for day in range(1, 11))

    answer, _ = first.signs(Signs(ticks, 0, ()), LAST)

    assert answer == "TICKED: 6 earlier; 7 Nov; 8 Nov; 9 Nov; 10 Nov"


def test_a_point_that_moved_away_is_not_overlooked():
    told = pd.DataFrame({"furthest": ["thigh"], "day": [pd.Timestamp(2026, 11, 3)]})

    answer, evidence = first.furthest(told, Moved("back", 3, "thigh", 2, FURTHER), LAST)

    assert answer == "The thigh; FURTHER down than at the start"
    assert "(n 3)" in evidence


@pytest.mark.parametrize(
    ("period", "moved", "answer"),
    [
        (
            "buttock",
            Moved("thigh", 3, "thigh", 2, SAME),
            "The buttock; in the last 2 weeks the thigh, as far as at the start",
        ),
        (
            "below_knee",
            Moved("thigh", 3, "back", 2, NEARER),
            "Below the knee; in the last 2 weeks the back, higher up than at the start",
        ),
        ("back", Moved("back", 3, "back", 2, SAME), "The back; as far as at the start"),
    ],
)
def test_a_move_is_told_of_the_days_that_were_compared_and_not_of_the_period(period, moved, answer):
    told = pd.DataFrame({"furthest": [period], "day": [pd.Timestamp(2026, 11, 13)]})

    assert first.furthest(told, moved, LAST)[0] == answer


def test_a_verdict_on_its_mark_is_not_called_interim():
    answer, evidence = page.less(CHANGE, Reason("28 days", "none"), series(flare=False))

    assert answer == "Yes, clearly less: 5.4 to 3.0 of 10"
    assert "flare" not in evidence


def test_an_improvement_that_began_in_a_flare_says_so():
    _, evidence = page.less(CHANGE, CHANGE, series(flare=True))

    assert evidence.endswith("a part of this would likely have come anyway.")


FEW = {"needed": "8 ratings in the last 14 days", "there": "7 ratings"}
RECENT = TooFew(**FEW, n=7, window=Window(date(2026, 11, 2), LAST, 8), at_start=False)
START = replace(RECENT, n=2, window=Window(date(2026, 8, 18), date(2026, 8, 31), 4), at_start=True)


def test_too_few_recent_ratings_are_not_too_early_and_the_last_verdict_is_told():
    answer, evidence = page.less(RECENT, CHANGE, series(flare=False))

    assert answer == "Not enough recent ratings: 7 of 8 in the last 14 days"
    assert evidence.startswith(
        "The last verdict, on 15 Nov, was yes, clearly less: 5.4 to 3.0 of 10. Middle rating"
    )


def test_without_a_verdict_none_is_made_up():
    answer, evidence = page.less(START, Reason("28 days", "none"), series(flare=False))

    assert answer == "Not enough ratings at the start: 2 of 4 in the first 14 days"
    assert evidence.startswith("Middle rating of the first 7 days")


def test_the_first_days_are_told_with_their_date():
    _, evidence = page.less(CHANGE, CHANGE, series(flare=False))

    assert evidence.startswith(
        "Means of the first 7 days, from 18 Aug (n 7), and of the last 14 (n 13): "
    )


def test_the_line_under_the_picture_names_its_days():
    assert page.caption(series(flare=False), LAST) == (
        "90 ratings on 90 days, 18 August to 15 November 2026. It shows what happened, not why."
    )
    assert page.caption(series(flare=False)[:0], LAST).startswith(
        "0 ratings on 0 days, through 15 Nov"
    )


def test_a_span_says_a_year_once():
    assert page.span(date(2026, 10, 3), LAST) == "3 October to 15 November 2026"
    assert page.span(date(2025, 10, 3), LAST) == "3 October 2025 to 15 November 2026"
    assert page.span(LAST, LAST) == "15 November 2026"


COUNTS = Counted(1, 0, 0, 0, 0, 0, 0, 1, 1, 3, 2)


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        (Adherence(1, 1, 0, 0, 1, 7, 0), "1 of 1 planned session"),
        (Adherence(4 / 7, 4 / 7, 3 / 7, 0, 1, 4, 0), "1 session done; the plan is 4 a week"),
        (Adherence(0, 0, 0, 0, 1, None, 0), "1 session done"),
        (
            Adherence(50 / 7, 5, 0, 0, 5, 5, 0),
            "about 5 of 7 planned sessions: 70\N{NO-BREAK SPACE}%",
        ),
    ],
)
def test_only_what_is_not_whole_is_told_as_about(found, answer):
    assert page.done(found, COUNTS)[0] == answer


ENDED = "No percentage: a day on which a session ended for pain asks for nothing."


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((0, 0, 0), ("0 sessions done", "No percentage: nothing was due.")),
        ((2, 0, 0), ("2 sessions done", "No percentage: nothing was due.")),
        ((1, 1, 0), ("1 session done, 1 partly done", "No percentage: nothing was due.")),
        ((0, 0, 1), ("1 session ended for pain", ENDED)),
        ((0, 1, 2), ("1 session partly done, 2 ended for pain", ENDED)),
    ],
)
def test_where_nothing_was_due_it_is_told_how_the_sessions_ended(counts, told):
    done, partial, stopped = counts
    found = replace(COUNTS, done=done, partial=partial, stopped=stopped)

    assert page.done(Adherence(0, 0, 0, 0, done, 7, 0), found) == told


def test_one_session_that_is_not_logged_is_told_as_one():
    _, evidence = page.done(Adherence(5, 4, 0, 1, 4, 7, 0), COUNTS)

    assert evidence == (
        "1 planned session is not logged and counted as missed; 100\N{NO-BREAK SPACE}% if it was "
        "done."
    )


@pytest.mark.parametrize(
    ("not_logged", "undated", "evidence"),
    [
        (0, 0, "Every planned session is accounted for."),
        (
            0,
            15,
            "15 planned sessions have no entry and are counted as missed; the plan names no days, "
            "so how many of them were only not logged is open.",
        ),
        (
            0,
            100 / 7,
            "About 14 planned sessions have no entry and are counted as missed; the plan names no "
            "days, so how many of them were only not logged is open.",
        ),
        (
            0,
            1,
            "1 planned session has no entry and is counted as missed; the plan names no days, so "
            "whether it was only not logged is open.",
        ),
        (0, 2 / 7, "Every planned session is accounted for."),
    ],
)
def test_sessions_of_a_plan_that_names_no_days_are_not_called_accounted_for(
    not_logged, undated, evidence
):
    found = Adherence(18, 3, 0, not_logged, 3, 3, undated)

    assert page.done(found, COUNTS)[1] == evidence


def test_where_the_plan_changed_both_kinds_of_missing_sessions_are_told():
    _, evidence = page.done(Adherence(18, 10, 0, 2, 10, 3, 6), COUNTS)

    assert evidence.startswith("2 planned sessions are not logged and counted as missed;")
    assert "6 planned sessions have no entry and are counted as missed;" in evidence


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


NONE = given()


@pytest.mark.parametrize(
    ("ends", "answer", "evidence"),
    [
        ({}, "Nothing was cut short", "Of 1 session: 0 partly done, 0 ended for pain; 0 days"),
        ({"partial": 1}, "No reason was given", "Of 2 sessions: 1 partly done, 0 ended for pain;"),
        ({"stopped": 1}, "No reason was given", "Of 2 sessions: 0 partly done, 1 ended for pain;"),
        (
            {"done": 0, "untold": 20},
            "No reason was given",
            "Of 20 sessions: 0 partly done, 0 ended for pain, 20 logged without sets, so how much "
            "was done is not known; 0 days without any, as said.",
        ),
    ],
)
def test_nothing_was_cut_short_is_said_only_where_every_session_was_done(ends, answer, evidence):
    told = page.stopped(NONE, replace(COUNTS, missed=0, **ends))

    assert told[0] == answer
    assert told[1].startswith(evidence)


def test_sessions_of_which_nobody_said_what_was_done_are_not_called_partly_done():
    found = replace(COUNTS, done=0, untold=20)

    answer, _ = page.done(Adherence(0, 0, 0, 0, 0, None, 0), found)

    assert answer == "20 sessions logged without sets"


def test_how_sessions_ended_is_told_without_a_wrong_plural():
    _, evidence = page.stopped(given(1), COUNTS)

    assert evidence.endswith(
        "Of 1 session: 0 partly done, 0 ended for pain; 1 day without any, as said."
    )
