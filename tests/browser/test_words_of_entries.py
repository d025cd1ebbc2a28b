"""What the browser says of an entry, and what it keeps of a form, on tables of cases."""

from __future__ import annotations

import pytest

from backlog.panel.assets import texts

SAY = """([name, line]) => {
  const t = backlog.translator(window.words);
  const home = { day: "2026-11-22" };
  const catalog = { "lower-tummy": { name: "Lower tummy strengthening" } };
  const engine = { language: () => "en", get: (what) => ({ home, catalog })[what] };
  return backlog[name](engine, t, line);
}"""


@pytest.fixture(scope="module")
def say(js):
    """`say(function, line)`: the words of one line of the list, in English."""
    js.evaluate("(words) => { window.words = words; }", texts("en"))
    return lambda name, line: js.evaluate(SAY, [name, line])


def session(**values):
    at = {"day": "2026-11-22", "at": "2026-11-22T07:12:03+01:00", "time_known": "exact"}
    rated = {"discomfort_before": 2, "discomfort_after": 3}
    return {"table": "sessions", **at, "exercises": 3, "status": "finished", **rated, **values}


def day(**values):
    none = {"reason": None, "exercise": None, "quality": None, "note": None, "at": None}
    span = {"day": "2026-11-10", "to": "2026-11-10"}
    return {"table": "days", "kind": "excused", **span, **none, **values}


def checkin(**values):
    return {"table": "checkins", "kind": "daily", "discomfort": None, "settled": None, **values}


def activity(**values):
    return {"table": "activities", "kind": "activity", "name": "Stairs", "value": 6, **values}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (session(), "Session, 3 exercises, 2 → 3"),
        (session(exercises=1, discomfort_before=None), "Session, 1 exercise, after 3"),
        (session(discomfort_after=None), "Session, 3 exercises, before 2"),
        (
            session(discomfort_before=None, discomfort_after=None, status="stopped_pain"),
            "Session, 3 exercises, stopped for pain",
        ),
        (checkin(discomfort=0), "Check-in: 0"),
        (checkin(), "Check-in: –"),
        (checkin(kind="morning_after", settled="no"), "Back to usual the morning after: No"),
        (day(reason="ill", note="<b>flu</b>"), "I could not: do not ask for them, Ill, <b>flu</b>"),
        (
            day(kind="visit", exercise="lower-tummy", quality=4),
            "Visit, Lower tummy strengthening, done well: 4 of 5",
        ),
        (activity(), "Stairs: 6"),
        (activity(kind="global_change", name=None, value=-1), "Since you began: A little worse"),
    ],
)
def test_an_entry_is_one_plain_line(say, line, words):
    assert say("whatOf", line) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (session(), "Sun, Nov 22, 07:12"),
        (session(time_known="part_of_day"), "Sun, Nov 22, Morning"),
        (session(time_known="day"), "Sun, Nov 22"),
        (session(day="2026-11-21", at="2026-11-22T01:30:00+13:00"), "Sun, Nov 22, 01:30"),
        (day(to="2026-11-12"), "Tue, Nov 10 – Thu, Nov 12"),
        (day(day="2025-12-31", to="2025-12-31"), "Wed, Dec 31, 2025"),
    ],
)
def test_it_says_when_as_far_as_that_is_known(say, line, words):
    assert say("whenOf", line) == words


@pytest.mark.parametrize(
    ("kept", "values"),
    [
        (None, {}),
        ({"day": "2026-11-22", "values": {"discomfort": 3}}, {"discomfort": 3}),
        ({"day": "2026-11-21", "values": {"discomfort": 3, "note": "flu"}}, {"note": "flu"}),
    ],
)
def test_of_a_form_that_was_begun_on_an_earlier_day_only_the_words_are_kept(js, kept, values):
    assert js.evaluate("(kept) => backlog.draftOf(kept, '2026-11-22')", kept) == values


@pytest.mark.parametrize(
    ("language", "browsers", "locale"),
    [("en", ["de-AT", "en-GB"], "en-GB"), ("de", ["en-GB"], "de")],
)
def test_dates_are_written_as_the_person_writes_them(js, language, browsers, locale):
    said = js.evaluate("(said) => backlog.localeOf(...said)", [language, browsers])

    assert said == locale
