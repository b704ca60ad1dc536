"""A pool of NLP processes that survives any document.

A process that dies or exceeds its time is replaced, and the batch it had is split until the cause is alone. A document
is poison only if, alone in a fresh process, it kills or hangs it twice: one death blames nobody (the system may have
run out of memory for another reason). Its neighbours are done again.
"""

import asyncio
import logging
import multiprocessing
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from processors.errors import ModelError
from streams import nlp_process
from streams.messages import Enriched, Message, Rejected

log = logging.getLogger(__name__)

Outcome = Enriched | Rejected

START_SECONDS = 120.0
"""Longest time for a process to have its models: the fork server takes two to five seconds for them on an idle core,
those that are forked from it afterwards nothing."""

SLOWEST_BYTES_PER_SECOND = 5_000
"""A batch may take the limit of one document and this much more for its size: a tenth of the speed of a slow core."""

ATTEMPTS_ALONE = 2

PRELOADED = ("de", "en", "und")
"""Languages whose models a process loads before its first article; `und` stands for the multilingual one."""


class ProcessDied(RuntimeError):  # noqa: N818 - says what happened
    """The NLP process ended in the middle of a batch."""


class ProcessHung(RuntimeError):  # noqa: N818 - says what happened
    """The NLP process took longer than its limit and was ended."""


class NlpStartError(RuntimeError):
    """An NLP process cannot load its models."""


class NlpPool:
    """Processes that enrich batches of messages.

    Args:
        processes: how many; they share the models that the fork server has loaded (`nlp_process.preload`).
        seconds_per_document: longest time for one document.
        documents_per_process: a process is replaced after so many documents, which bounds its memory.
        languages: whose models each process loads at its start.
        target: what a process runs; see `nlp_process.main` for what it must do.
    """

    def __init__(
        self,
        processes: int,
        seconds_per_document: float,
        documents_per_process: int,
        languages: Sequence[str] = PRELOADED,
        target: Callable[[Any, Sequence[str]], None] = nlp_process.main,
    ) -> None:
        self._idle: asyncio.Queue[_Process] = asyncio.Queue()
        # A thread for each process's pipe, and one to start or end it: never fewer, or a send could wait for a receive.
        self._threads = ThreadPoolExecutor(2 * processes, thread_name_prefix="quotewire-nlp")
        self._all = [_Process(languages, self._threads, target) for _ in range(processes)]
        self._stopped = False
        self._seconds_per_document = seconds_per_document
        self._documents_per_process = documents_per_process

    async def start(self) -> None:
        """Starts the processes and waits until their models are loaded.

        Raises:
            NlpStartError: one could not load its models.
        """
        await asyncio.gather(*(process.start() for process in self._all))
        for process in self._all:
            self._idle.put_nowait(process)

    @property
    def models(self) -> list[str]:
        """The versions of the models that the processes have loaded."""
        return sorted({name for process in self._all for name in process.models})

    async def stop(self) -> None:
        """Ends the processes; batches under way fail with ProcessDied."""
        self._stopped = True
        await asyncio.gather(*(process.end() for process in self._all))
        self._threads.shutdown(wait=False)

    async def enrich(self, messages: Sequence[Message]) -> list[Outcome]:
        """The outcome of each message, in order.

        Waits for an idle process. Never fails because of a document.

        Args:
            messages: with values.
        """
        if not messages:
            return []
        process = await self._idle.get()
        try:
            return await self._enrich(process, list(messages))
        finally:
            self._idle.put_nowait(process)

    async def _enrich(self, process: "_Process", messages: list[Message]) -> list[Outcome]:
        if len(messages) == 1:
            return [await self._enrich_alone(process, messages[0])]
        try:
            return await self._call(process, messages)
        except (ProcessDied, ProcessHung) as failure:
            if self._stopped:
                raise
            log.warning("%s with a batch of %d messages; splitting it", failure, len(messages))
        middle = len(messages) // 2
        return await self._enrich(process, messages[:middle]) + await self._enrich(process, messages[middle:])

    async def _enrich_alone(self, process: "_Process", message: Message) -> Outcome:
        failures: list[ProcessDied | ProcessHung] = []
        while len(failures) < ATTEMPTS_ALONE:
            if self._stopped:
                raise ProcessDied("the pool is stopped")
            was_fresh = process.documents == 0
            try:
                return (await self._call(process, [message]))[0]
            except (ProcessDied, ProcessHung) as failure:
                log.warning("%s with one message: %s", failure, message.place)
                if was_fresh:
                    failures.append(failure)
        kind = "process-hung" if isinstance(failures[-1], ProcessHung) else "process-died"
        return Rejected("enrich", kind, f"alone in a fresh process, {ATTEMPTS_ALONE} times: {failures[-1]}")

    async def _call(self, process: "_Process", messages: list[Message]) -> list[Outcome]:
        """One batch in one process, which is replaced if it fails or has served its time."""
        if self._stopped:
            raise ProcessDied("the pool is stopped")
        if not process.usable or process.documents >= self._documents_per_process:
            await process.restart()
        size = sum(message.size for message in messages)
        limit = self._seconds_per_document + size / SLOWEST_BYTES_PER_SECOND
        try:
            return await process.call(messages, limit)
        except (ProcessDied, ProcessHung):
            if not self._stopped:
                await process.restart()
            raise


