"""The web server of the measurements, and the sign-in of a person without a password."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore

from accounts.models import User
from bench.ports import free_port

PORT = free_port()


@contextmanager
def gunicorn(*, workers: int = 1) -> Iterator[None]:
    """The web server as production runs it, on a port of its own."""
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{PORT}"]
    command += ["--worker-class", "gthread", "--workers", str(workers), "--threads", "4"]
    command += ["--limit-request-line", "8190"]
    process = subprocess.Popen([*command, "--no-control-socket", "--log-level", "error"])  # noqa: S603
    try:
        for _ in range(100):
            try:
                http.client.HTTPConnection("127.0.0.1", PORT).request("GET", "/healthz/")
                break
            except OSError:
                assert process.poll() is None, "gunicorn does not start"
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def cookie_of(user: User) -> str:
    """A session of a person, as their browser sends it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
