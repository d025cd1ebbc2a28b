"""backlog.report.windows: the stretches of days whose ratings stand side by side."""

from datetime import date

import pandas as pd

from backlog.report import windows
from backlog.report.period import Period

FIRST, LAST = date(2026, 8, 18), date(2026, 11, 15)


def series(ratings):
    days = pd.date_range(FIRST, LAST)
    return pd.DataFrame({"day": days, "discomfort": pd.array(ratings * len(days), dtype="Float64")})


def test_the_start_the_period_and_the_last_days_stand_side_by_side_and_may_overlap():
    assert windows.of(series([4]), Period(date(2026, 8, 20), LAST)) == {
        "Start (7 days)": Period(FIRST, date(2026, 8, 24)),
        "This period (88 days)": Period(date(2026, 8, 20), LAST),
        "Last 14 days": Period(date(2026, 11, 2), LAST),
    }


def test_a_period_of_one_day_is_told_in_the_singular():
    assert list(windows.of(series([4]), Period(LAST, LAST)))[1] == "This period (1 day)"


def test_without_a_comparison_they_are_the_first_and_the_last_seven_days():
    assert windows.of(series([None]), Period(LAST, LAST)) == {
        "This period": Period(LAST, LAST),
        "First 7 days": Period(FIRST, date(2026, 8, 24)),
        "Last 7 days": Period(date(2026, 11, 9), LAST),
    }
