"""One person's folder becomes one row, whatever is in it."""

from datetime import date

import pytest

from backlog.analysis import days, discomfort, findings, reading
from backlog.caseload import Row, Unread, row_of
from backlog.log import Log
from backlog.synthetic import person, save


def test_a_row_says_what_the_analysis_says(clinic, through):
    record = reading.read(Log(clinic / "alder"), through)
    every_day = days.table(record)
    series = discomfort.daily(record, every_day)

    found = row_of(clinic / "alder", through)

    change = findings.change(series)
    assert (found.state, found.interim) == (change.state, change.interim)
    assert found.start == pytest.approx(change.baseline, abs=1e-4)
    assert found.whole.done == (every_day["state"] == "done").sum()
    assert found.now == series["discomfort"].tail(7).dropna().astype(float).median()
    assert found.first == series["day"].min().date()


def test_a_row_looks_no_further_than_its_last_day(clinic, ago):
    early = row_of(clinic / "alder", ago(60))

    assert early.last_entry <= ago(60)
    assert early.whole.prescribed < row_of(clinic / "alder", ago(0)).whole.prescribed


def test_the_last_entry_is_the_last_day_with_a_session_or_a_rating(written, ago, through):
    written("sessions", {"local_day": ago(20)})
    folder = written("checkins", {"local_day": ago(9), "discomfort": 4})

    found = row_of(folder, through)

    assert (found.last_entry, found.days_ago, found.quiet) == (ago(9), 9, 9)


def test_days_away_are_no_days_without_an_entry(written, ago, through):
    written("checkins", {"local_day": ago(9), "discomfort": 4})
    folder = written("days", {"from": ago(6), "to": ago(3), "kind": "excused"})

    found = row_of(folder, through)

    assert (found.days_ago, found.away, found.quiet) == (9, 4, 5)


def test_a_stop_counts_for_28_days(written, ago, through):
    stopped = {"status": "stopped_pain", "reason": "pain"}
    folder = written(
        "sessions",
        {"local_day": ago(28), **stopped},
        {"local_day": ago(27), **stopped},
        {"local_day": ago(3)},
    )

    found = row_of(folder, through)

    assert (found.stops, found.last_stop) == (1, ago(27))


def test_the_worst_rating_is_the_highest_of_any_kind_in_28_days(written, ago, through):
    written("checkins", {"local_day": ago(40), "discomfort": 9})
    written("checkins", {"local_day": ago(5), "discomfort": 3})
    folder = written("sessions", {"local_day": ago(4), "discomfort_after": 7})

    assert row_of(folder, through).worst == 7


def test_what_was_not_rated_is_not_zero(written, ago, through):
    found = row_of(written("sessions", {"local_day": ago(1)}), through)

    assert (found.now, found.worst, found.start, found.dose) == (None, None, None, None)
    assert found.ratings == 0


def test_a_prescribed_program_without_an_entry_is_a_log_with_nothing_in_it(tmp_path, through):
    log = Log(tmp_path / "anna")
    log.prescribe(person(1, 1).program)

    found = row_of(log.folder, through)

    assert (found.first, found.last_entry, found.quiet) == (None, None, 0)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("missing", "is not there"),
        ("empty", "holds no log"),
        ("a file", "is a file, no folder and no bundle"),
        ("not a log", "is not the header"),
        ("a folder in its place", "holds a sessions.csv that is no file"),
        ("no zip", "is no zip file"),
    ],
)
def test_a_folder_that_cannot_be_read_says_why(kind, expected, tmp_path, through):
    path = tmp_path / "anna"
    if kind == "a file":
        path.write_text("me")
    elif kind == "no zip":
        path = tmp_path / "anna.zip"
        path.write_text("no zip")
    elif kind != "missing":
        path.mkdir()
    if kind == "not a log":
        (path / "sessions.csv").write_text("name;age\nanna;40\n")
    if kind == "a folder in its place":
        (path / "sessions.csv").mkdir()

    found = row_of(path, through)

    assert isinstance(found, Unread)
    assert expected in found.why
    assert str(tmp_path) not in found.why, "where the folder stands on a machine is nobody's news"


def test_a_folder_without_permission_says_so(short_log, through, monkeypatch):
    def refuse(self, *_, **__):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.exists", refuse)

    assert row_of(short_log, through) == Unread(
        "anna", "anna may not be read: permission is missing"
    )


def test_a_table_without_permission_leaves_no_row_that_looks_whole(short_log, through, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)

    found = row_of(short_log, through)

    assert found == Unread("anna", "sets.csv may not be read: permission is missing")


def test_a_damaged_line_is_counted_and_costs_only_itself(tmp_path, through):
    save(person(4, 21, until=through), Log(tmp_path / "anna"))
    before = row_of(tmp_path / "anna", through)
    path = tmp_path / "anna" / "checkins.csv"
    path.write_text(path.read_text().replace(",daily,", ",dayly,", 1))

    after = row_of(tmp_path / "anna", through)

    assert (before.set_aside, after.set_aside) == (0, 1)
    assert "dayly" in after.problems[0]
    assert after.whole == before.whole


def test_what_nobody_expected_is_the_persons_own_row_too(short_log, through, monkeypatch):
    monkeypatch.setattr("backlog.caseload.person._row", lambda *_: 1 / 0)

    assert row_of(short_log, through).why == "ZeroDivisionError: division by zero"


def test_a_log_may_stand_in_a_folder_data(short_log, tmp_path, through):
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / "data").symlink_to(short_log)

    assert row_of(tmp_path / "anna", through) == row_of(short_log, through)


def test_reading_changes_nothing_in_the_folder(tmp_path, through):
    save(person(4, 21, until=through), Log(tmp_path / "anna"))
    before = {path: path.stat().st_mtime_ns for path in sorted(tmp_path.rglob("*"))}

    assert isinstance(row_of(tmp_path / "anna", through), Row)

    assert {path: path.stat().st_mtime_ns for path in sorted(tmp_path.rglob("*"))} == before


def test_a_name_that_a_terminal_would_obey_is_made_harmless(tmp_path, through):
    found = row_of(tmp_path / "an\x1b[31mna\u202e", through)

    assert found.name == "an\\u001b[31mna\\u202e"


def test_a_warning_sign_is_there_until_somebody_has_seen_it(written, ago, through):
    note = "new weakness in one leg"
    folder = written("days", {"from": ago(5), "kind": "signs", "note": note})

    (sign,) = row_of(folder, through).signs

    assert (sign.day, sign.words) == (ago(5), note)
    written("days", {"from": ago(4), "kind": "seen"})
    assert row_of(folder, through).signs == ()


def test_a_sign_that_was_ticked_after_somebody_looked_is_not_seen(written, ago, through):
    day = ago(4)
    written("days", {"from": day, "kind": "seen", "recorded_at": f"{day}T09:00:00+01:00"})
    later = {"day_id": "20261111T170000-0000000f", "recorded_at": f"{day}T17:00:00+01:00"}
    folder = written("days", {"from": day, "kind": "signs", "note": "fever", **later})

    assert [sign.words for sign in row_of(folder, through).signs] == ["fever"]


def test_a_sign_ticked_in_a_session_counts_without_its_words(written, ago, through):
    folder = written("sessions", {"local_day": ago(2), "warning_signs": "ticked"})

    (sign,) = row_of(folder, through).signs

    assert (sign.day, sign.words) == (ago(2), "which one is not written down")


def test_a_sign_of_a_day_to_come_is_not_there_yet(written, through):
    folder = written("days", {"from": date(2026, 11, 16), "kind": "signs", "note": "fever"})

    assert row_of(folder, through).signs == ()
