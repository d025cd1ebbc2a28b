"""What the numbers say, in plain words."""

import pandas as pd
import pytest

from backlog.analysis import days, discomfort, dose, phrases, reading, recording, response, words
from backlog.log import Log
from backlog.synthetic import EXAMPLE, person, save

FORBIDDEN = (
    "significan",
    "because",
    "caused",
    "streak",
    "in a row",
    "safe",
    "should",
    "nan",
    "<na>",
)


@pytest.fixture(scope="module", params=["improver", "stable", "worse"])
def record(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param) / "data"
    save(person(3, 60, request.param), Log(folder))
    return reading.read(Log(folder), EXAMPLE["until"])


def sentences(record):
    every_day = days.table(record)
    series = discomfort.daily(record, every_day)
    return [
        words.banner(record),
        words.adherence(every_day),
        words.calendar(every_day),
        words.weeks(every_day),
        words.doses(dose.table(record, every_day)),
        words.recording(recording.split(record)),
        words.discomfort(series),
        words.start_and_now(series),
        words.before_and_after(response.pairs(record)),
    ]


def test_no_sentence_claims_a_cause_a_verdict_or_a_loss(record):
    told = " ".join(sentences(record)).lower()

    assert [word for word in FORBIDDEN if word in told] == []


def test_a_headline_tells_sums_percentage_and_bounds(read):
    every_day = days.table(
        read(
            """
            program
            from,exercise,sets,reps,days_per_week
            2026-08-17,lower-tummy,1,6,7

            sessions
            session_id,local_day
            a,2026-08-17

            sets
            session_id,set_id,exercise,side,target_reps,reps
            a,a-1,lower-tummy,left,6,6
            a,a-2,lower-tummy,right,6,6
            """,
            "2026-08-22",
        )
    )

    assert words.adherence(every_day).replace("\N{NO-BREAK SPACE}", " ") == (
        "Since 17 August 2026: 1 of 5 planned sessions done: 20 %. "
        "4 planned sessions were not logged: if all of them were done, it is 100 %."
    )


def test_under_five_planned_sessions_there_is_no_percentage(read):
    every_day = days.table(
        read(
            """
            program
            from,exercise,sets,reps,days_per_week
            2026-08-17,lower-tummy,1,6,7

            checkins
            checkin_id,local_day,discomfort
            c,2026-08-17,4
            """,
            "2026-08-18",
        )
    )

    assert words.adherence(every_day) == (
        "Since 17 August 2026: 0 of 1 planned sessions done. "
        "Too early for a percentage: it needs 5 planned sessions."
    )


def test_a_few_pairs_are_listed_and_not_summed_up():
    pairs = pd.DataFrame(
        {
            "before": pd.array([5, 4], dtype="Int64"),
            "after": pd.array([3, None], dtype="Int64"),
            "change": pd.array([-2, None], dtype="Int64"),
        }
    )

    assert words.before_and_after(pairs) == (
        "Too early to sum up. So far: 5 to 3. A rating is missing in 1 of 2."
    )


def test_an_empty_log_is_told_in_one_plain_sentence(read):
    empty = read("", "2026-08-17")
    every_day = days.table(empty)

    assert words.adherence(every_day) == words.NOTHING
    assert words.discomfort(discomfort.daily(empty, every_day)) == words.NOTHING
    assert words.caption(every_day) == ""


@pytest.mark.parametrize(
    ("value", "expected"), [(3, "3"), (2.5, "2.5"), (12.04, "12"), (1234.56, "1,234.6"), (0, "0")]
)
def test_a_number_has_at_most_one_decimal(value, expected):
    assert phrases.number(value) == expected


def test_days_that_asked_for_nothing_are_told_apart_from_a_plan_not_chosen(read):
    program = "program\nfrom,exercise,sets,reps,days_per_week\n2026-08-17,lower-tummy,1,6,{}"
    ill = "days\nday_id,from,to,kind\nd,2026-08-17,2026-08-17,excused"
    rated = "checkins\ncheckin_id,local_day,discomfort\nc,2026-08-17,4"

    excused = days.table(read("\n\n".join([program.format(7), ill, rated]), "2026-08-17"))
    not_chosen = days.table(read("\n\n".join([program.format(""), rated]), "2026-08-17"))

    assert "These days asked for nothing" in words.adherence(excused)
    assert "No days a week are chosen yet" in words.adherence(not_chosen)
