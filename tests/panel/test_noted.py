"""A form whose rows cannot be written: kept where the panel says, or told as not saved."""

import errno

VALUES = {"discomfort": 3}


def test_a_form_that_must_wait_is_noted_and_the_panel_says_where_it_is(desk, disk):
    page = desk.page()
    disk.refuse("checkins.csv", errno.EROFS)
    noted, *told = page.send("form", form="check_in", values=VALUES)
    disk.mend()
    page.send("home")

    assert noted == {"kind": "noted", "form": "check_in", "id": None}
    place = desk.folder / "journal" / "pending.jsonl"
    assert [each["kind"] for each in told] == ["trouble"]
    assert told[0]["text"].endswith(f"kept in {place} and entered at the next start.")
    assert page.panel.home["told"] == [f"One row was brought from {place} into the log."]
    assert desk.rows("checkins", "kind discomfort") == ["daily 3"]


def test_a_form_that_could_be_kept_nowhere_is_not_called_noted(desk, disk):
    page = desk.page()
    for end in ("checkins.csv", "pending.jsonl"):
        disk.refuse(end)
    (told,) = page.send("form", form="check_in", values=VALUES)
    disk.mend()

    assert told["kind"] == "trouble"
    assert told["text"].startswith("The disk is full")
    assert desk.rows("checkins", "kind") == []


def test_a_form_that_is_sent_again_is_noted_once(desk):
    page = desk.page()
    answers = [page.send("form", form="check_in", id="A-1", values=VALUES) for _ in range(2)]
    page.send("form", form="check_in", id="A-2", values=VALUES)

    assert answers == [[{"kind": "noted", "form": "check_in", "id": "A-1"}]] * 2
    assert desk.rows("checkins", "kind discomfort") == ["daily 3", "daily 3"]


def test_a_form_that_comes_again_with_other_values_is_not_called_noted(desk):
    page = desk.page()
    page.send("form", form="check_in", id="A-1", values=VALUES)
    (told,) = page.send("form", form="check_in", id="A-1", values={"discomfort": 5})

    assert told == {
        "kind": "trouble",
        "text": "This was saved as it was first sent. To change it, correct the entry.",
    }
    assert desk.rows("checkins", "rev discomfort") == ["1 3"]


def test_a_wrong_field_is_named_with_the_sentence_that_says_why(desk):
    page = desk.page()
    said = {"done": {"lower-tummy left": {"how": "part", "reps": "six"}}}
    told = page.send("form", form="past_session", values=said)

    limits = {"low": 1, "high": 200}
    assert told == [
        {"kind": "field", "field": "done/lower-tummy left", "text": "integer", "values": limits}
    ]
