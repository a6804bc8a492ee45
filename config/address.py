"""Where `make run` listens: HOST and PORT, checked before anything is started."""

import http.client
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass

from config.machine import Unusable

PATIENCE = 2.0


@dataclass(frozen=True)
class Address:
    """A host name or number and a TCP port."""

    host: str = "127.0.0.1"
    port: int = 8000

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Address":
        port = environment.get("PORT") or str(cls.port)
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise Unusable(
                f"PORT is {port!r}: choose a number from 1 to 65535, for example PORT=8001 make run."
            )
        return cls(environment.get("HOST") or cls.host, int(port))

    @property
    def netloc(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.netloc}/"

    def check_free(self, patience: float = PATIENCE) -> None:
        """Refuse an address that cannot be listened on, naming it and another to choose.

        It gets `patience` seconds to become free: the system takes a moment to close the sockets of a
        program that was killed.
        """
        deadline = time.monotonic() + patience
        while error := self._obstacle():
            if time.monotonic() > deadline:
                other = self.port + 1 if 1024 <= self.port < 65535 else 8001
                raise Unusable(
                    f"Port {self.port} of {self.host} cannot be used ({error.strerror}): "
                    f"choose another, for example PORT={other} make run."
                )
            time.sleep(0.05)

    def _obstacle(self) -> OSError | None:
        try:
            family, kind, protocol, _, place = socket.getaddrinfo(
                self.host, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(place)
                probe.listen()
        except OSError as error:
            return error
        return None

    def answers(self) -> bool:
        """Say whether the application is there and its health check content."""
        # What listens on every interface is asked on the loopback.
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        connection = http.client.HTTPConnection(host, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz/", headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
