"""A healthy ``sets.csv`` with five or six rows, damaged in one way: what is kept, what is said.

The cases are those that spreadsheets, editors, sync programs and crashes make of a CSV file.
"""

# ruff: noqa: E501 (the table of cases reads best with one case a line)

import csv
import io
import random
import re

import pandas as pd
import pytest

from backlog.log import LogError, frame, reader


def line_6(old, new):
    """Replace text in the last row of five."""

    def damage(data):
        lines = data.split(b"\n")
        assert old in lines[5]
        return b"\n".join([*lines[:5], lines[5].replace(old, new, 1), *lines[6:]])

    return damage


def in_dialect(**dialect):
    """Let another program save the file."""

    def damage(data):
        out = io.StringIO()
        csv.writer(out, **dialect).writerows(csv.reader(io.StringIO(data.decode())))
        return out.getvalue().encode()

    return damage


def both(first, second):
    return lambda data: second(first(data))


def in_german(data):
    """Let a spreadsheet with a decimal comma save the file."""
    rows = data.replace(b"119.5", b'"119,5"').replace(b",2026-11-22,", b",22.11.2026,")
    return b"\xef\xbb\xbf" + in_dialect(delimiter=";")(rows)


def reordered(data):
    rows = [row[::-1] for row in csv.reader(io.StringIO(data.decode()))]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def repeated_header(data):
    lines = data.split(b"\n")
    return b"\n".join([*lines[:3], lines[0], *lines[3:]])


def conflict(data):
    lines = data.split(b"\n")
    marked = [b"<<<<<<< HEAD", lines[3], b"=======", lines[4], b">>>>>>> theirs"]
    return b"\n".join([*lines[:3], *marked, *lines[5:]])


def backwards(data):
    header, *rows, _ = data.split(b"\n")
    return b"\n".join([header, *rows[::-1], b""])


def unquoted(data):
    return line_6(b'"set 5, felt fine"', b"set 5, felt fine")(data)


def cut(size):
    return lambda data: data[:-size]


def merged(data):
    lines = data.split(b"\n")
    return b"\n".join([*lines[:4], lines[4] + b"\0" + lines[5], b""])


def crlf(data):
    return data.replace(b"\n", b"\r\n")


def mixed(data):
    head, _, rest = data.partition(b"\n")
    return head + b"\n" + rest.replace(b"\n", b"\r\n", 2)


BINARY = random.Random(7).randbytes(4000)

