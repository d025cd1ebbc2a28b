from datetime import datetime

from backlog.session.progress import Progress

EIGHT = datetime.fromisoformat("2026-11-22T08:00:00+01:00")
NINE = datetime.fromisoformat("2026-11-22T09:00:00+01:00")


def test_a_set_begins_when_its_first_repetition_starts():
    progress = Progress().starting(1, EIGHT).starting(2, NINE).starting(1, NINE)

    assert (progress.begun_at, progress.started) == (EIGHT, 2)


def test_a_repetition_keeps_its_longest_hold():
    progress = Progress().holding(2, 20.0).holding(1, 12.0).holding(1, 7.5)

    assert progress.held == ((1, 12.0), (2, 20.0))
    assert progress.held_s == 32.0


def test_a_repetition_counts_once():
    assert Progress().counting(1).counting(1).counting(2).reps == 2


def test_a_correction_stands_in_place_of_the_count():
    counted = Progress(started=3).counting(1).counting(2)

    assert Progress(counted=counted.counted, corrected=3).reps == 3
    assert Progress(counted=counted.counted, corrected=0).reps == 0


def test_only_repetitions_before_the_stop_are_in_doubt():
    stopped = Progress().counting(1).counting(2).stopping(None).counting(3)

    assert stopped.good_until(1).counted == {1, 3}
    assert stopped.good_until(1).good_until(2).counted == {1, 2, 3}


def test_gaps_add_up_to_a_day_at_most():
    assert Progress().gap_s is None
    assert Progress().missing(0.0).gap_s == 0.0
    assert Progress().missing(4.5).missing(3.0).gap_s == 7.5
    assert Progress().missing(80_000.0).missing(80_000.0).gap_s == 86_400.0
