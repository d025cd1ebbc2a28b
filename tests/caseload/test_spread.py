"""One function over many items: in order, a few at a time, and nobody is lost."""

import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from operator import call, neg

import pytest

from backlog.caseload.spread import spread


def fail(item, trouble):
    return item, type(trouble).__name__


class Slow(Executor):
    """Runs what it was given when its result is asked for; counts what waits and what was given up.

    It stands for a pool in which nothing is ever finished before it is needed.
    """

    def __init__(self):
        self.waiting = self.most = self.submitted = 0
        self.given_up = []

    def submit(self, work, *arguments):
        future = Future()
        self.submitted += 1
        self.waiting += 1
        self.most = max(self.most, self.waiting)

        def result(timeout=None):
            self.waiting -= 1
            return work(*arguments)

        future.result = result
        future.cancel = lambda: self.given_up.append(arguments)
        return future


def test_results_come_in_the_order_of_the_items():
    with ThreadPoolExecutor(4) as threads:
        assert list(spread(neg, range(100), threads, fail, ahead=7)) == [-at for at in range(100)]


def test_no_more_than_so_many_are_on_their_way():
    executor = Slow()

    assert list(spread(neg, range(50), executor, fail, ahead=5)) == [-at for at in range(50)]
    assert (executor.most, executor.submitted) == (5, 50)


def test_items_are_taken_only_as_they_are_needed():
    taken = []
    items = (taken.append(at) or at for at in range(1000))

    results = spread(neg, items, Slow(), fail, ahead=5)

    assert [next(results) for _ in range(3)] == [0, -1, -2]
    assert len(taken) == 8


def test_what_is_not_wanted_any_more_is_given_up():
    executor = Slow()
    results = spread(neg, range(50), executor, fail, ahead=5)
    next(results)

    results.close()

    assert executor.given_up == [(1,), (2,), (3,), (4,), (5,)]


def test_nothing_to_do_is_nothing():
    assert list(spread(neg, [], Slow(), fail)) == []


def test_an_exception_costs_one_result():
    def inverse(number):
        return 1 / number

    with ThreadPoolExecutor(1) as threads:
        found = list(spread(inverse, [1, 0, 2], threads, fail))

    assert found == [1.0, (0, "ZeroDivisionError"), 0.5]


@pytest.fixture
def processes():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


def test_a_process_that_ends_costs_only_the_item_that_ended_it(processes):
    """A pool is of no use once one of its processes has ended; the others are still answered."""
    items = [partial(str.upper, name) for name in ("anna", "ben", "cleo", "dora")]
    items.insert(2, partial(os._exit, 9))

    found = list(spread(call, items, processes, lambda _, why: type(why).__name__))

    assert found == ["ANNA", "BEN", "BrokenProcessPool", "CLEO", "DORA"]


def test_several_that_end_their_process_are_each_found(processes):
    ending = partial(os._exit, 9)
    items = [ending, partial(str.upper, "anna"), ending]

    found = list(spread(call, items, processes, lambda _, why: type(why).__name__, ahead=1))

    assert found == ["BrokenProcessPool", "ANNA", "BrokenProcessPool"]
