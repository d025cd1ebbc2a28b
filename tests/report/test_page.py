"""The therapist's page: what it says, in which order, from any log."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from backlog.analysis import reading
from backlog.analysis.counted import Counted
from backlog.log import Log
from backlog.report import annex, page, period, sections
from backlog.report.period import Period
from backlog.synthetic import person, save

UNTIL = date(2026, 11, 15)


@pytest.fixture(scope="session")
def example():
    """Return the record of the example."""
    return reading.read(Log(reading.EXAMPLE_FOLDER), UNTIL, is_example=True)


@pytest.fixture(scope="session")
def shown(example):
    """Return the page of the example since its last visit."""
    return page.of(example, period.since_last_visit(example))


def texts(part):
    """Return every text of a page or of a part of it."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, tuple):
        return [text for each in part for text in texts(each)]
    fields = getattr(part, "__dataclass_fields__", ())
    return [text for name in fields for text in texts(getattr(part, name))]


def test_the_page_begins_after_the_last_visit(example, shown):
    assert shown.period == Period(date(2026, 10, 3), UNTIL)
    assert shown.title == "Home exercises and discomfort, 3 October to 15 November 2026"


def test_without_a_visit_it_begins_on_the_first_day(tmp_path):
    save(person(6, 20, until=UNTIL), Log(tmp_path / "data"))
    record = reading.read(Log(tmp_path / "data"), UNTIL)

    assert period.since_last_visit(record) == Period(date(2026, 10, 27), UNTIL)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="comes before the first"):
        Period(date(2026, 11, 2), date(2026, 11, 1))


def test_signs_come_first_and_then_the_three_answers(shown):
    assert [row.question for row in shown.first] == ["Warning signs", "Furthest felt"]
    assert [row.question for row in shown.answers] == [
        "Is it done?",
        "Does it hurt less?",
        "What stopped it?",
    ]


def test_the_answers_carry_what_they_rest_on(shown):
    done, less, stopped = shown.answers

    assert done.answer == "22 of 40 planned sessions: 55\N{NO-BREAK SPACE}%"
    assert "7 planned sessions are not logged" in done.evidence
    assert less.answer == "Yes, clearly less: 5.4 to 3.0 of 10 (interim)"
    assert "The last verdict, on 9 Nov, was no clear change." in less.evidence
    assert "(n 7)" in less.evidence
    assert stopped.answer.startswith("Tired (7)")


def test_the_change_is_told_from_the_start_of_the_program_whatever_the_period(example, shown):
    week = page.of(example, Period(date(2026, 11, 9), UNTIL))

    assert week.answers[1] == shown.answers[1]
    assert week.answers[0] != shown.answers[0]


def test_counts_are_those_of_the_period_alone(example):
    week = page.of(example, Period(date(2026, 11, 9), UNTIL))

    assert ("sessions done", "5") in week.counts
    assert ("days with data", "7 of 7") in week.counts


def test_one_is_counted_in_the_singular_and_none_in_the_plural():
    told = sections.counts(Counted(1, 0, 1, 1, 0, 2, 1, 0, 1, 3, 2))

    assert told == (
        ("session done", "1"),
        ("sessions partly done", "0"),
        ("session ended for pain", "1"),
        ("session logged without sets", "1"),
        ("sessions with an exercise postponed by a limit", "2"),
        ("day excused", "1"),
        ("days without any, as said", "0"),
        ("day due and not logged", "1"),
        ("days with data", "2 of 3"),
    )


def test_sessions_without_sets_are_counted_only_where_there_are_any():
    told = sections.counts(Counted(1, 0, 1, 0, 0, 2, 1, 0, 1, 3, 2))

    assert not [words for words, _ in told if "without sets" in words]


def test_a_period_ends_where_the_log_ends(example):
    told = page.of(example, Period(date(2026, 11, 1), date(2027, 1, 1)))

    assert told.period.last == UNTIL


def test_an_earlier_period_knows_nothing_of_later_days(example):
    early = page.of(example, Period(date(2026, 8, 18), date(2026, 9, 1)))
    cut = page.of(replace(example, data_through=date(2026, 9, 1)), early.period)

    assert early == cut
    assert early.answers[1].answer == "Too early to say"


