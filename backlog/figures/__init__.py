"""What it looks like: ``plot_x(frame, ax=None) -> Axes``, one style, the only room with matplotlib.

A plot computes nothing: whatever it draws stands in the frame that it is given. Each has a
``describe_x(frame)`` that tells the same in words, for those who do not see it.
"""

from backlog.figures.calendar import describe_calendar, plot_calendar
from backlog.figures.caseload import describe_caseload, plot_caseload
from backlog.figures.change import describe_change, plot_change
from backlog.figures.control import describe_control, plot_control
from backlog.figures.counted import (
    describe_obstacles,
    describe_recording,
    plot_obstacles,
    plot_recording,
)
from backlog.figures.course import describe_course, plot_course
from backlog.figures.differences import describe_differences, plot_differences
from backlog.figures.discomfort import describe_discomfort, plot_discomfort
from backlog.figures.doses import describe_doses, plot_doses
from backlog.figures.habit import describe_habit, plot_habit
from backlog.figures.pairs import describe_pairs, plot_pairs
from backlog.figures.picture import Drawing, Picture, drawing, headline, note, say, show, table
from backlog.figures.prescribed import describe_prescribed, plot_prescribed
from backlog.figures.programs import describe_programs, plot_programs
from backlog.figures.style import fonts
from backlog.figures.together import describe_together, plot_together
from backlog.figures.trend import describe_trend, plot_trend
from backlog.figures.variability import describe_variability, plot_variability
from backlog.figures.weeks import describe_weeks, plot_weeks

__all__ = [
    "Drawing",
    "Picture",
    "describe_calendar",
    "describe_caseload",
    "describe_change",
    "describe_control",
    "describe_course",
    "describe_differences",
    "describe_discomfort",
    "describe_doses",
    "describe_habit",
    "describe_obstacles",
    "describe_pairs",
    "describe_prescribed",
    "describe_programs",
    "describe_recording",
    "describe_together",
    "describe_trend",
    "describe_variability",
    "describe_weeks",
    "drawing",
    "fonts",
    "headline",
    "note",
    "plot_calendar",
    "plot_caseload",
    "plot_change",
    "plot_control",
    "plot_course",
    "plot_differences",
    "plot_discomfort",
    "plot_doses",
    "plot_habit",
    "plot_obstacles",
    "plot_pairs",
    "plot_prescribed",
    "plot_programs",
    "plot_recording",
    "plot_together",
    "plot_trend",
    "plot_variability",
    "plot_weeks",
    "say",
    "show",
    "table",
]
