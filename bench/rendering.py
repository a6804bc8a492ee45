"""Writing the Word file of 1, 10 and 100 documents beside pandoc: time, peak memory, their ratio.

Each writer works in a fresh process, after the other, on the same content; pandoc gets it as HTML. Of several
runs the fastest counts. Run: python -m bench.rendering [--times 1 10 100] [--runs 3]
"""

import argparse
import multiprocessing
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from multiprocessing.queues import Queue
from pathlib import Path

import pypandoc

from bench.documents import as_html, document
from replies.document import docx

Figures = tuple[float, float]  # seconds, megabytes at the peak


def ours(times: int, target: Path) -> Figures:
    """Write the tree with our own writer; building the tree is not counted."""
    tree = document(times)
    start = time.perf_counter()
    content = docx.render(tree)
    seconds = time.perf_counter() - start
    target.write_bytes(content)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def of_pandoc(times: int, target: Path) -> Figures:
    """Let pandoc write the same content; making the HTML is not counted."""
    source = target.with_suffix(".html")
    source.write_text(as_html(document(times)))
    command = [pypandoc.get_pandoc_path(), "-f", "html", "-t", "docx", "-o", str(target), str(source)]
    start = time.perf_counter()
    subprocess.run(command, check=True)  # noqa: S603 - a fixed command on a file of our own
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _report(
    work: Callable[[int, Path], Figures], times: int, target: Path, results: "Queue[Figures]"
) -> None:
    results.put(work(times, target))


def fastest(work: Callable[[int, Path], Figures], times: int, target: Path, runs: int) -> Figures:
    """The fastest of so many runs, each in a process of its own."""
    context = multiprocessing.get_context("spawn")
    found = []
    for _ in range(runs):
        results: Queue[Figures] = context.Queue()
        process = context.Process(target=_report, args=(work, times, target, results))
        process.start()
        found.append(results.get())
        process.join()
    return min(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print(f"{'times':>5} {'ours':>9} {'MB':>6} {'pandoc':>9} {'MB':>6} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for times in options.times:
            runs = options.runs if times < 100 else 1
            seconds, memory = fastest(ours, times, Path(folder) / "ours.docx", runs)
            theirs, their_memory = fastest(of_pandoc, times, Path(folder) / "pandoc.docx", runs)
            print(
                f"{times:>5} {seconds:>7.2f} s {memory:>6.0f} {theirs:>7.2f} s {their_memory:>6.0f} "
                f"{seconds / theirs:>6.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
