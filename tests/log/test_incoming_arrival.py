"""backlog.log.incoming.arrival: what comes in is there once, and goes back without a lost line."""

from datetime import date, datetime, timedelta

import pytest

from backlog.log import LogError
from backlog.log.corrections import delete, revise
from backlog.log.incoming import arrival
from backlog.log.incoming.parcel import Parcel, name_of, session
from backlog.log.incoming.parcel import day as a_day

DAY = date(2026, 8, 3)


def a_rating(parcel, number=0, **changes):
    values = {
        "checkin_id": parcel.id(number),
        "at": datetime.fromisoformat("2026-08-03T12:00:00+02:00"),
        "local_day": DAY,
        "kind": "daily",
        "discomfort": number,
        "status": "kept",
        "entry": "backfilled",
    }
    return values | changes


def a_parcel(*numbers, name="diary", **changes):
    parcel = Parcel(name)
    for number in numbers:
        parcel.add("checkins", a_rating(parcel, number, **changes))
    return parcel


def entered(log, parcel, again=False):
    plan = arrival.plan(log, parcel, again)
    arrival.apply(log, plan.rows)
    return plan


def taken_back(log, name):
    back = arrival.take_back(log, name)
    arrival.apply(log, back.rows)
    return back


def ratings(log):
    return [row["discomfort"] for row in log.records("checkins")]


def test_a_plan_writes_nothing(log):
    plan = arrival.plan(log, a_parcel(1, 2))

    assert len(plan.rows["checkins"]) == 2
    assert not log.folder.exists()


def test_importing_twice_adds_nothing(log):
    entered(log, a_parcel(1, 2))
    before = (log.folder / "checkins.csv").read_bytes()
    plan = entered(log, a_parcel(1, 2))

    assert (plan.rows, plan.there) == ({}, 2)
    assert (log.folder / "checkins.csv").read_bytes() == before


def test_a_file_that_has_grown_brings_what_is_new(log):
    entered(log, a_parcel(1, 2))
    plan = entered(log, a_parcel(1, 2, 3))

    assert (len(plan.rows["checkins"]), plan.there) == (1, 2)
    assert ratings(log) == [1, 2, 3]


def a_set(given, reps):
    parcel = Parcel("app")
    told = {"held": None, "discomfort": None, "note": None, "entry": "backfilled"}
    told |= {"reps": reps, "status": "done" if reps else "not_attempted"}
    parcel.add("sets", given.a_set(set_id=parcel.id("set"), local_day=DAY, **told))
    return parcel


def test_a_set_that_the_file_did_not_tell_is_revised_once_it_does(log, given):
    entered(log, a_set(given, 0))
    entered(log, a_set(given, 6))
    again = entered(log, a_set(given, 6))

    assert [(row["rev"], row["reps"], row["status"]) for row in log.records("sets")] == [
        (2, 6, "done")
    ]
    assert (again.rows, again.there) == ({}, 1)


def test_a_set_that_somebody_corrected_here_is_not_revised_by_the_file(log, given):
    parcel = a_set(given, 0)
    entered(log, parcel)
    revise(log, "sets", parcel.rows["sets"][0]["set_id"], {"note": "left out on purpose"})

    assert entered(log, a_set(given, 6)).other == 1
    assert [row["status"] for row in log.records("sets")] == ["not_attempted"]


def test_a_set_that_was_taken_back_and_brought_again_is_revised_once_the_file_tells_it(log, given):
    entered(log, a_set(given, 0))
    taken_back(log, "app")
    entered(log, a_set(given, 0), again=True)

    assert entered(log, a_set(given, 6)).other == 0
    assert [(row["rev"], row["reps"], row["status"]) for row in log.records("sets")] == [
        (4, 6, "done")
    ]


def test_a_set_that_somebody_here_says_was_not_done_is_not_revised_by_the_file(log, given):
    parcel = a_set(given, 6)
    entered(log, parcel)
    not_done = {"reps": 0, "held": None, "status": "not_attempted"}
    revise(log, "sets", parcel.rows["sets"][0]["set_id"], not_done)

    assert entered(log, a_set(given, 6)).other == 1
    assert [row["status"] for row in log.records("sets")] == ["not_attempted"]


def test_what_was_corrected_here_stays_as_it_is(log):
    parcel = a_parcel(1, 2)
    entered(log, parcel)
    revise(log, "checkins", parcel.id(1), {"discomfort": 9})
    plan = entered(log, a_parcel(1, 2))

    assert (plan.rows, plan.there, plan.other) == ({}, 1, 1)
    assert ratings(log) == [2, 9]


