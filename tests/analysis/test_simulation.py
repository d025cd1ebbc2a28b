"""The simulation study: its parts, and that it can be run again."""

from datetime import date

import pytest

from backlog.analysis.change import STATES, Window
from backlog.analysis.simulated import GROUPS, LOOKS, Expected, daily, looks
from backlog.analysis.simulation import BEGIN, END, README, Rate, rate, study, written
from backlog.synthetic import person


def test_one_person_is_told_one_state_at_each_mark():
    told = looks(GROUPS["improver"], 3)

    assert [look.week for look in told] == list(LOOKS)
    assert all(look.state in STATES for look in told)
    assert told == looks(GROUPS["improver"], 3)


def test_a_made_up_persons_series_is_that_of_the_log(tmp_path):
    from backlog.analysis import days, discomfort, reading
    from backlog.log import Log
    from backlog.synthetic import save

    one = person(2, 60)
    save(one, Log(tmp_path / "data"))
    log = reading.read(Log(tmp_path / "data"), one.until)
    read = discomfort.daily(log, days.table(log)).dropna(subset="discomfort")

    on, ratings = daily(one)

    assert on == [day.date() for day in read["day"]]
    assert ratings == read["discomfort"].tolist()


def test_the_true_change_is_that_of_the_course():
    expected = Expected(date(2026, 8, 17), (5.0, 4.0, 3.0, 2.0))

    assert expected.mean(Window(date(2026, 8, 18), date(2026, 8, 19), 1)) == 3.5


def test_a_rate_is_of_those_with_an_answer():
    """Wilson's interval of 1 in 4, from a table: 4.6 to 69.9 percent."""
    found = rate([True, False, None, False, False])

    assert found == Rate(1, 4)
    assert found.interval == pytest.approx((0.0456, 0.6994), abs=1e-4)
    assert str(found) == "25.0 (5 to 70)"
    assert str(Rate(0, 0)) == "-"


def test_the_same_seed_gives_the_same_tables_and_another_seed_others():
    told = study(1, 1)

    assert study(1, 1) == told
    assert study(1, 5) != told


def test_tables_go_between_their_marks_and_leave_the_rest_of_the_page():
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"

    assert written(page, "new") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    assert written(written(page, "x"), "new") == written(page, "new")


def test_the_page_holds_measured_tables():
    page = README.read_text("utf-8")

    assert page.index(BEGIN) < page.index("people in each group, seed") < page.index(END)
