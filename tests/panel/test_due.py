"""What is offered beside the session: once a day, once a week, once a month, never pressing."""

from datetime import date

from backlog.panel import due

TODAY = date(2026, 11, 22)


def activity(day, name="Stairs", kind="activity"):
    return {"kind": kind, "name": name, "local_day": date.fromisoformat(day)}


def told(sessions=(), checkins=(), days=(), activities=()):
    return due.told(sessions, checkins, days, activities, TODAY)


def session(day):
    return {"local_day": date.fromisoformat(day)}


def test_a_check_in_is_offered_until_there_is_one_of_the_day():
    def checkin(day, kind):
        return {"kind": kind, "local_day": date.fromisoformat(day)}

    before = [checkin("2026-11-21", "daily"), checkin("2026-11-22", "morning_after")]

    assert not told(checkins=before)["checked_in"]
    assert told(checkins=[*before, checkin("2026-11-22", "daily")])["checked_in"]


def test_activities_are_rated_once_a_week_and_not_at_all_before_there_is_one():
    assert told()["rate"] is False
    assert told(activities=[activity("2026-11-16")])["rate"] is False
    assert told(activities=[activity("2026-11-15")])["rate"] is True


def test_an_activity_that_was_not_rated_for_eight_weeks_makes_room():
    rows = [
        activity("2026-09-27", "Gardening"),
        activity("2026-09-28", "Stairs"),
        activity("2026-10-04", "  stairs "),
        activity("2026-11-01", "Tying my shoes"),
        activity("2026-11-01", None, "global_change"),
    ]

    assert told(activities=rows)["activities"] == ["Stairs", "Tying my shoes"]
    assert told(activities=rows)["room"]
    assert not told(activities=[*rows, activity("2026-09-28", "Gardening")])["room"]


def test_the_global_change_is_offered_a_month_after_the_first_session_and_after_the_last_answer():
    answered = activity("2026-10-24", None, "global_change")

    assert told()["change"] is False
    assert told(sessions=[session("2026-10-24")])["change"] is False
    assert told(sessions=[session("2026-10-23"), session("2026-11-20")])["change"] is True
    assert told(sessions=[session("2026-09-01")], activities=[answered])["change"] is False


def test_open_questions_are_told_and_other_days_are_not():
    rows = [
        {"kind": "question", "day_id": "a", "note": "Is walking fine?"},
        {"kind": "visit", "day_id": "b", "note": "New dose"},
    ]

    assert told(days=rows)["questions"] == [{"id": "a", "text": "Is walking fine?"}]
