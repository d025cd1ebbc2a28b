"""The program's times as a calendar file: recurring events with an alarm, in the person's zone.

What stands in a calendar is seen by whoever shares it and by whoever runs it: by default no word of
it speaks of health, and an event is marked private. The dose is not in it: it changes, and the
panel knows it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Calendar, Event

#: The days of a week as they are typed and as a calendar writes them, Monday first.
DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
TITLE = "Exercise time"
#: How long an event is shown; the product's choice. A session ends when it ends.
LASTS = timedelta(minutes=15)
#: Control characters, what ends a line for some readers, and what cannot be encoded.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_NAMESPACE = UUID("47a6839a-6e40-47c5-8053-1348b5f73875")


@dataclass(frozen=True)
class Wish:
    """When a person wants to be reminded, and in which words.

    Parameters
    ----------
    at : sequence of datetime.time
        Local times of a day.
    days : sequence of str
        Days of the week, as in `DAYS`.
    weeks : int
        For how many weeks.
    zone : str
        IANA name of the time zone.
    title : str
        What the event is called.
    cues : sequence of str
        What a time follows, as in "After I brush my teeth": none, one for all times, or one for
        each.
    """

    at: Sequence[time]
    zone: str
    days: Sequence[str] = tuple(DAYS)
    weeks: int = 8
    title: str = TITLE
    cues: Sequence[str] = ()

    @property
    def times(self) -> list[tuple[time, str]]:
        """The times in their order, each once, with its cue; empty where there is none."""
        each = self.cues if len(self.cues) == len(self.at) else [*self.cues, ""][:1] * len(self.at)
        return sorted(dict(zip(self.at, each, strict=True)).items())

    def plan(self, cue: str) -> str:
        """Return a cue and what follows it in one sentence; empty without a cue."""
        return f"{cue.strip().rstrip(',')}, then: {self.title}." if cue.strip() else ""


def calendar(wish: Wish, first: date, made: datetime) -> Calendar:
    """Return the calendar of a wish.

    Parameters
    ----------
    wish : Wish
        Times and words.
    first : datetime.date
        The first day on which an event may be.
    made : datetime.datetime
        The stated time of making: with a later one, a second import replaces the first.
    """
    from icalendar import Calendar, Timezone

    wish = replace(wish, title=_plain(wish.title), cues=[_plain(cue) for cue in wish.cues])
    found = Calendar()
    found.add("prodid", "-//Exercise time//Calendar file 1//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    # From a year earlier on, so that the rule of a first event's day is told too.
    around = first - timedelta(days=366), first + timedelta(weeks=wish.weeks + 1)
    found.add_component(Timezone.from_tzid(wish.zone, first_date=around[0], last_date=around[1]))
    for number, (at, cue) in enumerate(wish.times, 1):
        event = _event(wish, number, datetime.combine(_first(wish, first), at), made)
        if cue:
            event.add("description", wish.plan(cue))
        found.add_component(event)
    return found


def as_bytes(made: Calendar) -> bytes:
    """Return a calendar as an .ics file."""
    return bytes(made.to_ical())


def _plain(text: str) -> str:
    """Return text without what no line of a calendar can hold."""
    return _UNPRINTABLE.sub(" ", text).strip()


def _event(wish: Wish, number: int, start: datetime, made: datetime) -> Event:
    from icalendar import Alarm, Event

    days = [DAYS[day] for day in DAYS if day in wish.days]
    event, alarm = Event(), Alarm()
    event.add("uid", str(uuid5(_NAMESPACE, f"{wish.title}/{number}")))
    event.add("dtstamp", made)
    event.add("dtstart", start.replace(tzinfo=ZoneInfo(wish.zone)))
    event.add("duration", LASTS)
    event.add("rrule", {"freq": "weekly", "count": wish.weeks * len(days), "byday": days})
    event.add("summary", wish.title)
    event.add("class", "PRIVATE")
    alarm.add("action", "DISPLAY")
    alarm.add("description", wish.title)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event


def _first(wish: Wish, first: date) -> date:
    """Return the first day of an event: a rule begins on a day that it names."""
    wanted = [place for place, day in enumerate(DAYS) if day in wish.days]
    later = (first + timedelta(days=number) for number in count())
    return next(day for day in later if day.weekday() in wanted)
