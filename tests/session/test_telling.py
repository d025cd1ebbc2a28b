"""What a person says: answers to stops, ratings, corrections, and which of two words counts."""

from dataclasses import replace

import pytest

QUICK = "begin discomfort=0; skip_warm_up instead=already_warm;"


@pytest.fixture
def stopped_twice(life, tummy, stretch, abdominal):
    """A stop in the stretch, skipped; one in the deep abdominal hold, ended; neither answered."""
    return life(stretch, tummy, abdominal).live(f"""{QUICK}
        until hold 2
        stop
        skip
        skip reason=time
        until hold 1
        stop
        end
    """)


def test_an_answer_in_the_review_belongs_to_the_last_stop(stopped_twice):
    lived = stopped_twice.live("answer reason=pain discomfort=7; finish")

    assert lived.sets("exercise status reason discomfort") == [
        "lower-back-stretch partial - -",
        "lower-tummy skipped time -",
        "lower-tummy skipped time -",
        "deep-abdominal stopped_pain pain 7",
    ]
    assert lived.row("status reason") == "stopped_pain pain"


def test_an_answer_in_the_review_may_name_an_earlier_stop(stopped_twice):
    lived = stopped_twice.live("answer set=0 reason=pain discomfort=8 last_good=0; finish")

    assert lived.sets("exercise reps status reason discomfort") == [
        "lower-back-stretch 0 stopped_pain pain 8",
        "lower-tummy 0 skipped time -",
        "lower-tummy 0 skipped time -",
        "deep-abdominal 0 partial - -",
    ]
    assert lived.row("status reason") == "partial -"


def test_an_answer_to_a_set_without_a_stop_is_refused(stopped_twice):
    assert stopped_twice.refuses("answer set=1 reason=pain")


def test_value_and_reason_may_come_one_after_the_other(life, stretch):
    lived = life(stretch).live(f"{QUICK} until hold 2; stop")

    lived.live("answer reason=pain; answer discomfort=7; answer last_good=0; end; finish")
    assert lived.sets("reps status reason discomfort") == ["0 stopped_pain pain 7"]
    assert lived.row("status") == "stopped_pain"


def test_a_second_stop_asks_anew(life, stretch):
    """Pain the first time, gone on; the second stop stays unanswered and is not called pain."""
    lived = life(stretch).live(f"""{QUICK}
        until hold 1
        stop
        answer reason=pain
        go_on
        until hold 2
        stop
        skip
    """)

    assert lived.sets("reps status reason") == ["1 partial -"]


def test_the_last_reason_of_a_set_counts(life, stretch):
    lived = life(stretch).live(f"""{QUICK}
        until hold 1
        stop
        answer reason=pain
        go_on
        until hold 2
        skip reason=tired
    """)

    assert lived.sets("status reason") == ["partial tired"]


def test_a_later_answer_reaches_every_set_that_the_stop_took_along(life, tummy):
    lived = life(replace(tummy, sets=2)).live(f"{QUICK} until out 2 left; stop; skip")
    assert lived.sets("side set_no status reason") == [
        "left 1 partial -",
        "right 1 skipped -",
        "left 2 skipped -",
        "right 2 skipped -",
    ]

    lived.live("answer reason=pain")
    assert lived.sets("side set_no status reason") == [
        "left 1 stopped_pain pain",
        "right 1 skipped pain",
        "left 2 skipped pain",
        "right 2 skipped pain",
    ]


def test_a_later_answer_reaches_the_side_before_when_sides_are_in_turn(life, tummy):
    """One left, then stopped while changing to the right, which never began."""
    turns = replace(tummy, side_order="alternate")

    lived = life(turns).live(f"{QUICK} until side; stop; end; answer reason=pain discomfort=7")
    assert lived.sets("side reps status reason discomfort") == [
        "left 1 stopped_pain pain 7",
        "right 0 not_attempted pain -",
    ]


def test_an_answer_to_a_stop_that_was_gone_on_from_leaves_the_other_side_alone(life, tummy):
    lived = life(replace(tummy, reps=3)).live(f"""{QUICK}
        until out 2 left
        stop
        go_on
        until in 3 left
        end_set
        until out 2 right
        stop
        skip
        answer set=0 reason=cramp
        answer reason=pain
    """)

    assert lived.sets("side reps status reason") == [
        "left 2 partial cramp",
        "right 1 stopped_pain pain",
    ]


def test_pain_before_an_exercise_began_is_no_discomfort_during_it(life, stretch, tummy):
    """Stopped while changing position, answered, gone on, and then it went well."""
    lived = life(stretch, tummy).live(f"{QUICK} until settle 2; next")
    lived.live("stop; answer discomfort=8 reason=pain; go_on; until end; finish")

    assert lived.sets("exercise status reason discomfort") == [
        "lower-back-stretch done - -",
        "lower-tummy done - -",
        "lower-tummy done - -",
    ]


def test_pain_before_an_exercise_began_is_why_it_was_skipped(life, stretch, tummy):
    lived = life(stretch, tummy).live(f"{QUICK} until settle 2; next; stop; skip")

    lived.live("answer reason=pain discomfort=8 set=1")
    assert lived.sets("exercise status reason discomfort") == [
        "lower-back-stretch done - -",
        "lower-tummy skipped pain -",
        "lower-tummy skipped pain -",
    ]


