"""backlog.log.incoming.mapping and suggestion: a mapping is whole before a line is read."""

import re
from pathlib import Path

import pytest

from backlog.log import LogError
from backlog.log.incoming.mapping import Clock, parsed
from backlog.log.incoming.sheet import opened
from backlog.log.incoming.suggestion import suggested

WHOLE = """
name = "diary"
table = "checkins"
[date]
column = "Day"
format = "%d.%m.%Y"
[columns]
discomfort = "Pain"
"""


def test_a_mapping_says_which_column_means_what():
    meaning = parsed(WHOLE, "map.toml")

    assert (meaning.name, meaning.table) == ("diary", "checkins")
    assert meaning.date == Clock("Day", "%d.%m.%Y")
    assert meaning.columns == {"discomfort": "Pain"}
    assert meaning.used == ("Day", "Pain")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "colour = 1\n", "map.toml: colour is not known; there are name, table"),
        ('"diary"', '"My Diary"', "map.toml: name: 'My Diary' must be 1 to 24 small letters"),
        ('"checkins"', '"days"', "map.toml: table must be 'checkins' or 'sessions' or 'sets'."),
        ('column = "Day"', "", "map.toml: date.column is missing"),
        ('column = "Day"', "column = []", "map.toml: date.column must be text in quotes."),
        ("[date]", "date = 1\n[other]", "map.toml: other is not known"),
        ("discomfort =", "pain =", "map.toml: columns.pain is not known; there are discomfort"),
        ('discomfort = "Pain"', "", "map.toml: columns.discomfort is missing; checkins needs it."),
        ("name =", "name", "map.toml is not TOML"),
        ("[date]", 'separator = ", "\n[date]', "map.toml: separator must be one character."),
        ("[date]", 'decimal = ";"\n[date]', "map.toml: decimal must be '.' or ','."),
    ],
)
def test_what_is_wrong_with_a_mapping_is_named(old, new, told):
    text = WHOLE.replace(old, new, 1) if old else new + WHOLE

    with pytest.raises(LogError) as refused:
        parsed(text, "map.toml")
    assert told in str(refused.value)


def test_the_mapping_in_the_document_can_be_used():
    text = (Path(__file__).parents[2] / "backlog" / "log" / "README.md").read_text(encoding="utf-8")
    meaning = parsed(
        re.search("^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[1], "map.toml"
    )

    assert meaning.date == Clock("Datum", "%d.%m.%Y")
    assert meaning.values == {"discomfort": {"none": "0"}}


def a_suggestion(text, file="My diary (2).csv"):
    return suggested(opened(text.encode(), file))


def test_a_mapping_is_suggested_from_the_header():
    text = a_suggestion("Datum;Uhrzeit;Schmerz;Bemerkung;Wetter\n03.08.2026;07:10;5;;Regen\n")
    meaning = parsed(text, "map.toml")

    assert meaning.name == "my-diary-2"
    assert meaning.date == Clock("Datum", "%d.%m.%Y")
    assert meaning.time == Clock("Uhrzeit", "%H:%M")
    assert meaning.columns == {"discomfort": "Schmerz", "note": "Bemerkung"}
    assert '# not read: "Wetter"' in text


def test_a_day_of_two_meanings_is_left_to_the_person():
    text = a_suggestion("date,pain\n03/04/2026,5\n")

    assert '# format = "%d/%m/%Y" or "%m/%d/%Y"' in text
    assert parsed(text, "map.toml").date == Clock("date", "iso")
    assert '\nformat = "%d/%m/%Y"\n' in a_suggestion("date,pain\n03/04/2026,5\n13/04/2026,5\n")


@pytest.mark.parametrize(
    ("cells", "format"),
    [
        (["4/3/2026 7:10:22", "4/13/2026 22:10:22"], "%m/%d/%Y %H:%M:%S"),
        (["13.04.2026 22:10"], "%d.%m.%Y %H:%M"),
        (["03.04.26"], "%d.%m.%y"),
    ],
)
def test_days_with_times_and_short_years_are_known(cells, format):
    text = a_suggestion("date,pain\n" + "".join(f"{cell},5\n" for cell in cells))

    assert parsed(text, "map.toml").date == Clock("date", format)


@pytest.mark.parametrize(
    ("cells", "format"),
    [
        (["07:10", ""], "%H:%M"),
        (["07:10:22"], "%H:%M:%S"),
        (["7:10 AM", "7:10 PM"], "%I:%M %p"),
        (["morning"], "%H:%M"),
    ],
)
def test_a_time_is_suggested_as_it_is_written(cells, format):
    text = a_suggestion("date,time,pain\n" + "".join(f"2026-08-03,{cell},5\n" for cell in cells))

    assert parsed(text, "map.toml").time == Clock("time", format)


def test_ratings_before_and_after_are_those_of_sessions():
    text = a_suggestion("Date,Pain before,Pain after\n2026-08-03,5,4\n")

    assert parsed(text, "map.toml").columns == {
        "discomfort_before": "Pain before",
        "discomfort_after": "Pain after",
    }


def test_a_file_of_exercises_is_suggested_as_sets_and_what_is_needed_is_named():
    text = a_suggestion("Date,Exercise\n2026-08-03,Cat\n")

    assert 'table = "sets"' in text
    assert 'exercise = "Exercise"' in text
    assert '# reps = ...  # needed: one of "Date", "Exercise"' in text
    with pytest.raises(LogError, match=r"columns.reps is missing"):
        parsed(text, "map.toml")


def test_names_with_quotes_and_backslashes_stay_what_they_are():
    text = a_suggestion('date,"my ""pain"" \\ now"\n2026-08-03,5\n')

    assert parsed(text, "map.toml").columns == {"discomfort": 'my "pain" \\ now'}
