"""Away for a week or more: what is asked who comes back, and what is never asked again."""

from datetime import date, timedelta

import pytest

from backlog.panel.away import away

DAY = date(2026, 11, 22)


def ago(days):
    return DAY - timedelta(days)


def sessions(*days, status="finished"):
    return [{"local_day": ago(each), "status": status} for each in days]


def told(kind, first, last):
    return {"kind": kind, "from": ago(first), "to": ago(last)}


def stretch(first, last):
    return {"stretch": [ago(first).isoformat(), ago(last).isoformat()]}


def test_seven_days_without_a_session_are_asked_about():
    assert away(sessions(7), [], "", DAY) is None
    assert away(sessions(30, 8), [], "", DAY) == stretch(7, 1)


def test_who_never_began_is_not_welcomed_back():
    assert away([], [], "", DAY) is None
    assert away(sessions(20, status="not_started"), [], "", DAY) is None


def test_a_session_that_lies_ahead_hides_no_time_away():
    assert away(sessions(9, -3), [], "", DAY) == stretch(8, 1)


@pytest.mark.parametrize("kind", ["excused", "none_done"])
def test_days_that_were_explained_are_not_asked_about(kind):
    assert away(sessions(20), [told(kind, 19, 1)], "", DAY) == {"stretch": None}
    assert away(sessions(20), [told(kind, 19, 6)], "", DAY) == {"stretch": None}
    assert away(sessions(20), [told(kind, 19, 8)], "", DAY) == stretch(7, 1)


def test_a_flare_explains_nothing():
    assert away(sessions(10), [told("flare", 9, 1)], "", DAY) == stretch(9, 1)


def test_of_several_stretches_the_longest_is_asked_about():
    assert away(sessions(30), [told("excused", 12, 10)], "", DAY) == stretch(29, 13)


def test_who_did_not_know_is_asked_about_newer_days_only():
    assert away(sessions(20), [], ago(1).isoformat(), DAY) == {"stretch": None}
    assert away(sessions(20), [], ago(8).isoformat(), DAY) == stretch(7, 1)


# --- by messages ----------------------------------------------------------------------------------


def test_who_does_not_know_writes_nothing_and_is_not_asked_again(desk):
    page = desk.page()
    page.live()
    later = desk.page(desk.panel(later=timedelta(9)))
    asked = later.panel.home["away"]
    later.send("settings", values={"asked_until": asked["stretch"][1]})

    assert asked == {"stretch": ["2026-11-23", "2026-11-30"]}
    assert later.panel.home["away"] == {"stretch": None}
    assert desk.rows("days", "kind") == []
    assert desk.panel(later=timedelta(10)).home["away"] == {"stretch": None}
