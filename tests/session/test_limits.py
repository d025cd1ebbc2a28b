"""The therapist's limits: postponed at the check-in, ended during the exercise."""

from dataclasses import replace

import pytest

from backlog.session import CheckIn, postponed
from backlog.session.limits import stops_at


@pytest.mark.parametrize(
    ("discomfort", "limit", "reason"),
    [
        (0, 1, None),
        (1, 1, "over_limit"),
        (None, 1, "not_rated"),
        (3, 4, None),
        (4, 4, "over_limit"),
        (9, None, None),
        (None, None, None),
        (0, 0, "over_limit"),
    ],
)
def test_an_exercise_is_postponed_at_or_above_its_limit(tummy, discomfort, limit, reason):
    line = replace(tummy, postpone_at=limit)

    assert postponed(line, CheckIn(discomfort)) == reason


def test_an_exercise_that_ended_today_stays_left_out_whatever_a_new_check_in_says(stretch, tummy):
    better = CheckIn(0, ended=frozenset({"lower-back-stretch"}))

    assert postponed(stretch, better) == "over_limit"
    assert postponed(tummy, better) is None
    assert postponed(stretch, replace(better, anyway=better.ended)) is None


@pytest.mark.parametrize(
    ("limit", "checked_in", "expected"),
    [(6, 0, 6), (6, 5, 6), (6, 6, 7), (6, 9, 10), (6, None, 6), (None, 9, None)],
)
def test_a_check_in_at_the_limit_moves_it_one_above_the_check_in(
    stretch, limit, checked_in, expected
):
    assert stops_at(replace(stretch, stop_at=limit), CheckIn(checked_in)) == expected


def test_at_the_end_of_the_scale_only_rest_is_left(stretch):
    worst = CheckIn(10)

    assert postponed(replace(stretch, stop_at=6), worst) == "over_limit"
    assert postponed(stretch, worst) is None


def test_pain_at_the_limit_ends_the_exercise_and_the_rest_of_it_is_left_out(life, stretch):
    lived = life(replace(stretch, sets=2, stop_at=6)).live("""
        begin
        skip_warm_up instead=skipped
        until hold 2
        stop
        answer discomfort=6
    """)

    assert lived.refuses("go_on")

    lived.live("skip reason=over_limit; finish reviewed=true")

    assert lived.sets("reps status reason") == [
        "1 partial over_limit",
        "0 skipped_by_rule over_limit",
    ]


def test_pain_below_the_limit_lets_the_exercise_go_on(life, stretch):
    lived = life(replace(stretch, stop_at=6)).live("""
        begin
        skip_warm_up instead=skipped
        until hold 2
        stop
        answer discomfort=5
    """)

    assert not lived.refuses("go_on")


def test_a_number_that_was_a_slip_is_taken_back(life, stretch):
    lived = life(replace(stretch, stop_at=6)).live("""
        begin
        skip_warm_up instead=skipped
        until hold 2
        stop
        answer discomfort=6
        answer discomfort=3
    """)

    assert lived.session.ratings == {"lower-back-stretch": 3}
    assert not lived.refuses("go_on")


def test_what_was_worse_before_the_stop_stays_the_worst(life, stretch):
    lived = life(stretch).live("""
        begin
        skip_warm_up instead=skipped
        until hold 1
        stop; answer discomfort=5; go_on
        until hold 2
        stop; answer discomfort=2
    """)

    assert lived.session.ratings == {"lower-back-stretch": 5}


def test_a_lighter_session_halves_the_repetitions_and_keeps_the_target(life, stretch, tummy):
    lived = life(replace(stretch, reps=5), tummy, lighter=True).live("""
        begin
        skip_warm_up instead=skipped
        until end
        finish
    """)

    assert lived.sets("reps target_reps") == ["3 5", "1 2", "1 2"]
    assert lived.row("status lighter") == "finished yes"