# name, rows, damage, kept, set aside (None: one clear error for the file), said
CASES = [
    ("empty file", 5, lambda data: b"", 0, 0, ""),
    ("header only", 0, lambda data: data, 0, 0, ""),
    ("header without its line end", 0, cut(1), 0, 0, ""),
    ("header cut short", 0, cut(9), 0, 0, "header that is cut short; the next entry completes it"),
    ("rows but no header", 4, lambda data: data.partition(b"\n")[2], 0, None, r"sets.csv, line 1: .* is not the header"),
    ("torn last line", 6, cut(60), 5, 1, "sets.csv, line 7: .* is cut short"),
    ("complete last line without newline", 6, cut(1), 6, 0, "line 7: .* has no line end but is complete"),
    ("last byte lost inside the last field", 6, cut(2), 5, 1, "sets.csv, line 7: .* is cut short"),
    ("UTF-8 byte order mark", 5, lambda data: b"\xef\xbb\xbf" + data, 5, 0, "a byte order mark"),
    ("UTF-16", 5, lambda data: data.decode().encode("utf-16"), 5, 0, "UTF-16"),
    ("UTF-16 with tabs", 5, lambda data: in_dialect(delimiter="\t")(data).decode().encode("utf-16"), 5, 0, "UTF-16, tabs"),
    ("semicolons", 5, in_dialect(delimiter=";", lineterminator="\n"), 5, 0, "semicolons between the fields"),
    ("semicolons under sep=", 5, lambda data: b"sep=;\r\n" + in_dialect(delimiter=";")(data), 5, 0, "semicolons between the fields, other line ends"),
    ("tabs", 5, in_dialect(delimiter="\t", lineterminator="\n"), 5, 0, "tabs between the fields"),
    ("quotes everywhere", 5, in_dialect(quoting=csv.QUOTE_ALL, lineterminator="\n"), 5, 0, "quotes in the header"),
    ("CRLF line ends", 5, crlf, 5, 0, "other line ends"),
    ("mixed LF and CRLF", 5, mixed, 5, 0, ""),
    ("a date as a spreadsheet writes it", 5, line_6(b"2026-11-22,", b"11/22/2026,"), 5, 0, "line 6, local_day: '11/22/2026' was rewritten by another program; its chk proves that it was 2026-11-22"),
    ("a date as a spreadsheet writes it, in a line that was changed too", 5, both(line_6(b"2026-11-22,", b"11/22/2026,"), line_6(b"done,,2,", b"done,,3,")), 4, 1, "line 6, local_day: '11/22/2026' must be a date"),
    ("a date as a spreadsheet writes it, without chk", 5, both(line_6(b"2026-11-22,", b"11/22/2026,"), lambda data: re.sub(rb",[a-p]{4}\n$", b",\n", data)), 4, 1, "line 6, local_day: '11/22/2026' must be a date"),
    ("a file that a German spreadsheet saved", 5, in_german, 5, 0, "line 6, held: '119,5' was rewritten by another program"),
    ("a time without its offset", 5, line_6(b"T07:17:03+01:00", b"T07:17:03"), 4, 1, "line 6, performed_at: '2026-11-22T07:17:03' must be a time with its offset"),
    ("year 0202", 5, line_6(b"2026-11-22,", b"0202-11-22,"), 4, 1, "line 6, local_day: '0202-11-22' must be"),
    ("year 20244", 5, line_6(b"2026-11-22,", b"20244-11-22,"), 4, 1, "line 6, local_day: '20244-11-22' must be"),
    ("a comma without quotes", 5, unquoted, 4, 1, "line 6: .* has 24 fields instead of 23"),
    ("a line break in a note", 5, line_6(b"set 5, felt", b"set 5,\nfelt"), 5, 0, "line 6: .* was edited by hand; it is used"),
    ("two line breaks in a note", 5, line_6(b"set 5, felt", b"set 5,\n\nfelt"), 5, 0, "line 6: .* was edited by hand; it is used"),
    ("the header once more", 5, repeated_header, 5, 1, "line 4: .* is the header once more"),
    ("marks of a merge conflict", 5, conflict, 5, 3, "line 4: '<<<<<<< HEAD' has 1 fields instead of 23"),
    ("rows out of order", 5, backwards, 5, 0, ""),
    ("discomfort 11", 5, line_6(b"done,,2,", b"done,,11,"), 4, 1, "line 6, discomfort: '11' must be a whole number from 0 to 10"),
    ("discomfort -1", 5, line_6(b"done,,2,", b"done,,-1,"), 4, 1, "line 6, discomfort: '-1' must be"),
    ("reps 1,000", 5, line_6(b",s,6,", b',s,"1,000",'), 4, 1, "line 6, reps: '1,000' must be a whole number from 0 to 200"),
    ("10 reps", 5, line_6(b",s,6,", b",s,10 reps,"), 4, 1, "line 6, reps: '10 reps' must be"),
    ("side 'Left '", 5, line_6(b"both", b"Left "), 4, 1, "line 6, side: 'Left' must be both, left or right"),
    ("side 'links'", 5, line_6(b"both", b"links"), 4, 1, "line 6, side: 'links' must be both, left or right"),
    ("discomfort left blank", 5, line_6(b"done,,2,", b"done,,,"), 5, 0, "line 6: .* was edited by hand; it is used"),
    ("a row without chk", 5, lambda data: re.sub(rb",[a-p]{4}\n$", b",\n", data), 5, 0, r"line 6: .* was typed by hand \(its chk is empty\)"),
    ("columns in another order", 5, reordered, 5, 0, "columns in another order"),
    ("a column of one's own at the end", 5, lambda data: re.sub(b"\n", b",\n", data).replace(b"chk,", b"chk,weather"), 5, 0, ""),
    ("a column of one's own in between", 5, lambda data: data.replace(b"note,chk", b"note,weather,chk").replace(b'fine",', b'fine",sunny,'), 5, 0, "columns that backlog does not know between its own"),
    ("a column missing", 5, lambda data: data.replace(b"discomfort,", b""), 0, None, "sets.csv, line 1: the column discomfort is missing"),
    ("a column twice", 5, lambda data: data.replace(b"reason,", b"reps,reason,", 1), 0, None, "the column reps stands there twice"),
    ("a note of a megabyte", 5, line_6(b"felt fine", b"fine " * 200_000), 4, 1, "line 6: .* is too long"),
    ("blank lines", 5, lambda data: data.replace(b"\n", b"\n\n,,,\n", 1), 5, 0, ""),
    ("a line of Latin-1", 5, line_6(b"fine", b"m\xfcde"), 4, 1, "line 6: .* is not UTF-8"),
    ("a quote where none belongs", 5, line_6(b",both,", b',"both,'), 4, 1, "line 6: .* a quote that does not belong there"),
    ("a damaged line end", 5, merged, 5, 0, "line 5: .* holds two rows with no line break between them"),
    ("random binary", 5, lambda data: BINARY, 0, None, "sets.csv, line 1: .* is not the header"),
    ("a workbook", 5, lambda data: b"PK\x03\x04" + BINARY, 0, None, r"sets.csv is a workbook \(.xlsx\)"),
    ("a web page", 5, lambda data: b"<!doctype html><html>\n", 0, None, "sets.csv is a web page"),
]  # fmt: skip


