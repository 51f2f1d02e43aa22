"""Who makes the pieces: this process, a process for each core, or a Dask cluster; all behind `concurrent.futures`."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from multiprocessing.synchronize import Event
from typing import Any

from generator.batch.parcel import Parcel, pack_parcel
from generator.batch.store import Remote
from generator.batch.work import Bench, Task, work
from generator.errors import missing, refuse

ANSWER = "10s"
"""How long a scheduler is waited for."""
_ORPHAN_CHECK = 0.1
"""Seconds between two looks of a worker at whether its parent still lives."""
_stops: list[Callable[[], bool]] = []
"""In a process of a pool: whether its batch is being stopped."""
_one_at_a_time = threading.Lock()
"""Held by the thread of a cluster's worker that works: presses and their caches are one thread's."""


class Inline(Executor):
    """Does each task at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:
            future.set_exception(fault)
        return future


class Engine:
    """An executor with the batch's bench at hand. `size` is how many tasks it works at side by side."""

    def __init__(self, executor: Executor, bench: Bench, size: int, remote: bool = False) -> None:
        self._executor, self._bench, self.size, self.remote = executor, bench, size, remote

    def submit(self, task: Task) -> Future[Any]:
        return self._executor.submit(work, self._bench, task)

    def close(self) -> None:
        """End it when the pieces in hand are done; those that have not begun are dropped."""
        self._executor.shutdown(wait=True, cancel_futures=True)


class PoolEngine(Engine):
    """A pool of processes of this machine."""

    def __init__(self, bench: Bench, size: int) -> None:
        methods = multiprocessing.get_all_start_methods()
        # A fork has everything loaded that this process has; where there is none a worker takes as long to start as we did.
        # The threads behind an address do not live through a fork.
        context = multiprocessing.get_context("fork" if "fork" in methods and not isinstance(bench.store, Remote) else "spawn")
        self._stop = context.Event()
        super().__init__(ProcessPoolExecutor(size, mp_context=context, initializer=_begin, initargs=(os.getpid(), self._stop)), bench, size)

    def submit(self, task: Task) -> Future[Any]:
        return self._executor.submit(_work_here, self._bench, task)

    def close(self) -> None:
        # Tasks that the pool has taken out of its queue cannot be dropped any more; they are told to be short.
        self._stop.set()
        super().close()


class DaskEngine(Engine):
    """A Dask cluster: what is lost with a worker is done again by another; the campaign's folder is sent along once."""

    def __init__(self, address: str, bench: Bench) -> None:
        distributed = _distributed()
        parcel = pack_parcel(bench)
        try:
            self._client = distributed.Client(address, timeout=ANSWER, set_as_default=False)
        except (OSError, ValueError) as fault:
            told = " ".join(str(fault).split()) or type(fault).__name__
            hint = "start one with `dask scheduler`, and write its address like tcp://10.0.0.5:8786"
            raise refuse("no-scheduler", f"no scheduler answers at {address} ({told})", "--scheduler", hint) from None
        try:
            workers = self._client.scheduler_info(n_workers=-1)["workers"]
            if not workers:
                hint = f"start some with `dask worker {address}`"
                raise refuse("no-workers", f"the scheduler at {address} has no workers", "--scheduler", hint)
            # A worker sets one piece at a time, however many threads it has.
            super().__init__(self._client.get_executor(pure=False), bench, len(workers), remote=True)
            # Not scattered: what is scattered is lost with its worker, and the result of a task is made again.
            self._parcel = self._client.submit(_kept, parcel, pure=False)
        except BaseException:
            self._client.close()
            raise

    def submit(self, task: Task) -> Future[Any]:
        return self._executor.submit(_work_on_parcel, self._parcel, task)

    def close(self) -> None:
        self._executor.shutdown(wait=False)
        self._client.close()


def open_engine(bench: Bench, jobs: int, scheduler: str) -> Engine:
    """The engine for so many processes (1 is this one), or for the scheduler at an address."""
    private = isinstance(bench.store, Remote) and bench.store.is_private
    if scheduler:
        if private:
            raise refuse("not-shared", "the output is in the memory of one process, and a cluster has many", "output", "name a folder or an address")
        return DaskEngine(scheduler, bench)
    if jobs <= 1 or private:
        return Engine(Inline(), bench, 1)
    return PoolEngine(bench, jobs)


def cores() -> int:
    """How many processes can work side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(parent: int, stop: Event) -> None:
    """A worker leaves it to its parent to stop, and does not outlive it."""
    _stops.append(stop.is_set)
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_ORPHAN_CHECK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _work_here(bench: Bench, task: Task) -> Any:
    """Do a task in a process of the pool."""
    return work(bench, task, _stops[-1])


def _kept(parcel: Parcel) -> Parcel:
    """The parcel, to be at hand in the cluster."""
    return parcel


def _work_on_parcel(parcel: Parcel, task: Task) -> Any:
    """Do a task on another machine, in the campaign's folder as it came with the parcel."""
    with _one_at_a_time:
        return work(parcel.bench(), parcel.task(task))


def is_lost(fault: BaseException) -> bool:
    """Whether a task did not fail but lost its worker, pool or cluster."""
    return isinstance(fault, BrokenExecutor | CancelledError) or type(fault).__name__ == "KilledWorker"


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise missing("no-extra", "a scheduler needs Dask, which is not installed", "--scheduler", "pip install 'outreach-press[cluster]'") from None
    return distributed
