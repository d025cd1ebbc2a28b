"""What it looks like: ``plot_x(frame, ax=None) -> Axes``, one style, the only room with matplotlib.

A plot computes nothing: whatever it draws stands in the frame that it is given. Each has a
``describe_x(frame)`` that tells the same in words, for those who do not see it.
"""

from backlog.figures.calendar import describe_calendar, plot_calendar
from backlog.figures.discomfort import describe_discomfort, plot_discomfort
from backlog.figures.doses import describe_doses, plot_doses
from backlog.figures.pairs import describe_pairs, plot_pairs
from backlog.figures.picture import headline, note, say, show, table
from backlog.figures.weeks import describe_weeks, plot_weeks

__all__ = [
    "describe_calendar",
    "describe_discomfort",
    "describe_doses",
    "describe_pairs",
    "describe_weeks",
    "headline",
    "note",
    "plot_calendar",
    "plot_discomfort",
    "plot_doses",
    "plot_pairs",
    "plot_weeks",
    "say",
    "show",
    "table",
]
