"""The virus scanner: ClamAV's daemon at CLAMD_URL, asked over its INSTREAM protocol."""

import socket
import struct
from contextlib import closing
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

CHUNK = 1024 * 1024
CONNECT_SECONDS = 5
ANSWER_SECONDS = 120
MAX_REPLY = 4096
DEFAULT_PORT = 3310


class Unreachable(Exception):
    """The scanner did not answer, or not as it should: the file is not scanned, and may be later."""


def is_configured() -> bool:
    return bool(settings.CLAMD_URL)


def virus_in(file: IO[bytes]) -> str:
    """The name of the virus found in a file, empty when none is; raises Unreachable."""
    try:
        with closing(_connect()) as connection:
            reply = _ask(connection, file)
    except (OSError, ValueError) as error:
        raise Unreachable(str(error)) from error
    answer = reply.removeprefix("stream: ")
    if answer == "OK":
        return ""
    if answer.endswith(" FOUND"):
        return answer.removesuffix(" FOUND") or answer.strip()
    raise Unreachable(reply or "no answer")


def _connect() -> socket.socket:
    """A connection to tcp://host:port or unix:///path."""
    url = urlsplit(settings.CLAMD_URL)
    if url.scheme == "tcp" and url.hostname:
        connection = socket.create_connection((url.hostname, url.port or DEFAULT_PORT), CONNECT_SECONDS)
    elif url.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(url.path)
        except OSError:
            connection.close()
            raise
    else:
        raise ValueError(f"CLAMD_URL is {settings.CLAMD_URL!r}: write tcp://host:3310 or unix:///path")
    connection.settimeout(ANSWER_SECONDS)
    return connection


def _ask(connection: socket.socket, file: IO[bytes]) -> str:
    """Send the file in chunks, each after its length, the last of length 0; read the line that comes."""
    connection.sendall(b"zINSTREAM\0")
    while chunk := file.read(CHUNK):
        connection.sendall(struct.pack("!I", len(chunk)) + chunk)
    connection.sendall(struct.pack("!I", 0))
    reply = b""
    while not reply.endswith(b"\0") and len(reply) < MAX_REPLY and (part := connection.recv(MAX_REPLY)):
        reply += part
    return reply.rstrip(b"\0").decode(errors="replace").strip()
