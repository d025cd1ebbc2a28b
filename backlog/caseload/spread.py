"""One function over many items on any executor: in order, a few at a time, and nobody lost.

Only so many items are on their way at once, so that neither the queue nor the results grow with
their number. Knows executors; must not know what is worked out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from types import TracebackType
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: So many items are on their way at once: enough for the cores of one machine.
AHEAD = 64


def spread(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    executor: Executor,
    lost: Callable[[Item, Exception], Result],
    ahead: int = AHEAD,
) -> Iterator[Result]:
    """Yield ``work(item)`` of each item, in the order of the items.

    When a process of the pool ends, all that was on its way there is lost with it, and nobody knows
    which item was to blame. Each of those is then worked on once more, one at a time in a process
    of its own; the one that ends this process too is the one that `lost` is asked about.

    Parameters
    ----------
    work : callable
        A function of one item that can be pickled, where the executor needs that.
    items : iterable
    executor : concurrent.futures.Executor
    lost : callable
        Gives what stands in place of a result that never came: of the item and the exception.
    ahead : int
        Items that are on their way at once; at least the number of workers, or some are idle.
    """
    submitted = ((item, _submitted(executor, work, item)) for item in items)
    waiting = deque(islice(submitted, ahead))
    with _Alone(work) as alone:
        try:
            while waiting:
                result = _result(*waiting.popleft(), alone, lost)
                waiting.extend(islice(submitted, 1))
                yield result
        finally:
            for _, future in waiting:
                future.cancel()


def _submitted(executor: Executor, work: Callable[[Item], Result], item: Item) -> Future[Result]:
    try:
        return executor.submit(work, item)
    except BrokenExecutor as trouble:
        future: Future[Result] = Future()
        future.set_exception(trouble)
        return future


def _result(
    item: Item,
    future: Future[Result],
    alone: Callable[[Item], Result],
    lost: Callable[[Item, Exception], Result],
) -> Result:
    try:
        try:
            return future.result()
        except BrokenExecutor:
            return alone(item)
    except Exception as trouble:
        return lost(item, trouble)


class _Alone(Generic[Item, Result]):
    """Works on one item at a time in a process of its own, which is made when it is needed."""

    def __init__(self, work: Callable[[Item], Result]) -> None:
        self.work = work
        self.pool: ProcessPoolExecutor | None = None

    def __call__(self, item: Item) -> Result:
        # A fresh interpreter: what may be wrong with this one is not copied into it.
        self.pool = self.pool or ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        try:
            return self.pool.submit(self.work, item).result()
        except BrokenExecutor:
            self.close()
            raise

    def __enter__(self) -> _Alone[Item, Result]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        trouble: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        if self.pool:
            self.pool.shutdown()
            self.pool = None