READABLE = [each for each in CASES if each[4] is not None]
UNREADABLE = [each for each in CASES if each[4] is None]


@pytest.fixture(params=READABLE, ids=[each[0] for each in READABLE])
def case(request, given):
    _, rows, damage, kept, aside, said = request.param
    return damage(given.healthy(rows)), kept, aside, said


@pytest.mark.parametrize("case", UNREADABLE, ids=[each[0] for each in UNREADABLE])
def test_a_file_that_is_no_log_is_one_clear_error_and_left_as_it_is(log, given, case):
    _, rows, damage, _, _, said = case
    log.folder.mkdir()
    path = log.folder / "sets.csv"
    path.write_bytes(damage(given.healthy(rows)))
    before = path.read_bytes()

    with pytest.raises(LogError, match=said):
        log.read("sets")
    with pytest.raises(LogError, match=r"sets\.csv"):
        log.append("sets", given.a_set(9))
    assert path.read_bytes() == before


def test_a_damaged_file_keeps_its_good_rows_and_says_what_is_wrong(case, given):
    data, kept, aside, said = case
    read = reader.reading(data, given.sets)

    assert len(read.rows) == kept
    assert sum(not problem.used for problem in read.problems) == aside
    assert re.search(said, "\n".join(map(str, read.problems)))
    assert bool(read.problems) == bool(said)


def test_kept_rows_are_those_that_were_written(case, given):
    data, *_ = case
    written = [_without_changes(row) for row in reader.reading(given.healthy(6), given.sets).rows]

    for row in reader.reading(data, given.sets).rows:
        assert _without_changes(row) in written


def _without_changes(row):
    """Leave out what a case changed on purpose and left valid."""
    return {name: row.record[name] for name in row.record if name not in ("discomfort", "note")}


def test_both_ways_to_a_frame_agree_on_a_damaged_file(case, given):
    data, *_ = case
    slow, problems = reader.current(data, given.sets)
    quick = frame.proven(data, given.sets)

    assert quick is None or not problems
    if quick is not None:
        pd.testing.assert_frame_equal(quick, frame.from_rows(slow, given.sets))


def test_an_append_to_a_damaged_file_changes_none_of_its_bytes(case, given, log):
    data, kept, *_ = case
    log.folder.mkdir()
    path = log.folder / "sets.csv"
    path.write_bytes(data)

    refused = _refused(log, given.a_set(9))
    if refused:
        assert "saved by another program" in refused
        assert path.read_bytes() == data
    else:
        assert path.read_bytes().startswith(data)
        assert log.read("sets")[0]["set_no"].tolist()[-1] == 9
        assert len(log.read("sets")[0]) in (kept, kept + 1)


def _refused(log, row):
    try:
        log.append("sets", row)
    except LogError as error:
        return str(error)
    return ""


def test_a_formula_in_a_note_has_an_apostrophe_on_disk_and_none_when_read(log, given):
    formula = '=HYPERLINK("http://example.org","x")'
    log.append("sets", given.a_set(note=formula))

    assert b'"\'=HYPERLINK(""http' in (log.folder / "sets.csv").read_bytes()
    assert [row["note"] for row in log.records("sets")] == [formula]


def test_a_script_in_a_note_is_kept_to_the_letter(log, given):
    script = "<script>alert('x')</script>"
    log.append("sets", given.a_set(note=script))

    assert [row["note"] for row in log.records("sets")] == [script]
