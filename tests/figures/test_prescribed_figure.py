"""The figure of the program: a bar a dose, told in words too."""

from datetime import date

import pandas as pd
import pytest

from backlog.analysis import prescribed
from backlog.analysis.record import Record
from backlog.figures import describe_prescribed, plot_prescribed
from backlog.figures.style import NOTHING
from backlog.program import Prescription


def frame_of(*lines, through=date(2026, 11, 15)):
    return prescribed.table(Record({}, lines, through))


TILT = Prescription(date(2026, 11, 2), "pelvic-tilt", 1, 10)
MORE = Prescription(date(2026, 11, 14), "pelvic-tilt", 1, 12)


def test_each_dose_is_a_bar_as_long_as_it_held():
    ax = plot_prescribed(frame_of(TILT, MORE))

    assert [bar.get_width() for bar in ax.patches] == [12, 2]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Pelvic tilt"]


def test_a_short_bar_leaves_its_words_to_the_table():
    ax = plot_prescribed(frame_of(TILT, MORE, through=MORE.from_day))

    assert [text.get_text() for text in ax.texts] == ["10 repetitions"]


def test_no_words_run_over_the_end_of_their_bar():
    lines = (TILT, *(
        Prescription(date(2026, 11, 2 + 4 * at), "lower-back-stretch", 2, 8 + at, hold=25)
        for at in range(3)
    ))  # fmt: skip

    ax = plot_prescribed(frame_of(*lines))

    ax.figure.draw_without_rendering()
    ends = {bar.get_y() + bar.get_height() / 2: [] for bar in ax.patches}
    for bar in ax.patches:
        ends[bar.get_y() + bar.get_height() / 2].append(bar.get_window_extent())
    for words in ax.texts:
        box = words.get_window_extent()
        assert any(bar.x0 <= box.x0 and box.x1 <= bar.x1 for bar in ends[words.get_position()[1]])


def test_every_dose_is_told_in_words():
    assert describe_prescribed(frame_of(TILT, MORE)).endswith(
        "Pelvic tilt: 10 repetitions from 2026-11-02 to 2026-11-13; "
        "Pelvic tilt: 12 repetitions from 2026-11-14 to 2026-11-15."
    )


@pytest.mark.parametrize("lines", [(), (TILT,), tuple(
    Prescription((pd.Timestamp("2024-01-01") + pd.Timedelta(days=20 * at)).date(), "pelvic-tilt", 1,
                 5 + at) for at in range(50))])  # fmt: skip
def test_it_stands_with_no_one_and_many_doses(lines):
    frame = frame_of(*lines)

    ax = plot_prescribed(frame)

    assert len(ax.patches) == len(frame)
    assert (NOTHING in describe_prescribed(frame)) == (not lines)
