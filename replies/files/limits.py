"""Limits of a process that opens what people uploaded. Without Django, so that it starts quickly."""

import contextlib
import os
import resource

MEMORY_BYTES = 1024**3
CPU_SECONDS = 60


def limit_this_process() -> None:
    """Let it take so much memory and time and no more; what it writes is not for everybody."""
    os.umask(0o027)
    limits = ((resource.RLIMIT_DATA, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS))
    for kind, limit in limits:
        with contextlib.suppress(ValueError, OSError):  # a machine that knows no such limit, or a lower one
            resource.setrlimit(kind, (limit, limit))
