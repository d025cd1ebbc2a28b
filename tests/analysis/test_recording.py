"""How did the rows come about?"""

import pandas as pd

from backlog.analysis import items_done, recording, tables, words
from backlog.analysis.words import page


def test_what_was_entered_by_hand_on_its_day_is_not_told_as_entered_later(record):
    """
    sessions
    session_id,local_day,started_at,recorded_at,entry
    a,2026-08-17,2026-08-17T08:00:00Z,2026-08-17T18:00:00Z,manual
    b,2026-08-18,2026-08-18T08:00:00Z,2026-08-18T09:00:00Z,manual
    c,2026-08-19,2026-08-19T08:00:00Z,2026-08-22T08:00:00Z,backfilled
    d,2026-08-20,2026-08-20T08:00:00Z,2026-08-20T08:30:00Z,live
    """
    split = recording.split(record("2026-08-23"))

    assert (split.sessions, split.live, split.manual, split.later) == (4, 1, 2, 1)
    assert split.delay == pd.Timedelta(days=3)
    assert words.recording(split) == (
        "Of 4 sessions, 1 logged as it ran, 2 the same day by hand, 1 filled in later (half of "
        "them within 3 days); 0 corrected since."
    )
    assert page.recorded(split, 0, 0).startswith(
        "Of 4 sessions: 1 logged live, 2 the same day by hand, 1 back-filled (half of them within "
        "3 days), 0 corrected"
    )
    assert tables.recorded(split)["sessions"].tolist() == [1, 2, 1]
    assert [it["value"] for it in items_done.of_recording(split)] == [1, 2, 1, 0, 0, 3]


def test_without_a_session_that_was_entered_later_there_is_no_delay(record):
    """
    sessions
    session_id,local_day,started_at,recorded_at,entry
    a,2026-08-17,2026-08-17T08:00:00Z,2026-08-17T18:00:00Z,manual
    """
    split = recording.split(record("2026-08-23"))

    assert split.delay is None
    assert words.recording(split) == (
        "Of 1 session, 0 logged as it ran, 1 the same day by hand, none filled in later; "
        "0 corrected since."
    )
    assert page.recorded(split, 0, 0).startswith(
        "Of 1 session: 0 logged live, 1 the same day by hand, 0 back-filled, 0 corrected"
    )


def test_nothing_is_said_of_entries_by_hand_where_there_are_none(record):
    """
    sessions
    session_id,local_day,started_at,recorded_at
    a,2026-08-17,2026-08-17T08:00:00Z,2026-08-17T18:00:00Z
    """
    split = recording.split(record("2026-08-23"))

    assert "hand" not in words.recording(split) + " ".join(tables.recorded(split)["words"])
    assert page.recorded(split, 0, 0).startswith("Of 1 session: 1 logged live, 0 back-filled, 0")
