"""A believable synthetic person, the same from the same seed."""

import sys
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from backlog.log import Log
from backlog.log.schema import TABLES
from backlog.program import in_force
from backlog.synthetic import COURSES, EXAMPLE, person, save

EXAMPLE_FOLDER = Path(__file__).parents[1] / "data" / "example"
EXAMPLE_FILES = (
    "activities.csv",
    "checkins.csv",
    "datapackage.json",
    "days.csv",
    "program.csv",
    "sessions.csv",
    "sets.csv",
)


@pytest.fixture(scope="module")
def people():
    """Return forty people of ninety days."""
    return [person(seed, 90) for seed in range(40)]


def rows(people, table):
    return [row for one in people for row in one.tables[table]]


def daily(one):
    return [row for row in one.tables["checkins"] if row["kind"] == "daily"]


def test_the_same_seed_gives_the_same_person_and_another_seed_another():
    assert person(7, 30) == person(7, 30)
    assert person(7, 30).tables != person(8, 30).tables


def test_the_example_is_what_its_seed_makes_byte_for_byte(tmp_path):
    save(person(**EXAMPLE), Log(tmp_path / "example"))

    made = {name: (tmp_path / "example" / name).read_bytes() for name in EXAMPLE_FILES}
    kept = {name: (EXAMPLE_FOLDER / name).read_bytes() for name in EXAMPLE_FILES}

    assert made == kept


def test_a_log_takes_every_row_and_reports_nothing(tmp_path):
    one = person(**EXAMPLE)
    log = Log(tmp_path / "data")
    save(one, log)

    for table, written in one.tables.items():
        read, problems = log.read(table)
        key = TABLES[table].key[0]
        assert problems == []
        assert len(read) == len({row[key] for row in written})
    assert log.program() == (one.program, [])


@pytest.mark.parametrize("days", [1, 2, 7, 27, 28, 200])
@pytest.mark.parametrize("course", COURSES)
def test_a_log_of_any_length_ends_on_its_last_day(days, course):
    one = person(5, days, course, date(2026, 3, 1))

    every_day = [row["local_day"] for row in one.tables["checkins"] + one.tables["sessions"]]
    assert all(date(2026, 3, 1).toordinal() - day.toordinal() in range(days) for day in every_day)
    assert len(one.truth.level) == days


def test_the_truth_follows_the_course_and_stands_in_no_row(people):
    change = [one.truth.expected[-1] - one.truth.expected[0] for one in people]

    assert np.allclose(change, -2.5, atol=0.05)
    assert not any("level" in row or "truth" in row for row in rows(people, "sets"))


def test_baseline_and_day_to_day_are_as_in_the_sources(people):
    baseline = np.mean([one.truth.expected[0] for one in people])
    within = np.mean([np.std(np.diff(one.truth.level)) for one in people])

    assert 5.0 < baseline < 6.0
    assert 0.7 < within < 1.5


def test_ratings_are_missing_more_often_on_bad_days():
    many = [person(seed, 90, "stable") for seed in range(60)]
    rated, bad, answered = 0, 0, 0
    for one in many:
        given = {row["local_day"] for row in daily(one) if row["discomfort"] is not None}
        rated += len(given)
        hard = [day for day, level in enumerate(one.truth.level) if level > 8]
        bad += len(hard)
        answered += sum(date.fromordinal(one.until.toordinal() - 89 + day) in given for day in hard)

    assert 0.84 < rated / (60 * 90) < 0.94
    assert answered / bad < rated / (60 * 90)


def test_sessions_are_recorded_live_filled_in_later_and_corrected(people):
    sessions = rows(people, "sessions")
    entries = Counter(row["entry"] for row in sessions if row["rev"] == 1)
    share = entries["backfilled"] / sum(entries.values())

    assert 0.06 < share < 0.14
    assert any(row["rev"] == 2 for row in sessions)
    late = [row for row in sessions if row["entry"] == "backfilled"]
    assert all(row["discomfort_before"] is None is row["discomfort_after"] for row in late)
    assert all(1 <= (row["recorded_at"].date() - row["local_day"]).days <= 3 for row in late)


