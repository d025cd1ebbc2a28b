"""What Home shows: counts that are no score, the program as it stands, and whatever is wrong."""

import json
from datetime import date, timedelta

import pytest

from backlog.log import line, schema
from backlog.panel import home
from backlog.program import Prescription, default
from backlog.session import Pace

DAY = date(2026, 11, 22)
THREE_DAYS = default(DAY, days_per_week=3)
HEADER = "from,exercise,sets,reps,hold,hold_unit,rest_s,side_order,times_per_day,"
HEADER += "days_per_week,postpone_at,stop_at,author,note\n"


def done(*days_ago, status="finished"):
    """Sessions so many days before today."""
    return [{"local_day": DAY - timedelta(days), "status": status} for days in days_ago]


# --- counts -------------------------------------------------------------------------------------


def test_nine_of_twelve_once_days_a_week_are_chosen():
    counts = home.counts(done(0, 2, 5, 8, 11, 14, 18, 22, 27), THREE_DAYS, DAY)

    assert counts == {"today": 1, "sessions": 9, "weeks": 4, "planned": 12}


def test_nothing_is_planned_until_days_a_week_are_chosen():
    counts = home.counts(done(0, 2, 27), default(DAY), DAY)

    assert (counts["sessions"], counts["planned"]) == (3, None)


def test_a_session_twice_a_day_is_planned_twice():
    twice = [Prescription(DAY, "lower-tummy", 1, 6, times_per_day=2, days_per_week=5)]

    assert home.counts(done(3), twice, DAY)["planned"] == 10


@pytest.mark.parametrize(
    ("first", "weeks"), [(0, 1), (6, 1), (7, 2), (20, 3), (21, 4), (28, 4), (400, 4)]
)
def test_weeks_are_counted_from_the_first_session_four_at_most(first, weeks):
    assert home.counts(done(first), THREE_DAYS, DAY)["weeks"] == weeks


def test_only_what_was_done_counts():
    rows = [
        *done(0, status="not_started"),
        *done(1, status="partial"),
        *done(2, status="stopped_pain"),
        *done(28),
    ]

    assert home.counts(rows, THREE_DAYS, DAY) == {
        "today": 0,
        "sessions": 2,
        "weeks": 4,
        "planned": 12,
    }


def test_before_the_first_session_nothing_is_counted():
    assert home.counts([], THREE_DAYS, DAY) == {
        "today": 0,
        "sessions": 0,
        "weeks": 0,
        "planned": None,
    }


def test_days_that_are_still_to_come_count_nothing():
    assert home.counts(done(-8, -15), THREE_DAYS, DAY) == {
        "today": 0,
        "sessions": 0,
        "weeks": 0,
        "planned": None,
    }


# --- the program --------------------------------------------------------------------------------


def test_the_default_program_stands_where_nobody_wrote_one(bare):
    shown = bare.panel().home

    assert [each["exercise"] for each in shown["today"]["exercises"]] == [
        "lower-back-stretch",
        "lower-tummy",
        "deep-abdominal",
    ]
    assert shown["today"]["seconds"] == 684
    assert shown["first_run"]


def test_a_dose_is_shown_as_prescribed(desk):
    stretch, tummy = desk.panel().home["today"]["exercises"]

    assert stretch == {
        "exercise": "lower-back-stretch",
        "sets": 1,
        "reps": 2,
        "hold": 20.0,
        "hold_unit": "s",
        "sides": 1,
        "postpone_at": None,
        "stop_at": None,
    }
    assert (tummy["hold"], tummy["sides"], tummy["postpone_at"]) == (None, 2, 4)


def test_a_bad_line_of_the_program_is_told_and_the_others_are_used(bare):
    bare.folder.mkdir()
    (bare.folder / "program.csv").write_text(
        HEADER
        + "2026-11-01,lower-back-stretch,1,4,20,s,30,block,1,3,,6,me,\n"
        + "2026-11-01,headstand,1,4,,,30,block,1,3,,6,me,\n"
        + "2026-11-01,lower-tummy,1,four,,,30,block,1,3,1,6,me,\n"
    )
    shown = bare.panel().home

    assert [each["exercise"] for each in shown["today"]["exercises"]] == ["lower-back-stretch"]
    assert [told.partition(":")[0] for told in shown["problems"]] == [
        "program.csv, line 3, exercise",
        "program.csv, line 4, reps",
    ]
    assert not shown["first_run"]


