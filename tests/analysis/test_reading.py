"""Whose log is read, up to which day, and what is said about what could not be read."""

from datetime import date, datetime

import pytest

from backlog.analysis import days, reading, summary, words
from backlog.log import Log
from backlog.synthetic import EXAMPLE, person, save

UNTIL = EXAMPLE["until"]


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    """Return the folder of a log of seven days."""
    folder = tmp_path_factory.mktemp("own") / "data"
    save(person(1, 7), Log(folder))
    return folder


def test_an_empty_folder_shows_the_example_up_to_its_own_last_day(tmp_path):
    record = reading.load(tmp_path)

    assert record.is_example
    assert record.data_through == UNTIL
    assert "made-up person" in words.banner(record)


def test_one_own_check_in_is_enough_to_show_the_own_log(tmp_path):
    Log(tmp_path).append(
        "checkins",
        {
            "checkin_id": "c",
            "at": datetime.fromisoformat("2026-08-17T07:00:00+02:00"),
            "local_day": date(2026, 8, 17),
            "kind": "daily",
            "discomfort": 4,
            "status": "kept",
            "entry": "live",
        },
    )

    record = reading.load(tmp_path, date(2026, 8, 17))

    assert not record.is_example
    assert words.banner(record) == "Your log, through 17 August 2026."


def test_a_program_alone_is_no_log_yet(tmp_path):
    Log(tmp_path).prescribe(person(1, 7).program)

    assert reading.load(tmp_path).is_example


def test_a_day_begins_at_three():
    assert reading.today(datetime(2026, 8, 18, 2, 59)) == date(2026, 8, 17)
    assert reading.today(datetime(2026, 8, 18, 3, 0)) == date(2026, 8, 18)


def test_a_damaged_line_is_set_aside_and_named(week, tmp_path):
    text = (week / "sets.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    text[2] = text[2].replace(",live,", ",lvie,")
    (tmp_path / "sets.csv").write_text("".join(text), encoding="utf-8")
    for name in ("sessions.csv", "program.csv"):
        (tmp_path / name).write_bytes((week / name).read_bytes())

    record = reading.load(tmp_path, UNTIL)

    assert len(record.tables["sets"]) == len(text) - 2
    assert "1 row could not be read and was set aside" in words.banner(record)
    assert "sets.csv, line 3, entry: 'lvie'" in words.banner(record)


def test_a_file_that_is_no_log_is_told_in_words_and_the_rest_is_read(week, tmp_path):
    (tmp_path / "checkins.csv").write_text("<html><body>no log</body></html>\n", encoding="utf-8")
    (tmp_path / "sessions.csv").write_bytes((week / "sessions.csv").read_bytes())

    record = reading.load(tmp_path, UNTIL)

    assert len(record.tables["sessions"]) > 0
    assert record.tables["checkins"].empty
    assert "checkins.csv" in words.banner(record)


def test_only_the_first_few_problems_are_named(week, tmp_path):
    lines = (week / "sets.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    damaged = [line.replace(",live,", ",lvie,") for line in lines[1:6]]
    (tmp_path / "sets.csv").write_text("".join(lines[:1] + damaged), encoding="utf-8")
    (tmp_path / "sessions.csv").write_bytes((week / "sessions.csv").read_bytes())

    told = words.banner(reading.load(tmp_path, UNTIL))

    assert told.count("lvie") == 3
    assert "and 2 more" in told


def test_a_session_that_nobody_closed_is_announced_also_beside_the_example(tmp_path):
    log = Log(tmp_path)
    journal = log.open_session("20261122T184200-1f2e3d4c", {"program": "0badcafe"})
    journal.release()

    record = reading.load(tmp_path)

    assert record.is_example
    assert "unfinished session of 22 November, 18:42" in words.banner(record)


def test_the_same_tables_give_the_same_bytes_of_summary(week):
    first = summary.as_json(summary.of(reading.load(week, UNTIL)))
    second = summary.as_json(summary.of(reading.load(week, UNTIL)))

    assert first == second
    assert "NaN" not in first


def test_the_fingerprint_changes_with_any_byte(week, tmp_path):
    for path in week.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = reading.fingerprint(tmp_path)
    with (tmp_path / "sets.csv").open("ab") as file:
        file.write(b"\n")

    assert before == reading.fingerprint(week)
    assert before != reading.fingerprint(tmp_path)


def test_every_item_of_the_summary_has_a_value_or_says_why_not(week):
    items = summary.of(reading.load(week, date(2026, 11, 12)))["items"]

    assert [item["id"] for item in items if item["value"] is None and not item["guard"]] == []
    keys = {"id", "value", "unit", "interval", "n", "missing", "guard", "state"}
    assert all(set(item) == keys for item in items)


def test_the_summary_of_nothing_is_a_summary(tmp_path):
    record = reading.read(Log(tmp_path / "none"), UNTIL)
    found = summary.of(record)

    assert found["days"] == 0
    assert days.table(record).empty
    assert "0 of 4 ratings so far" in summary.as_text(found)


def test_the_summary_for_people_has_one_line_an_item(week):
    found = summary.of(reading.load(week, UNTIL))

    text = summary.as_text(found)

    assert len(text.splitlines()) == 1 + len(found["items"])
    assert text.startswith("Log through 2026-11-15: 7 days")
