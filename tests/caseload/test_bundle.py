"""A bundle is read like the folder it was made of, and does no harm whatever is in it."""

import stat
import struct
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from backlog.caseload import Unread, bundle, people, row_of
from backlog.caseload.folders import opened
from backlog.caseload.period import period
from backlog.log import LogError
from backlog.report.share import Sharing


@pytest.mark.parametrize("place", ["", "data/", "anna/data/"])
def test_a_bundle_gives_the_row_of_its_folder(place, zipped, short_log, through):
    names = [path.name for path in short_log.iterdir() if path.suffix in (".csv", ".json")]

    found = row_of(zipped(place, names=names), through)

    assert found == replace(row_of(short_log, through), name="anna.zip")


def test_what_else_is_in_a_bundle_is_not_looked_at(zipped, through):
    more = [("page.html", "<script>"), ("__MACOSX/data/._sessions.csv", "x"), ("b.zip", "PK")]

    assert not isinstance(row_of(zipped(more=more), through), Unread)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("datapackage.json",), "holds no log"),
        (("sessions.csv",), "holds no log: no sessions.csv with a datapackage.json"),
        ((), "holds no log"),
    ],
)
def test_a_bundle_without_a_log_is_told(names, expected, zipped, through):
    assert expected in row_of(zipped(names=names), through).why


def test_a_bundle_with_two_logs_is_nobodys(zipped, through):
    more = [("other/sessions.csv", "x"), ("other/datapackage.json", "{}")]

    assert row_of(zipped(more=more), through).why == "holds more than one log"


@pytest.mark.parametrize(
    "name",
    ["../sessions.csv", "data/../../x", "/etc/passwd", "C:/x", "..\\x", "data\\..\\..\\x"],
)
def test_a_bundle_that_names_a_place_outside_is_refused(name, zipped, through, tmp_path):
    before = sorted(tmp_path.parent.rglob("*"))

    found = row_of(zipped(more=[(name, "out")]), through)

    assert found.why.startswith("names a place outside of itself")
    assert set(tmp_path.parent.rglob("*")) - set(before) == {tmp_path / "anna.zip"}


