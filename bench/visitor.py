"""A browser of one person, as far as the measurements need one: cookies, forms, a connection kept open."""

import http.client
import re
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import NamedTuple

from lxml import html

BASE = re.compile(r'name="base_version" value="(\d*)"')
PLACE = re.compile(r"/replies/(\d+)/answers/(\d+)/save/")
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
BOUNDARY = "----measurement"
IDLE = 1.0  # seconds after which gunicorn, which waits two, may be about to close a connection


class Saved(NamedTuple):
    """A save that the server has acknowledged: of which answer (point 0: the general one), as what."""

    reply: int
    point: int
    version: int
    text: str


@dataclass(frozen=True)
class Response:
    status: int
    location: str
    text: str


class Visitor:
    """Sends what the pages send. Errors of the connection come through as OSError and HTTPException."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.forms: dict[str, dict[str, str]] = {}
        self.used = 0.0
        self._keep([cookie])

    def get(self, url: str) -> Response:
        return self._exchange("GET", url, {})

    def send(self, url: str, fields: dict[str, str]) -> Response:
        """Send what a script of the open page sends, with the page's token."""
        token = next(form[TOKEN] for form in self.forms.values() if TOKEN in form)
        return self.post(url, fields | {TOKEN: token})

    def post(self, url: str, fields: dict[str, str]) -> Response:
        """Send a form as htmx does, in parts."""
        parts = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        body = f"{''.join(parts)}--{BOUNDARY}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "HX-Request": "true"}
        return self._exchange("POST", url, headers, body)

    def open(self, url: str) -> Response:
        """Get a page and remember the fields of each of its forms by the address that takes it."""
        response = self.get(url)
        if response.status == 200:
            found = html.document_fromstring(response.text).forms
            self.forms = {form.action: _fields_of(form) for form in found if form.action}
        return response

    def save(self, url: str, text: str) -> Response:
        """Save a text as an answer of the page that is open; the version now stored becomes the base."""
        fields = self.forms[url]
        response = self.post(url, fields | {"form": "text", "text": text})
        if response.status in {200, 409} and (base := BASE.search(response.text)):
            fields["base_version"] = base[1]
        return response

    def saved(self, url: str, text: str) -> Saved:
        """What a save that has just been answered with 200 stored."""
        place = PLACE.fullmatch(url)
        assert place, url
        return Saved(int(place[1]), int(place[2]), int(self.forms[url]["base_version"]), text)

    def sign_in(self, email: str, password: str) -> bool:
        """Sign in through the form; return whether that let the person in."""
        self.cookies.clear()
        response = self.open("/account/login/")
        if response.status != 200:
            return False
        url, fields = next((url, fields) for url, fields in self.forms.items() if "password" in fields)
        response = self.post(url, fields | {"login": email, "password": password})
        return response.status == 302

    def _exchange(self, method: str, url: str, headers: dict[str, str], body: bytes = b"") -> Response:
        if time.monotonic() - self.used > IDLE:
            self.connection.close()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self.connection.request(method, url, body, {"Cookie": cookies, **headers})
            answer = self.connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise
        self.used = time.monotonic()
        self._keep(answer.headers.get_all("Set-Cookie", []))
        return Response(answer.status, answer.headers.get("Location", ""), text)

    def _keep(self, cookies: list[str]) -> None:
        for line in cookies:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}


def _fields_of(form: html.FormElement) -> dict[str, str]:
    """The values that a form holds; boxes are left as they are, empty."""
    return {name: value or "" for name, value in form.fields.items() if isinstance(value, str | None)}
