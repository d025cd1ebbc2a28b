"""The program on a form: read at the field, shown before it changes, dated ahead, taken back."""

from datetime import date, timedelta

import pytest

from backlog.log import new_id
from backlog.program import in_force

TODAY = date(2026, 11, 22)
LINES = "from_day exercise sets reps hold author note"


@pytest.fixture
def ask(desk):
    """`ask(kind, **values)`: what the panel answers; its messages about Home are left out."""
    page = desk.page()

    def send(kind, **values):
        answers = page.send(kind, **values)
        return answers[-1]

    send.log = desk.log
    return send


def form(lines=None, **more):
    return {"values": {"author": "A. Huber", "lines": lines or {}, **more}}


STRETCH = {"lower-back-stretch": {"reps": "8", "hold": "22,5"}}


def test_the_form_starts_with_the_program_in_force_and_the_first_day_that_may_change(ask):
    told = ask("program")

    assert (told["kind"], told["start"]) == ("program", "2026-11-22")
    assert [(each["exercise"], each["reps"], each["hold"]) for each in told["lines"]] == [
        ("lower-back-stretch", 2, 20.0),
        ("lower-tummy", 1, None),
    ]
    assert "knee-rolls" in [each["exercise"] for each in told["more"]]
    assert told["back"] == []


def test_after_a_session_of_today_the_first_day_is_tomorrow(desk, ask):
    at = desk.now
    row = {"session_id": new_id(at), "started_at": at, "time_known": "exact", "local_day": TODAY}
    desk.log.append("sessions", row | {"status": "finished", "entry": "live"})

    assert ask("program")["start"] == "2026-11-23"


def test_a_preview_tells_old_and_new_and_writes_nothing(desk, ask):
    before = (desk.folder / "program.csv").read_bytes()

    (change,) = ask("program_preview", **form(STRETCH))["changes"]

    assert (change["exercise"], change["kind"], change["from"]) == (
        "lower-back-stretch", "changes", "2026-11-22",
    )  # fmt: skip
    assert change["fields"] == ["reps", "hold"]
    assert (change["before"]["reps"], change["after"]["reps"]) == (2, 8)
    assert (change["before"]["hold"], change["after"]["hold"]) == (20.0, 22.5)
    assert (desk.folder / "program.csv").read_bytes() == before


def test_a_change_is_a_new_line_with_its_author_and_home_shows_it(desk, ask):
    answer = ask("program_save", **form(STRETCH, note="visit", **{"from": "2026-11-23"}))

    assert answer == {"kind": "noted", "form": "program_save", "lines": 1}
    line = desk.log.program()[0][-1]
    assert (line.from_day, line.reps, line.hold, line.author, line.note) == (
        date(2026, 11, 23), 8, 22.5, "A. Huber", "visit",
    )  # fmt: skip
    assert [each.reps for each in in_force(desk.log.program()[0], TODAY)] == [2, 1]


def test_sent_again_it_changes_nothing_more(desk, ask):
    ask("program_save", **form(STRETCH))

    assert ask("program_save", **form(STRETCH))["text"] == "no_change"
    assert len(desk.log.program()[0]) == 3


def test_an_exercise_is_added_with_the_dose_of_its_source_and_one_ends(desk, ask):
    ask("program_save", **form({"knee-rolls": {"on": True}, "lower-tummy": {"on": False}}))

    told = ask("program")

    assert [(each["exercise"], each["reps"], each["stop_at"]) for each in told["lines"]] == [
        ("lower-back-stretch", 2, None),
        ("knee-rolls", 4, 6),
    ]
    assert [(each["exercise"], each["kind"]) for each in told["back"]] == [
        ("lower-tummy", "starts"),
        ("knee-rolls", "ends"),
    ]


def test_a_field_is_emptied_where_it_may_be_empty(ask):
    lines = {"lower-tummy": {"postpone_at": "", "days_per_week": " "}}

    (change,) = ask("program_preview", **form(lines))["changes"]

    assert change["fields"] == ["days_per_week", "postpone_at"]
    assert change["after"]["postpone_at"] is None


def test_taken_back_the_program_is_as_before_and_the_file_only_grew(desk, ask):
    before = in_force(desk.log.program()[0], TODAY)
    ask("program_save", **form(STRETCH))
    grown = (desk.folder / "program.csv").read_bytes()

    answer = ask("program_undo")

    assert answer["form"] == "program_undo"
    assert (desk.folder / "program.csv").read_bytes().startswith(grown)
    after = in_force(desk.log.program()[0], TODAY)
    assert [(line.reps, line.hold) for line in after] == [(line.reps, line.hold) for line in before]


@pytest.mark.parametrize(
    ("lines", "more", "field", "why"),
    [
        ({"lower-tummy": {"reps": "lots"}}, {}, "lines/lower-tummy/reps", "integer"),
        ({"lower-tummy": {"reps": "101"}}, {}, "lines/lower-tummy/reps", "integer"),
        ({"lower-tummy": {"reps": ""}}, {}, "lines/lower-tummy/reps", "needed"),
        ({"lower-tummy": {"sets": "0"}}, {}, "lines/lower-tummy/sets", "integer"),
        ({"lower-tummy": {"rest_s": ""}}, {}, "lines/lower-tummy/rest_s", "needed"),
        ({"lower-tummy": {"stop_at": "11"}}, {}, "lines/lower-tummy/stop_at", "integer"),
        ({"lower-tummy": {"side_order": "x"}}, {}, "lines/lower-tummy/side_order", "choose"),
        ({"lower-back-stretch": {"hold": ""}}, {}, "lines/lower-back-stretch/hold", "needed"),
        ({"lower-back-stretch": {"hold": "121"}}, {}, "lines/lower-back-stretch/hold", "number"),
        (STRETCH, {"author": " "}, "author", "author"),
        (STRETCH, {"author": "x" * 201}, "author", "long"),
        (STRETCH, {"note": "x" * 10_001}, "note", "long"),
        (STRETCH, {"from": "2026-11-21"}, "from", "lived"),
        (STRETCH, {"from": "soon"}, "from", "day"),
        ({}, {}, "", "no_change"),
        ({"lower-tummy": {"reps": "1"}}, {}, "", "no_change"),
        ({"knee-rolls": {"on": False}}, {}, "", "no_change"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_written(desk, ask, lines, more, field, why):
    for kind in ("program_preview", "program_save"):
        answer = ask(kind, **form(lines, **more))

        assert (answer["kind"], answer["field"], answer["text"]) == ("field", field, why)
    assert len(desk.log.program()[0]) == 2


def test_with_nothing_to_take_back_that_is_said(ask):
    assert ask("program_undo")["text"] == "There is no change of the program to take back."


def test_a_later_line_that_takes_over_is_told(desk, ask):
    ahead = {"from": (TODAY + timedelta(9)).isoformat()}
    ask("program_save", **form({"lower-back-stretch": {"reps": 9}}, **ahead))

    (change,) = ask("program_preview", **form(STRETCH))["changes"]

    assert change["until"] == "2026-12-01"
