"""A child process: ``python -m ui.guarded.child MEMORY_BYTES WORK_S``.

It reads pieces of work from its input, one after another, and writes each result to its output,
both pickled. It ends with its input, so that it never outlives the app. Where the system can, the
system itself ends it at the limits of memory and of processor time.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

_SLACK_S = 3  # processor seconds after which the system ends what the app should have ended


def serve(given: BinaryIO, answers: BinaryIO, work_s: float) -> None:
    """Do the work that comes until the input ends."""
    while True:
        try:
            work, arguments = pickle.load(given)  # noqa: S301  from the app, over our own pipe
        except EOFError:
            return
        _limit_work(work_s)
        answers.write(_pickled(_attempt(work, arguments)))
        answers.flush()


def _attempt(work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, Any]:
    """``("result", value)``; ``("raised", error)`` for an error that is for the reader;
    ``("memory", "")`` and ``("failed", reason)`` for others."""
    from kb.errors import EvidenciaError

    try:
        return "result", work(*arguments)
    except MemoryError:
        return "memory", ""
    except EvidenciaError as error:
        return "raised", str(error)
    except RecursionError:
        return "failed", "it is nested too deeply"
    except Exception as error:  # an error that the work did not foresee concerns it alone
        logging.getLogger(__name__).exception("work in a child failed")
        return "failed", f"{type(error).__name__}: {str(error)[:200]}"


def _pickled(answer: tuple[str, Any]) -> bytes:
    """An answer as it is sent: whole, or as the failure to pickle it."""
    try:
        return pickle.dumps(answer)
    except MemoryError:
        return pickle.dumps(("memory", ""))
    except Exception as error:  # the value is of a kind that cannot leave the process
        return pickle.dumps(("failed", f"{type(error).__name__}: {str(error)[:200]}"))


def limit_memory(limit: int) -> None:
    """Limit this process's data to ``limit`` bytes, where the system can."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))


def _limit_work(work_s: float) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        until = int(time.process_time() + work_s) + _SLACK_S
        allowed = until if hard == resource.RLIM_INFINITY else min(until, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))


def main() -> None:
    """Set the limits and serve. What the work prints goes to the log of the app."""
    memory, work_s = int(sys.argv[1]), float(sys.argv[2])
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(OSError, AttributeError):
        os.nice(5)  # searching has priority
    limit_memory(memory)
    with suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, answers, work_s)


if __name__ == "__main__":
    main()
