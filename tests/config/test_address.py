import http.server
import socket
import threading
from collections.abc import Iterator

import pytest

from config.address import Address
from config.machine import Unusable

EVERYWHERE = "0.0.0.0"  # noqa: S104


class Answering(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if (self.path, self.headers["Host"]) == ("/healthz/", self.wanted) else 500)
        self.end_headers()

    @property
    def wanted(self) -> str:
        return f"localhost:{self.connection.getsockname()[1]}"

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def answering() -> Iterator[int]:
    """The port of a server whose health check is content."""
    with http.server.HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture
def listening() -> Iterator[int]:
    """A port on which somebody listens and says nothing that is HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "http://127.0.0.1:8000/"),
        ({"HOST": "", "PORT": ""}, "http://127.0.0.1:8000/"),
        ({"HOST": EVERYWHERE, "PORT": "65535"}, "http://0.0.0.0:65535/"),
        ({"HOST": "::1", "PORT": "1"}, "http://[::1]:1/"),
    ],
)
def test_address_comes_from_the_environment(environment, expected):
    assert Address.from_environment(environment).url == expected


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80.5"])
def test_address_refuses_what_is_no_port(port):
    with pytest.raises(Unusable) as refusal:
        Address.from_environment({"PORT": port})

    assert str(refusal.value) == (
        f"PORT is {port!r}: choose a number from 1 to 65535, for example PORT=8001 make run."
    )


def test_address_in_use_names_the_port_and_another(listening):
    with pytest.raises(Unusable) as refusal:
        Address(port=listening).check_free(patience=0.1)

    assert str(refusal.value) == (
        f"Port {listening} of 127.0.0.1 cannot be used (Address already in use): "
        f"choose another, for example PORT={listening + 1} make run."
    )


def test_address_with_a_host_that_is_not_ours():
    with pytest.raises(Unusable, match=r"^Port 80 of 192\.0\.2\.1 cannot be used .* PORT=8001 make run\.$"):
        Address("192.0.2.1", 80).check_free(patience=0)


def test_address_that_is_free_can_be_used_at_once():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    Address(port=port).check_free()
    Address(port=port).check_free()


def test_address_that_becomes_free_can_be_used():
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    closing = threading.Timer(0.2, server.close)
    closing.start()

    Address(port=port).check_free(patience=10)

    closing.join()


@pytest.mark.parametrize("host", ["127.0.0.1", EVERYWHERE])
def test_address_answers(answering, host):
    assert Address(host, answering).answers() is True


def test_address_does_not_answer_where_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert Address(port=port).answers() is False
