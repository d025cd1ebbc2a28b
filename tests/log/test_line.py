"""One physical line and its seal."""

import csv
from zlib import crc32

from hypothesis import given, settings, strategies

from backlog.log import line

CELLS = strategies.lists(
    strategies.text(strategies.characters(exclude_characters="\r\n")), min_size=2
)


def test_the_seal_is_the_low_sixteen_bits_of_the_crc_as_letters():
    low = crc32(b"a,b") & 0xFFFF
    expected = bytes(ord("a") + (low >> shift & 15) for shift in (12, 8, 4, 0))

    assert line.letters(b"a,b") == expected
    assert line.proven(b"a,b," + expected)


def test_a_line_that_changed_is_not_proven():
    whole = b"a,b," + line.letters(b"a,b")

    assert not line.proven(whole.replace(b"b", b"c", 1))
    assert not line.proven(whole[:-1])
    assert not line.proven(b"")


@settings(deadline=None)
@given(CELLS)
def test_any_csv_reader_finds_the_cells_again(cells):
    assert next(csv.reader([line.joined(cells)], strict=True)) == cells


def test_a_row_is_one_line_with_its_seal_last(given):
    header, row, rest = given.a_file([given.a_set(1, note='=1+1, "x"\n')]).split(b"\n")

    assert rest == b""
    assert header.startswith(b"set_id,rev,session_id,")
    assert header.endswith(b",note,chk")
    assert row.startswith(
        b"20261122T071203-1f2e3d4c-1,1,20261122T071203-1f2e3d4c,2026-11-22T07:13:03+01:00,"
    )
    assert b',6,20,s,6,119.5,done,,2,,live,,2026-11-22T07:12:03+01:00,"\'=1+1, ""x""\\n",' in row
    assert line.proven(row)
