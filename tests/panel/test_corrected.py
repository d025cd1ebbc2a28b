"""What a form changes in the rows of an entry, and what it may not."""

from datetime import date, datetime

import pytest

from backlog.panel import corrected
from backlog.panel.entries import Entry
from backlog.panel.fields import FieldError

AT = datetime.fromisoformat("2026-11-21T07:12:03+01:00")
DAY, NEXT = date(2026, 11, 21), date(2026, 11, 22)
SESSION = {
    "session_id": "S1",
    "local_day": DAY,
    "status": "partial",
    "reason": "time",
    "discomfort_before": 2,
    "discomfort_after": None,
    "furthest": None,
    "note": None,
}
SET = {
    "set_id": "S1-01",
    "local_day": DAY,
    "target_reps": 6,
    "hold_unit": "s",
    "reps": 4,
    "held": 80.0,
    "status": "partial",
    "reason": "tired",
    "discomfort": 1,
    "note": None,
}


def of_set(values, today=NEXT, **row):
    """The changes of one set."""
    entry = Entry("sessions", SESSION, ({**SET, **row},))
    return corrected.changes(entry, {"sets": {"S1-01": values}}, today).get(("sets", "S1-01"))


def of(table, row, values, today=NEXT):
    id = {"sessions": "session_id", "days": "day_id", "activities": "activity_id"}[table]
    return corrected.changes(Entry(table, {**row, id: "X"}), values, today).get((table, "X"), {})


def days(values, **row):
    first = {"from": date(2026, 11, 10), "to": date(2026, 11, 12), "reason": "ill", "quality": None}
    return of("days", {**first, "kind": "excused", "note": None, **row}, values)


def activity(values, **row):
    of_row = {"kind": "activity", "name": "Stairs", "value": 4, "local_day": DAY, "note": None}
    return of("activities", {**of_row, **row}, values)


def test_what_was_not_touched_changes_nothing():
    entry = Entry("sessions", SESSION, (SET,))

    assert corrected.changes(entry, {}, NEXT) == {}


def test_a_rating_is_corrected_also_on_a_later_day():
    assert of("sessions", SESSION, {"discomfort_before": 3}) == {"discomfort_before": 3}
    assert of("sessions", SESSION, {"discomfort_before": None}) == {"discomfort_before": None}
    assert of_set({"discomfort": 5}) == {"discomfort": 5}


def test_a_rating_that_was_not_given_is_filled_in_on_its_own_day_alone():
    assert of("sessions", SESSION, {"discomfort_after": 3}, DAY) == {"discomfort_after": 3}
    with pytest.raises(FieldError, match="recalled") as wrong:
        of("sessions", SESSION, {"discomfort_after": 3})

    assert wrong.value.field == "discomfort_after"


@pytest.mark.parametrize(
    ("row", "values", "status", "reason"),
    [
        ({}, {"reps": "6"}, "done", None),
        ({}, {"reps": "5"}, "partial", "tired"),
        ({}, {"reason": "pain"}, "stopped_pain", "pain"),
        ({"status": "stopped_pain", "reason": "pain"}, {"reason": "cramp"}, "partial", "cramp"),
        ({"status": "skipped", "reps": 0}, {"reps": "2"}, "partial", "tired"),
        ({"status": "skipped", "reps": 0}, {"reason": "pain"}, "skipped", "pain"),
        (
            {"status": "not_attempted", "reps": 0, "reason": None},
            {"reps": 0},
            "not_attempted",
            None,
        ),
        ({"reason": "over_limit"}, {"reps": 6}, "done", "over_limit"),
        ({"status": "done", "reason": None, "reps": 6}, {"reps": 0}, "partial", None),
    ],
)
def test_how_a_set_ended_follows_from_repetitions_and_reason(row, values, status, reason):
    changed = of_set(values, **row)

    assert (changed["status"], changed["reason"]) == (status, reason)


def test_a_number_may_have_a_comma_for_its_point():
    assert of_set({"held": " 95,5 "}) == {"held": 95.5}


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"reps": ""}, "needed"),
        ({"reps": "six"}, "integer"),
        ({"reps": "201"}, "integer"),
        ({"held": "-1"}, "number"),
        ({"reason": "boredom"}, "choose"),
        ({"note": "x" * 10_001}, "long"),
    ],
)
def test_a_value_that_may_not_stand_in_a_set_is_named_at_its_field(values, why):
    with pytest.raises(FieldError, match=why) as wrong:
        of_set(values)

    assert wrong.value.field == f"sets/S1-01/{next(iter(values))}"


def test_stopped_for_pain_is_a_session_whose_reason_is_pain():
    assert of("sessions", SESSION, {"reason": "pain"})["status"] == "stopped_pain"
    stopped = {**SESSION, "status": "stopped_pain", "reason": "pain"}
    assert of("sessions", stopped, {"reason": "cramp"})["status"] == "partial"
    finished = {**SESSION, "status": "finished", "reason": None}
    assert of("sessions", finished, {"reason": "pain"}) == {}


def test_a_stretch_of_days_moves_its_ends_each_on_its_own():
    assert days({"from": "2026-11-09"}) == {"from": date(2026, 11, 9)}
    with pytest.raises(FieldError, match="order") as wrong:
        days({"to": "2026-11-09"})

    assert wrong.value.field == "to"


def test_what_is_about_one_day_stays_so():
    moved = days({"from": "2026-12-01"}, kind="next_visit", to=date(2026, 11, 10), reason=None)

    assert moved == {"from": date(2026, 12, 1), "to": date(2026, 12, 1)}


def test_a_flare_has_no_reason():
    assert days({"kind": "flare"}) == {"kind": "flare", "reason": None}


@pytest.mark.parametrize(
    ("values", "field", "why"),
    [
        ({"from": ""}, "from", "needed"),
        ({"from": "soon"}, "from", "day"),
        ({"kind": "visit"}, "kind", "choose"),
    ],
)
def test_a_value_that_says_nothing_about_days_is_named(values, field, why):
    with pytest.raises(FieldError, match=why) as wrong:
        days(values)

    assert wrong.value.field == field


def test_a_question_and_an_activity_keep_their_words():
    with pytest.raises(FieldError, match="question"):
        days({"note": "  "}, kind="question")
    with pytest.raises(FieldError, match="name"):
        activity({"name": " "})

    assert activity({"name": "The stairs ", "value": 3}) == {"name": "The stairs", "value": 3}


def test_the_global_change_is_one_of_seven_steps():
    assert activity({"value": -3}, kind="global_change", name=None) == {"value": -3}
    with pytest.raises(FieldError, match="choose"):
        activity({"value": 4}, kind="global_change", name=None)
