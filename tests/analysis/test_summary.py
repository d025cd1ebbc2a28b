"""Every number as one value, the same from the same log."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from backlog.analysis import reading, summary
from backlog.log import Log
from backlog.synthetic import EXAMPLE, person, save

FORM = ["id", "value", "unit", "interval", "n", "missing", "guard", "state"]
HEAD = ["version", "data_through", "is_example", "days", "program_versions", "fingerprint"]
LENGTHS = [0, 1, 7, 30, 90, 400]


@pytest.fixture(scope="module", params=LENGTHS)
def record(request, tmp_path_factory):
    """Return the record of a log of some days, none at first."""
    folder = tmp_path_factory.mktemp("log") / "data"
    if request.param:
        save(person(5, request.param), Log(folder))
    return reading.read(Log(folder), EXAMPLE["until"])


@pytest.fixture(scope="module")
def example():
    return reading.read(Log(reading.EXAMPLE_FOLDER), EXAMPLE["until"])


def items(told):
    return {item["id"]: item for item in told["items"]}


def test_every_item_has_the_same_form_and_a_name_of_its_own(record):
    told = summary.of(record)

    assert all(list(item) == FORM for item in told["items"])
    assert len(items(told)) == len(told["items"])
    assert list(told) == [*HEAD, "set_aside", "items"]


def test_a_value_that_is_not_there_is_null_and_has_a_reason(record):
    items = summary.of(record)["items"]

    assert [it["id"] for it in items if it["value"] is None and not it["guard"]] == []
    assert [it["id"] for it in items if it["value"] is not None and it["guard"]] == []


def test_no_text_of_it_says_nan(record):
    told = summary.of(record)

    assert "NaN" not in summary.as_json(told)
    assert "nan" not in summary.as_text(told)
    assert json.loads(summary.as_json(told)) == told


def test_the_same_log_gives_the_same_bytes_whatever_the_order_of_its_rows(example):
    shuffled = {
        name: rows.sample(frac=1, random_state=1) if name == "checkins" else rows
        for name, rows in example.tables.items()
    }
    told = summary.as_json(summary.of(example))

    assert summary.as_json(summary.of(example)) == told
    assert summary.as_json(summary.of(replace(example, tables=shuffled))) == told


def test_rows_after_the_last_day_change_nothing(example):
    through = date(2026, 10, 15)
    earlier = replace(example, data_through=through)
    kept = {
        name: rows[rows["from" if name == "days" else "local_day"] <= pd.Timestamp(through)]
        for name, rows in example.tables.items()
    }

    assert summary.of(earlier) == summary.of(replace(earlier, tables=kept))


def test_a_session_more_changes_nothing_about_the_daily_discomfort(example):
    """Its ratings are of another kind: before, during and after a session."""
    sessions = example.tables["sessions"]
    rated = example.tables["checkins"].dropna(subset="discomfort")["local_day"]
    more = sessions[sessions["local_day"].isin(rated)].tail(3)
    more = more.assign(session_id=["x", "y", "z"], discomfort_before=9, discomfort_after=9)
    tables = {**example.tables, "sessions": pd.concat([sessions, more])}

    def daily(told):
        return [item for item in told["items"] if item["id"].startswith(("disc", "vari"))]

    before, after = (summary.of(it) for it in (example, replace(example, tables=tables)))
    assert daily(after) == daily(before)
    assert items(after)["response.lower"]["n"] > items(before)["response.lower"]["n"]


def test_an_empty_rating_more_changes_no_number(example):
    checkins = example.tables["checkins"]
    empty = checkins.assign(
        discomfort=pd.array([None] * len(checkins), dtype="Int64"),
        checkin_id=checkins["checkin_id"] + "-x",
        settled=checkins["settled"].where(checkins["settled"].isna()),
        furthest=checkins["furthest"].where(checkins["furthest"].isna()),
    )
    tables = {**example.tables, "checkins": pd.concat([checkins, empty])}

    assert summary.of(replace(example, tables=tables)) == summary.of(example)


@pytest.mark.parametrize("column", ["discomfort_before", "discomfort_after"])
def test_ratings_of_sessions_that_are_all_empty_are_missing_and_never_zero(example, column):
    sessions = example.tables["sessions"]
    none = sessions.assign(**{column: pd.array([None] * len(sessions), dtype="Int64")})
    told = items(summary.of(replace(example, tables={**example.tables, "sessions": none})))

    assert told["response.change"]["value"] is None
    assert told["response.change"]["missing"] == len(sessions)


def test_the_example_is_told_as_it_is(example):
    """Its numbers, worked out once; a change of a formula shows here."""
    told = items(summary.of(example))
    shown = {
        id: (told[id]["value"], told[id]["state"])
        for id in ("discomfort.change", "discomfort.trend", "response.change", "habit.strength")
    }

    assert shown == {
        "discomfort.change": (-2.4286, "interim: clear important improvement"),
        "discomfort.trend": (-0.178, "falling"),
        "response.change": (0, None),
        "habit.strength": (0.6426, None),
    }


def test_what_the_page_tells_besides_is_in_it_and_no_text_of_a_person(example):
    told = items(summary.of(example))
    names = set(example.tables["activities"]["name"].dropna())

    assert told["sessions.done"]["value"] == told["days.done"]["value"]
    assert told["rating.daily"]["n"] == told["discomfort.ratings"]["value"]
    assert told["furthest.last"]["state"] == "nearer"
    assert told["activity.1.first"]["value"] >= told["activity.1.last"]["value"]
    assert not any(name in summary.as_json(summary.of(example)) for name in names)


def test_its_days_are_all_that_the_states_are_of(example):
    """Also those before the first day of one's own, where something was imported."""
    checkins = example.tables["checkins"]
    late = checkins.head(1).assign(
        checkin_id="import_diary_1", local_day=pd.Timestamp("2026-01-01"), entry="backfilled"
    )
    tables = {**example.tables, "checkins": pd.concat([late, checkins])}

    told = summary.of(replace(example, tables=tables))

    states = [it["value"] for id, it in items(told).items() if re.fullmatch("days[.][a-z_]+", id)]
    assert told["days"] == sum(states) - items(told)["days.with_data"]["value"] == 319
    assert items(told)["rating.daily"]["missing"] == 319 - items(told)["rating.daily"]["n"]
    assert items(told)["discomfort.ratings"]["n"] == 90


