"""A scanner that speaks as ClamAV's daemon does, for the tests: it finds what it is told to find."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self.rfile.read(len(b"zINSTREAM\0"))
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.scanned.append((command, content))
        self.wfile.write(self.server.answer or self.verdict(content))

    def verdict(self, content: bytes) -> bytes:
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


class Scanner(socketserver.TCPServer):
    """Listens on a port of this machine; keeps what it was sent; `answer` is what it says whatever comes."""

    def __init__(self) -> None:
        self.scanned: list[tuple[bytes, bytes]] = []
        self.answer = b""
        self.listen()

    def listen(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.server_address[1]}"


class SocketScanner(Scanner):
    """Listens on a socket in the file system."""

    address_family = 1  # AF_UNIX

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__()

    def listen(self) -> None:
        socketserver.TCPServer.__init__(self, cast("Any", str(self.path)), Conversation)

    @property
    def url(self) -> str:
        return f"unix://{self.path}"


@contextmanager
def listening(scanner: Scanner) -> Iterator[Scanner]:
    with scanner:
        thread = threading.Thread(target=scanner.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield scanner
        finally:
            scanner.shutdown()
            thread.join()
