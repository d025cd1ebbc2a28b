"""backlog.report.calendar: the times that were asked for, on the clock of the wall, and no more."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from backlog.program import CATALOG
from backlog.report.calendar import DAYS, TITLE, Wish, as_bytes, calendar

HOSTILE = json.loads((Path(__file__).parents[1] / "hostile.json").read_text(encoding="utf-8"))
VIENNA = "Europe/Vienna"
MADE = datetime(2026, 10, 1, 18, 0, tzinfo=UTC)
FIRST = date(2026, 10, 1)  # a Thursday, four weeks before the clocks go back
SEVEN, SIX_PM = time(7), time(18)


def a_file(first=FIRST, made=MADE, **wished):
    return as_bytes(calendar(Wish(**{"at": [SEVEN], "zone": VIENNA} | wished), first, made))


def events(data):
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def moments(event):
    """Return the local times of all occurrences of an event, in the order of time."""
    start = event["dtstart"].dt
    rule = event["rrule"].to_ical().decode()
    return [*rrulestr(rule, dtstart=start.replace(tzinfo=None))], start.tzinfo


def test_a_time_a_day_is_an_event_on_every_day_for_eight_weeks():
    (event,) = events(a_file())
    at, zone = moments(event)

    assert at == [datetime(2026, 10, 1, 7) + timedelta(days=day) for day in range(56)]
    assert str(zone) == VIENNA
    assert event["summary"] == TITLE


def test_two_times_are_two_events_on_the_days_that_were_named():
    first, second = events(a_file(at=[SIX_PM, SEVEN], days=["mon", "wed", "fri"], weeks=2))
    at, _ = moments(first)

    assert [moment.date() for moment in at] == [
        *(date(2026, 10, 2), date(2026, 10, 5), date(2026, 10, 7)),
        *(date(2026, 10, 9), date(2026, 10, 12), date(2026, 10, 14)),
    ]
    assert {moment.time() for moment in at} == {SEVEN}
    assert {moment.time() for moment in moments(second)[0]} == {SIX_PM}


@pytest.mark.parametrize(
    ("zone", "first", "before", "after"),
    [
        (VIENNA, FIRST, 2, 1),
        ("America/New_York", date(2027, 3, 1), -5, -4),
        ("Australia/Lord_Howe", date(2027, 3, 20), 11, 10.5),
        ("Asia/Kolkata", FIRST, 5.5, 5.5),
    ],
)
def test_seven_stays_seven_when_the_clocks_change(zone, first, before, after):
    """The offset comes from the file's own description of the zone, as a calendar program reads it.

    Lord Howe Island changes by half an hour, India never.
    """
    made = icalendar.Calendar.from_ical(a_file(first=first, zone=zone))
    own = made.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    at, _ = moments(made.walk("VEVENT")[0])
    hours = [moment.replace(tzinfo=own).utcoffset() / timedelta(hours=1) for moment in at]

    assert {moment.time() for moment in at} == {SEVEN}
    assert (hours[0], hours[-1]) == (before, after)
    true = [moment.replace(tzinfo=ZoneInfo(zone)).utcoffset() / timedelta(hours=1) for moment in at]
    assert hours == true


def test_an_event_has_an_alarm_at_its_time_and_is_private():
    (event,) = events(a_file())
    (alarm,) = event.walk("VALARM")

    assert alarm["action"] == "DISPLAY"
    assert alarm["trigger"].dt == timedelta(0)
    assert alarm["description"] == TITLE
    assert event["class"] == "PRIVATE"
    assert event["duration"].dt == timedelta(minutes=15)


def test_the_cue_becomes_an_if_then_sentence():
    (event,) = events(a_file(cues=["After I brush my teeth,"]))

    assert event["description"] == "After I brush my teeth, then: Exercise time."
    assert "description" not in events(a_file())[0]


def test_each_time_has_its_own_cue_or_all_have_one():
    each = events(a_file(at=[SIX_PM, SEVEN], cues=["After tea", "After I wash"]))
    both = events(a_file(at=[SIX_PM, SEVEN], cues=["After tea"]))

    assert [event["description"].split(",")[0] for event in each] == ["After I wash", "After tea"]
    assert [event["description"].split(",")[0] for event in both] == ["After tea", "After tea"]


def test_no_word_of_it_speaks_of_health():
    text = a_file(cues=["After I brush my teeth"]).decode().lower()
    words = {word for each in CATALOG.values() for word in re.findall("[a-z]+", each.name.lower())}
    told = {*words, *CATALOG, "back", "pain", "spine", "discomfort", "therapy", "therapist"}

    assert not {word for word in told if len(word) > 3 and word in text}


def test_a_second_import_replaces_the_first():
    first = events(a_file(at=[SEVEN, SIX_PM]))
    second = events(a_file(at=[time(8), SIX_PM], made=MADE + timedelta(days=1)))

    assert [event["uid"] for event in first] == [event["uid"] for event in second]
    assert len({event["uid"] for event in first}) == 2
    assert second[0]["dtstamp"].dt > first[0]["dtstamp"].dt
    assert events(a_file(title="Anna's time"))[0]["uid"] not in [event["uid"] for event in first]


def test_the_same_wish_makes_the_same_bytes():
    assert a_file() == a_file()


def test_a_title_and_a_cue_with_every_character_come_back_as_they_were():
    title = 'Übung; now, \\ "quoted" \u200f <b>זמן</b>'
    (event,) = events(a_file(title=title, cues=["Nach dem Frühstück; täglich"]))

    assert event["summary"] == title
    assert event["description"].startswith("Nach dem Frühstück; täglich, then: ")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_a_title_and_nothing_else(name):
    data = a_file(title=HOSTILE[name], cues=[HOSTILE[name]])
    (event,) = events(data)
    lines = re.split(rb"\r\n|[\r\n]", data)

    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"BEGIN:VALARM") == 1
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f]", data)
    assert event["summary"] == event.walk("VALARM")[0]["description"]
    assert event["description"].endswith(f", then: {event['summary']}.")


def test_lines_are_as_long_as_the_standard_allows():
    data = a_file(cues=["After I brush my teeth " + "ü" * 200])

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("day", DAYS)
def test_the_first_event_is_on_a_day_that_was_named(day):
    (event,) = events(a_file(days=[day], weeks=3))
    at, _ = moments(event)

    assert len(at) == 3
    assert {list(DAYS)[moment.weekday()] for moment in at} == {day}
    assert at[0].date() - FIRST < timedelta(days=7)


@given(
    at=st.lists(st.times().map(lambda at: at.replace(microsecond=0)), min_size=1, max_size=3),
    days=st.lists(st.sampled_from(list(DAYS)), min_size=1, unique=True),
    weeks=st.integers(1, 60),
    first=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    zone=st.sampled_from([VIENNA, "America/Santiago", "Australia/Lord_Howe", "Africa/Casablanca"]),
)
@settings(max_examples=40, deadline=None)
def test_every_wish_is_met_on_its_days_at_its_times(at, days, weeks, first, zone):
    found = events(a_file(at=at, days=days, weeks=weeks, first=first, zone=zone))

    assert [event["dtstart"].dt.time() for event in found] == sorted(set(at))
    for event in found:
        occurring, _ = moments(event)
        assert {list(DAYS)[moment.weekday()] for moment in occurring} == set(days)
        assert len(occurring) == weeks * len(days)
        assert first <= occurring[0].date() < first + timedelta(days=7)
