"""Lines with a day: which one holds."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backlog.problem import Problem
from backlog.program.dated import Timeline, newest, parted


@dataclass(frozen=True)
class Line:
    from_day: date
    exercise: str
    says: str = ""


FIRST, LATER = date(2026, 11, 1), date(2026, 11, 20)


def test_the_newest_line_of_each_exercise_holds_in_the_order_of_the_catalogue():
    lines = [
        Line(LATER, "lower-tummy", "new"),
        Line(FIRST, "lower-tummy", "old"),
        Line(FIRST, "lower-back-stretch"),
    ]

    assert newest(lines, LATER) == (lines[2], lines[0])
    assert newest(lines, FIRST) == (lines[2], lines[1])
    assert newest(lines, date(2026, 10, 31)) == ()


def test_of_two_lines_of_one_day_the_one_further_down_holds():
    lines = [Line(FIRST, "lower-tummy", "typed first"), Line(FIRST, "lower-tummy", "typed last")]

    assert newest(lines, FIRST) == (lines[1],)


def test_problems_stand_apart_in_the_order_of_the_lines():
    wrong = Problem("program.csv", 3, "reps", "many", "must be a whole number")
    lines = [Line(FIRST, "lower-tummy"), wrong, Line(LATER, "lower-tummy")]

    assert parted(lines) == ((lines[0], lines[2]), [wrong])


some_days = st.integers(0, 5).map(lambda days: FIRST + timedelta(days=days))
some_lines = st.lists(
    st.builds(Line, some_days, st.sampled_from(["lower-tummy", "pelvic-tilt"]), st.text(max_size=2))
)


@given(some_lines, some_days)
def test_a_timeline_tells_what_the_lines_themselves_tell(lines, day):
    timeline = Timeline(lines)
    exercises = ("lower-tummy", "pelvic-tilt")
    holding = [timeline.holding(exercise, day) for exercise in exercises]
    to_come = [line.from_day for line in lines if line.from_day > day]
    after = [line.from_day for exercise in exercises if (line := timeline.after(exercise, day))]

    assert {*holding} - {None} == {*newest(lines, day)}
    assert min(after, default=None) == min(to_come, default=None)
