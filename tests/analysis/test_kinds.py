"""Each kind of rating on its own, with n and what is missing."""

import pandas as pd

from backlog.analysis import kinds

SERIES = pd.DataFrame({"discomfort": pd.array([5, None, 3, 4], dtype="Float64")})
PAIRS = pd.DataFrame(
    {
        "before": pd.array([6, None], dtype="Int64"),
        "worst": pd.array([None, None], dtype="Int64"),
        "after": pd.array([5, 2], dtype="Int64"),
        "settled": pd.array(["yes", None], dtype="string"),
    }
)


def test_each_kind_has_its_own_middle_n_and_missing():
    table = kinds.kinds(SERIES, PAIRS)

    assert table.loc["daily"].tolist() == [4, 3, 1]
    assert table.loc["before"].tolist() == [6, 1, 1]
    assert table.loc["after"].tolist() == [3.5, 2, 0]


def test_a_kind_that_nobody_answered_has_no_middle():
    row = kinds.kinds(SERIES, PAIRS).loc["worst"]

    assert pd.isna(row["median"])
    assert (row["n"], row["missing"]) == (0, 2)


def test_a_morning_that_is_not_known_is_neither_settled_nor_not():
    assert kinds.mornings(PAIRS) == (1, 1, 1)


def test_no_day_and_no_session_give_an_empty_row_each():
    table = kinds.kinds(SERIES[:0], PAIRS[:0])

    assert table["median"].isna().all()
    assert (table["n"] == 0).all()
