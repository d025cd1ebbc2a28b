"""A program that comes back from a spreadsheet: read where it can mean one thing, else asked."""

from datetime import date

import pytest
from hypothesis import given, strategies

from backlog.log import LogError
from backlog.log.line import whole
from backlog.log.returned import returned
from backlog.log.schema import table
from backlog.program import default

HEADER = ",".join(table("program").names)
LINE = "2026-11-23,lower-back-stretch,1,8,25,s,30,block,1,7,,6,A. Huber,slowly"


def read(*lines, header=HEADER, dates=None):
    return returned("\n".join([header, *lines, ""]).encode(), "back.csv", dates)


def told(problems):
    return [str(problem) for problem in problems]


def test_a_sheet_as_backlog_writes_it_has_nothing_to_say():
    found = read(LINE)

    (line,) = found.lines
    assert (line.from_day, line.reps, line.hold, line.note) == (
        date(2026, 11, 23), 8, 25.0, "slowly",
    )  # fmt: skip
    assert (found.read, found.problems) == ((), ())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a byte order mark", ("\ufeff" + f"{HEADER}\n{LINE}\n").encode()),
        ("semicolons and other line ends", f"{HEADER}\r\n{LINE}\r\n".replace(",", ";").encode()),
        ("tabs", f"{HEADER}\n{LINE}".replace(",", "\t").encode()),
        ("a separator line", f"sep=;\r\n{HEADER}\r\n{LINE}\r\n".replace(",", ";").encode()),
        ("UTF-16", ("\ufeff" + f"{HEADER}\n{LINE}\n").encode("utf-16-le")),
        ("blank lines", f"{HEADER}\n\n,,,,,,,,,,,,,\n{LINE}\n".encode()),
        ("spaces", f"{HEADER}\n{LINE}\n".replace(",8,", ", 8 ,").encode()),
    ],
)
def test_every_dialect_of_a_spreadsheet_is_the_same_program(name, data):
    assert returned(data, "back.csv").lines == read(LINE).lines, name


@pytest.mark.parametrize("day", ["23.11.2026", "11/23/2026", "23/11/2026", "23-Nov-2026", "46349"])
def test_a_date_that_can_mean_one_day_is_read_and_shown(day):
    found = read(LINE.replace("2026-11-23", day))

    assert found.lines == read(LINE).lines
    assert told(found.read) == [f"back.csv, line 2, from: '{day}' was read as 2026-11-23"]


def test_a_date_that_can_mean_two_days_is_asked_about_and_not_guessed():
    found = read(LINE.replace("2026-11-23", "11/12/2026"))

    assert found.lines == ()
    assert found.asks_for_dates
    assert told(found.problems) == [
        "back.csv, line 2, from: '11/12/2026' can be 2026-11-12 or 2026-12-11: write it as "
        "2026-11-12, or say which way the dates of this file are written"
    ]


@pytest.mark.parametrize(
    ("dates", "day"), [("day-first", date(2026, 12, 11)), ("month-first", date(2026, 11, 12))]
)
def test_who_says_how_the_dates_are_written_is_asked_nothing(dates, day):
    found = read(LINE.replace("2026-11-23", "11/12/2026"), dates=dates)

    assert [line.from_day for line in found.lines] == [day]
    assert found.problems == ()


def test_a_decimal_comma_and_the_name_of_an_exercise_are_read():
    line = LINE.replace("25", "22,5").replace("lower-back-stretch", "Lower back stretch")
    found = read(line.replace("22,5", '"22,5"'))

    assert [(each.exercise, each.hold) for each in found.lines] == [("lower-back-stretch", 22.5)]
    assert told(found.read) == ["back.csv, line 2, hold: '22,5' was read as 22.5"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (",8,", ",800,", "reps: '800' must be a whole number from 1 to 100, or empty"),
        ("2026-11-23", "", "from: must be a date such as 2026-11-22 from 2000-01-01 to 2199-12-31"),
        ("2026-11-23", "soon", "from: 'soon' must be a date such as 2026-11-22 from 2000-01-01"),
        ("lower-back-stretch", "headstand", "exercise: 'headstand' is not in the catalogue; it h"),
        ("lower-back-stretch", "Head Stand", "exercise: 'Head Stand' is not in the catalogue; it"),
        (",25,s,", ",,,", "hold: must be a number from 1 to 120: lower-back-stretch is held"),
        (",slowly", "", "has 13 fields instead of 14"),
    ],
)
def test_a_wrong_line_is_one_message_and_the_others_are_read(old, new, expected):
    good = LINE.replace("2026-11-23", "2026-11-30")

    found = read(LINE.replace(old, new), good)

    (problem,) = found.problems
    assert (problem.file, problem.line) == ("back.csv", 2)
    assert expected in str(problem)
    assert found.lines == read(good).lines


def test_two_doses_for_one_day_are_a_problem_and_the_same_line_twice_is_none():
    twice = read(LINE, LINE.replace(",8,", ",9,"))

    assert told(twice.problems) == [
        "back.csv, line 3, exercise: 'lower-back-stretch' is there twice for this day, with "
        "another dose; the lower line would count"
    ]
    assert read(LINE, LINE).problems == ()


def test_a_note_over_two_lines_costs_nothing():
    found = read(LINE.replace("slowly", '"slowly\nat first"'), LINE.replace("-23", "-30"))

    assert [line.note for line in found.lines] == ["slowly\nat first", "slowly"]
    assert found.problems == ()


def test_letters_of_another_encoding_are_named_and_never_replaced():
    data = f"{HEADER}\n{LINE.replace('slowly', 'für')}\n".encode("latin-1")

    assert "is not UTF-8; save the file as 'CSV UTF-8'" in told(returned(data, "b.csv").problems)[0]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"PK\x03\x04rest", "b.csv is a workbook (.xlsx), no CSV"),
        (b"<html></html>", "b.csv is a web page, no CSV"),
        (f"{HEADER[:-5]}\n".encode(), "b.csv, line 1: the column note is missing"),
    ],
)
def test_what_is_no_program_is_one_clear_sentence(data, expected):
    with pytest.raises(LogError, match=expected.replace("(", r"\(").replace(")", r"\)")):
        returned(data, "b.csv")


def test_an_empty_sheet_says_so():
    assert told(read().problems) == ["back.csv: has no line below its header"]


@given(strategies.dates(date(2000, 1, 1), date(2199, 12, 31)))
def test_a_day_is_never_read_as_another(day):
    for form in ("%d.%m.%Y", "%m/%d/%Y", "%Y-%m-%d", "%d/%m/%Y"):
        found = read(LINE.replace("2026-11-23", day.strftime(form)))

        assert [line.from_day for line in found.lines] in ([day], [])
        assert found.lines or found.asks_for_dates


def test_the_default_program_comes_back_as_it_went_out():
    kind = table("program")
    records = [kind.check(line.record()) for line in default(date(2026, 11, 23))]

    assert returned(whole(kind, records), "back.csv").lines == default(date(2026, 11, 23))
