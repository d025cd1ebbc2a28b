"""A form whose rows cannot be written: kept where the panel says, or told as not saved."""

import errno

VALUES = {"discomfort": 3, "settled": "yes"}


def test_a_form_that_must_wait_is_noted_and_the_panel_says_where_it_is(desk, disk):
    page = desk.page()
    disk.refuse("checkins.csv", errno.EROFS)
    noted, *told = page.send("form", form="check_in", values=VALUES)
    disk.mend()
    page.send("home")

    assert noted == {"kind": "noted", "form": "check_in"}
    place = desk.folder / "journal" / "pending.jsonl"
    assert [each["kind"] for each in told] == ["trouble"]
    assert told[0]["text"].endswith(f"kept in {place} and entered at the next start.")
    assert page.panel.home["told"] == [f"2 rows were brought from {place} into the log."]
    assert desk.rows("checkins", "kind discomfort") == ["daily 3", "morning_after -"]


def test_a_form_that_could_be_kept_nowhere_is_not_called_noted(desk, disk):
    page = desk.page()
    for end in ("checkins.csv", "pending.jsonl"):
        disk.refuse(end)
    (told,) = page.send("form", form="check_in", values=VALUES)
    disk.mend()

    assert told["kind"] == "trouble"
    assert told["text"].startswith("The disk is full")
    assert desk.rows("checkins", "kind") == []
