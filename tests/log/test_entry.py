"""One line of a journal: what goes in comes out, and nothing else is taken for it."""

from hypothesis import given
from hypothesis import strategies as some

from backlog.log import entry

VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=6,
).filter(lambda value: "inf" not in repr(value))
RECORDS = some.dictionaries(some.text(), VALUES, max_size=5)


@given(RECORDS)
def test_every_record_comes_back_from_one_line(record):
    line = entry.to_line(record)

    assert line.count(b"\n") == 1
    assert entry.from_line(line[:-1]) == record


@given(RECORDS, some.data())
def test_a_line_with_one_changed_byte_is_damaged(record, chosen):
    line = entry.to_line(record)[:-1]
    place = chosen.draw(some.integers(0, len(line) - 1))
    byte = chosen.draw(some.integers(0, 255).filter(lambda each: each != line[place]))

    assert entry.from_line(line[:place] + bytes([byte]) + line[place + 1 :]) is None


@given(some.binary(max_size=200))
def test_no_bytes_crash_it(raw):
    assert entry.from_line(raw) is None
