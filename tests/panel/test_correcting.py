"""Correct, delete and bring back entries through the panel; the files keep every word."""

import errno
from datetime import timedelta

import pytest

LATER = timedelta(hours=1)


@pytest.fixture
def page(desk):
    """A page an hour later, over a log with one session."""
    desk.page().live()
    return desk.page(desk.panel(later=LATER))


def entries(page, **asked):
    (answer,) = page.send("entries", **asked)
    return answer["entries"]


def opened(page):
    (line,) = entries(page)
    (entry,) = page.send("entry", table=line["table"], id=line["id"])
    return entry


def change(page, kind, **values):
    """Change the only entry there is, or was."""
    (line,) = entries(page) or entries(page, deleted=True)
    return page.send(kind, table=line["table"], id=line["id"], **values)


def lines(desk, table):
    return (desk.folder / f"{table}.csv").read_text().splitlines()


def test_a_corrected_rating_is_a_second_revision_and_the_old_row_stays(desk, page):
    before = lines(desk, "sessions")
    (noted,) = change(page, "correct", values={"discomfort_after": 4})

    assert (noted["kind"], noted["form"], noted["changed"]) == ("noted", "correct", True)
    assert desk.rows("sessions", "rev discomfort_before discomfort_after entry") == ["2 1 4 live"]
    assert lines(desk, "sessions")[:-1] == before
    assert [line["corrected"] for line in entries(page)] == [True]


def test_a_form_that_changes_nothing_says_so_and_there_is_nothing_to_undo(desk, page):
    (noted,) = change(page, "correct", values={"discomfort_after": 2, "note": ""})

    assert noted["changed"] is False
    assert desk.rows("sessions", "rev") == ["1"]


def test_only_what_changed_is_written(desk, page):
    sets = opened(page)["sets"]
    change(page, "correct", values={"sets": {sets[0]["set_id"]: {"reps": "1"}}, "note": ""})

    assert desk.rows("sets", "set_id rev reps status") == [
        f"{sets[1]['set_id']} 1 1 done",
        f"{sets[2]['set_id']} 1 1 done",
        f"{sets[0]['set_id']} 2 1 partial",
    ]
    assert desk.rows("sessions", "rev") == ["1"]


def test_a_session_takes_its_sets_along_and_brings_them_back(desk, page):
    sets = desk.rows("sets", "exercise side reps status")
    change(page, "delete")
    gone = desk.rows("sessions", "rev"), desk.rows("sets", "rev"), entries(page)
    change(page, "undo")

    assert gone == ([], [], [])
    assert desk.rows("sets", "exercise side reps status") == sets
    assert desk.rows("sessions", "rev status") == ["3 finished"]
    assert page.panel.home["counts"]["today"] == 1


def test_undo_takes_back_what_was_done_at_once_and_nothing_else(desk, page):
    first = opened(page)["sets"][0]["set_id"]
    change(page, "correct", values={"sets": {first: {"reps": "1"}}})
    later = desk.page(desk.panel(later=2 * LATER))
    change(later, "correct", values={"discomfort_after": 5})
    change(desk.page(desk.panel(later=3 * LATER)), "undo")

    assert desk.rows("sessions", "rev discomfort_after") == ["3 2"]
    assert f"{first} 2 1" in desk.rows("sets", "set_id rev reps")


def test_undo_takes_back_the_last_step_after_a_clock_that_went_back(desk, page):
    """The step before touched every row, so to take that one back would delete the session."""
    first = opened(page)["sets"][0]["set_id"]
    change(page, "delete")
    change(desk.page(desk.panel(later=3 * LATER)), "undo")
    gone_back = desk.page(desk.panel(later=2 * LATER))
    change(gone_back, "correct", values={"sets": {first: {"reps": "1"}}})
    change(gone_back, "undo")

    assert desk.rows("sessions", "rev status") == ["3 finished"]
    assert f"{first} 5 2" in desk.rows("sets", "set_id rev reps")


def test_the_history_says_who_became_what(page):
    change(page, "correct", values={"discomfort_after": 4, "note": "Felt fine"})
    written, changed = opened(page)["history"]

    assert written["changes"] == []
    assert changed["at"] == "2026-11-22T08:12:03+01:00"
    told = [(each["field"], each["before"], each["after"]) for each in changed["changes"]]
    assert told == [("discomfort_after", 2, 4), ("note", None, "Felt fine")]


def test_what_was_never_changed_cannot_be_undone(page):
    (told,) = change(page, "undo")

    assert told["text"] == "This entry was never changed: there is nothing to undo."


def test_a_value_that_may_not_stand_there_writes_nothing(desk, page):
    first = opened(page)["sets"][0]["set_id"]
    values = {"discomfort_after": 4, "sets": {first: {"reps": "many"}}}
    (told,) = change(page, "correct", values=values)

    assert (told["kind"], told["field"], told["text"]) == ("field", f"sets/{first}/reps", "integer")
    assert desk.rows("sessions", "rev") == ["1"]


def test_a_correction_that_cannot_be_written_is_not_called_noted(desk, page, disk):
    disk.refuse("sessions.csv", errno.EROFS)
    (told,) = change(page, "correct", values={"discomfort_after": 4})
    disk.mend()

    assert told["kind"] == "trouble"
    assert desk.rows("sessions", "rev discomfort_after") == ["1 2"]


def test_an_entry_that_is_gone_is_told(page):
    (told,) = page.send("entry", table="days", id="X1")

    assert told == {"kind": "trouble", "text": "This entry is not in your log any more."}


@pytest.mark.parametrize(
    ("form", "values", "table", "corrected", "row"),
    [
        ("check_in", {"discomfort": 3}, "checkins", {"discomfort": 5}, "2 5"),
        ("day", {"about": "flare"}, "days", {"kind": "none_done"}, "2 none_done"),
        ("activities", {"name": "Stairs", "value": 3}, "activities", {"name": "Steps"}, "2 Steps"),
        ("global_change", {"value": 1}, "activities", {"value": 2}, "2 2"),
    ],
)
def test_every_kind_of_entry_is_corrected_deleted_and_brought_back(
    desk, form, values, table, corrected, row
):
    desk.page().send("form", form=form, values=values)
    (name,) = corrected
    seen = []
    for hour, (kind, more) in enumerate(
        [("correct", {"values": corrected}), ("delete", {}), ("undo", {})], 1
    ):
        page = desk.page(desk.panel(later=hour * LATER))
        change(page, kind, **more)
        seen.append(desk.rows(table, f"rev {name}"))

    assert seen == [[row], [], [row.replace("2", "4", 1)]]


def test_a_question_that_was_asked_is_open_no_more_until_its_tick_is_taken_back(desk):
    page = desk.page()
    page.send("form", form="day", values={"about": "question", "note": "May I swim?"})
    (question,) = page.panel.home["beside"]["questions"]
    seen = []
    for kind in ("delete", "undo"):
        page.send(kind, table="days", id=question["id"])
        seen.append([each["text"] for each in page.panel.home["beside"]["questions"]])

    assert seen == [[], ["May I swim?"]]
