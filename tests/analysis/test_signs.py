"""Warning signs: what was ticked when, and whether anybody looked."""

from datetime import date

from backlog.analysis.signs import Tick, signs, unseen

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


def test_a_session_that_was_corrected_later_was_ticked_when_it_was(record):
    """The note of the session was corrected after a clinician had seen the sign.

    sessions
    session_id,rev,local_day,started_at,warning_signs,recorded_at
    20261005T080000-1f2e3d4c,2,2026-10-05,2026-10-05T08:00:00Z,ticked,2026-10-08T08:00:00Z

    days
    day_id,from,to,kind,recorded_at
    20261006T090000-1f2e3d4c,2026-10-06,2026-10-06,seen,2026-10-06T09:00:00Z
    """
    assert unseen(record("2026-11-30")) == ()


def test_a_session_that_was_closed_late_was_ticked_when_it_was(record):
    """Its kernel had ended, so its row was written after a clinician had seen the sign.

    sessions
    session_id,local_day,started_at,warning_signs,recorded_at
    20261005T080000-1f2e3d4c,2026-10-05,2026-10-05T08:00:00Z,ticked,2026-10-06T10:00:00Z

    days
    day_id,from,to,kind,recorded_at
    20261006T090000-1f2e3d4c,2026-10-06,2026-10-06,seen,2026-10-06T09:00:00Z
    """
    assert unseen(record("2026-11-30")) == ()


def test_a_tick_whose_words_were_corrected_after_it_was_seen_is_seen(record):
    """
    days
    day_id,rev,from,to,kind,note,recorded_at
    20261005T080000-1f2e3d4c,2,2026-10-05,2026-10-05,signs,fever,2026-10-08T08:00:00Z
    20261005T090000-1f2e3d4c,1,2026-10-05,2026-10-05,seen,,2026-10-05T09:00:00Z
    """
    assert unseen(record("2026-11-30")) == ()


def test_a_corrected_look_has_seen_nothing_of_what_came_after_it(record):
    """
    days
    day_id,rev,from,to,kind,note,recorded_at
    20261005T080000-1f2e3d4c,2,2026-10-05,2026-10-05,seen,at the clinic,2026-10-08T08:00:00Z
    20261005T090000-1f2e3d4c,1,2026-10-05,2026-10-05,signs,fever,2026-10-05T09:00:00Z
    """
    assert unseen(record("2026-11-30")) == (Tick(date(2026, 10, 5), "fever"),)


def test_a_new_sign_is_unseen_although_the_clock_went_back_since_the_visit(record):
    """Whoever flies west after a visit ticks at an earlier hour of the same day.

    days
    day_id,from,to,kind,note,recorded_at
    20261005T180000-1f2e3d4c,2026-10-05,2026-10-05,seen,,2026-10-05T16:00:00Z
    20261005T140000-1f2e3d4c,2026-10-05,2026-10-05,signs,fever,2026-10-05T19:00:00Z
    """
    assert unseen(record("2026-11-30")) == (Tick(date(2026, 10, 5), "fever"),)


def test_a_file_whose_dates_were_moved_has_no_times_in_its_ids(record):
    """
    sessions
    session_id,local_day,warning_signs,recorded_at
    session-00001,2026-10-05,ticked,2026-10-05T08:00:00Z
    session-00002,2026-10-07,ticked,2026-10-07T08:00:00Z

    days
    day_id,from,to,kind,recorded_at
    day-00001,2026-10-06,2026-10-06,seen,2026-10-06T09:00:00Z
    """
    assert unseen(record("2026-11-30")) == (Tick(date(2026, 10, 7), ""),)
