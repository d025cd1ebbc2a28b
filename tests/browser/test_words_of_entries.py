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
        (
            day(reason="ill", note="<b>flu</b>"),
            "I could not: leave these days out, Ill, <b>flu</b>",
        ),
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


CHANGE = """([table, set, change]) => {
  const t = backlog.translator(window.words);
  const engine = { get: () => ({ "lower-tummy": { name: "Lower tummy strengthening" } }) };
  const sets = [{ exercise: "lower-tummy", side: "left", hold_unit: "s" }];
  return backlog.changeWords({ t, engine }, { line: { table }, sets }, { set, ...change }, null);
}"""


@pytest.mark.parametrize(
    ("table", "set", "field", "before", "after", "words"),
    [
        ("sessions", None, "discomfort_after", 3, 4, "Discomfort after: 3 → 4"),
        (
            "sessions",
            None,
            "furthest",
            None,
            "thigh",
            "Furthest point at which it was felt: – → Thigh",
        ),
        ("sessions", None, "reason", "time", "pain", "Why it ended early: No time → Pain"),
        ("sessions", None, "warmup_s", 0, 60, "warmup_s: 0 → 60"),
        ("sessions", 0, "reps", 0, 6, "Lower tummy strengthening, LEFT, Repetitions: 0 → 6"),
        ("sessions", 0, "held", 0, 1, "Lower tummy strengthening, LEFT, Held, in seconds: 0 → 1"),
        ("activities", None, "value", 0, 3, "Rating: 0 → 3"),
        ("days", None, "note", None, "<i>x</i>", "Note: – → “<i>x</i>”"),
    ],
)
def test_a_change_is_said_in_words(say, js, table, set, field, before, after, words):
    change = {"field": field, "before": before, "after": after}

    assert js.evaluate(CHANGE, [table, set, change]) == words