def test_under_four_weeks_both_middle_ratings_stand_with_their_n(example):
    early = page.of(example, Period(date(2026, 8, 18), date(2026, 9, 1)))

    assert early.answers[1].evidence == (
        "To compare with the start this needs 28 days; so far: 15 days. "
        "Middle rating of the first 7 days 5 (n 7), of the last 7 days 5 (n 7)."
    )
    assert early.discomfort.head[1:] == ("This period", "First 7 days", "Last 7 days")
    assert early.discomfort.rows[0] == ("at rest, once a day", "5 (15, 0)", "5 (7, 0)", "5 (7, 0)")


def test_what_was_not_answered_is_missing_and_never_zero(tmp_path):
    save(person(4, 1, until=UNTIL), Log(tmp_path / "data"))
    told = page.of(reading.read(Log(tmp_path / "data"), UNTIL), Period(UNTIL, UNTIL))

    assert told.activities.rows == ()
    assert [row.answer for row in told.first] == ["None ticked", "Not answered"]
    before = next(row for row in told.discomfort.rows if row[0] == "worst during a session")
    assert before[1].startswith(("–", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"))


def test_a_list_that_was_never_shown_is_not_a_list_without_ticks(example):
    told = page.of(example, Period(date(2026, 11, 10), UNTIL))

    assert told.first[0].answer == "Not asked"


def test_left_and_right_stand_in_rows_of_their_own(shown):
    names = [row[0] for row in shown.exercises.rows]

    assert names[1:3] == ["Lower tummy strengthening, left", "Lower tummy strengthening, right"]


def test_only_where_quality_was_rated_the_dose_is_weighted_by_it_and_says_so(example, shown):
    days = example.tables["days"]
    unrated = replace(example, tables={**example.tables, "days": days[days["kind"] != "visit"]})

    assert "weighted by the quality that was rated at visits" in shown.exercises.note
    assert "weighted" not in page.of(unrated, shown.period).exercises.note


def test_the_dose_history_tells_only_what_is_new(shown):
    first, second = shown.lists[0].lines

    assert "Lower back stretch 1 × 6, hold 20 s, daily" in first
    assert second.startswith("2 Oct (therapist): Lower back stretch 1 × 8, hold 30 s;")


def test_there_is_room_for_quality_and_a_new_dose_of_each_exercise(shown):
    assert [row[1] for row in shown.boxes.rows] == ["4 (2 Oct)", "3 (2 Oct)", "4 (2 Oct)"]
    assert {row[3:] for row in shown.boxes.rows} == {("", "", "", "", "")}


def test_the_footer_says_how_rows_came_about_and_what_the_page_is(shown, example):
    told = " ".join(shown.footer)

    assert "21 logged live, 3 back-filled" in told
    assert example.fingerprint in told
    assert "Patient-reported; not a diagnosis." in told
    assert "A made-up person" in told


def test_the_annex_has_every_session_and_every_note_of_the_period(example, shown):
    found = annex.of(example, shown.period)

    assert len(found.sessions.rows) == 24
    assert any("May I do the stretch twice" in line for line in found.notes.lines)
    assert all("Breathe out" not in line for line in found.notes.lines)


def test_days_before_the_first_own_day_are_days_of_the_period_all_the_same(example):
    """Five check-ins that were imported come eight months before the first day of one's own."""
    checkins = example.tables["checkins"]
    earlier = pd.date_range("2026-01-01", periods=5)
    late = checkins.head(5).assign(
        checkin_id=[f"import_diary_{at}" for at in range(5)], local_day=earlier, entry="backfilled"
    )
    tables = {**example.tables, "checkins": pd.concat([late, checkins])}
    whole = Period(date(2026, 1, 1), UNTIL)

    told = page.of(replace(example, tables=tables), whole)

    assert dict(told.header)["Complete"] == "85 of 319 days rated, 93 of 319 with any data"
    columns = (
        told.discomfort.head.index("This period (319 days)"),
        told.discomfort.head.index("Start (7 days)"),
    )
    assert [told.discomfort.rows[0][at] for at in columns] == ["4 (85, 234)", "5 (7, 0)"]
    assert told.answers[1] == page.of(example, whole).answers[1]


def test_the_page_of_an_empty_log_says_that_there_is_nothing(tmp_path):
    record = reading.read(Log(tmp_path / "data"), UNTIL)

    told = page.of(record, period.since_last_visit(record))

    assert told.period == Period(UNTIL, UNTIL)
    assert told.answers[0].answer == "0 sessions done"
    assert annex.of(record, told.period).sessions.rows == ()


def test_no_text_speaks_of_cause_forecast_or_significance(shown):
    told = " ".join(texts(shown)).casefold()

    for word in ("significan", "because of", "will improve", "p =", "safe", "diagnosed"):
        assert word not in told
