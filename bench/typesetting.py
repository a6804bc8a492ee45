"""The PDF of 30 issues with 155 answers of 69 words, 30 tables, 60 footnotes: typst against LibreOffice.

Both begin with the same tree and run in fresh processes; LibreOffice converts the Word file of it. Prints
seconds and the peak memory of the process that typesets, and how the one time stands to the other.

Run: python -m bench.typesetting [times, 1 by default] …
"""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import psutil

from replies.document import docx, pdf
from replies.document.tree import (
    Block,
    Cell,
    Document,
    Footnote,
    Heading,
    Inline,
    Masthead,
    Paragraph,
    Table,
    Text,
)

WORDS = ("the", "bodies", "concerned", "register", "each", "report", "on", "the", "day", "it", "comes")
ISSUES, ANSWERS, TABLES, NOTES, WORDS_OF_ANSWER = 30, 155, 30, 60, 66
GOAL = 0.4
MEGABYTE = 2**20


def tree(times: int) -> Document:
    """The document, so many times the size of an actual one; always the same."""
    words = cycle(WORDS)
    blocks: list[Block] = []
    for answer in range(ANSWERS * times):
        issue = answer * ISSUES // ANSWERS
        if issue != (answer - 1) * ISSUES // ANSWERS:
            blocks.append(Heading(3, f"Reply to paragraph {issue + 1} of the list of issues"))
        inlines: list[Inline] = [Text(" ".join(islice(words, WORDS_OF_ANSWER)) + ".")]
        if answer < NOTES * times:
            inlines.append(Footnote(f"Statistical report No. {answer} of 2022."))
        blocks.append(Paragraph(tuple(inlines)))
        if answer < TABLES * times:
            blocks.append(_table(answer))
    return Document(
        masthead=Masthead(
            *("United Nations", "Convention against Torture", "Distr.: General", "English"),
            *("Original: Russian", "English only", "Committee against Torture", "Consideration of reports"),
        ),
        title="Replies of Kazakhstan to the list of issues",
        first_heading="Information in response to the list of issues",
        blocks=tuple(blocks),
    )


def _table(number: int) -> Table:
    rows = [("Year", "Cases", "Convictions"), *((str(2019 + n), str(number + n), str(n)) for n in range(4))]
    return Table(
        f"Cases by year, {number}",
        tuple(
            tuple(Cell((Paragraph((Text(text),), numbered=False),), header=not place) for text in row)
            for place, row in enumerate(rows)
        ),
    )


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds, and the megabytes that the processes begun by the work held at the same time at most."""
    peak, is_over = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not is_over.wait(0.01):
            peak = max(peak, sum(_memory(child) for child in psutil.Process().children(recursive=True)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    is_over.set()
    watcher.join()
    return seconds, peak / MEGABYTE


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def by_libreoffice(document: Document, folder: Path) -> None:
    """Write the Word file and convert it, with a profile that is already there."""
    word = folder / "replies.docx"
    word.write_bytes(docx.render(document))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = shutil.which("soffice")
    assert office, "LibreOffice is not installed"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a command of this file
    assert word.with_suffix(".pdf").exists()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        by_libreoffice(tree(1), folder)  # the first start makes the profile: not measured
        for times in map(int, sys.argv[1:] or ["1"]):
            document = tree(times)
            seconds, memory = measured(lambda tree=document: pdf.render(tree))  # type: ignore[misc]
            theirs, held = measured(lambda tree=document: by_libreoffice(tree, folder))  # type: ignore[misc]
            ratio = seconds / theirs
            print(f"{times} x: typst {seconds:.2f} s, {memory:.0f} MB; ", end="")
            print(f"LibreOffice {theirs:.2f} s, {held:.0f} MB; {ratio:.2f} of its time (goal {GOAL})")


if __name__ == "__main__":
    main()