def test_a_link_in_a_bundle_is_refused(zipped, through):
    path = zipped()
    link = zipfile.ZipInfo("data/days.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as bundle:
        bundle.writestr(link, "/etc/passwd")

    assert row_of(path, through).why == "holds a link instead of a file: data/days.csv"


@pytest.mark.filterwarnings("ignore:Duplicate name")  # which is what is made here on purpose
def test_a_file_that_is_there_twice_is_refused(zipped, through):
    found = row_of(zipped(more=[("data/sets.csv", "other")]), through)

    assert found.why == "holds the same file twice: data/sets.csv"


def test_a_locked_bundle_is_told(zipped, through):
    path = zipped()
    data = bytearray(path.read_bytes())
    for at in (at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"):
        data[at + 8] |= 1  # the flag of encryption in the directory at the end
    path.write_bytes(data)

    assert row_of(path, through).why == "is locked with a password"


def test_a_table_that_would_fill_the_memory_is_refused(zipped, through, monkeypatch):
    monkeypatch.setattr(bundle, "LARGEST_TABLE", 50_000)
    path = zipped(more=[("data/days.csv", b"0" * 60_000)])

    assert "holds a table larger than a log can be" in row_of(path, through).why


def test_a_bomb_that_lies_about_its_size_is_refused(zipped, through, monkeypatch):
    monkeypatch.setattr(bundle, "LARGEST_TABLE", 50_000)
    path = zipped(more=[("data/days.csv", b"0" * 60_000)])
    lie, truth = struct.pack("<L", 9), struct.pack("<L", 60_000)
    path.write_bytes(path.read_bytes().replace(truth, lie))

    found = row_of(path, through)

    assert isinstance(found, Unread)


def test_a_bundle_of_too_many_files_is_refused(zipped, through, monkeypatch):
    monkeypatch.setattr(bundle, "MOST_ENTRIES", 5)

    found = row_of(zipped(more=[(f"{at}.txt", "") for at in range(5)]), through)

    assert found.why == "holds more than 5 files"


def test_a_huge_bundle_is_not_even_opened(zipped, through, monkeypatch):
    monkeypatch.setattr(bundle, "LARGEST_BUNDLE", 100)

    assert "is larger than a bundle can be" in row_of(zipped(), through).why


def test_a_huge_table_of_a_folder_is_not_read(short_log, through, monkeypatch):
    monkeypatch.setattr("backlog.caseload.folders.LARGEST_TABLE", 100)

    assert "larger than a log can be" in row_of(short_log, through).why


@pytest.mark.parametrize("kept", [0, 10, 0.5, 0.99])
def test_a_bundle_that_was_cut_short_is_told(kept, zipped, through):
    path = zipped()
    data = path.read_bytes()
    path.write_bytes(data[: int(kept * len(data)) if kept < 1 else kept])

    assert row_of(path, through).why.startswith("is no zip file that can be read")


def test_a_bundle_with_damaged_content_is_told(zipped, through):
    path = zipped()
    data = bytearray(path.read_bytes())
    data[200:400] = bytes(200)
    path.write_bytes(data)

    assert row_of(path, through).why.startswith("is no zip file that can be read")


def test_a_bundle_is_open_in_a_folder_for_its_owner_alone_which_is_removed(zipped, monkeypatch):
    with opened(zipped()) as place:
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert sorted(path.name for path in place.iterdir()) == [
            "datapackage.json",
            "sessions.csv",
            "sets.csv",
        ]

    assert not place.exists()


@pytest.fixture
def shared(clinic, tmp_path):
    """Return a function that shares the log of elm as the person would."""

    def share(first, last, **choices):
        path = tmp_path / "elm.zip"
        days = {"from": first.isoformat(), "to": last.isoformat()}
        Sharing(clinic / "elm").write(days | choices | {"file": str(path)})
        return path

    return share


def test_a_file_that_was_shared_is_read(shared, clinic, ago):
    found = row_of(shared(ago(83), ago(0)), ago(0))

    whole = row_of(clinic / "elm", ago(0))
    assert (found.last_28, found.whole, found.now) == (whole.last_28, whole.whole, whole.now)
    assert (found.begins, found.ends, found.behind) == (ago(83), ago(0), 0)


def test_of_the_days_after_a_shared_file_nothing_is_said(shared, clinic, ago):
    found = row_of(shared(ago(60), ago(20)), ago(0))

    then = row_of(clinic / "elm", ago(20))
    assert found.last_28 == then.last_28
    assert (found.last_entry, found.days_ago) == (then.last_entry, then.days_ago)
    assert (found.ends, found.behind) == (ago(20), 20)


def test_a_shared_file_may_end_after_the_last_day_that_is_looked_at(shared, clinic, ago):
    found = row_of(shared(ago(83), ago(0)), ago(10))

    assert found.last_28 == row_of(clinic / "elm", ago(10)).last_28
    assert found.behind == 0


def test_a_file_that_holds_days_after_its_last_one_is_told(shared, ago, tmp_path):
    """They would not be looked at, whatever sign was ticked on one of them."""
    place = tmp_path / "unpacked"
    with zipfile.ZipFile(shared(ago(60), ago(0))) as packed:
        packed.extractall(place)
    path = place / "datapackage.json"
    path.write_text(path.read_text().replace(f'"{ago(0)}"', f'"{ago(20)}"'))
    found = row_of(place, ago(0))

    assert isinstance(found, Unread)
    assert found.why.startswith(f"says that it ends on {ago(20)}, and holds days until ")


@pytest.mark.parametrize(
    "told",
    [
        '{"period": 3}',
        '{"period": {"first": "x", "last": ""}}',
        '{"period": {"first": "2026-11-15", "last": "2026-11-01"}}',
        "[]",
        "{",
        "{}",
        "[" * 9999,
    ],
)
def test_a_period_that_is_none_is_no_period(told, tmp_path):
    (tmp_path / "datapackage.json").write_text(told)

    assert period(tmp_path) is None


def test_a_bundle_that_is_refused_leaves_nothing_behind(zipped, through, tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))

    assert isinstance(row_of(zipped(more=[("../x", "")]), through), Unread)

    assert list((tmp_path / "temporary").iterdir()) == []


def test_folders_and_bundles_are_people_and_nothing_else(tmp_path):
    for name in ("ben", "anna", ".hidden"):
        (tmp_path / name).mkdir()
    for name in ("cleo.zip", "flags.csv", "notes.docx", ".x.zip"):
        (tmp_path / name).write_text("")

    assert [path.name for path in people(tmp_path)] == ["anna", "ben", "cleo.zip"]


def test_the_log_of_one_person_is_no_caseload(short_log):
    with pytest.raises(LogError, match="is the log of one person"):
        people(short_log)


def test_a_folder_that_is_not_there_is_told():
    with pytest.raises(LogError, match="There is no folder"):
        people(Path("nowhere"))
