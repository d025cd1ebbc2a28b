"""One style for every figure: calm, safe for colour-blind eyes, legible in grey print.

No state is told by colour alone: there is a mark, a hatch or a word with it. Dark means done and
light means open, so that the order also survives a photocopier. Figures are made without pyplot:
nothing is shared between kernels' threads and nothing is left open.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from matplotlib import get_data_path
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import MO, AutoDateLocator, ConciseDateFormatter, DateLocator, WeekdayLocator
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import ScaledTranslation

INK = "#22303a"
MUTED = "#5d6b75"
FAINT = "#c9d1d6"
PAPER = "#ffffff"

DONE = "#1d5c75"
HALF = "#7fb0c4"
OPEN = "#f1f4f6"
WARM = "#e9a23b"
WARM_DARK = "#a35b00"

#: What nobody knows: neither done nor undone.
UNKNOWN = {"facecolor": PAPER, "edgecolor": DONE, "hatch": "////", "linewidth": 0}

#: Behind a number that may stand on dots.
BEHIND = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6, "alpha": 0.8}

WIDTH = 9.6
TITLE, TEXT, SMALL = 15, 12, 11
#: On a page of paper a point is a point: nothing is made smaller afterwards.
PAGE = 7

#: Height of a figure that holds one sentence, in inches.
LOW = 1.7

NOTHING = "Nothing logged yet."

#: An axis of days, or of weeks, has room for as much at least, so that a single one is no wall.
SHORTEST, SHORTEST_OF_WEEKS = timedelta(weeks=1), timedelta(weeks=3)

#: Of up to as many weeks the Mondays are told; of more, months or years.
MONDAYS = 26

#: A day carries its month, so that a short stretch of days is told too.
_FORMATS = ["%Y", "%b", "%d %b", "%H:%M", "%H:%M", "%S.%f"]


def axes(ax: Axes | None, title: str, alt: str, height: float = 4.4, pad: float = 12) -> Axes:
    """Return `ax`, or the axes of a new figure of `height` inches, with title and alt text.

    The title stands `pad` points above the axes.
    """
    if ax is None:
        room = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1)
        figure = Figure(figsize=(WIDTH, height), dpi=144, layout=room, facecolor=PAPER)
        FigureCanvasAgg(figure)
        ax = figure.add_subplot()
    ax.set_title(title, loc="left", fontsize=TITLE, fontweight="bold", color=INK, pad=pad)
    ax.set_gid(alt)
    return plain(ax)


def plain(ax: Axes) -> Axes:
    """Return `ax` with quiet lines and legible ticks."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(MUTED)
    ax.tick_params(labelsize=SMALL, colors=INK, color=MUTED)
    ax.set_axisbelow(True)
    return ax


def nothing(ax: Axes, sentence: str = NOTHING) -> Axes:
    """Return `ax` with a plain sentence in place of a figure."""
    ax.set_axis_off()
    ax.text(0, 0.9, sentence, transform=ax.transAxes, fontsize=TEXT, color=INK, va="top")
    return ax


def dates(ax: Axes, first: date, last: date, shortest: timedelta = SHORTEST) -> None:
    """Give the x axis dates that never overlap, a day apart at least, and room for `shortest`."""
    _ticks(ax, AutoDateLocator(minticks=3, maxticks=9))
    ax.set_xlim(first, max(last, first + shortest))


def weeks(ax: Axes, first: date, last: date) -> None:
    """Give the x axis dates below marks that stand on Mondays: few weeks have these Mondays."""
    dates(ax, first, last, SHORTEST_OF_WEEKS)
    count = (last - first).days // 7
    if count <= MONDAYS:
        _ticks(ax, WeekdayLocator(MO, interval=max(1, -(-count // 9))))


def _ticks(ax: Axes, locator: DateLocator) -> None:
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator, formats=_FORMATS, show_offset=False))


def legend(
    ax: Axes,
    keys: Mapping[str, Artist | tuple[Artist, ...]],
    columns: int = 4,
    below: float = 0.45,
    size: float = SMALL,
    apart: float = 1.6,
) -> None:
    """Put the legend `below` inches under the axes; `keys` are handles by label.

    Its letters have `size` points, and its columns stand `apart` in their height.
    """
    ax.legend(
        list(keys.values()),
        list(keys),
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=ax.transAxes + ScaledTranslation(0, -below, ax.figure.dpi_scale_trans),
        ncols=columns,
        frameon=False,
        fontsize=size,
        labelcolor=INK,
        borderaxespad=0,
        handletextpad=0.5,
        columnspacing=apart,
    )


def fonts() -> Path:
    """Return the folder of the fonts that figures are drawn with, for others who draw text."""
    return Path(get_data_path()) / "fonts" / "ttf"
