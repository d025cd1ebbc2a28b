"""How a notebook shows a figure, a table or a sentence."""

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


def test_a_table_leaves_empty_what_is_not_there():
    frame = pd.DataFrame({"not_logged": pd.array([1.5, 2.0, None], dtype="Float64")})

    data = figures.table(frame)._repr_mimebundle_()

    assert [line.strip() for line in data["text/plain"].splitlines()] == [
        "not logged",
        "1.5",
        "2",
        "",
    ]


def test_each_line_of_a_note_stands_on_its_own():
    assert "one<br>two" in figures.note("one\ntwo")._repr_mimebundle_()["text/html"]
