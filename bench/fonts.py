"""Asks typst which characters its own fonts can show in a PDF/A-2a file, and writes that down.

Run after a change of typst's version: python -m bench.fonts
"""

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

import typst

from replies.document.unprintable import COVERAGE

EACH_IN_A_PARAGRAPH = (
    b'#set document(title: "Fonts")\n#for it in json(bytes(sys.inputs.texts)) [#it #parbreak()]\n'
)
REFUSED = re.compile(r'(?:the text|codepoint) `"(.*?)"`', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
BATCH = 4000
BASES = [chr(code) for code in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x410, 0x450))]


def refused(texts: Iterable[str]) -> set[str]:
    """What typst names when it refuses to print these texts: a character, or the letter that bears a mark."""
    try:
        typst.compile(
            EACH_IN_A_PARAGRAPH,
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=["a-2a"],
            sys_inputs={"texts": json.dumps(list(texts))},
        )
    except typst.TypstError as error:
        named = REFUSED.findall(error.diagnostic)
        return {ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in named}
    return set()


def printable() -> Iterator[str]:
    """Every character that prints; what prints nothing by itself is asked after a letter of its own."""
    assigned = [chr(code) for code in range(0x20, 0x110000)]
    assigned = [it for it in assigned if unicodedata.category(it) not in {"Cs", "Co", "Cn"}]
    alone = [it for it in assigned if unicodedata.category(it)[0] not in "MZC"]
    for start in range(0, len(alone), BATCH):
        batch = alone[start : start + BATCH]
        yield from set(batch) - refused(batch)
    borne = sorted(set(assigned) - set(alone))
    for start in range(0, len(borne), len(BASES)):
        pairs = dict(zip(BASES, borne[start : start + len(BASES)], strict=False))
        named = refused(base + it for base, it in pairs.items())
        yield from (it for base, it in pairs.items() if not {base, it, base + it} & named)


def ranges(codes: Iterable[int]) -> Iterator[str]:
    """Hexadecimal numbers and ranges of them, in order."""
    spans: list[list[int]] = []
    for code in sorted(codes):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    yield from (f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in spans)


def main() -> None:
    found = " ".join(ranges(map(ord, printable())))
    lines = textwrap.wrap(found, 106, break_on_hyphens=False)
    COVERAGE.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{COVERAGE}: {len(lines)} lines")


if __name__ == "__main__":
    main()
