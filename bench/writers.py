"""People who save without end and, as the page does, try again until the server has acknowledged."""

import http.client
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from bench.texts import draft
from bench.visitor import Saved, Visitor

PAUSE = 0.2, 1.2
SHORTEST_WAIT, LONGEST_WAIT = 0.1, 2.0
PATIENCE = 120.0  # seconds that one text is tried for: whoever waits that long has met a fault
NO_CONNECTION = (OSError, http.client.HTTPException)


class Fault(Exception):
    """Something that killing the server's parts does not explain."""


@dataclass(frozen=True)
class Window:
    """A window of a person's browser, and the address of the reply that is open in it."""

    email: str
    password: str
    page: str


@dataclass
class Outcome:
    """What all writers together have met, until so many saves are acknowledged or the time is over."""

    wanted: int
    until: float
    saved: list[Saved] = field(default_factory=list)
    retries: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return len(self.saved) >= self.wanted or bool(self.faults) or time.monotonic() > self.until


@dataclass
class Writer:
    """Who writes in one window."""

    window: Window
    visitor: Visitor
    draw: random.Random
    outcome: Outcome
    texts: int = 0
    retries: Counter[str] = field(default_factory=Counter)

    def work(self) -> None:
        """Save one text after the other until the outcome is complete."""
        try:
            while not self.outcome.is_over:
                self._write()
                time.sleep(self.draw.uniform(*PAUSE))
        except Fault as fault:
            self.outcome.faults.append(str(fault))

    def _write(self) -> None:
        """Have one text acknowledged; where somebody else's came in between, on that one."""
        url = self.draw.choice([url for url in self.visitor.forms if "/answers/" in url])
        self.texts += 1
        text = draft(f"{self.window.email} in {self.window.page}, text {self.texts}, {self.draw.random()}.")
        for _ in self._tries():
            if reason := self._refused(url, text):
                self.retries[reason] += 1
            else:
                self.outcome.saved.append(self.visitor.saved(url, text))
                return

    def _refused(self, url: str, text: str) -> str:
        """Send a text once; empty when it was acknowledged, else why it is to be sent again."""
        try:
            response = self.visitor.save(url, text)
        except NO_CONNECTION:
            return "no connection"
        if response.status in {302, 403}:
            self.sign_in()
            return "signed out"
        if response.status not in {200, 409} and response.status < 500:
            raise Fault(f"{url} answered {response.status}: {response.text[:500]}")
        return {200: "", 409: "conflict"}.get(response.status, f"status {response.status}")

    def sign_in(self) -> None:
        """Sign in and open the page; texts not yet saved stay based on what they were written on."""
        bases = {url: form.get("base_version", "") for url, form in self.visitor.forms.items()}
        for _ in self._tries():
            try:
                is_in = self.visitor.sign_in(self.window.email, self.window.password)
                if is_in and self.visitor.open(self.window.page).status == 200:
                    break
            except NO_CONNECTION:
                pass
            self.retries["sign-in"] += 1
        for url in bases.keys() & self.visitor.forms.keys():
            self.visitor.forms[url]["base_version"] = bases[url]

    def _tries(self) -> Iterator[None]:
        """Tries with growing pauses between them; a Fault when it takes too long."""
        start, pause = time.monotonic(), SHORTEST_WAIT
        while time.monotonic() - start < PATIENCE:
            yield
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_WAIT)
        raise Fault(f"{self.window.page} could not be saved for {PATIENCE:.0f} s")


def write(
    port: int, windows: Sequence[Window], wanted: int, seconds: float, seed: int, to: Connection
) -> None:
    """Sign in everywhere and say so, then write in all windows at once and send the outcome."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started it
    outcome = Outcome(wanted, time.monotonic() + seconds)
    writers = [
        Writer(window, Visitor(port), random.Random(f"{seed} {number}"), outcome)  # noqa: S311 - repeatable
        for number, window in enumerate(windows)
    ]
    for writer in writers:
        writer.sign_in()
    to.send(outcome)
    with ThreadPoolExecutor(len(writers)) as pool:
        tasks = [pool.submit(writer.work) for writer in writers]
        while wait(tasks, timeout=10).not_done:
            print(f"         {len(outcome.saved)} saves acknowledged", flush=True)
    for task, writer in zip(tasks, writers, strict=True):
        task.result()
        outcome.retries += writer.retries
    to.send(outcome)