def test_pain_between_two_sides_belongs_to_the_exercise(life, tummy):
    lived = life(tummy).live(f"{QUICK} until side; stop; answer discomfort=6 reason=pain; end")

    assert lived.sets("side status reason discomfort") == [
        "left done - 6",
        "right not_attempted pain -",
    ]


# --- the last good repetition --------------------------------------------------------------------


def test_only_repetitions_up_to_the_last_good_one_count(life, stretch):
    lived = life(replace(stretch, reps=6)).live(f"{QUICK} until hold 5; wait 3; stop")

    lived.live("answer last_good=2 reason=pain; skip; finish")
    assert lived.sets("reps held status") == ["2 83.0 stopped_pain"]


def test_the_interrupted_repetition_never_counts(life, stretch):
    lived = life(replace(stretch, reps=6)).live(f"{QUICK} until hold 5; stop; answer last_good=5")

    assert lived.sets("reps") == ["4"]


def test_the_last_good_repetition_can_be_told_again(life, stretch):
    lived = life(replace(stretch, reps=6)).live(f"{QUICK} until hold 5; stop")

    assert lived.live("answer last_good=2").sets("reps") == ["2"]
    assert lived.live("answer last_good=4").sets("reps") == ["4"]
    assert lived.live("answer last_good=0").sets("reps") == ["0"]


def test_repetitions_after_going_on_are_not_taken_back(life, stretch):
    """Stopped in the fourth, went on, did all six; of the first three only two were good."""
    lived = life(replace(stretch, reps=6)).live(f"""{QUICK}
        until hold 4
        stop
        go_on
        until end
        answer last_good=2
    """)

    assert lived.sets("reps status") == ["5 partial"]


def test_a_second_stop_takes_the_first_answer_for_given(life, stretch):
    lived = life(replace(stretch, reps=6)).live(f"""{QUICK}
        until hold 4
        stop
        answer last_good=2
        go_on
        until hold 6
        stop
        answer last_good=6
    """)

    assert lived.sets("reps") == ["4"]  # 1, 2, 4 and 5


# --- ratings -------------------------------------------------------------------------------------


def test_a_rating_goes_into_each_set_of_its_exercise_that_was_started(life, stretch, tummy):
    lived = life(stretch, replace(tummy, sets=2)).live(f"""{QUICK}
        until in 2
        skip
        until in 1 right
        rate exercise=lower-tummy discomfort=3
        end
        finish
    """)

    assert lived.sets("exercise side set_no discomfort") == [
        "lower-back-stretch both 1 -",
        "lower-tummy left 1 3",
        "lower-tummy right 1 3",
        "lower-tummy left 2 -",
        "lower-tummy right 2 -",
    ]


def test_a_rating_of_a_postponed_exercise_stands_in_no_row(life, tummy):
    lived = life(tummy, discomfort=5).live(
        "begin discomfort=5; rate exercise=lower-tummy discomfort=4"
    )

    assert lived.sets("status discomfort") == ["skipped_by_rule -"] * 2


def test_worst_is_the_higher_of_rating_and_later_stop(life, stretch):
    def after(rating, answer):
        rate = f"rate exercise=lower-back-stretch discomfort={rating}"
        lived = life(stretch).live(
            f"{QUICK} until hold 1; {rate}; stop; answer discomfort={answer}"
        )
        return lived.sets("discomfort")

    assert after(rating=3, answer=7) == ["7"]
    assert after(rating=7, answer=3) == ["7"]
    assert after(rating=0, answer=0) == ["0"]


def test_a_rating_given_in_the_review_is_the_last_word(life, stretch):
    lived = life(stretch).live(f"{QUICK} until hold 1; stop; answer discomfort=9; end")

    lived.live("rate exercise=lower-back-stretch discomfort=4; finish")
    assert lived.sets("discomfort") == ["4"]


# --- corrections ---------------------------------------------------------------------------------


def test_a_correction_is_bounded_by_what_was_started(life, stretch):
    lived = life(replace(stretch, reps=6)).live(f"{QUICK} until hold 4; wait 1; end")

    assert lived.sets("reps status") == ["3 partial"]
    assert lived.refuses("correct set=0 reps=5")
    assert lived.live("correct set=0 reps=4").sets("reps status") == ["4 partial"]
    assert lived.live("correct set=0 reps=0").sets("reps status") == ["0 partial"]


def test_a_correction_changes_the_status_of_a_set(life, stretch):
    lived = life(stretch).live(f"{QUICK} until end; correct set=0 reps=1")

    assert lived.sets("reps held status") == ["1 40.0 partial"]
    assert lived.live("correct set=0 reps=2").sets("reps status") == ["2 done"]


def test_of_correction_and_last_good_repetition_the_later_word_counts(life, stretch):
    lived = life(replace(stretch, reps=6)).live(f"{QUICK} until hold 5; stop; end")

    assert lived.live("correct set=0 reps=5; answer last_good=3").sets("reps") == ["3"]
    assert lived.live("correct set=0 reps=4").sets("reps") == ["4"]


def test_a_gap_outside_a_repetition_belongs_to_no_set(life, stretch):
    lived = life(stretch).live(f"{QUICK} wait 5; pause gap_s=3600; resume; until end")

    assert lived.sets("gap_s status") == ["- done"]
