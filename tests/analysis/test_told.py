"""What was said about days, and the last visit."""

from datetime import date

from backlog.analysis.told import last_visit, told


def test_what_touches_the_days_is_told_in_its_order(record):
    """
    days
    day_id,from,to,kind,reason,note
    d1,2026-11-08,2026-11-09,flare,,
    d2,2026-10-30,2026-11-02,flare,,
    d3,2026-10-01,2026-10-05,flare,,
    d4,2026-11-03,2026-11-03,change,medicine,half a tablet
    """
    log, first, last = record("2026-11-30"), date(2026, 11, 1), date(2026, 11, 30)

    assert [(row.first.day, row.days) for row in told(log, "flare", first, last)] == [
        (30, 4),
        (8, 2),
    ]
    (change,) = told(log, "change", first, last)
    assert (change.reason, change.note, change.quality) == ("medicine", "half a tablet", None)


def test_the_last_visit_is_one_before_the_last_day(record):
    """
    days
    day_id,from,to,kind
    d1,2026-10-01,2026-10-01,visit
    d2,2026-11-15,2026-11-15,visit
    d3,2026-11-20,2026-11-20,visit
    """
    assert last_visit(record("2026-11-15")) == date(2026, 10, 1)
    assert last_visit(record("2026-11-16")) == date(2026, 11, 15)


def test_without_a_visit_there_is_no_last_one(record):
    """
    days
    day_id,from,to,kind
    d1,2026-10-01,2026-10-01,next_visit
    """
    assert last_visit(record("2026-11-15")) is None
