"""A mail server that writes down what it accepts, and that can refuse every n-th mail for the moment."""

import asyncio
import json
import os
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import NamedTuple

from aiosmtpd.smtp import SMTP, Envelope, Session

LINK = re.compile(r"/replies/(\d+)/")


class Accepted(NamedTuple):
    """A mail that the server said yes to."""

    message_id: str
    to: str
    replies: frozenset[int]


class Ledger:
    """What aiosmtpd asks for each mail: written down first, then answered."""

    def __init__(self, path: Path, refuse_each: int, pause: float) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._refuse_each, self._pause, self._seen = refuse_each, pause, 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self._seen += 1
        if self._refuse_each and self._seen % self._refuse_each == 0:
            return "451 4.3.0 Try again later"
        message = message_from_bytes(bytes(envelope.original_content or b""), policy=default)
        body = message.get_body(("plain",))
        links = sorted({int(pk) for pk in LINK.findall(body.get_content() if body else "")})
        line = json.dumps([message["Message-ID"].strip(), envelope.rcpt_tos[0], links])
        os.write(self._file, f"{line}\n".encode())
        await asyncio.sleep(self._pause)  # in which a worker can be killed without an answer
        return "250 OK"


def serve(port: int, path: Path, refuse_each: int = 0, pause: float = 0.0) -> None:
    """Accept mail until the process ends."""

    async def forever() -> None:
        ledger = Ledger(path, refuse_each, pause)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(ledger, loop=loop), "127.0.0.1", port)
        await server.serve_forever()

    asyncio.run(forever())


def accepted(path: Path) -> list[Accepted]:
    """What a server has written down."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Accepted(message_id, to, frozenset(links)) for message_id, to, links in rows]