def test_no_default_takes_the_place_of_a_program_without_one_good_line(bare):
    bare.folder.mkdir()
    bad = HEADER + "2026-11-01,lower-tummy,1,four,,,30,block,1,3,1,6,me,\n"
    (bare.folder / "program.csv").write_text(bad)
    page = bare.page()
    page.begin()

    assert len(page.panel.home["problems"]) == 1
    assert page.panel.home["today"]["exercises"] == []
    assert not page.panel.home["first_run"]
    assert list(page.panel.script["sets"]) == []


def test_no_default_takes_the_place_of_a_program_that_is_no_table(bare):
    bare.folder.mkdir()
    (bare.folder / "program.csv").write_bytes(b"PK\x03\x04 a workbook")
    page = bare.page()
    (begun,) = page.begin()
    (first_run,) = page.send("first_run", days_per_week=3, postpone_at=None)

    assert "program.csv" in page.panel.home["told"][0]
    assert page.panel.home["today"]["exercises"] == []
    assert not page.panel.home["first_run"]
    assert begun["text"] == first_run["text"] == page.panel.home["told"][0]
    assert bare.journals() == []


def test_a_program_from_tomorrow_on_leaves_today_free(bare):
    bare.log.prescribe(default(DAY + timedelta(1)))
    shown = bare.panel().home

    assert shown["today"] == {"exercises": [], "seconds": 180, "times_per_day": 0}
    assert not shown["first_run"]


# --- whatever is wrong --------------------------------------------------------------------------


def test_a_table_that_is_none_is_told_once_and_the_rest_is_shown(desk):
    (desk.folder / "sessions.csv").write_bytes(b"PK\x03\x04 a workbook")
    shown = desk.panel().home

    assert len(shown["told"]) == 1
    assert "sessions.csv" in shown["told"][0]
    assert len(shown["today"]["exercises"]) == 2
    assert shown["counts"]["sessions"] == 0


def test_a_damaged_row_is_told(desk):
    page = desk.page()
    page.begin()
    page.event("end")
    page.event("finish")
    path = desk.folder / "sessions.csv"
    path.write_text(path.read_text().replace("not_started", "no_such_state"))
    page.send("home")

    (problem,) = page.panel.home["problems"]
    assert problem.startswith("sessions.csv, line 2, status: 'no_such_state' must be finished")


def test_an_unfinished_session_is_told_with_its_first_accepted_event(desk):
    page = desk.page()
    page.begin()
    page.event("ease_off")
    page.event("pause")
    page.panel._live.release()
    (left,) = desk.panel().home["unfinished"]

    assert left == {
        "session": page.panel.anchor["session"],
        "began": "2026-11-22T07:12:03+01:00",
        "events": 2,
        "old": False,
    }


def test_home_is_plain_data(desk):
    shown = desk.panel().home

    assert json.loads(json.dumps(shown)) == shown
    assert shown["day"] == "2026-11-22"
    assert shown["folder"] == str(desk.folder)


def test_a_day_begins_at_three(desk):
    assert desk.panel(later=timedelta(hours=19)).home["day"] == "2026-11-22"
    assert desk.panel(later=timedelta(hours=20)).home["day"] == "2026-11-23"


def test_the_catalogue_is_told_in_words():
    words = home.catalog()

    assert json.loads(json.dumps(words)) == words
    assert words["lower-tummy"]["name"] == "Lower tummy strengthening"
    assert all(each["start"] and each["movement"] and each["cues"] for each in words.values())


def test_two_folders_have_two_ids():
    ids = {home.folder_id(folder) for folder in ("/a/data", "/b/data", "/a/data")}

    assert len(ids) == 2


def test_today_takes_as_long_as_the_session_with_nothing_left_out():
    lines = default(DAY, postpone_at=0)

    assert home.today(lines, Pace())["seconds"] == 684


def test_a_second_copy_of_a_table_is_told_and_not_counted(desk):
    page = desk.page()
    copy = desk.folder / "sessions (1).csv"
    copy.write_bytes(line.header(schema.table("sessions")))

    page.send("home")

    (told,) = page.panel.home["told"]
    assert told.startswith("sessions (1).csv is a second copy of sessions.csv")
    assert page.panel.home["counts"]["sessions"] == 0
