from datetime import datetime, timedelta

from backlog.session.events import NAMES, Event, Stamp


def test_seconds_between_two_moments_of_one_page():
    wall = datetime.fromisoformat("2026-11-22T07:12:03+01:00")
    start, later = Stamp(wall, 10.0, "A"), Stamp(wall, 12.5, "A")

    assert later.since(start) == 2.5


def test_the_wall_clock_is_never_asked_how_long_something_took():
    """An hour that daylight saving or a person put in is no hour of exercise."""
    wall = datetime.fromisoformat("2026-11-22T07:12:03+01:00")

    assert Stamp(wall + timedelta(hours=1), 11.0, "A").since(Stamp(wall, 10.0, "A")) == 1.0


def test_a_clock_that_went_back_and_another_pages_clock_tell_nothing():
    wall = datetime.fromisoformat("2026-11-22T07:12:03+01:00")
    start = Stamp(wall, 10.0, "A")

    assert Stamp(wall, 9.0, "A").since(start) == 0.0
    assert Stamp(wall, 99.0, "B").since(start) == 0.0


def test_every_event_has_one_name():
    assert len(set(NAMES.values())) == len(NAMES)
    assert set(NAMES.values()) == set(Event.__subclasses__())
