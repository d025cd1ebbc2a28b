"""How a notebook shows a figure, a table or a sentence."""

import re

import pandas as pd

from backlog import figures


def test_a_picture_carries_its_alt_text_and_tells_it_as_plain_text():
    picture = figures.show(figures.plot_weeks, pd.DataFrame(), "Data through today.")

    data, metadata = picture._repr_mimebundle_()

    assert data["text/plain"] == metadata["image/png"]["alt"] == picture.alt
    assert "Nothing logged yet. Data through today." in picture.alt


def test_hostile_text_is_escaped_where_html_is_made():
    hostile = "<img src=x onerror=alert(1)>"

    for shown in (figures.say(hostile), figures.note(hostile), figures.headline(hostile)):
        data = shown._repr_mimebundle_()
        assert data["text/plain"] == hostile
        assert "<img" not in data["text/html"]
    table = figures.table(pd.DataFrame({hostile: [hostile]}))._repr_mimebundle_()
    assert "<img" not in table["text/html"]


def test_a_table_shows_a_dash_where_nothing_is_and_says_what_it_means():
    frame = pd.DataFrame({"rated": pd.array([1.5, 2.0, None], dtype="Float64")})

    data = figures.table(frame, "not answered")._repr_mimebundle_()

    expected = ["rated", "1.5", "2", "–", "– not answered"]
    assert [line.strip() for line in data["text/plain"].splitlines()] == expected
    assert "<NA>" not in data["text/html"]
    assert "– not answered" in data["text/html"]


def test_a_full_table_explains_no_dash():
    data = figures.table(pd.DataFrame({"rated": [1]}))._repr_mimebundle_()

    assert "–" not in data["text/plain"] + data["text/html"]


def test_each_line_of_a_note_stands_on_its_own():
    assert "one<br>two" in figures.note("one\ntwo")._repr_mimebundle_()["text/html"]


def test_a_long_cell_of_a_table_wraps_and_a_date_does_not():
    frame = pd.DataFrame({"day": ["2026-11-15"], "note": ["left out while the knee & hip hurt"]})

    html = figures.table(frame)._repr_mimebundle_()["text/html"]

    assert re.search(r"white-space:nowrap[^>]*>2026-11-15<", html)
    assert re.search(r"white-space:normal[^>]*>left out while the knee &amp; hip hurt<", html)
