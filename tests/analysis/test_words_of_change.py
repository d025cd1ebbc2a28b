"""The patient's sentence for each of the seven states, and for what stands beside it."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from backlog.analysis import change as change_
from backlog.analysis import control, findings, words
from backlog.analysis.change import Change, Window
from backlog.analysis.reason import Reason
from backlog.analysis.trend import Trend
from backlog.analysis.words.change import state

FOUND = Change(
    state=change_.CLEAR,
    baseline=6.0,
    recent=3.0,
    delta=-3.0,
    percent=-50.0,
    interval=(-4.1, -1.9),
    n=50,
    n_baseline=6,
    n_recent=12,
    missing_baseline=1 / 7,
    missing_recent=2 / 14,
    tipping_point=None,
    robust=True,
    interim=False,
    phi=0.3,
    n_eff=27.0,
    baseline_window=Window(date(2026, 8, 17), date(2026, 8, 23), 4),
    recent_window=Window(date(2026, 9, 28), date(2026, 10, 11), 8),
)
SERIES = pd.DataFrame(
    {"day": pd.date_range("2026-08-17", periods=56), "discomfort": 4.0, "flare": False}
)

#: What each state must say, in parts.
SAID = {
    change_.WORSE: ("higher than at the start", "Please tell your therapist", "Get help at once"),
    change_.CLEAR: ("from 6.0 to 3.0 of 10", "usually matters", "more than the day-to-day"),
    change_.NOT_CERTAIN: ("dropped by about 3.0 points", "could be chance"),
    change_.SMALL: ("a little lower, steadily so",),
    change_.LITTLE_WORSE: ("a little higher, steadily so", "worth telling your therapist"),
    change_.NO_CLEAR_CHANGE: ("No clear change", "nothing changed, or that there are too few"),
}
NEVER = ("significan", "p-value", "because", "caused", "thanks to", "in a row", "streak", "nan")


@pytest.mark.parametrize("state", SAID)
def test_each_state_has_its_sentence_and_none_claims_a_cause(state):
    told = words.change(replace(FOUND, state=state), SERIES)

    assert [part for part in SAID[state] if part not in told] == []
    assert [word for word in NEVER if word in told.lower()] == []


def test_too_early_says_what_is_needed_and_what_there_is():
    told = words.change(Reason("28 days", "8 days"), SERIES)

    assert told == (
        "Too early to say whether it is different from the start.\n"
        "This needs 28 days; so far: 8 days."
    )


def test_every_state_is_told():
    assert {change_.TOO_EARLY, *SAID} == set(change_.STATES)


@pytest.mark.parametrize("state", SAID)
def test_between_the_marks_each_sentence_begins_with_interim(state):
    told = words.change(replace(FOUND, state=state, interim=True), SERIES)

    assert told.startswith("Interim look: ")


IMPROVED = (change_.CLEAR, change_.NOT_CERTAIN, change_.SMALL)
CAUTION = "You began in a flare-up. Most pass, so a part of this would likely have happened anyway."


def with_flare(on):
    return SERIES.assign(flare=SERIES["day"] == on)


@pytest.mark.parametrize("state", SAID)
def test_only_an_improvement_from_a_flare_carries_a_caution_and_its_sentence_stays(state):
    found = replace(FOUND, state=state)
    plain, told = words.change(found, SERIES), words.change(found, with_flare("2026-08-23"))

    assert told == (f"{plain}\n{CAUTION}" if state in IMPROVED else plain)
    assert [word for word in NEVER if word in told.lower()] == []


@pytest.mark.parametrize(
    ("on", "expected"), [("2026-08-17", True), ("2026-08-23", True), ("2026-08-24", False)]
)
def test_a_flare_counts_on_the_days_of_the_baseline_alone(on, expected):
    assert findings.began_in_flare(FOUND, with_flare(on)) is expected


def test_a_caption_carries_the_state_its_ratings_and_its_limits():
    interim = words.caption_of_change(replace(FOUND, interim=True), SERIES)

    assert interim == (
        "State: clear important improvement (interim). 56 ratings on 56 days. "
        "Data through 11 October 2026. Shows what happened, not why."
    )
    assert state(Reason("28 days", "8 days")) == "too early"


def test_too_few_recent_ratings_are_no_early_day_and_leave_the_last_verdict():
    few = change_.TooFew(
        "8 ratings in the last 14 days",
        "7 ratings",
        n=7,
        window=FOUND.recent_window,
        at_start=False,
    )

    assert words.change(few, SERIES).startswith("Not enough recent ratings: 7 of ")
    assert "The last verdict, on 11 October 2026, was: clear important" in words.evidence(
        few, FOUND
    )
    assert state(few) == "too few ratings"


@pytest.mark.parametrize(
    ("baseline", "delta", "percent", "expected"),
    [
        (5.0, -1.2, -24.0, "less than people usually notice (2 points)"),
        (9.0, -2.4, -26.7, "less than 30\N{NO-BREAK SPACE}% of the start"),
        (2.8, -2.1, None, "low at the start already"),
    ],
)
def test_a_small_change_says_what_makes_it_small(baseline, delta, percent, expected):
    found = replace(FOUND, state=change_.SMALL, baseline=baseline, delta=delta, percent=percent)

    assert expected in words.change(found, SERIES)


def test_a_rise_that_is_not_clear_still_sends_to_the_therapist():
    higher = replace(FOUND, state=change_.NO_CLEAR_CHANGE, delta=1.4)
    lower = replace(FOUND, state=change_.NO_CLEAR_CHANGE, delta=-1.4)

    assert "tell your therapist" in words.change(higher, SERIES)
    assert "therapist" not in words.change(lower, SERIES)


def test_the_evidence_names_windows_ratings_and_interval():
    told = words.evidence(FOUND, FOUND)

    assert "the first 7 days (6 ratings) and of the last 14 (12 ratings)" in told
    assert "somewhere from −4.1 to −1.9" in told
    assert "about 90–95 of 100" in told
    assert "interim" not in told


def test_between_the_marks_the_last_verdict_is_told():
    told = words.evidence(replace(FOUND, interim=True), replace(FOUND, state=change_.SMALL))

    assert "weeks 4, 6, 8, 12 and every 4" in told
    assert "The last verdict, on 11 October 2026, was: real but small" in told


@pytest.mark.parametrize(
    ("point", "robust", "expected"),
    [
        (6.0, True, "would have to be 6.0 points worse to undo this. That is hardly possible."),
        (1.5, False, "would have to be 1.5 points worse to undo this."),
        (None, True, "they are not more than at the start"),
    ],
)
def test_days_without_a_rating_are_held_against_an_improvement(point, robust, expected):
    told = words.evidence(replace(FOUND, tipping_point=point, robust=robust), FOUND)

    assert expected in told


TREND = Trend(-0.31, 0.1, (-0.52, -0.1), 0.3, 20.0, 56)


def test_a_clear_trend_is_told_with_its_interval_and_without_a_forecast():
    told = words.trend(TREND)

    assert "falls by about 0.31 points a week on average; likely from −0.52 to −0.10" in told
    assert "nothing about the days to come" in told


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (replace(TREND, interval=(-0.7, 0.08)), "No clear trend over 56 ratings"),
        (Reason("21 ratings", "4 ratings"), "Too early for a trend: this needs 21 ratings; so far"),
        (Reason("x", "every rating is 5", "no variation"), "no trend to speak of: every rating"),
        (Reason("x", "30 % have the rarer kind", "mixed"), "No trend is claimed: 30 %"),
    ],
)
def test_without_a_clear_trend_the_reason_is_told(found, expected):
    assert expected in words.trend(found)


def weeks(means):
    days = pd.date_range("2026-08-17", periods=7 * len(means))
    return control.chart(days, [means[at // 7] + (at % 7 == 0) for at in range(len(days))])


def test_a_week_out_of_the_usual_is_named_with_its_side_and_rule():
    told = words.weeks_out_of_the_usual(weeks([4, 5] * 6 + [9]))

    assert "1 week of 13 out of the usual:" in told
    assert "week of 9 November 2026: 9.1, higher; beyond the usual range" in told


@pytest.mark.parametrize(("means", "so_far"), [([4], "1"), ([4, 5, 4], "3")])
def test_a_few_weeks_have_no_usual_range(means, so_far):
    told = words.weeks_out_of_the_usual(weeks(means))

    assert told == (
        "Too early to know what is usual: this needs 6 weeks with 4 ratings or more; "
        f"so far: {so_far}."
    )
