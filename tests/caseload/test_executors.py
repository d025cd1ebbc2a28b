"""The rows are equal whatever works them out: this process, threads, processes, a Dask cluster."""

import gc
import shutil
import sys
import time
import warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

import pytest

from backlog import caseload
from backlog.caseload import Unread
from backlog.log import Log
from backlog.synthetic import people, save


@contextmanager
def dask():
    """Give the executor of a real cluster on this machine: two processes, no page to look at."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # None would host on the one port of everybody
            memory_limit=None,
        ) as cluster,
        Client(cluster) as client,
        client.get_executor() as executor,
    ):
        yield executor
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def processes():
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


EXECUTORS = {"threads": lambda: ThreadPoolExecutor(2), "processes": processes, "dask": dask}


@pytest.fixture(scope="session")
def here(clinic, through):
    """Return the rows of the example as this process works them out."""
    return list(caseload.summarise(caseload.people(clinic), data_through=through))


# What a cluster leaves open while it ends on a busy machine is its own, and no row.
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", EXECUTORS)
def test_the_rows_are_equal_on_every_executor(name, clinic, here, through):
    with EXECUTORS[name]() as executor:
        found = caseload.summarise(caseload.people(clinic), executor, data_through=through)

        assert list(found) == here


def test_one_bad_folder_hides_nobody(here):
    assert len(here) == 13
    assert [row.name for row in here if isinstance(row, Unread)] == ["rowan"]


def test_the_caseload_is_the_rows_in_order_with_the_rules_held_against_them(clinic, here, through):
    found = caseload.read(clinic, through)

    assert {look.row for look in found.looks} == set(here)
    assert [look.row.name for look in found.looks][:3] == ["hazel", "rowan", "birch"]
    assert found.problems == ()
    (birch,) = (look for look in found.looks if look.row.name == "birch")
    assert any(told.startswith("rule of M. Example: ") for told in birch.reasons)


def test_a_folder_that_vanishes_meanwhile_is_one_row(tmp_path, through):
    for name, person in people(3, 1, 8, through):
        save(person, Log(tmp_path / name))
    found = caseload.people(tmp_path)
    shutil.rmtree(found[1])

    first, second, third = caseload.summarise(found, data_through=through)

    assert second == Unread("person-0002", "is not there")
    assert first.whole.prescribed == third.whole.prescribed > 0


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_thousand_people_give_equal_rows_and_fit_in_the_memory_of_one(tmp_path, through, capsys):
    """1,000 people of half a year; what is measured is printed, not judged."""
    for name, person in people(1000, 1, 180, through):
        save(person, Log(tmp_path / name))
    everybody = caseload.people(tmp_path)
    told, rows = [], {}
    for name, start in {"serial": None, "processes": processes, "dask": dask}.items():
        began = time.perf_counter()
        rows[name] = measured(everybody, start, through)
        told.append(f"{name} {time.perf_counter() - began:.1f} s, peak {peak():.0f} MB")

    with capsys.disabled():
        print("\n1,000 people: " + "; ".join(told))
    assert rows["processes"] == rows["dask"] == rows["serial"]
    assert not any(isinstance(row, Unread) for row in rows["serial"])


def measured(everybody, start, through):
    if start is None:
        return list(caseload.summarise(everybody, data_through=through))
    with start() as executor:
        return list(caseload.summarise(everybody, executor, data_through=through))


def peak():
    """Return the most memory that this process or one of its children ever had, in MB."""
    import resource  # not on Windows

    most = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(most) / (2**20 if sys.platform == "darwin" else 2**10)
