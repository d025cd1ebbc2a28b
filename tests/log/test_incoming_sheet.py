"""backlog.log.incoming.sheet: any dialect is read, and what cannot be is one clear sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.log import LogError
from backlog.log.incoming.sheet import opened

TEXT = 'day,pain,note\n2026-08-03,5,"stiff, tired"\n2026-08-04,,größer\n'
LINES = (
    (2, {"day": "2026-08-03", "pain": "5", "note": "stiff, tired"}),
    (3, {"day": "2026-08-04", "pain": "", "note": "größer"}),
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), None),
        (b"\xef\xbb\xbf" + TEXT.encode(), None),
        (TEXT.replace("\n", "\r\n").encode(), None),
        (TEXT.replace("\n", "\r").encode(), None),
        (TEXT.encode("utf-16"), None),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), None),
        (TEXT.encode("cp1252"), "cp1252"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "cp1252"),
        (TEXT.rstrip().encode(), None),
    ],
)
def test_every_encoding_and_line_end_is_read(data, encoding):
    assert opened(data, "diary.csv", encoding).lines == LINES


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_every_separator_is_read(separator):
    text = f"day{separator}pain\n2026-08-03{separator}5,5\n"

    assert opened(text.encode(), "diary.csv").lines == ((2, {"day": "2026-08-03", "pain": "5,5"}),)


@pytest.mark.parametrize("said", [b"sep=;", b'"sep=;"', b"SEP=;"])
def test_the_separator_may_be_told_in_the_first_line(said):
    sheet = opened(said + b"\r\nday;pain,now\r\n2026-08-03;5\r\n", "diary.csv")

    assert sheet.names == ("day", "pain,now")
    assert sheet.lines == ((3, {"day": "2026-08-03", "pain,now": "5"}),)


def test_a_line_knows_its_number_after_text_with_breaks_and_after_empty_lines():
    sheet = opened(b'day,note\n2026-08-03,"two\nlines"\n\n2026-08-04,x\n', "diary.csv")

    assert [number for number, _ in sheet.lines] == [2, 5]


def test_a_line_of_another_width_is_set_aside():
    sheet = opened(b"day,pain\n2026-08-03\n2026-08-04,3\n", "diary.csv")

    assert list(map(str, sheet.problems)) == [
        "diary.csv, line 2: '2026-08-03' has 1 fields instead of 2"
    ]
    assert [number for number, _ in sheet.lines] == [3]


def test_columns_without_a_name_are_no_matter():
    assert opened(b"day,,\n2026-08-03,,\n", "diary.csv").names == ("day", "", "")
    assert opened(b",day,pain\n1,2026-08-03,5\n", "diary.csv").names == ("", "day", "pain")


_TITLE = "diary.csv, line 1: names one column only; delete what stands above the names of the"


@pytest.mark.parametrize(
    ("data", "encoding", "told"),
    [
        ("größer".encode("cp1252"), None, "diary.csv is not UTF-8: name its encoding, as in"),
        (b"a,b", "nonsense", "There is no encoding 'nonsense'"),
        (b"", None, "diary.csv has no header."),
        (b"PK\x03\x04", None, "is a workbook or an archive, no CSV"),
        (b"day,pain,day\n", None, "diary.csv, line 1: the column day stands there twice."),
        (b'day,note\n3,"stiff\n4,fine\n', None, "diary.csv, line 2: cannot be read as CSV"),
        (b'day,note\n3,"stiff" now\n', None, "diary.csv, line 2: cannot be read as CSV"),
        (b"My diary\nday,pain\n2026-08-03,5\n", None, _TITLE),
        (b"\nMy diary;;\nday;pain;note\n", None, _TITLE.replace("1", "2", 1)),
    ],
)
def test_what_is_no_csv_is_one_clear_sentence(data, encoding, told):
    with pytest.raises(LogError, match=told):
        opened(data, "diary.csv", encoding)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_sheet_or_a_clear_sentence(data):
    lines = []
    with suppress(LogError):
        lines = opened(data, "diary.csv").lines

    assert all(any(cell.strip() for cell in cells.values()) for _, cells in lines)