def test_an_import_is_taken_back_by_its_name_and_no_line_is_removed(log):
    log.append("checkins", a_rating(Parcel("x"), 7, checkin_id="20261122T071203-00000007"))
    entered(log, a_parcel(1, 2))
    entered(log, a_parcel(3, name="diary-2"))
    before = (log.folder / "checkins.csv").read_bytes()
    back = taken_back(log, "diary")

    assert (len(back.rows["checkins"]), back.revised) == (2, 0)
    assert ratings(log) == [7, 3]
    assert (log.folder / "checkins.csv").read_bytes().startswith(before)
    assert log.problems("checkins") == []


def test_taken_back_twice_is_taken_back_once(log):
    entered(log, a_parcel(1, 2))
    taken_back(log, "diary")
    before = (log.folder / "checkins.csv").read_bytes()

    assert taken_back(log, "diary").rows == {}
    assert (log.folder / "checkins.csv").read_bytes() == before


def test_what_was_taken_back_comes_again_only_when_it_is_asked_for(log):
    parcel = a_parcel(1, 2)
    entered(log, parcel)
    delete(log, "checkins", parcel.id(2))
    taken_back(log, "diary")

    assert entered(log, a_parcel(1, 2)).deleted == 2
    assert ratings(log) == []
    entered(log, a_parcel(1, 2), again=True)
    assert ratings(log) == [1, 2]
    assert log.problems("checkins") == []


def test_rows_that_were_revised_since_are_counted_before_they_go(log):
    parcel = a_parcel(1, 2)
    entered(log, parcel)
    revise(log, "checkins", parcel.id(1), {"discomfort": 9})

    assert taken_back(log, "diary").revised == 1
    assert ratings(log) == []


def test_rows_that_were_only_brought_again_are_not_revised(log):
    entered(log, a_parcel(1, 2))
    taken_back(log, "diary")
    entered(log, a_parcel(1, 2), again=True)

    assert taken_back(log, "diary").revised == 0


def test_sets_are_written_before_their_sessions_and_go_back_with_them(log, given, monkeypatch):
    when = a_day(DAY, lambda at: at.astimezone())
    parcel = Parcel("app")
    id = parcel.id("session")
    parcel.add("sessions", session(id, when, "Europe/Vienna"))
    parcel.add("sets", given.a_set(session_id=id, set_id=parcel.id("set"), local_day=DAY))
    order = []
    extend = log.extend
    monkeypatch.setattr(
        log, "extend", lambda table, rows: (order.append(table), extend(table, rows))
    )
    entered(log, parcel)

    assert order == ["sets", "sessions"]
    taken_back(log, "app")
    assert [*log.records("sets"), *log.records("sessions")] == []


def test_a_second_session_on_a_day_is_told(log, given):
    log.append("sessions", given.a_session(local_day=DAY))
    parcel = Parcel("app")
    for on in (DAY, DAY + timedelta(days=1)):
        when = a_day(on, lambda at: at.astimezone())
        parcel.add("sessions", session(parcel.id(on), when, None))

    assert arrival.plan(log, parcel).twice == 1
    assert arrival.plan(log, a_parcel(1)).twice == 0


def test_a_name_that_is_not_there_is_told_with_those_that_are(log):
    with pytest.raises(LogError, match=r"no import called 'app'; nothing was imported yet"):
        arrival.take_back(log, "app")
    entered(log, a_parcel(1))
    with pytest.raises(LogError, match=r"no import called 'dia'; there are diary\."):
        arrival.take_back(log, "dia")


def test_the_day_on_which_the_log_would_begin_is_told(log):
    assert arrival.plan(log, a_parcel(1)).begins is None
    log.append("checkins", a_rating(Parcel("x"), 7, local_day=DAY + timedelta(days=9)))
    plan = arrival.plan(log, a_parcel(1))

    assert (plan.begins, plan.would_begin) == (DAY + timedelta(days=9), DAY)
    assert arrival.plan(log, Parcel("none")).would_begin == plan.begins


def test_the_import_of_a_row_is_read_from_its_id():
    assert name_of(Parcel("my-diary").id(1)) == "my-diary"
    assert name_of("20261122T071203-1f2e3d4c") is None
    assert name_of("import_a_b_c") == "a"
