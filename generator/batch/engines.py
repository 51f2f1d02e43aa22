"""Who makes the pieces: this process, a process for each core, or a Dask cluster; all behind `concurrent.futures`."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any

from generator.batch.parcel import Parcel, pack_parcel
from generator.batch.work import Bench, Task, work
from generator.errors import missing, refuse

RETRIES = 3
"""How often a task is done again when its worker is lost."""
_ORPHAN_CHECK = 0.5
"""Seconds between two looks of a worker at whether its parent still lives."""


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

    def close(self, wait: bool = True) -> None:
        """End it; tasks that have not begun are dropped."""
        self._executor.shutdown(wait=wait, cancel_futures=True)


class DaskEngine(Engine):
    """A Dask cluster: what is lost with a worker is done again by another; the campaign's folder is sent along once."""

    def __init__(self, address: str, bench: Bench) -> None:
        distributed = _distributed()
        try:
            self._client = distributed.Client(address, timeout="10s", set_as_default=False)
        except OSError as fault:
            raise refuse("no-scheduler", f"no scheduler answers at {address}: {fault}", "--scheduler", "start one with `dask scheduler`") from None
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            self._client.close()
            raise refuse("no-workers", f"the scheduler at {address} has no workers", "--scheduler", f"start some with `dask worker {address}`")
        self.size = sum(worker["nthreads"] for worker in workers.values())
        self.remote = True
        parcel = pack_parcel(bench)
        self._parcel = self._client.scatter(parcel, broadcast=True, hash=False)

    def submit(self, task: Task) -> Future[Any]:
        found: Future[Any] = self._client.submit(_work_on_parcel, self._parcel, task, retries=RETRIES, pure=False)
        return found

    def close(self, wait: bool = True) -> None:
        self._client.close()


def open_engine(bench: Bench, jobs: int, scheduler: str) -> Engine:
    """The engine for so many processes (1 is this one), or for the scheduler at an address."""
    if scheduler:
        return DaskEngine(scheduler, bench)
    if jobs <= 1:
        return Engine(Inline(), bench, 1)
    methods = multiprocessing.get_all_start_methods()
    # A fork has everything loaded that this process has; where there is none a worker takes as long to start as we did.
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(os.getpid(),))
    return Engine(pool, bench, jobs)


def cores() -> int:
    """How many processes can work side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(parent: int) -> None:
    """A worker leaves it to its parent to stop, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_ORPHAN_CHECK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _work_on_parcel(parcel: Parcel, task: Task) -> Any:
    """Do a task on another machine, in the campaign's folder as it came with the parcel."""
    return work(parcel.bench(), parcel.task(task))


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise missing("no-extra", "a scheduler needs Dask, which is not installed", "--scheduler", "pip install 'outreach-press[cluster]'") from None
    return distributed
