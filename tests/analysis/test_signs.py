"""Warning signs: what was ticked when, and whether anybody looked."""

from datetime import date

from backlog.analysis.signs import Tick, signs

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def test_ticks_carry_their_day_and_their_words_in_order(record):
    """
    days
    day_id,from,to,kind,note
    d1,2026-11-09,2026-11-09,signs,numb feet
    d2,2026-11-02,2026-11-02,signs,fever
    d3,2026-10-02,2026-10-02,signs,before the period
    d4,2026-11-10,2026-11-10,seen,
    """
    found = signs(record("2026-11-30"), FIRST, LAST)

    assert found.ticks == (
        Tick(date(2026, 11, 2), "fever"),
        Tick(date(2026, 11, 9), "numb feet"),
    )
    assert found.seen == (date(2026, 11, 10),)


def test_a_session_that_ticked_counts_once_beside_its_words(record):
    """
    sessions
    session_id,local_day,warning_signs
    s1,2026-11-02,ticked
    s2,2026-11-03,ticked
    s3,2026-11-04,shown
    s4,2026-11-05,

    days
    day_id,from,to,kind,note
    d1,2026-11-02,2026-11-02,signs,fever
    """
    found = signs(record("2026-11-30"), FIRST, LAST)

    assert found.ticks == (Tick(date(2026, 11, 2), "fever"), Tick(date(2026, 11, 3), ""))
    assert found.looks == 3


def test_a_tick_before_the_period_stays_until_a_clinician_has_seen_it(record):
    """
    days
    day_id,from,to,kind,note,recorded_at
    d1,2026-10-02,2026-10-02,signs,seen since,2026-10-02T08:00:00Z
    d2,2026-10-03,2026-10-03,seen,,2026-10-03T08:00:00Z
    d3,2026-10-05,2026-10-05,signs,fever,2026-10-05T08:00:00Z
    d4,2026-11-05,2026-11-05,signs,numb feet,2026-11-05T08:00:00Z
    """
    found = signs(record("2026-11-30"), FIRST, LAST)

    assert found.unseen == (Tick(date(2026, 10, 5), "fever"),)
    assert [tick.words for tick in found.ticks] == ["numb feet"]


def test_without_a_look_nothing_is_known(record):
    """
    sessions
    session_id,local_day
    s1,2026-11-02
    """
    found = signs(record("2026-11-30"), FIRST, LAST)

    assert (found.ticks, found.looks) == ((), 0)