def test_nothing_is_recorded_before_it_happened(people):
    assert all(row["recorded_at"] >= row["started_at"] for row in rows(people, "sessions"))
    assert all(one["recorded_at"].date() >= one["local_day"] for one in rows(people, "sets"))


def test_exercise_two_is_postponed_exactly_when_its_rule_says_so(people):
    for one in people:
        before = {
            row["session_id"]: row["discomfort_before"]
            for row in one.tables["sessions"]
            if row["entry"] == "live"
        }
        for row in one.tables["sets"]:
            if row["exercise"] == "lower-tummy" and row["session_id"] in before:
                rated = before[row["session_id"]]
                if row["status"] == "not_attempted":
                    continue
                postponed = rated is None or rated >= 5
                assert (row["status"] == "skipped_by_rule") == postponed


def test_the_dose_changes_once_and_every_set_keeps_its_own_target(people):
    one = people[0]
    targets = {
        (row["local_day"], row["exercise"]): row["target_reps"] for row in one.tables["sets"]
    }

    assert len({line.from_day for line in one.program}) == 2
    for (day, exercise), reps in targets.items():
        assert reps == next(
            line.reps for line in in_force(one.program, day) if line.exercise == exercise
        )


def test_nobody_exercises_while_away(people):
    for one in people:
        (away,) = (row for row in one.tables["days"] if row["kind"] == "excused")
        trained = {row["local_day"] for row in one.tables["sessions"]}
        assert not any(away["from"] <= day <= away["to"] for day in trained)


def test_three_activities_are_rated_weekly_and_the_change_every_fourth_week():
    activities = person(**EXAMPLE).tables["activities"]
    weekly = Counter(row["name"] for row in activities if row["kind"] == "activity")
    monthly = [row for row in activities if row["kind"] == "global_change"]

    assert len(weekly) == 3
    assert all(8 <= given <= 12 for given in weekly.values())
    assert len(monthly) == 90 // 28
    assert all(row["value"] is not None for row in activities)


def test_activities_grow_easier_with_the_course_and_the_change_says_so(people):
    first, last = (
        [
            row["value"]
            for row in rows(people, "activities")
            if row["kind"] == "activity" and on(row)
        ]
        for on in (
            lambda row: row["local_day"] == date(2026, 8, 24),
            lambda row: row["local_day"] == date(2026, 11, 9),
        )
    )
    change = [row["value"] for row in rows(people, "activities") if row["kind"] == "global_change"]

    assert np.mean(first) - np.mean(last) > 1.5
    assert np.mean(change) > 0.5


def test_a_morning_after_speaks_of_a_session_of_the_day_before(people):
    for one in people:
        days = {row["session_id"]: row["local_day"] for row in one.tables["sessions"]}
        told = [row for row in one.tables["checkins"] if row["kind"] == "morning_after"]

        assert 0.2 < len(told) / len(days) < 0.7
        assert all((row["local_day"] - days[row["session_id"]]).days == 1 for row in told)
        assert all("discomfort" not in row for row in told)


def test_a_visit_has_a_quality_for_each_exercise_and_a_next_one_is_planned(people):
    for one in people:
        kinds = Counter(row["kind"] for row in one.tables["days"])
        quality = [row["quality"] for row in one.tables["days"] if row.get("quality")]

        assert (kinds["visit"], kinds["next_visit"], kinds["question"], kinds["change"]) == (
            4,
            1,
            2,
            1,
        )
        assert all(1 <= value <= 5 for value in quality)
        assert len(quality) == 3


def test_what_is_told_beside_the_sessions_leaves_every_other_row_as_it_is(monkeypatch):
    with_it = person(9, 60)
    for name in ("activities", "mornings", "besides"):
        monkeypatch.setattr(sys.modules["backlog.synthetic.person"], name, lambda *_: [])
    without = person(9, 60)

    assert with_it.tables["sets"] == without.tables["sets"]
    assert daily(with_it) == without.tables["checkins"]
