"""A session without the timer: all as prescribed, or what a person says was not."""

from datetime import date, datetime

import pytest

from backlog import program as p
from backlog.panel import past
from backlog.panel.fields import FieldError

NOW = datetime.fromisoformat("2026-11-22T07:12:03+01:00")
TODAY, EARLIER = date(2026, 11, 22), date(2026, 11, 20)
LINES = p.default(date(2026, 11, 1))
TWICE = (p.Prescription(date(2026, 11, 1), "lower-back-stretch", 2, 6, 20.0, "s"),)


def done(said, lines=LINES):
    """Reps, held and status of each set, and the status of the session."""
    sets, session = past.rows({"done": said}, TODAY, NOW, lines)
    return [(row["reps"], row["held"], row["status"]) for row in sets], session["status"]


def test_it_is_done_as_prescribed_that_day_and_marked_as_filled_in_later():
    sets, session = past.rows({"part": "evening", "tz": "Europe/Vienna"}, EARLIER, NOW, LINES)

    columns = ("exercise", "side", "reps", "held", "status", "entry")
    assert [tuple(row[name] for name in columns) for row in sets] == [
        ("lower-back-stretch", "both", 6, 120, "done", "backfilled"),
        ("lower-tummy", "left", 6, None, "done", "backfilled"),
        ("lower-tummy", "right", 6, None, "done", "backfilled"),
        ("deep-abdominal", "both", 5, 25, "done", "backfilled"),
    ]
    assert session["started_at"] == datetime.fromisoformat("2026-11-20T20:00:00+01:00")
    assert (session["time_known"], session["local_day"]) == ("part_of_day", EARLIER)
    assert (session["status"], session["entry"]) == ("finished", "backfilled")


def test_todays_is_manual_and_no_rating_is_made_up():
    sets, session = past.rows({}, TODAY, NOW, LINES)

    assert {row["entry"] for row in (*sets, session)} == {"manual"}
    assert not any("discomfort" in name for row in (*sets, session) for name in row)
    assert session["time_known"] == "day"


@pytest.mark.parametrize("part", [None, "morning"])
def test_todays_began_before_it_is_told(part):
    _, session = past.rows({"part": part}, TODAY, NOW, LINES)

    assert session["started_at"] == NOW


def test_an_evening_that_is_still_to_come_is_none():
    with pytest.raises(FieldError, match="to_come"):
        past.rows({"part": "evening"}, TODAY, NOW, LINES)


def test_an_exercise_that_was_not_yet_prescribed_may_be_called_done_as_prescribed():
    assert done({"plank both": {"how": "all"}})[1] == "finished"


def test_a_part_and_what_was_not_done_are_told_by_exercise_and_side():
    said = {
        "lower-back-stretch both": {"how": "part", "reps": "4"},
        "lower-tummy right": {"how": "none"},
        "deep-abdominal both": {"how": "all", "reps": "2"},
    }

    assert done(said) == (
        [(4, 80, "partial"), (6, None, "done"), (0, None, "skipped"), (5, 25, "done")],
        "partial",
    )


@pytest.mark.parametrize(
    ("reps", "sets"),
    [
        ("4", [(4, 80, "partial"), (0, 0, "skipped")]),
        ("7", [(6, 120, "done"), (1, 20, "partial")]),
        ("14", [(6, 120, "done"), (8, 160, "done")]),
    ],
)
def test_the_repetitions_of_all_sets_fill_the_first_one_first(reps, sets):
    said = {"lower-back-stretch both": {"how": "part", "reps": reps}}

    assert done(said, TWICE)[0] == sets


@pytest.mark.parametrize(
    ("on", "said", "field", "why"),
    [
        (date(2026, 11, 23), {}, "day", "not_yet"),
        (date(2026, 10, 31), {}, "day", "not_begun"),
        (TODAY, {"lower-tummy left": {"how": "part"}}, "done/lower-tummy left", "integer"),
        (
            TODAY,
            {"lower-tummy left": {"how": "part", "reps": "0"}},
            "done/lower-tummy left",
            "integer",
        ),
        (TODAY, {"plank both": {"how": "none"}}, "done/plank both", "other_program"),
    ],
)
def test_what_cannot_have_been_is_named_at_its_field(on, said, field, why):
    with pytest.raises(FieldError, match=why) as wrong:
        past.rows({"done": said}, on, NOW, LINES)

    assert wrong.value.field == field


def test_a_session_in_which_nothing_was_done_is_none():
    with pytest.raises(FieldError, match="nothing_done"):
        done({"lower-back-stretch both": {"how": "none"}}, TWICE)
