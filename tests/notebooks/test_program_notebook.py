"""The notebook about the program runs on any log, and holds a form only over one's own."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from backlog.analysis import reading
from backlog.log import Log
from backlog.panel.returning import Example, ReturnedForm
from backlog.synthetic import person, save

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "4-program.ipynb"
TODAY = reading.today(datetime.now())


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """`shown()`: what each cell ends in, over the folder ``data``."""
    monkeypatch.setenv("BACKLOG_DATA", str(tmp_path / "data"))

    def run():
        cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
        names, ends = {}, []
        for cell in (each for each in cells if each["cell_type"] == "code"):
            *before, last = "".join(cell["source"]).splitlines()
            exec("\n".join(before), names)
            ends.append(eval(last, names))
        return ends

    run.log = Log(tmp_path / "data")
    return run


def words(shown):
    bundle = shown._repr_mimebundle_()
    return (bundle[0] if isinstance(bundle, tuple) else bundle)["text/plain"]


def test_without_a_log_it_shows_the_example_and_no_form(shown):
    headline, banner, *_, form = shown()

    assert words(headline).startswith("The program since 2 October 2026")
    assert "made-up person" in words(banner)
    assert isinstance(form, Example)


def test_over_a_log_of_ones_own_it_holds_the_form_and_what_the_rules_say(shown):
    save(person(6, 30, until=TODAY), shown.log)
    (shown.log.folder / "progression.csv").write_text(
        "from,exercise,sessions,worst,settled,add_reps,add_hold,most_reps,most_hold,author,note\n"
        "2020-01-01,lower-back-stretch,1,,,2,,,,A. Huber,\n"
    )

    *_, rules, form = shown()

    assert "Your therapist's rule of 1 January 2020" in words(rules)
    assert isinstance(form, ReturnedForm)


def test_a_log_without_a_program_and_one_that_is_damaged_stop_nothing(shown):
    save(person(6, 8, until=TODAY), shown.log)
    (shown.log.folder / "program.csv").write_bytes(b"PK\x03\x04")
    (shown.log.folder / "progression.csv").write_bytes(b"<html>")

    headline, banner, figure, _, rules, _ = shown()

    assert words(headline).startswith("No program is written yet")
    assert "program.csv" in words(banner)
    assert "Nothing logged yet" in words(figure)
    assert words(rules).startswith("progression.csv: progression.csv is a web page, no CSV.")
