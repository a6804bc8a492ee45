"""Opening what people uploaded in a process of its own: when that crashes or takes too long, only it ends."""

import subprocess
import sys

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)


def ran_apart(module: str, *arguments: str, seconds: float, event: str, file: str) -> bool:
    """Whether a module of ours did its work on a file, in time; else `event` and the reason are logged."""
    command = [sys.executable, "-m", module, *arguments]
    try:
        subprocess.run(  # noqa: S603 - our own module, on names that we made
            command, cwd=settings.BASE_DIR, timeout=seconds, check=True, capture_output=True, text=True
        )
    except subprocess.CalledProcessError as error:
        reason = error.stderr.strip().rpartition("\n")[2][:300]
        log.warning(f"{event}.failed", file=file, status=error.returncode, reason=reason)
        return False
    except subprocess.TimeoutExpired:
        log.warning(f"{event}.too_slow", file=file)
        return False
    return True
