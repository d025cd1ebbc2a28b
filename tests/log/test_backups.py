"""A dated copy once a day that has writes: whole or not there, with its checksums, thirty kept."""

import hashlib
from datetime import timedelta

import pytest

from backlog.log import Log, LogError, append, backups

DAY = "2026-11-22"


@pytest.fixture
def begun(log, given):
    """Return a log that had two rows before today."""
    earlier = Log(log.folder, now=lambda: given.now - timedelta(days=1))
    earlier.append("sets", given.a_set(1))
    earlier.append("sets", given.a_set(2))
    return log


def days(log):
    return sorted(path.name for path in (log.folder / "backups").glob("*"))


def test_the_first_write_of_a_day_copies_what_was_there_before_it(begun, given):
    before = (begun.folder / "sets.csv").read_bytes()
    begun.append("sets", given.a_set(3))
    begun.append("sets", given.a_set(4))

    assert days(begun) == [DAY]
    assert (begun.folder / "backups" / DAY / "sets.csv").read_bytes() == before


def test_an_empty_folder_has_nothing_to_copy(log, given):
    log.append("sets", given.a_set(1))

    assert not (log.folder / "backups").exists()


def test_a_copy_tells_its_checksums_as_sha256sum_reads_them(begun, given):
    begun.append("sets", given.a_set(3))
    place = begun.folder / "backups" / DAY

    lines = (place / "SHA256SUMS").read_text().splitlines()
    assert [each.split("  ")[1] for each in lines] == ["sets.csv", "datapackage.json"]
    assert lines[0].split("  ")[0] == hashlib.sha256((place / "sets.csv").read_bytes()).hexdigest()


def test_a_copy_is_made_by_one_kernel_a_day(begun, given):
    begun.append("sets", given.a_set(3))
    there = (begun.folder / "backups" / DAY / "sets.csv").read_bytes()
    Log(begun.folder, now=lambda: given.now).append("sets", given.a_set(4))

    assert (begun.folder / "backups" / DAY / "sets.csv").read_bytes() == there


def test_the_thirty_newest_are_kept(begun, given):
    (begun.folder / "backups" / "of-mine").mkdir(parents=True)
    for later in range(33):
        at = given.now + timedelta(days=later)
        Log(begun.folder, now=lambda at=at: at).append("sets", given.a_set(later + 3))

    assert len(days(begun)) == 31
    assert days(begun)[0] == "2026-11-25"
    assert days(begun)[-1] == "of-mine"


def test_a_copy_that_was_broken_off_is_made_anew(begun, given, monkeypatch):
    def crash(path, data):
        create(path, data)
        raise KeyboardInterrupt

    create = append.create
    with monkeypatch.context() as patch:
        patch.setattr(backups, "create", crash)
        with pytest.raises(KeyboardInterrupt):
            begun.append("sets", given.a_set(3))
    assert days(begun) == [f"{DAY}.new"]
    assert list(backups.copies(begun.folder)) == []

    Log(begun.folder, now=lambda: given.now).append("sets", given.a_set(3))
    assert days(begun) == [DAY]


def test_a_row_is_written_though_the_copy_cannot_be(begun, given, monkeypatch):
    def full(path, data):
        raise LogError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(backups, "create", full)
        begun.append("sets", given.a_set(3))

    assert len(list(begun.records("sets"))) == 3


def test_a_file_of_a_copy_that_changed_is_not_good(begun, given):
    begun.append("sessions", given.a_session())
    place = begun.folder / "backups" / DAY
    whole = (place / "sets.csv").read_bytes()
    assert backups.whole(place)["sets.csv"] == whole
    (place / "sets.csv").write_bytes(whole[:-1])

    assert list(backups.good(place)) == ["datapackage.json"]
    with pytest.raises(LogError, match="is damaged"):
        backups.whole(place)


@pytest.mark.parametrize("seals", [b"", b"\xff\xfe", b"no seal at all\n", b"x  ../sets.csv\n"])
def test_a_copy_without_its_checksums_holds_nothing_good(begun, given, seals):
    begun.append("sessions", given.a_session())
    place = begun.folder / "backups" / DAY
    (place / "SHA256SUMS").write_bytes(seals)

    assert backups.good(place) == {}


def test_a_copy_is_a_data_folder_by_itself(begun, given):
    begun.append("sets", given.a_set(3))

    assert len(list(Log(begun.folder / "backups" / DAY).records("sets"))) == 2