class _Process:
    """One NLP process and the pipe to it.

    Attributes:
        documents: how many it was given since its start.
        models: the versions of its models, as it said at its start.
        usable: False from the moment a batch is sent until its outcomes are read: after a failure, or a cancelled
            call, the pipe may hold an answer that nobody waits for, and the process must be restarted.
    """

    def __init__(
        self,
        languages: Sequence[str],
        threads: ThreadPoolExecutor,
        target: Callable[[Any, Sequence[str]], None],
    ) -> None:
        self.documents = 0
        self.models: list[str] = []
        self.usable = False
        self._languages = tuple(languages)
        self._threads = threads
        self._target = target
        self._process: Any = None
        self._starting: asyncio.Future[None] | None = None
        self._connection: Any = None

    async def start(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["streams.nlp_preload"])
        ours, theirs = context.Pipe()
        self._process = context.Process(
            target=self._target, args=(theirs, self._languages), name="quotewire-nlp", daemon=True
        )
        # Kept and shielded: a start under way cannot be called off, and must be over before the process is ended.
        self._starting = asyncio.ensure_future(self._in_thread(self._process.start))
        try:
            await asyncio.wait_for(asyncio.shield(self._starting), START_SECONDS)
        except TimeoutError:
            raise NlpStartError(f"the fork server has not loaded its models in {START_SECONDS:.0f} s") from None
        except (EOFError, OSError) as error:
            raise NlpStartError(f"the fork server cannot start an NLP process ({type(error).__name__})") from error
        theirs.close()  # so that the end of the process is the end of the pipe
        self._connection = ours
        self.documents = 0
        try:
            models: list[str] | ModelError = await self._receive(START_SECONDS)
        except (ProcessDied, ProcessHung) as error:
            raise NlpStartError(f"{error} while it loaded its models ({', '.join(self._languages)})") from None
        if isinstance(models, ModelError):
            raise NlpStartError(str(models))
        self.models = models
        self.usable = True

    async def call(self, messages: list[Message], seconds: float) -> list[Outcome]:
        """Raises ProcessDied or ProcessHung; the process must then be restarted."""
        self.documents += len(messages)
        self.usable = False
        process = self._process
        try:
            await self._in_thread(self._connection.send, messages)
        except OSError:
            raise ProcessDied(f"NLP process {process.pid} ended ({await self._exit(process)})") from None
        outcomes: list[Outcome] | ModelError = await self._receive(seconds)
        self.usable = True
        if isinstance(outcomes, ModelError):
            raise NlpStartError(str(outcomes))
        return outcomes

    async def restart(self) -> None:
        await self.end()
        await self.start()

    async def end(self) -> None:
        self.usable = False
        if self._process is None:
            return
        if self._starting is not None:
            await asyncio.wait([self._starting], timeout=START_SECONDS)
        if self._process.pid is not None:  # else it could not be started
            self._process.kill()
            await self._in_thread(self._process.join)
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._process = None

    async def _receive(self, seconds: float) -> Any:
        process = self._process  # `end` may forget it meanwhile
        receiving = asyncio.ensure_future(self._in_thread(self._connection.recv))
        # If this call is cancelled (a stop), nobody asks how the receiving ended; asyncio would log that as an error.
        receiving.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        try:
            return await asyncio.wait_for(asyncio.shield(receiving), seconds)
        except TimeoutError:
            process.kill()  # ends the thread's wait: the pipe closes
            # multiprocessing takes a process for ended once its fork server is, and does not end it. It still has the
            # pipe, so its id is no other's.
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
            await asyncio.wait([receiving])
            receiving.exception()
            raise ProcessHung(f"NLP process {process.pid} exceeded {seconds:.0f} s and was ended") from None
        except (EOFError, OSError):
            raise ProcessDied(f"NLP process {process.pid} ended ({await self._exit(process)})") from None

    def _in_thread(self, function: Callable[..., Any], *args: Any) -> Awaitable[Any]:
        return asyncio.get_running_loop().run_in_executor(self._threads, function, *args)

    async def _exit(self, process: Any) -> str:
        await asyncio.to_thread(process.join, 1)
        code = process.exitcode
        return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
