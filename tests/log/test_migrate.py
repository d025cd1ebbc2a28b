"""Schema versions: an older folder is migrated whatever comes between, a newer one is only read."""

import json

import pytest

from backlog.log import Log, LogError, backups, version
from backlog.log.schema import DATAPACKAGE
from backlog.log.upkeep import migrate

OLD = DATAPACKAGE.replace(b'"version": "1.1.0"', b'"version": "0.9.0"')


def renamed(files):
    """A made-up step: 0.9.0 said ``pain`` where 1.1.0 says ``discomfort``, and had no days."""
    names = [name for name in files if name.endswith(".csv")]
    return {
        **files,
        **{name: files[name].replace(b",pain,", b",discomfort,") for name in names},
        "days.csv": b"",
    }


@pytest.fixture(autouse=True)
def _a_step(monkeypatch):
    monkeypatch.setitem(migrate.STEPS, "0.9.0", ("1.1.0", renamed))


@pytest.fixture
def old(log, given):
    """Return a log in a folder of 0.9.0 with three sets."""
    log.folder.mkdir()
    (log.folder / "sets.csv").write_bytes(given.healthy(3).replace(b",discomfort,", b",pain,"))
    (log.folder / "datapackage.json").write_bytes(OLD)
    return log


def numbers(log):
    return [record["set_no"] for record in log.records("sets")]


def test_an_older_folder_is_migrated_before_the_first_write(old, given):
    before = (old.folder / "sets.csv").read_bytes()
    old.append("sets", given.a_set(4))

    assert numbers(old) == [1, 2, 3, 4]
    assert version.of((old.folder / "datapackage.json").read_bytes()) == version.CURRENT
    kept = backups.whole(old.folder / "backups" / "before-1.1.0")
    assert (kept["sets.csv"], kept["datapackage.json"]) == (before, OLD)
    assert (old.folder / "days.csv").exists()


def test_home_finds_it_migrated(old):
    assert old.trouble() is None
    assert numbers(old) == [1, 2, 3]


def test_several_steps_follow_each_other(old, monkeypatch):
    monkeypatch.setitem(migrate.STEPS, "0.8.0", ("0.9.0", lambda files: files))
    path = old.folder / "datapackage.json"
    path.write_bytes(OLD.replace(b"0.9.0", b"0.8.0"))

    assert old.trouble() is None
    assert numbers(old) == [1, 2, 3]


def test_a_version_that_no_step_leads_from_is_told(old):
    (old.folder / "datapackage.json").write_bytes(OLD.replace(b"0.9.0", b"0.1.0"))
    before = (old.folder / "sets.csv").read_bytes()

    assert old.trouble() == "There is no way from schema version 0.1.0 to 1.1.0."
    assert (old.folder / "sets.csv").read_bytes() == before


def test_a_file_that_changed_while_it_was_migrated_is_left_alone(old, monkeypatch):
    place = old.folder / "backups" / "before-1.1.0"
    backups.keep(place, backups.present(old.folder))
    path = old.folder / "sets.csv"
    edited = path.read_bytes().replace(b"felt fine", b"felt good")
    path.write_bytes(edited)

    assert "has changed since its migration began" in old.trouble()
    assert path.read_bytes() == edited
    place.rename(old.folder / "elsewhere")
    assert old.trouble() is None
    assert {record["note"] for record in old.records("sets")} == {
        f"set {number}, felt good" for number in (1, 2, 3)
    }


def test_a_damaged_backup_is_nothing_to_migrate_from(old):
    place = old.folder / "backups" / "before-1.1.0"
    backups.keep(place, backups.present(old.folder))
    (place / "sets.csv").write_bytes(b"")

    assert old.trouble() == f"The copy in {place} is damaged."
    assert (old.folder / "datapackage.json").read_bytes() == OLD


@pytest.mark.parametrize("newer", ["1.1.1", "1.2.0", "2.0.0", "10.0.0"])
def test_a_newer_folder_is_read_and_never_written(log, given, newer):
    log.append("sets", given.a_set(1))
    path = log.folder / "datapackage.json"
    path.write_bytes(DATAPACKAGE.replace(b'"version": "1.1.0"', f'"version": "{newer}"'.encode()))
    before = (log.folder / "sets.csv").read_bytes()

    for each in (log, Log(log.folder, now=lambda: given.now)):
        with pytest.raises(LogError, match=f"by a newer backlog .schema {newer}, this one knows"):
            each.extend("sets", [given.a_set(2)])
        assert "Update backlog." in each.trouble()
    assert (log.folder / "sets.csv").read_bytes() == before
    assert numbers(log) == [1]


@pytest.mark.parametrize("damaged", [b"", b"{}", b"[1]", b'{"version": "x.y"}', b'{"version": 2}'])
def test_a_damaged_description_says_nothing_about_the_tables(log, given, damaged):
    log.append("sets", given.a_set(1))
    (log.folder / "datapackage.json").write_bytes(damaged)

    log.append("sets", given.a_set(2))
    assert numbers(log) == [1, 2]
    assert (log.folder / "datapackage.json").read_bytes() == damaged


def test_every_step_leads_on_to_the_present_version():
    for there in migrate.STEPS:
        assert version.numbers(there) < version.numbers(migrate.STEPS[there][0])
    assert json.loads(DATAPACKAGE)["version"] == version.CURRENT