def test_a_list_of_signs_that_was_never_shown_has_no_count(example):
    sessions = example.tables["sessions"].assign(warning_signs=None)
    told = items(summary.of(replace(example, tables={**example.tables, "sessions": sessions})))

    assert told["signs.ticked"]["value"] is None
    assert told["signs.ticked"]["guard"] == "the list was not shown"


def test_a_verdict_that_stood_stays_as_it_was_while_days_go_on(example):
    mark = date(2026, 11, 9)
    later = [summary.of(replace(example, data_through=mark + timedelta(days=n))) for n in range(6)]
    stood = [items(told)["discomfort.change_at_last_mark"] for told in later]

    assert all(one == stood[0] for one in stood)
    assert items(later[0])["discomfort.change"]["state"] == stood[0]["state"]
    assert items(later[1])["discomfort.change"]["state"].startswith("interim: ")


def test_a_person_reads_intervals_and_what_is_missing(example):
    lines = summary.as_text(summary.of(example)).splitlines()
    trend = next(line for line in lines if line.startswith("discomfort.trend "))

    assert "-0.18 points a week  (from -0.3 to -0.05; n = 85; missing 5; falling)" in trend


def test_numbers_have_no_more_digits_than_they_are_worth():
    from backlog.analysis.item import item

    assert item("a", 1 / 3, "")["value"] == 0.3333
    assert item("a", np.float64(2), "")["value"] == 2
    assert item("a", float("nan"), "")["value"] is None
    assert item("a", 1, "", interval=(-1e-9, 0.5))["interval"] == [0, 0.5]
