"""The figure of a caseload stands with any number of people and draws what its frame holds."""

import re

import numpy as np
import pandas as pd
import pytest

from backlog import figures
from backlog.caseload import tables

COLUMNS = tables.marks([]).dtypes


def frame(*rows):
    """Return people as rows: name, unread, signs, low, high, start, recent, stops, days ago."""
    return pd.DataFrame(rows, columns=list(COLUMNS.index)).astype(COLUMNS.to_dict())


ANNA = ("anna", False, 0, 40, 60, 5.5, 3.0, 2, 1)
BEN = ("ben", False, 1, None, None, None, None, 0, None)
CLEO = ("cleo.zip", True, 0, None, None, None, None, None, None)


def panels(ax):
    return ax.figure.axes


def drawn(ax):
    figures.show(lambda _: ax, pd.DataFrame())


@pytest.mark.parametrize("number", [0, 1, 7, 90, 1000])
def test_it_stands_with_any_number_of_people(number):
    people = frame(*(("p", False, 0, 40, 60, 5.5, 3.0, 2, 1),) * number)

    ax = figures.plot_caseload(people)

    drawn(ax)
    assert len(panels(ax)) == (4 if number else 1)
    assert ax.get_gid() == figures.describe_caseload(people)


def test_the_bars_are_what_was_done_and_what_may_have_been():
    done, *_ = panels(figures.plot_caseload(frame(ANNA, BEN)))

    low, high = done.containers
    assert low[0].get_width() == 40
    assert (high[0].get_x(), high[0].get_width()) == (40, 20)
    assert np.isnan(low[1].get_width()), "what is not known is no bar of 0"


def test_the_dots_are_the_start_and_now():
    _, felt, *_ = panels(figures.plot_caseload(frame(ANNA)))

    assert [dots.get_offsets().tolist() for dots in felt.collections[1:]] == [
        [[5.5, 0.0]],
        [[3.0, 0.0]],
    ]


def test_what_is_not_known_is_said():
    done, felt, stops, quiet = panels(figures.plot_caseload(frame(ANNA, BEN, CLEO)))

    unread, *told = sorted(text.get_text() for text in done.texts)
    assert unread == "cannot be read"
    assert told == ["done of the plan, 28 days", "too few sessions planned"]
    assert "nothing to compare" in [text.get_text() for text in felt.texts]
    assert [text.get_text().strip() for text in quiet.texts[:-1]] == ["1"]
    assert [text.get_text().strip() for text in stops.texts[:-1]] == ["2", "0"]


def test_a_person_with_an_unseen_warning_sign_has_a_mark_that_is_no_colour():
    ax = figures.plot_caseload(frame(ANNA, BEN))

    assert [label.get_text() for label in ax.get_yticklabels()] == ["anna", "!  ben"]


def test_the_first_person_stands_on_top():
    ax = figures.plot_caseload(frame(ANNA, BEN))

    assert ax.get_ylim()[0] > ax.get_ylim()[1]


def test_a_long_caseload_shows_the_first_and_says_how_many_there_are():
    people = frame(*((f"p{at}", *ANNA[1:]) for at in range(50)))

    ax = figures.plot_caseload(people)

    assert len(ax.get_yticks()) == 40
    assert "50 people" in ax.get_gid()
    assert len(re.findall(r"p\d+:", ax.get_gid())) == 12


@pytest.mark.parametrize("name", ["$x^", "a_b", "<b>", "x" * 300, "^{", "\\frac"])
def test_a_name_is_drawn_as_it_is_written(name):
    ax = figures.plot_caseload(frame((name, *ANNA[1:])))

    drawn(ax)
    assert ax.get_yticklabels()[0].get_text()[:17] == name[:17]


def test_the_description_tells_each_person_in_words():
    told = figures.describe_caseload(frame(ANNA, BEN, CLEO))

    assert told == (
        "Who needs a look first? 3 people, a line each, in the order of who needs a look. "
        "anna: 40 % done, discomfort 5.5 to 3.0, 2 sessions with a stop for pain, "
        "last entry 1 day ago; ben: warning sign, nothing logged yet; cleo.zip: cannot be read."
    )
