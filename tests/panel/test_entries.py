"""The entries of a log: newest first, each in one line, each with its fields and its history."""

from datetime import datetime, timedelta

from backlog.log.corrections import Revision
from backlog.panel import entries
from backlog.panel.entries import Entry

AT = datetime.fromisoformat("2026-11-21T07:12:03+01:00")
TODAY = datetime.fromisoformat("2026-11-22T08:00:00+01:00").date()
COMMON = {"rev": 1, "recorded_at": AT, "note": None, "local_day": AT.date(), "entry": "live"}


def session(id="S1", **values):
    own = {"session_id": id, "started_at": AT, "time_known": "exact", "status": "finished"}
    rated = {"discomfort_before": 2, "discomfort_after": 3, "furthest": None, "reason": None}
    return {**COMMON, **own, **rated, **values}


def a_set(place, **values):
    named = {"set_id": f"S1-0{place}", "session_id": "S1", "exercise": "lower-tummy"}
    done = {"side": "left", "set_no": 1, "target_reps": 6, "hold_unit": None, "reps": 6}
    rest = {"held": None, "status": "done", "reason": None, "discomfort": None}
    return {**COMMON, **named, **done, **rest, **values}


def day(id, first, last=None, kind="excused", **values):
    span = {"from": datetime.fromisoformat(first).date()}
    span["to"] = datetime.fromisoformat(last or first).date()
    none = {"reason": None, "exercise": None, "quality": None, "note": None}
    kept = {"day_id": id, "kind": kind, "rev": 1, "status": "kept", "recorded_at": AT}
    return {**kept, **span, **none, **values}


def checkin(id, at, **values):
    own = {"checkin_id": id, "kind": "daily", "discomfort": 3, "settled": None, "furthest": None}
    return {**COMMON, **own, "at": at, "local_day": at.date(), "status": "kept", **values}


def found(**tables):
    return entries.entries({name: tables.get(name, ()) for name in ("sets", *entries.TABLES)})


def revisions(first, *changes):
    """The history of a row: each revision a minute after the one before."""
    past = [Revision(2, first, {})]
    for number, changed in enumerate(changes, 2):
        at = first["recorded_at"] + timedelta(minutes=number)
        row = {**past[-1].record, **changed, "rev": number, "recorded_at": at}
        told = {name: (past[-1].record[name], value) for name, value in changed.items()}
        past.append(Revision(number + 1, row, told))
    return past


def test_the_newest_entry_comes_first_whatever_its_table():
    rows = found(
        sessions=[session("S1"), session("S2", started_at=AT + timedelta(hours=9))],
        checkins=[checkin("C1", AT + timedelta(hours=1))],
        days=[day("D1", "2026-11-20"), day("D2", "2026-11-24", kind="next_visit")],
    )

    assert [entry.id for entry in rows] == ["D2", "S2", "C1", "S1", "D1"]


def test_a_session_is_told_with_its_exercises_and_ratings():
    sets = [a_set(1), a_set(2, side="right"), a_set(3, exercise="deep-abdominal", reps=0)]
    (line,) = entries.listed(found(sessions=[session()], sets=sets), 30, False)["entries"]

    told = ("table", "at", "exercises", "discomfort_before", "discomfort_after", "status")
    assert [line[name] for name in told] == ["sessions", AT.isoformat(), 1, 2, 3, "finished"]
    assert not line["corrected"]


def test_the_list_ends_where_it_is_told_to_and_says_how_many_are_left():
    rows = found(checkins=[checkin(f"C{n}", AT + timedelta(hours=n)) for n in range(5)])
    listed = entries.listed(rows, 2, False)

    assert [line["id"] for line in listed["entries"]] == ["C4", "C3"]
    assert listed["more"] == 3


def test_deleted_entries_are_listed_on_request_alone():
    rows = found(days=[day("D1", "2026-11-20"), day("D2", "2026-11-21", status="deleted")])

    assert [line["id"] for line in entries.listed(rows, 30, False)["entries"]] == ["D1"]
    assert [line["id"] for line in entries.listed(rows, 30, True)["entries"]] == ["D2"]


def test_a_session_one_of_whose_sets_was_corrected_is_marked():
    rows = found(sessions=[session()], sets=[a_set(1), a_set(2, rev=2)])

    assert entries.line(rows[0])["corrected"]


def test_sets_stand_in_the_order_of_the_session_also_after_a_correction():
    rows = found(sessions=[session()], sets=[a_set(2), a_set(1, rev=2)])

    assert [each["set_id"] for each in rows[0].sets] == ["S1-01", "S1-02"]


def test_an_entry_is_opened_with_the_fields_that_it_has():
    held = a_set(1, hold_unit="s", held=119.5)
    (entry,) = found(sessions=[session()], sets=[held])
    opened = entries.opened(entry, [revisions(held), revisions(session())], TODAY)

    assert [(each["name"], each["value"]) for each in opened["fields"]] == [
        ("discomfort_before", 2),
        ("discomfort_after", 3),
        ("furthest", None),
        ("note", None),
    ]
    names = [each["name"] for each in opened["sets"][0]["fields"]]
    assert names == ["reps", "held", "discomfort", "reason", "note"]
    assert opened["late"]


def test_what_was_done_at_once_is_one_step_of_the_history():
    one, own = a_set(1), session()
    (entry,) = found(sessions=[own], sets=[one])
    past = [revisions(one, {"reps": 4, "status": "partial"}), revisions(own, {"note": "short"})]
    written, changed = entries.history(entry, past)

    assert written == {"at": AT.isoformat(), "changes": []}
    assert [(each["set"], each["field"], each["after"]) for each in changed["changes"]] == [
        (0, "reps", 4),
        (0, "status", "partial"),
        (None, "note", "short"),
    ]


def test_rows_of_one_session_that_were_written_a_moment_apart_are_no_change():
    own, one = session(recorded_at=AT + timedelta(milliseconds=3)), a_set(1)
    (entry,) = found(sessions=[own], sets=[one])

    assert len(entries.history(entry, [revisions(one), revisions(own)])) == 1


def test_an_entry_about_a_day_is_told_without_a_time():
    line = entries.line(Entry("days", day("D1", "2026-11-10", "2026-11-12", reason="ill")))

    told = [line[name] for name in ("day", "to", "at", "kind", "reason")]
    assert told == ["2026-11-10", "2026-11-12", None, "excused", "ill"]
